import type { Finding, Fix, Severity } from '../base/finding.ts';
import { nearest } from '../base/nearest.ts';
import type { Span, TextEdit } from '../base/text.ts';
import { ruleIds } from '../rules/ids.ts';
import { directives } from './suppressionComments.ts';
import { removalEdits } from './suppressionRemoval.ts';
import type { UnusedSuppression } from './suppressions.ts';

/**
 * Suppressions without effect as findings of the rule `unused-suppression`. Their fixes repair them whatever the rules say
 * of the code: there is no need to try them.
 */
export function unusedFindings(
  uri: string,
  text: string,
  unused: readonly UnusedSuppression[],
  severity: Severity,
): readonly Finding[] {
  return unused.map((each) => ({
    uri,
    span: spanOf(each),
    rule: 'unused-suppression',
    severity,
    message: messageOf(each),
    path: [],
    fixes: [...corrections(each), removal(text, each)].map(({ title, safety, edits }) => ({
      title,
      safety,
      edits: edits.map((edit) => ({ ...edit, uri })),
    })),
    tags: isMistyped(each) ? [] : ['unnecessary'],
  }));
}

/** A fix with edits of the file that the comment is in. */
type OwnFix = Omit<Fix, 'edits'> & { readonly edits: readonly TextEdit[] };

function isMistyped({ cause }: UnusedSuppression): boolean {
  return cause === 'unknown-rule' || cause === 'unknown-directive';
}

function spanOf({ comment, cause, entries, isWhole }: UnusedSuppression): Span {
  if (cause === 'unknown-directive') return comment.wordSpan;
  const rule = entries.length === 1 && (!isWhole || cause === 'unknown-rule') ? entries[0]?.rule : undefined;
  return rule?.span ?? comment.comment;
}

function messageOf(unused: UnusedSuppression): string {
  const { comment, cause, entries } = unused;
  const names = entries.flatMap(({ rule }) => (rule === undefined ? [] : [rule.name]));
  const listed = names.join(', ');
  const what = names.length === 0 ? 'all rules' : listed;
  switch (cause) {
    case 'nothing-reported': {
      const nobody = names.length === 0 ? 'no rule reports anything' : `nothing is reported by ${listed}`;
      return `This suppression has no effect: ${nobody} ${whereOf(comment.word)}. Remove it.`;
    }
    case 'redundant':
      return `This suppression of ${what} has no effect: another comment suppresses the same findings. Remove it.`;
    case 'nothing-disabled':
      return `This wsk-enable has no effect: no wsk-disable of ${what} is open here. Remove it.`;
    case 'unknown-rule':
      return unknownRule(listed);
    case 'unknown-directive': {
      const meant = nearest(comment.word, directives);
      const advice = meant === undefined ? `there is ${directives.join(', ')}.` : `did you mean '${meant}'?`;
      return `'${comment.word}' suppresses nothing; ${advice}`;
    }
  }
}

function unknownRule(name: string): string {
  if (ruleBefore(name) !== undefined) {
    return (
      `'${name}' is not the name of a rule, so nothing is suppressed; separate rules by commas, ` +
      `and put a reason behind ' -- '.`
    );
  }
  const meant = nearest(name, ruleIds);
  const advice = meant === undefined ? '.' : `; did you mean '${meant}'?`;
  return `There is no rule '${name}', so nothing is suppressed${advice}`;
}

/** The rule that a name begins with where more follows, as it does when the `--` before a reason is missing. */
function ruleBefore(name: string): string | undefined {
  const first = name.split(' ')[0] ?? '';
  return first !== name && ruleIds.some((id) => id === first) ? first : undefined;
}

function whereOf(word: string): string {
  if (word === 'wsk-disable-next-line') return 'on the next line';
  return word === 'wsk-disable-line' ? 'on this line' : 'between here and its end';
}

/** What a mistyped name was probably meant to be. */
function corrections({ comment, cause, entries }: UnusedSuppression): readonly OwnFix[] {
  if (cause === 'unknown-directive') return replacement(comment.wordSpan, nearest(comment.word, directives));
  if (cause !== 'unknown-rule' || entries.length > 1) return [];
  return entries.flatMap(({ rule }) => {
    if (rule === undefined) return [];
    const first = ruleBefore(rule.name);
    if (first !== undefined) {
      const at = rule.span.start + first.length;
      const edits = [{ span: { start: at, end: at }, newText: ' --' }];
      return [{ title: `Insert -- behind '${first}'`, safety: 'review', edits } as const];
    }
    return replacement(rule.span, nearest(rule.name, ruleIds));
  });
}

function replacement(span: Span, newText: string | undefined): readonly OwnFix[] {
  if (newText === undefined) return [];
  return [{ title: `Replace by '${newText}'`, safety: 'review', edits: [{ span, newText }] }];
}

function removal(text: string, unused: UnusedSuppression): OwnFix {
  const { entries, dependents, isWhole } = unused;
  const [only] = entries;
  return {
    title: isWhole ? 'Remove the comment' : `Remove '${only?.rule?.name ?? ''}' from the comment`,
    // What was mistyped is not what its author wants gone.
    safety: isMistyped(unused) ? 'review' : 'safe',
    edits: removalEdits(text, [...entries, ...dependents]),
  };
}
