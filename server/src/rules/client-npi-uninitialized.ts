import { Sign, type Value } from '../flow/value.ts';
import type { FixDraft, Rule, RuleContext } from './rule.ts';
import { insertAt } from './support/checks.ts';
import { anchorOf, protocolCallsOf } from './support/observations.ts';
import type { Site } from '../flow/site.ts';

/** ddi/wsk/ns-wsk-_wsk_client_npi: both members are set before WskRegister. */
export const clientNpiUninitialized: Rule = {
  id: 'client-npi-uninitialized',
  summary: 'A member of WSK_CLIENT_NPI is not set before WskRegister',
  facts: ['WSK-DSP-005'],
  severity: 'error',
  precision: 'high',
  check(context) {
    for (const observation of protocolCallsOf(context, 'registration', 'open')) {
      const { clientNpi, site } = observation;
      const [, owner, name] = /^L:(.*):([\w#]+)$/.exec(clientNpi?.place ?? '') ?? [];
      if (clientNpi === undefined || name === undefined) continue;
      const missing: string[] = [];
      if (isUnset(clientNpi.context)) missing.push('ClientContext');
      if (isUnset(clientNpi.dispatch) || clientNpi.dispatch.signs === Sign.zero) missing.push('Dispatch');
      if (missing.length === 0) continue;
      const effect = missing.includes('Dispatch')
        ? 'WSK follows a dispatch table pointer that is not one'
        : 'WskClientEvent is handed whatever was on the stack';
      context.report({
        at: anchorOf(site),
        message:
          `'${name}' is passed to WskRegister without a value in ${missing.join(' and ')}: ${effect}. Set both members ` +
          `before (NULL is a valid ClientContext).`,
        steps: observation.steps,
        fixes: [
          owner === context.program.scopeOf(site.fn) ? setMembers(context, site, name, missing) : undefined,
        ],
      });
    }
  },
};

function isUnset(value: Value): boolean {
  return value.signs === Sign.unwritten;
}

/** The members in front of the call; the table is the only one that the function can name. */
function setMembers(
  context: RuleContext,
  site: Site,
  name: string,
  missing: readonly string[],
): FixDraft | undefined {
  const plain = name.split('#')[0] ?? name;
  const lines: string[] = [];
  if (missing.includes('ClientContext')) lines.push(`${plain}.ClientContext = NULL;`);
  if (missing.includes('Dispatch')) {
    const table = onlyTable(context, site);
    if (table === undefined) return undefined;
    lines.push(`${plain}.Dispatch = &${table};`);
  }
  const title = missing.includes('Dispatch')
    ? `Set ${missing.join(' and ')} of ${plain}`
    : `Set ClientContext of ${plain} to NULL`;
  const draft = insertAt(site, title, lines);
  return draft === undefined
    ? undefined
    : { ...draft, safety: missing.includes('Dispatch') ? 'review' : 'safe' };
}

/** The one client dispatch table of the driver, where the function can name it. */
function onlyTable({ files, program }: RuleContext, { fn }: Site): string | undefined {
  const tables = files.flatMap(({ globals }) =>
    globals.filter(({ type }) => type.name === 'WSK_CLIENT_DISPATCH' && type.pointers === 0 && !type.array),
  );
  const names = new Set(tables.map((table) => table.name));
  const [name] = names;
  const isNamed = name !== undefined && program.globalNamed(name, fn) !== undefined;
  return names.size === 1 && isNamed ? name : undefined;
}
