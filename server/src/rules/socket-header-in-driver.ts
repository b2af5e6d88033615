import type { FileModel } from '../model/ir.ts';
import { makesProgram } from '../project/index.ts';
import type { Include, Rule, RuleContext } from './rule.ts';

/** Headers that only a driver includes. */
const ofKernel = /^(?:wsk|ntddk|wdm|ntifs|ndis|fltkernel|fwpsk|wdf|netioddk|storport|ntstrsafe)\.h$/i;
const ofApplications = /^(?:winsock2|winsock|ws2tcpip)\.h$/i;

/** ddi/wsk/nc-wsk-pfn_wsk_get_address_info, Important note: do not include ws2def.h, wsk.h brings what is needed. */
export const socketHeaderInDriver: Rule = {
  id: 'socket-header-in-driver',
  summary: 'ws2def.h, or a header of Windows Sockets for applications, is included in a driver',
  facts: ['WSK-PRJ-002'],
  severity: 'warning',
  precision: 'high',
  check(context) {
    const { project } = context;
    if (project !== undefined && makesProgram(project)) return;
    for (const file of context.files) {
      const includes = context.includesOf(file);
      if (!isOfDriver(context, file, includes)) continue;
      for (const { name, unit } of includes) {
        const isApplications = ofApplications.test(name);
        if (unit.conditions.length > 0 || (!isApplications && !/^ws2def\.h$/i.test(name))) continue;
        const span = { start: 0, end: unit.source.trimEnd().length };
        context.report({
          at: { unit, span },
          message: isApplications
            ? `${name} is for applications, and clashes with what wsk.h declares. Include wsk.h alone.`
            : `${name} is not to be included by itself: wsk.h includes it with what it needs. Include wsk.h alone.`,
          fixes: [
            hasOtherWsk(includes) || reachesWsk(context, file)
              ? {
                  title: `Remove the include of ${name}`,
                  safety: 'review',
                  edits: [{ unit, span, newText: '' }],
                }
              : {
                  title: 'Include wsk.h instead',
                  safety: 'review',
                  edits: [{ unit, span, newText: '#include <wsk.h>' }],
                },
          ],
        });
      }
    }
  },
};

/** What a driver alone includes is included, by no `#if`: a file that an application shares says so in one. */
function isOfDriver(context: RuleContext, file: FileModel, includes: readonly Include[]): boolean {
  const all = [includes, ...context.headersOf(file).map((header) => context.includesOf(header))].flat();
  return all.some(({ name, unit }) => ofKernel.test(name) && unit.conditions.length === 0);
}

function hasOtherWsk(includes: readonly Include[]): boolean {
  return includes.some(({ name }) => /^wsk\.h$/i.test(name));
}

function reachesWsk(context: RuleContext, file: FileModel): boolean {
  return context.headersOf(file).some((header) => hasOtherWsk(context.includesOf(header)));
}
