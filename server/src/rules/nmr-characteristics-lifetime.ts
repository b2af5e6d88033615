import { passedCleanupGuard } from '../flow/cleanup.ts';
import { addStep, sameSite } from '../flow/site.ts';
import type { FixDraft, Rule } from './rule.ts';
import { declareStatic } from './support/declarations.ts';
import { localOf } from './support/leaks.ts';
import { exitsWith, handleCallsOf } from './support/nmr.ts';
import { anchorOf } from './support/observations.ts';
import { sectionOf } from './support/sections.ts';

/** network/initializing-nmr-data-structures: they stay valid and resident as long as the client is registered. */
export const nmrCharacteristicsLifetime: Rule = {
  id: 'nmr-characteristics-lifetime',
  summary: 'What NmrRegisterClient is given lives on the stack, and dies while the client is registered',
  facts: ['WSK-NMR-006'],
  severity: 'error',
  precision: 'high',
  check(context) {
    const opens = handleCallsOf(context, 'nmr-client', 'open');
    for (const { exit, resource } of exitsWith(context, 'nmr-client', 'held')) {
      const { opened } = resource;
      if (opened === undefined || passedCleanupGuard(context.program, resource)) continue;
      const { fn } = exit.site;
      const dying = opens
        .filter(({ site, place }) => sameSite(site, opened) && place === resource.place)
        .flatMap(({ borrowed }) => borrowed)
        .flatMap(({ what, place }) => {
          const local = localOf(context.program, fn, place);
          return local?.storage === 'local' ? [{ what, local }] : [];
        });
      const locals = [...new Set(dying.map(({ local }) => local))];
      if (locals.length === 0) continue;
      const names = locals.map(({ name }) => `'${name}'`).join(' and ');
      const is = locals.length > 1 ? 'are local variables' : 'is a local variable';
      const parts = [...new Set(dying.map(({ what }) => what))].join(', ');
      const drafts = locals.map((local) => declareStatic(fn, local));
      context.report({
        at: anchorOf(opened),
        message:
          `${names} (${parts}) ${is}, and ${fn.name} returns while the client is registered: the registrar keeps the ` +
          `pointers, and reads stack memory that is no longer theirs. Make it static, or a member of a nonpaged context.`,
        steps: addStep(exit.steps, 'event', exit.site, 'the function returns here'),
        from: opened,
        fixes: [together(drafts, names)],
      });
    }
    for (const { borrowed, site } of opens) {
      for (const { what, place } of borrowed) {
        const section = sectionOf(context, place);
        if (section === undefined) continue;
        context.report({
          at: anchorOf(site),
          message:
            `The ${what} lies in the data section ${section}, which is not resident as long as the client is registered: the ` +
            `registrar reads memory that is paged out or gone. Declare it in the default section.`,
        });
      }
    }
  },
};

function together(drafts: readonly (FixDraft | undefined)[], names: string): FixDraft | undefined {
  const edits = drafts.flatMap((draft) => draft?.edits ?? []);
  return drafts.some((draft) => draft === undefined)
    ? undefined
    : { title: `Make ${names} static`, safety: 'review', edits };
}
