/** Lines of the new version of a file, 1-based and inclusive, in order; `all` where the whole file is new. */
export type ChangedLines = 'all' | readonly { readonly first: number; readonly last: number }[];

const hunk = /^@@ -\d+(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/;

/**
 * Reads what `git diff --unified=0` prints. Where lines are gone, those on both sides of the gap count as changed.
 * @returns by file name as in the repository, in the order of the diff; files that are gone are left out
 */
export function parseUnifiedDiff(diff: string): ReadonlyMap<string, ChangedLines> {
  const files = new Map<string, { first: number; last: number }[]>();
  let lines: { first: number; last: number }[] | undefined;
  // Lines of the hunk that are still to come: text that looks like a header is none there.
  let pending = 0;
  for (const line of diff.split('\n')) {
    if (pending > 0) {
      if (/^[-+]/.test(line)) pending--;
      continue;
    }
    if (line.startsWith('+++ ')) {
      const name = nameOf(line.slice(4));
      lines = name === undefined ? undefined : [];
      if (name !== undefined && lines !== undefined) files.set(name, lines);
      continue;
    }
    const found = hunk.exec(line);
    if (found === null) continue;
    const [, removed = '1', start = '0', added = '1'] = found;
    pending = Number(removed) + Number(added);
    const first = Number(start);
    lines?.push({ first, last: added === '0' ? first + 1 : first + Number(added) - 1 });
  }
  return files;
}

/** Of `b/name`, quoted as in C where it has characters that would break the line; undefined for `/dev/null`. */
function nameOf(written: string): string | undefined {
  const quoted = /^"(.*)"$/.exec(written)?.[1];
  const name = quoted === undefined ? written.replace(/\t$/, '') : unquoted(quoted);
  return name.startsWith('b/') ? name.slice(2) : undefined;
}

const escapes: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  a: '\x07',
  b: '\b',
  f: '\f',
  v: '\v',
};

function unquoted(text: string): string {
  return text.replace(/\\(?:([0-7]{3})|(.))/g, (_, octal: string | undefined, character: string) =>
    octal === undefined ? (escapes[character] ?? character) : String.fromCharCode(Number.parseInt(octal, 8)),
  );
}
