import { formsOf } from './nameForms.ts';
import {
  buildTargets,
  deviceNames,
  keywords,
  kernelNames,
  routinePrefixes,
  services,
} from './reservedNames.ts';

/** Names of one or two letters are prefixes of the kernel's own routines: `Ke`, `Io`, `Zw`. */
const shortest = 3;
/** Room in `WDF_DRIVER_GLOBALS.DriverName`, and what C17 (5.2.4.1) promises of an external name. */
const longest = 31;

/**
 * Says what is wrong with a name for a driver: it becomes the name of the service, of files, and the beginning of
 * names in C. Undefined when nothing is. The sentence tells what to do about it.
 */
export function nameFault(name: string): string | undefined {
  return shapeFault(name) ?? reservedFault(name);
}

function shapeFault(name: string): string | undefined {
  if (name === '') return 'Type a name for the driver, such as NetMonitor.';
  if (name.length > longest)
    return `A driver's name has at most ${longest} characters; this one has ${name.length}.`;
  if (/\s/.test(name)) return 'A driver\'s name has no spaces. Write the words together, as in "NetMonitor".';
  if (/["'`]/.test(name)) return "A driver's name has no quotation marks.";
  if (/[/\\:]|^\.+$/.test(name)) return 'This is a name, not a path: the folder is asked for on its own.';
  const odd = /[^A-Za-z0-9_]/u.exec(name)?.[0];
  if (odd !== undefined)
    return `A driver's name is made of the letters A to Z, digits and underscores; ${describe(odd)} is none of them.`;
  if (/^[0-9]/.test(name)) return 'A name in C begins with a letter, not with a digit.';
  if (/^_|__|_$/.test(name))
    return 'An underscore goes between two words; C and C++ reserve other uses of it.';
  if (name.length < shortest)
    return `A driver's name has at least ${shortest} characters: one or two are a prefix of kernel routines.`;
  return undefined;
}

function describe(character: string): string {
  const code = `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
  return /^[\p{L}\p{N}\p{P}\p{S}]$/u.test(character) ? `"${character}" (${code})` : code;
}

function reservedFault(name: string): string | undefined {
  const { lower, kebab, snake } = formsOf(name);
  const spellings = [name.toLowerCase(), lower, kebab, snake];
  const isIn = (names: ReadonlySet<string>) => spellings.some((spelling) => names.has(spelling));
  if (isIn(keywords)) return `"${name}" is a keyword of C or C++.`;
  if (isIn(deviceNames)) return `"${name}" is the name of a device in Windows, so no file can be called so.`;
  if (isIn(services))
    return `Windows has a driver or service "${name}" already, and two of one name cannot be installed.`;
  if (isIn(routinePrefixes)) return `"${name}" is the prefix of routines of the kernel or its libraries.`;
  if (isIn(kernelNames)) return `"${name}" means something else in a driver's source.`;
  if (isIn(buildTargets)) return `"${name}" is a target of its own in CMake's build files.`;
  return undefined;
}
