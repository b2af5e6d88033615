/**
 * Analysis: runs the flow engine and the rules over a driver. Invariants: no I/O, no protocol; a finding is plain data; the
 * same sources give the same findings, whatever was analysed before.
 */
export { alone, type Analyser, type RegistrationState, type Source, type Sources } from './analyser.ts';
export { createAnalyser } from './driverAnalyser.ts';
