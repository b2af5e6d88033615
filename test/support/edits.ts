import fc from 'fast-check';

/** Changes a text at a place, from 0 (its beginning) to 1. */
type Edit = (text: string, at: number) => string;

const lines =
  (change: (all: string[], index: number) => void): Edit =>
  (text, at) => {
    const all = text.split('\n');
    change(all, Math.floor(at * all.length));
    return all.join('\n');
  };

/** Replaces one of the places that a pattern matches. */
const replacing =
  (pattern: RegExp, replacement: string): Edit =>
  (text, at) => {
    const found = [...text.matchAll(pattern)];
    const match = found[Math.floor(at * found.length)];
    if (match === undefined) return text;
    return (
      text.slice(0, match.index) +
      match[0].replace(pattern, replacement) +
      text.slice(match.index + match[0].length)
    );
  };

/** What somebody types, and what breaks the text for a while. */
const edits: readonly [string, Edit][] = [
  ['delete a line', lines((all, index) => all.splice(index, 1))],
  ['repeat a line', lines((all, index) => all.splice(index, 0, all[index] ?? ''))],
  ['swap two lines', lines((all, index) => all.splice(index, 2, ...all.slice(index, index + 2).reverse()))],
  ['insert an empty line', lines((all, index) => all.splice(index, 0, ''))],
  ['insert a return', lines((all, index) => all.splice(index, 0, '    return STATUS_UNSUCCESSFUL;'))],
  [
    'insert a deregistration',
    lines((all, index) => all.splice(index, 0, '    WskDeregister(&Registration);')),
  ],
  ['open a brace', lines((all, index) => all.splice(index, 0, '{'))],
  ['toggle a check', replacing(/!NT_SUCCESS/g, 'NT_SUCCESS')],
  ['toggle a check back', replacing(/\(NT_SUCCESS/g, '(!NT_SUCCESS')],
  ['rename a variable', (text) => text.replace(/\bstatus\b/g, 'result')],
  ['drop a call', replacing(/Wsk(Deregister|ReleaseProviderNPI|Register)\([^;]*;/g, ';')],
  ['make something static', replacing(/^(NTSTATUS|VOID|void) /gm, 'static $1 ')],
  ['make something extern', replacing(/^static /gm, '')],
  ['comment a line out', replacing(/^ {4}(?=\w)/gm, '    // ')],
  ['define a macro', (text) => `#define NT_SUCCESS(s) ((s) >= 0)\n${text}`],
];

/** An edit and its place. */
export const anyEdit = fc.record({
  edit: fc.constantFrom(...edits),
  at: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
});
