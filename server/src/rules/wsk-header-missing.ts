import type { FileModel } from '../model/ir.ts';
import { putsNoHeaderInFront } from '../project/index.ts';
import type { Include, Rule, RuleContext } from './rule.ts';
import { sourceFiles } from './support/exports.ts';

/** Headers of the WDK and of C that include no wsk.h. Another may. */
const withoutWsk =
  /^(?:ntddk|wdm|ntifs|ntdef|ntstrsafe|ntintsafe|wdf|initguid|guiddef|stdarg|stddef|stdint|stdlib|string|windef|ntstatus|wdmsec|ndis|tdi|tdikrnl|ip2string|inaddr|in6addr|mstcpip|intrin|limits)\.h$/i;
/** Names that only wsk.h has. */
const ofWsk: readonly string[] = [
  'WskRegister',
  'WskCaptureProviderNPI',
  'WSK_REGISTRATION',
  'WSK_CLIENT_DISPATCH',
  'WSK_PROVIDER_NPI',
  'PWSK_SOCKET',
  'WSK_CLIENT_NPI',
];

/** All WSK pages, Requirements: header wsk.h. */
export const wskHeaderMissing: Rule = {
  id: 'wsk-header-missing',
  summary: 'Names of WSK are used, and no header that is included brings them',
  facts: ['WSK-PRJ-001'],
  severity: 'error',
  precision: 'high',
  check(context) {
    for (const file of sourceFiles(context)) {
      const includes = context.includesOf(file);
      const user = ofWsk
        .flatMap((name) => file.usersOf(name).map((unit) => ({ name, unit: unit.unit })))
        .find(({ unit }) => unit.conditions.length === 0);
      const last = includes.at(-1);
      if (user === undefined || last === undefined || !isKnown(context, file, includes)) continue;
      const at = user.unit.masked.search(new RegExp(`\\b${user.name}\\b`));
      if (at < 0) continue;
      const end = last.unit.source.trimEnd().length;
      context.report({
        at: { unit: user.unit, span: { start: at, end: at + user.name.length } },
        message: `${user.name} is declared in wsk.h, which this file does not include. Add #include <wsk.h> behind the other headers.`,
        fixes: [
          {
            title: 'Include wsk.h',
            safety: 'safe',
            edits: [{ unit: last.unit, span: { start: end, end }, newText: '\n#include <wsk.h>' }],
          },
        ],
      });
    }
  },
};

/** Everything that the file includes is known to bring no wsk.h, and a project says that nothing else is put in front. */
function isKnown(context: RuleContext, file: FileModel, includes: readonly Include[]): boolean {
  if (context.project === undefined || !putsNoHeaderInFront(context.project)) return false;
  const headers = context.headersOf(file);
  const all = [includes, ...headers.map((header) => context.includesOf(header))].flat();
  const isPlain = all.every(({ name, unit }) => withoutWsk.test(name) && unit.conditions.length === 0);
  return isPlain && headers.length === 0;
}
