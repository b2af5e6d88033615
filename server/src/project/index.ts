/**
 * Project: what build files say of a driver. Invariants: readers are pure functions of a text and never throw; names are
 * given as written, with slashes; what cannot be told (variables, conditions) is left out rather than guessed.
 */
export { readCMake } from './cmake.ts';
export { readMsBuild } from './msbuild.ts';
