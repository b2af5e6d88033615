import type { TextEdit } from '../../base/text.ts';
import type { ParsedFile } from '../../syntax/index.ts';
import { styleOf } from './style.ts';

/** Puts `#include <wsk.h>` behind the last `#include` that no condition is around, else above the code. */
export function includeEdit(file: ParsedFile): TextEdit {
  const { newline } = styleOf(file);
  const last = file.units.findLast(({ unit }) => unit.kind === 'include' && unit.conditions.length === 0);
  if (last !== undefined) {
    const end = last.start + last.unit.source.length;
    return { span: { start: end, end }, newText: `${newline}#include <wsk.h>` };
  }
  const start = file.units[0]?.start ?? 0;
  return { span: { start, end: start }, newText: `#include <wsk.h>${newline}${newline}` };
}
