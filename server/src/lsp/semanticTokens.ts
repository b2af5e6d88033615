import {
  type CancellationToken,
  type Range,
  type SemanticTokens,
  SemanticTokensBuilder,
  type SemanticTokensLegend,
} from 'vscode-languageserver';
import { toSpan } from '../features/position.ts';
import { semanticTokens, tokenModifiers, tokenTypes } from '../features/semanticTokens.ts';
import type { Settings } from '../workspace/settings.ts';
import { isProvided } from './clientFeatures.ts';
import type { Session } from './session.ts';
import { surroundingsOf } from './surroundings.ts';

export const legend: SemanticTokensLegend = {
  tokenTypes: [...tokenTypes],
  tokenModifiers: [...tokenModifiers],
};

/**
 * `textDocument/semanticTokens/full`, and `/range` with a range. Null for a file without tokens of WSK: an editor that takes the
 * first answer then goes on to the next server.
 */
export async function tokensOf(
  session: Session,
  uri: string,
  range: Range | undefined,
  token: CancellationToken,
): Promise<SemanticTokens | null> {
  const isOn = ({ semanticTokens: provision }: Settings) => isProvided(session.client, provision);
  const found = await surroundingsOf(session, uri, isOn, token);
  if (found === undefined) return null;
  const { snapshot, drivers } = found;
  const span = range === undefined ? { start: 0, end: snapshot.text.length } : toSpan(snapshot, range);
  const tokens = semanticTokens(drivers[0], uri, span);
  if (tokens.length === 0) return null;
  const builder = new SemanticTokensBuilder();
  for (const { span: at, type, modifiers } of tokens) {
    const { line, column } = snapshot.lines.position(at.start);
    const bits = modifiers.reduce((all, modifier) => all | (1 << tokenModifiers.indexOf(modifier)), 0);
    builder.push(line, column, at.end - at.start, tokenTypes.indexOf(type), bits);
  }
  return builder.build();
}
