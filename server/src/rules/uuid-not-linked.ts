import { missingLibrary } from '../project/index.ts';
import type { Anchor, Rule, RuleContext } from './rule.ts';
import { sourceFiles } from './support/exports.ts';
import { libraryReport } from './support/libraries.ts';

const id = 'NPI_WSK_INTERFACE_ID';

/** microsoft/Windows-driver-samples issue 95: the sample that registers with the NMR links uuid.lib for the identifier. */
export const uuidNotLinked: Rule = {
  id: 'uuid-not-linked',
  summary: 'NPI_WSK_INTERFACE_ID is used and uuid.lib is not linked',
  facts: ['WSK-PRJ-005'],
  severity: 'error',
  precision: 'high',
  check(context) {
    const { project } = context;
    const user = project && firstUse(context);
    if (project === undefined || user === undefined || context.isNamedInCode('uuid')) return;
    const missing = missingLibrary(project, 'uuid');
    if (missing !== undefined)
      context.report(libraryReport(missing, 'uuid.lib', user, `${id} is used here`, id));
  },
};

/** Where the driver needs the definition of the identifier, which it does not make itself. */
function firstUse(context: RuleContext): Anchor | undefined {
  const { files } = context;
  const isDefined =
    files.some((file) => file.globalsNamed(id).some(({ storage }) => storage !== 'extern')) ||
    files.some((file) => file.macro('INITGUID') !== undefined || file.macro(id) !== undefined);
  if (isDefined) return undefined;
  const users = sourceFiles(context).flatMap((file) => file.usersOf(id));
  const user = users.find(({ unit, name }) => unit.conditions.length === 0 && name !== id);
  const at = user && user.unit.masked.search(/\bNPI_WSK_INTERFACE_ID\b/);
  if (user === undefined || at === undefined || at < 0) return undefined;
  return { unit: user.unit, span: { start: at, end: at + id.length } };
}
