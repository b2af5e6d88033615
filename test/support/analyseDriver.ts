import type { Finding } from '../../server/src/base/finding.ts';
import { languageOf } from '../../server/src/syntax/index.ts';
import { defaults, newAnalyser, parser } from './analyse.ts';

/**
 * Findings of a driver, by file name. The one way in which tests analyse several files as one driver; today each file is
 * analysed alone.
 */
export function analyseDriver(files: ReadonlyMap<string, string>): ReadonlyMap<string, readonly Finding[]> {
  const analyser = newAnalyser();
  return new Map(
    [...files].map(([name, text]) => [
      name,
      analyser.analyse(`file:///driver/${name}`, parser.parse(text, languageOf(name, text)), defaults),
    ]),
  );
}
