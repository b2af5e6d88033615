import type { Analyser, RegistrationState, Sources, Work } from '../../../server/src/analysis/analyser.ts';
import type { Finding, Fix } from '../../../server/src/base/finding.ts';
import { Driver } from '../../../server/src/model/driver.ts';

/**
 * Takes every word `BUG` for a leak that is safely repaired by `FIXED`; breaks on the word `CRASH`, and about
 * states on `CRASH_STATE`.
 */
export class FakeAnalyser implements Analyser {
  /** How many texts were analysed. */
  runs = 0;
  readonly forgotten: string[] = [];

  analyse({ files }: Sources): Finding[] {
    this.runs++;
    return files.flatMap(({ uri, file }) => this.findingsIn(uri, file.text));
  }

  private findingsIn(uri: string, text: string): Finding[] {
    if (/\bCRASH\b/.test(text)) throw new Error('the fault that the test put in');
    return [...text.matchAll(/\bBUG\b/g)].map(({ index }) => {
      const span = { start: index, end: index + 3 };
      return {
        uri,
        span,
        rule: 'registration-leak',
        severity: 'warning',
        message: 'This is a bug.',
        path: [{ uri, span: { start: 0, end: 1 }, message: 'the file starts here' }],
        fixes: [
          { title: 'Repair it', safety: 'safe', edits: [{ uri, span, newText: 'FIXED' }] },
          { title: 'Remove it', safety: 'review', edits: [{ uri, span, newText: '' }] },
        ],
        tags: ['unnecessary'],
      };
    });
  }

  /** Each line is a step. */
  *analyseInSteps(sources: Sources): Generator<void, Finding[]> {
    const lines = sources.files.flatMap(({ file }) => file.text.split('\n'));
    for (const line of lines) if (line !== '') yield;
    return this.analyse(sources);
  }

  repairsOf(_sources: Sources, _findings: readonly Finding[], { fixes }: Finding): readonly Fix[] {
    return fixes;
  }

  registrationStateAt({ files }: Sources, uri: string, offset: number): RegistrationState | undefined {
    const text = files.find((source) => source.uri === uri)?.file.text ?? '';
    if (text.includes('CRASH_STATE')) throw new Error('the fault that the test put in');
    if (!text.startsWith('Registration', offset)) return undefined;
    return { place: 'Registration', states: ['registered'] };
  }

  link(): Driver {
    return new Driver([], false);
  }

  work(): Work {
    return { roots: 0, simulated: 0, gaveUp: false };
  }

  forget(id: string): void {
    this.forgotten.push(id);
  }
}
