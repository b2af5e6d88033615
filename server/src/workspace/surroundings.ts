import type { RegistrationState, Sources } from '../analysis/analyser.ts';
import { movedSpan, reversed } from '../base/edits.ts';
import type { ParsedFile } from '../syntax/index.ts';
import type { Snapshot } from './snapshot.ts';
import type { Basis, Verdict } from './verdict.ts';

/** What is seen of the driver around a file. */
export interface Surroundings {
  /** Headers that the file includes, also through others, nearest first. */
  readonly headers: readonly ParsedFile[];
  /** The driver's files, but for the file itself. */
  readonly others: readonly ParsedFile[];
  /** Says what is known of the registration at an offset of the file; undefined where nothing is. */
  readonly stateAt: ((offset: number) => RegistrationState | undefined) | undefined;
}

/**
 * The files are those of the latest verdict, perhaps of an earlier version; states of registrations are known when this very
 * version has been analysed.
 * @param stateIn says what is known of the registration at an offset of the text that was analysed.
 */
export function surroundingsOf(
  judged: (Basis & { readonly verdict: Verdict }) | undefined,
  snapshot: Snapshot,
  stateIn: (sources: Sources, offset: number) => RegistrationState | undefined,
): Surroundings {
  const [sources] = judged?.sources ?? [];
  if (judged === undefined || sources === undefined) return { headers: [], others: [], stateAt: undefined };
  const byUri = new Map(sources.files.map((source) => [source.uri, source]));
  const own = byUri.get(snapshot.uri);
  const headers = own?.includes.flatMap((uri) => byUri.get(uri)?.file ?? []) ?? [];
  const others = sources.files.filter(({ uri }) => uri !== snapshot.uri).map(({ file }) => file);
  const isCurrent = judged.snapshot === snapshot && judged.verdict.kind === 'analysed';
  if (own === undefined || !isCurrent) return { headers, others, stateAt: undefined };
  const toSteady = reversed(own.file.text, judged.heldBack.get(snapshot.uri) ?? []);
  const stateAt = (offset: number): RegistrationState | undefined => {
    const at = movedSpan(toSteady, { start: offset, end: offset + 1 })?.start;
    return at === undefined ? undefined : stateIn(sources, at);
  };
  return { headers, others, stateAt };
}
