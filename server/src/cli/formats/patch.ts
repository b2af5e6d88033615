import { createTwoFilesPatch } from 'diff';
import { styleText } from 'node:util';
import type { RepairedFile } from '../repair.ts';
import { sanitise } from '../terminalText.ts';

const contextLines = 3;

const formats = { '+': 'green', '-': 'red', '@': 'cyan' } as const;

/**
 * What fixes change as a unified diff that `git apply` and `patch -p1` take, from the folder that names are relative to.
 * @param isTerminal a person looks at it: nothing of the sources acts upon the terminal
 */
export function formatPatch(
  files: readonly RepairedFile[],
  { isTerminal, colours }: { readonly isTerminal: boolean; readonly colours: boolean },
): string {
  const patch = files.map(({ name, before, after }) => {
    const options = { context: contextLines };
    const text = createTwoFilesPatch(`a/${name}`, `b/${name}`, before.text, after.text, '', '', options);
    // Its first line is for Subversion, and the tab after the names for a date.
    return text.replace(/^=+\n/, '').replace(/^(---|\+\+\+) (.*)\t$/gm, '$1 $2');
  });
  const text = patch.join('');
  return isTerminal ? text.replace(/.+/g, (line) => shown(line, colours)) : text;
}

function shown(line: string, colours: boolean): string {
  const clean = sanitise(line.replace(/\r$/, ''));
  const format = Object.entries(formats).find(([first]) => clean.startsWith(first))?.[1];
  return colours && format !== undefined ? styleText(format, clean, { validateStream: false }) : clean;
}
