import { allOnes } from '../../flow/constants.ts';
import { partsOf } from '../../flow/expressions.ts';
import type { ProtocolObservation } from '../../flow/observation.ts';
import type { Site } from '../../flow/site.ts';
import type { Expr } from '../../model/ir.ts';
import type { FixDraft } from '../rule.ts';
import { sameSpan } from './observations.ts';

/** From this many milliseconds on (2.7 hours) a wait is taken for one that was meant in units of 100 ns. */
const unlikelyWait = 10_000_000;
/** Units of 100 ns in a millisecond. */
export const unitsPerMillisecond = 10_000;

/** Replaces the WaitTimeout argument of a WskCaptureProviderNPI call. */
export function replaceTimeout(
  site: Site,
  newText: string,
  safety: FixDraft['safety'],
): FixDraft | undefined {
  const timeout = site.call?.args[1];
  if (timeout === undefined || site.call === undefined || sameSpan(timeout.span, site.call.span))
    return undefined;
  const unit = site.fn.unit;
  return {
    title: `Replace the time-out by ${newText}`,
    safety,
    edits: [{ unit, span: timeout.span, newText }],
  };
}

/** Why the time-out of a capture is taken for one in other units than milliseconds; undefined when it is not. */
export function wrongUnit(observation: ProtocolObservation): string | undefined {
  const argument = observation.site.call?.args[1];
  if (argument === undefined) return undefined;
  return writtenUnit(argument, observation.args[1]?.exact) ?? frameworkTimeout(observation);
}

function writtenUnit(argument: Expr, exact: number | string | undefined): string | undefined {
  const parts = partsOf(argument);
  if (parts.some((part) => part.kind === 'member' && /^(Quad|Low)Part$/.test(part.field))) {
    return 'this is a LARGE_INTEGER in units of 100 ns';
  }
  const scaled = parts.some(
    (part) => part.kind === 'binary' && part.op === '*' && [part.left, part.right].some(isUnitFactor),
  );
  if (typeof exact !== 'number') return scaled ? 'this product with 10000 is in units of 100 ns' : undefined;
  if (exact === allOnes) return undefined;
  if (exact < 0) return 'a negative number is a relative time of KeWaitForSingleObject, in units of 100 ns';
  if (scaled && exact >= 100 * unitsPerMillisecond) return 'this product with 10000 is in units of 100 ns';
  return exact >= unlikelyWait && exact < allOnes ? `${exact} looks like units of 100 ns` : undefined;
}

/** The framework's macros yield a LONGLONG in units of 100 ns. */
function frameworkTimeout({ site }: ProtocolObservation): string | undefined {
  const written = site.call?.args[1];
  const argument = written?.kind === 'cast' ? written.operand : written;
  if (argument?.kind !== 'call') return undefined;
  const maker = site.fn.blocks
    .flatMap(({ ops }) => ops)
    .find((op) => op.kind === 'call' && op.call.id === argument.id);
  const name = maker?.kind === 'call' ? maker.call.name : undefined;
  return name !== undefined && /^WDF_(REL|ABS)_TIMEOUT_IN_/.test(name)
    ? `${name} yields units of 100 ns`
    : undefined;
}

function isUnitFactor(expr: Expr): boolean {
  return expr.kind === 'number' && expr.value === unitsPerMillisecond;
}

/** The caller chooses the time-out of the capture: others may choose another one. */
export function isParameter({ site }: ProtocolObservation): boolean {
  const argument = site.call?.args[1];
  return argument?.kind === 'name' && site.fn.parameters.some(({ name }) => name === argument.name);
}
