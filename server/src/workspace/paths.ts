/**
 * The folder that a path's last name is in, undefined for the top of a disk. Knows `/` and, where a path begins like one of
 * Windows, `\`.
 */
export function parentOf(path: string): string | undefined {
  const top = topOf(path);
  const rest = path.slice(top.length).replace(separatorsAtEnd(path), '');
  if (rest === '') return undefined;
  const last = isWindows(path)
    ? Math.max(rest.lastIndexOf('/'), rest.lastIndexOf('\\'))
    : rest.lastIndexOf('/');
  const parent = top + rest.slice(0, Math.max(last, 0));
  return parent === '' ? undefined : parent;
}

/**
 * Name of a path relative to a folder, with `/` between names; undefined for what does not lie in the folder, and for the
 * folder itself. Paths of Windows may differ in the case of their letters.
 */
export function nameIn(folder: string, path: string): string | undefined {
  const plain = (each: string): string => (isWindows(each) ? each.replaceAll('\\', '/') : each);
  const inside = `${plain(folder).replace(/\/+$/, '')}/`;
  const whole = plain(path);
  const start = whole.slice(0, inside.length);
  const isSame = isWindows(path) ? start.toLowerCase() === inside.toLowerCase() : start === inside;
  const name = whole.slice(inside.length);
  return isSame && name !== '' ? name : undefined;
}

/** `C:\`, `\\server\share\`, `/` or nothing. */
function topOf(path: string): string {
  return /^(?:[A-Za-z]:[\\/]?|\\\\[^\\/]+[\\/]+[^\\/]+[\\/]?|\/+)/.exec(path)?.[0] ?? '';
}

function separatorsAtEnd(path: string): RegExp {
  return isWindows(path) ? /[\\/]+$/ : /\/+$/;
}

function isWindows(path: string): boolean {
  return /^(?:[A-Za-z]:|\\\\)/.test(path);
}
