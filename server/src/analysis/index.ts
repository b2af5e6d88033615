/**
 * Analysis: runs the flow engine and the rules over a file. Invariants: no I/O, no protocol; a finding is plain data; the
 * same file and options give the same findings, whatever was analysed before.
 */
export type { Analyser, RegistrationState } from './analyser.ts';
export { createAnalyser } from './fileAnalyser.ts';
