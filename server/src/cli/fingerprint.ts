export { Fingerprinter } from '../analysis/fingerprint.ts';
