import { misplacedLibraries, msBuildOf } from '../project/index.ts';
import type { Rule } from './rule.ts';

/** What MSBuild gives the linker as folders to search (`/LIBPATH`): a file among them links nothing. */
export const netioInLibraryFolders: Rule = {
  id: 'netio-in-library-folders',
  summary: 'netio.lib stands among the folders that libraries are looked for in',
  facts: ['WSK-PRJ-004'],
  severity: 'warning',
  precision: 'high',
  check(context) {
    const model = context.project && msBuildOf(context.project);
    if (model === undefined) return;
    for (const { at, isLinked, edits } of misplacedLibraries(model, 'netio')) {
      context.report({
        at,
        message:
          'AdditionalLibraryDirectories names folders, and netio.lib is a file: it links nothing here. ' +
          (isLinked
            ? 'AdditionalDependencies has the library already: take it out here.'
            : 'Name it in AdditionalDependencies.'),
        fixes: [
          edits && {
            title: isLinked
              ? 'Remove netio.lib from the folders'
              : 'Move netio.lib to AdditionalDependencies',
            safety: 'safe',
            edits,
          },
        ],
      });
    }
  },
};
