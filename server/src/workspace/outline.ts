import { suppressionComments } from '../analysis/suppressionComments.ts';
import { unjudgedParts } from '../analysis/unjudged.ts';
import type { Span } from '../base/text.ts';
import type { ParsedFile } from '../syntax/unit.ts';

/** A unit of a file, in the file's offsets. */
export interface OutlinedUnit extends Span {
  readonly isFunction: boolean;
  readonly name: string | undefined;
}

/** What there is to know of a parsed file once its findings are made: plain data, which needs none of its trees. */
export interface Outline {
  readonly text: string;
  /** In source order; of two that nest, the outer first. */
  readonly units: readonly OutlinedUnit[];
  /** See `unjudgedParts`; empty where no comment suppresses anything: nobody asks then. */
  readonly unjudged: readonly Span[];
}

/** The outline of a file. It reads the trees only when `unjudged` is asked for; a copy (`{ ...outline }`) is free of them. */
export function outlineOf(file: ParsedFile): Outline {
  return {
    text: file.text,
    units: file.units.map(({ unit, start }) => ({
      start,
      end: start + unit.source.length,
      isFunction: unit.kind === 'function',
      name: unit.name,
    })),
    get unjudged() {
      return suppressionComments(file.text).length === 0 ? [] : unjudgedParts(file);
    },
  };
}
