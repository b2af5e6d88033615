import { statusClass } from '../catalogue/kernelStatus.ts';
import { constant, namedConstant, Sign, type Value } from './value.ts';

/** 32-bit all-ones, the value of WSK_INFINITE_WAIT. */
export const allOnes = 0xffffffff;

const numbers: ReadonlyMap<string, number> = new Map([
  ['NULL', 0],
  ['nullptr', 0],
  ['FALSE', 0],
  ['false', 0],
  ['TRUE', 1],
  ['true', 1],
  ['PASSIVE_LEVEL', 0],
  ['LOW_LEVEL', 0],
  ['APC_LEVEL', 1],
  ['DISPATCH_LEVEL', 2],
  ['WSK_NO_WAIT', 0],
  ['WSK_INFINITE_WAIT', allOnes],
  ['INFINITE', allOnes],
  ['MAXULONG', allOnes],
  ['ULONG_MAX', allOnes],
  ['MAXDWORD', allOnes],
  ['UINT32_MAX', allOnes],
  ['UINT_MAX', allOnes],
]);

/** Value of a constant that the kernel's headers define. */
export function knownConstant(name: string): Value | undefined {
  const number = numbers.get(name);
  if (number !== undefined) return constant(number);
  switch (statusClass(name)) {
    case 'zero':
      return constant(0);
    case 'positive':
      return namedConstant(name, Sign.positive);
    case 'negative':
      return namedConstant(name, Sign.negative);
    case undefined:
      return undefined;
  }
}
