/** What a snippet inserts for a client that has none: the first choices and the defaults, no tab stops. */
export function plainText(snippet: string): string {
  return snippet
    .replaceAll(/\$\{\d+\|([^,|]*)[^}]*\|\}/g, '$1')
    .replaceAll(/\$\{\d+:([^}]*)\}/g, '$1')
    .replaceAll(/\$\d+/g, '');
}

/** A tab stop that offers values; one value is plain text. Values are names, which need no escape. */
export function choice(stop: number, values: readonly string[]): string {
  const [first = ''] = values;
  return values.length > 1 ? `\${${stop}|${values.join(',')}|}` : first;
}
