/** Puts the release of the provider NPI in front of the WskDeregister that waits for it. */
import type { ProtocolObservation } from '../../flow/observation.ts';
import type { SyntaxNode } from '../../syntax/node.ts';
import type { FixDraft } from '../rule.ts';
import { insertAt } from './checks.ts';
import { blockArgument } from './observations.ts';
import {
  guardOf,
  hasElse,
  insertBefore,
  leaves,
  linesOf,
  nodesIn,
  remove,
  sourceText,
  statementAt,
  type Statement,
} from './statements.ts';

/**
 * The release of the same block that stands further down moves in front, each with the `if` that it may be the body of.
 */
export function releaseEarlier(deregister: ProtocolObservation): FixDraft | undefined {
  const { fn, span } = deregister.site;
  const argument = blockArgument(deregister.site, 0);
  const first = statementAt(fn.unit, span);
  if (first === undefined || argument === undefined) return undefined;
  for (const statement of [first, guardOf(first)]) {
    const later = statement?.siblings.find(
      (sibling) => sibling.start > statement.start && isRelease(statement, sibling, argument),
    );
    const release = later === undefined ? undefined : statementAt(fn.unit, later);
    if (statement === undefined || release === undefined) continue;
    return {
      title: 'Release the provider NPI before WskDeregister',
      safety: 'review',
      edits: [...insertBefore(statement, apart(statement, release)), remove(release)],
    };
  }
  return undefined;
}

/** The lines of the later statement, with a blank line behind them where one was in front of it. */
function apart({ unit, end }: Statement, later: Statement): string[] {
  const lines = linesOf(later);
  const isApart =
    lines.length > 1 && /\n[ \t]*\r?\n/.test(sourceText(unit, { start: end, end: later.start }));
  return isApart ? [...lines, ''] : lines;
}

/** A release goes in front of WskDeregister. */
export function releaseFirst({ site, call }: ProtocolObservation): FixDraft | undefined {
  const argument = blockArgument(site, call.key);
  if (argument === undefined) return undefined;
  const lines = [`WskReleaseProviderNPI(${argument});`];
  return insertAt(site, 'Insert WskReleaseProviderNPI before WskDeregister', lines);
}

function isRelease({ unit }: Statement, node: SyntaxNode, argument: string): boolean {
  if (node.kind !== 'expression_statement' && (node.kind !== 'if_statement' || hasElse(node))) return false;
  // What leaves the function, or does not come back, is clean-up of another path.
  if (leaves(sourceText(unit, node))) return false;
  const calls = nodesIn(node, 'call_expression').map((call) => sourceText(unit, call));
  return calls.some((text) => /^WskReleaseProviderNPI\s*\(/.test(text) && text.includes(argument));
}
