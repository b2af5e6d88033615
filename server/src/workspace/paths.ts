/**
 * Paths as text, whatever the system: names between slashes or backslashes. Two paths of one file compare equal as keys,
 * since drivers are written on a system whose names have no case.
 */

/** The text that stands for a path where paths are compared. */
export function keyOf(path: string): string {
  return path.replaceAll('\\', '/').toLowerCase();
}

/** The folder that a path lies in, without a slash at its end; '' for a bare name. */
export function folderOf(path: string): string {
  const cut = Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\'));
  return cut < 0 ? '' : path.slice(0, cut);
}

/** A relative name (with slashes) seen from a folder, `.` and `..` resolved. */
export function resolvePath(folder: string, name: string): string {
  const isAbsolute = /^(?:\/|[A-Za-z]:)/.test(name);
  const parts = isAbsolute ? [] : folder.replaceAll('\\', '/').split('/');
  for (const part of name.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.' && part !== '') parts.push(part);
    else if (part === '' && isAbsolute && parts.length === 0) parts.push('');
  }
  return parts.join('/');
}

/** How many folders two paths share from the top. */
export function sharedFolders(a: string, b: string): number {
  const left = keyOf(folderOf(a)).split('/');
  const right = keyOf(folderOf(b)).split('/');
  const differs = left.findIndex((part, index) => part !== right[index]);
  return differs < 0 ? left.length : differs;
}

/**
 * A test for {@link keyOf} texts: the pattern has `*`, `?` and `**` over names between slashes. Takes time in proportion to
 * both, whatever the pattern.
 */
export function wildcard(pattern: string): (key: string) => boolean {
  const parts = keyOf(pattern).match(/\*\*\/|\*\*|\*|[^]/gu) ?? [];
  /** Notes a place in the pattern, and those that it leads to without a character. */
  const reach = (places: Set<number>, place: number): void => {
    let next = place;
    for (; parts[next]?.startsWith('*') === true; next++) places.add(next);
    places.add(next);
  };
  return (key) => {
    let places = new Set<number>();
    reach(places, 0);
    for (const char of key) {
      const after = new Set<number>();
      for (const place of places) {
        const part = parts[place];
        // Folders are left behind at a slash only.
        if (part === '**/' && char !== '/') after.add(place);
        else if (part === '**/' || part === '**' || (part === '*' && char !== '/')) reach(after, place);
        else if (part === char || (part === '?' && char !== '/')) reach(after, place + 1);
      }
      places = after;
    }
    return places.has(parts.length);
  };
}

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
