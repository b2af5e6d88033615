import { missingLibrary } from '../project/index.ts';
import type { Rule, RuleContext } from './rule.ts';
import { ownCalls, type OwnCall } from './support/exports.ts';
import { libraryReport } from './support/libraries.ts';

/** Functions that netio.lib has (their pages, Requirements). */
const exportsOfNetio: readonly string[] = [
  'WskRegister',
  'WskCaptureProviderNPI',
  'WskReleaseProviderNPI',
  'WskDeregister',
  'WskQueryProviderCharacteristics',
  'NmrRegisterClient',
  'NmrDeregisterClient',
  'NmrWaitForClientDeregisterComplete',
  'NmrClientAttachProvider',
  'NmrClientDetachProviderComplete',
  'NmrRegisterProvider',
  'NmrDeregisterProvider',
  'NmrWaitForProviderDeregisterComplete',
  'NmrProviderDetachClientComplete',
];

/** ddi/wsk/nf-wsk-wskregister, Requirements: Netio.lib. */
export const netioNotLinked: Rule = {
  id: 'netio-not-linked',
  summary: 'The driver calls WSK functions and does not link netio.lib',
  facts: ['WSK-PRJ-003'],
  severity: 'error',
  precision: 'high',
  check(context) {
    const { project } = context;
    const call = project && firstImport(context);
    if (project === undefined || call === undefined || context.isNamedInCode('netio')) return;
    const missing = missingLibrary(project, 'netio');
    if (missing !== undefined)
      context.report(libraryReport(missing, 'netio.lib', call.at, `${call.name} is called here`, call.name));
  },
};

/** A call that the linker has to find in netio.lib: of no function, variable or macro of the driver. */
function firstImport(context: RuleContext): OwnCall | undefined {
  return ownCalls(context, exportsOfNetio, 'direct').find(
    ({ name, fn }) =>
      context.program.functionsNamed(name, fn).length === 0 &&
      context.program.globalNamed(name, fn) === undefined &&
      !context.files.some((file) => file.macro(name) !== undefined) &&
      ![...fn.locals, ...fn.parameters].some((variable) => variable.name === name),
  );
}
