import type { AnalysisOptions, Analyser, RegistrationState } from '../../../server/src/analysis/analyser.ts';
import type { Finding, Fix } from '../../../server/src/base/finding.ts';
import type { ParsedFile } from '../../../server/src/syntax/index.ts';

/** Takes every word `BUG` for a leak that is safely repaired by `FIXED`; breaks on the word `CRASH`. */
export class FakeAnalyser implements Analyser {
  /** How many texts were analysed. */
  runs = 0;
  readonly forgotten: string[] = [];

  analyse(uri: string, { text }: ParsedFile, options: AnalysisOptions): Finding[] {
    this.runs++;
    if (text.includes('CRASH')) throw new Error('the fault that the test put in');
    const severity = options.severities.get('registration-leak') ?? 'warning';
    if (severity === 'off') return [];
    return [...text.matchAll(/\bBUG\b/g)].map(({ index }) => {
      const span = { start: index, end: index + 3 };
      return {
        uri,
        span,
        rule: 'registration-leak',
        severity,
        message: 'This is a bug.',
        path: [{ uri, span: { start: 0, end: 1 }, message: 'the file starts here' }],
        fixes: [
          { title: 'Repair it', safety: 'safe', edits: [{ span, newText: 'FIXED' }] },
          { title: 'Remove it', safety: 'review', edits: [{ span, newText: '' }] },
        ],
        tags: ['unnecessary'],
      };
    });
  }

  /** Each line is a step. */
  *analyseInSteps(uri: string, file: ParsedFile, options: AnalysisOptions): Generator<void, Finding[]> {
    for (const line of file.text.split('\n')) if (line !== '') yield;
    return this.analyse(uri, file, options);
  }

  repairsOf(
    _uri: string,
    _file: ParsedFile,
    _findings: readonly Finding[],
    { fixes }: Finding,
  ): readonly Fix[] {
    return fixes;
  }

  registrationStateAt(_uri: string, { text }: ParsedFile, offset: number): RegistrationState | undefined {
    if (text.includes('CRASH')) throw new Error('the fault that the test put in');
    if (!text.startsWith('Registration', offset)) return undefined;
    return { place: 'Registration', states: ['registered'] };
  }

  forget(uri: string): void {
    this.forgotten.push(uri);
  }
}
