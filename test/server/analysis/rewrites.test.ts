import { alone } from '../../../server/src/analysis/index.ts';
import { describe, expect, it } from 'vitest';
import type { Finding } from '../../../server/src/base/finding.ts';
import { applyEdits, LineIndex, type TextEdit } from '../../../server/src/base/text.ts';
import { languageOf } from '../../../server/src/syntax/index.ts';
import { newAnalyser, parse, parser } from '../../support/analyse.ts';
import { definesDriverEntry } from '../../support/analyseDriver.ts';
import { fixtureFiles } from '../../support/fixtures.ts';
import { rewrites, type Rewrite } from '../../support/rewrite.ts';

/** A block whose address is stored or passed on can be used by code that is not seen: it is not judged as private. */
const notPrivate = [
  'capture-without-register/bad-never-registered.c',
  'capture-without-register/bad-wrong-variable.cpp',
  'provider-npi-leak/bad-never-released.c',
  'provider-npi-leak/bad-released-on-failure-only.c',
];
/** By rewrite: fixtures in which it changes what can be known, or what the engine sees through. */
const exceptions: Readonly<Record<string, readonly string[]>> = {
  'closing calls through a pointer variable': notPrivate,
  'closing calls in a helper function': [
    ...notPrivate,
    // The helper makes a WSK_REGISTRATION of another structure.
    'registration-modified/good-other-type.c',
    // A scope guard is known by the closing call in its lambda, not yet by a helper that makes it.
    'clean/scope-exit-lambda.cpp',
    'registration-leak/good-finally-lambda.cpp',
    'registration-leak/bad-before-guard.cpp',
    'registration-leak/bad-thread-no-stop.c',
  ],
  // A helper without registration calls that grows too large is not followed.
  'a message under a condition before each statement': [
    'deregister-before-release/bad-heap-context-helper.c',
  ],
};

const fixtures = fixtureFiles().map(({ folder, name, path, text }) => {
  const file = parse(text, languageOf(path, text));
  // One file of several is judged alone.
  const isWhole = !name.includes('/') && definesDriverEntry(text);
  const findings = newAnalyser().analyse({ ...alone('file:///original', file), isWhole });
  return { title: `${folder}/${name}`, text, file, isWhole, findings, lines: new LineIndex(text) };
});

/** The offset in the original text of one in the text after the edits; inside new text, where that was put. */
function originalOffset(edits: readonly TextEdit[], offset: number): number {
  let moved = 0;
  const sorted = [...edits].sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
  for (const { span, newText } of sorted) {
    const start = span.start + moved;
    if (offset < start) break;
    if (offset < start + newText.length) return span.start;
    moved += newText.length - (span.end - span.start);
  }
  return offset - moved;
}

/** What the rewrite changes in the findings of a fixture; undefined when it does not apply. */
function changes(rewrite: Rewrite, fixture: (typeof fixtures)[number]): string[] | undefined {
  const { title, text, file, isWhole, lines } = fixture;
  if (exceptions[rewrite.name]?.includes(title) === true) return undefined;
  const edits = rewrite.edits(file, parser);
  if (edits.length === 0) return undefined;
  const rewritten = parse(applyEdits(text, edits), file.language);
  // What the rewrite could not do properly tells nothing.
  if (rewritten.units.some(({ unit }) => unit.kind === 'function' && unit.hasError)) return undefined;
  const describeAll = (findings: readonly Finding[], offset: (at: number) => number): Set<string> =>
    new Set(
      findings.map(({ rule, span }) => {
        const line = lines.position(offset(span.start)).line + 1;
        return rewrite.moves === true ? rule : `${line} ${rule}`;
      }),
    );
  const before = describeAll(fixture.findings, (at) => at);
  const after = describeAll(
    newAnalyser().analyse({ ...alone('file:///rewritten', rewritten), isWhole }),
    (at) => originalOffset(edits, at),
  );
  return [
    ...[...before].filter((each) => !after.has(each)).map((each) => `${title}: lost ${each}`),
    ...[...after].filter((each) => !before.has(each)).map((each) => `${title}: new ${each}`),
  ];
}

describe.each(rewrites)('with $name', (rewrite) => {
  it('the findings stay the same', () => {
    const applied = fixtures.flatMap((fixture) => {
      const found = changes(rewrite, fixture);
      return found === undefined ? [] : [found];
    });
    expect(applied.length).toBeGreaterThan(100);
    expect(applied.flat()).toEqual([]);
  }, 60_000);
});
