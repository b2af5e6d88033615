import { compileTargetOf, type DriverProject, msBuildOf, sourcesOf } from './driverProject.ts';

/**
 * The build is seen, and has the compiler include nothing that a source does not name. Where it cannot be told, it may.
 */
export function putsNoHeaderInFront(project: DriverProject): boolean {
  const model = msBuildOf(project) ?? sourcesOf(project);
  if (model === undefined)
    return compileTargetOf(project)?.entries.every(({ mayForceInclude }) => !mayForceInclude) === true;
  const settings = 'leaves' in model ? model.leaves : model.definitions.map(namedByMacro);
  return model.isComplete && !settings.some(({ name, value }) => forces(name, value));
}

function namedByMacro({ macro, value }: { readonly macro: string; readonly value: string }) {
  return { name: macro, value };
}

function forces(name: string, value: string): boolean {
  return (
    /^(?:ForcedIncludeFiles|PrecompiledHeaderFile|PRECOMPILED_INCLUDE)$/.test(name) || /[/-]FI/.test(value)
  );
}
