import { allOnes } from '../flow/constants.ts';
import type { ProtocolObservation } from '../flow/observation.ts';
import { partsOf } from '../flow/expressions.ts';
import type { Expr } from '../model/ir.ts';
import type { FixDraft, Rule } from './rule.ts';
import { protocolCallsOf } from './support/observations.ts';
import { replaceTimeout } from './support/timeouts.ts';

/** From this many milliseconds on (2.7 hours) a wait is taken for one that was meant in units of 100 ns. */
const unlikelyWait = 10_000_000;
const unitsPerMillisecond = 10_000;

/** ddi/wsk/nf-wsk-wskcaptureprovidernpi: WaitTimeout is a ULONG in milliseconds. */
export const captureTimeoutUnit: Rule = {
  id: 'capture-timeout-unit',
  summary: 'The time-out of WskCaptureProviderNPI is not in milliseconds',
  facts: ['WSK-CAP-012'],
  severity: 'warning',
  precision: 'high',
  check(context) {
    for (const observation of protocolCallsOf(context, 'provider-npi', 'open')) {
      const argument = observation.site.call?.args[1];
      if (argument === undefined) continue;
      const at = { unit: observation.site.fn.unit, span: argument.span };
      const exact = observation.args[1]?.exact;
      if (exact === -1 || (exact === allOnes && isMinusOne(argument))) {
        context.report({
          at,
          severity: 'info',
          message:
            `-1 is WSK_INFINITE_WAIT once it is a ULONG: this capture waits without limit. Write WSK_INFINITE_WAIT if that is ` +
            `meant, or the time-out in milliseconds.`,
          fixes: [replaceTimeout(observation.site, 'WSK_INFINITE_WAIT', 'safe')],
        });
        continue;
      }
      const reason = wrongUnit(argument, exact) ?? frameworkTimeout(observation);
      if (reason === undefined) continue;
      context.report({
        at,
        message:
          `WskCaptureProviderNPI takes milliseconds as a ULONG, and ${reason}: the wait becomes hours or weeks long instead ` +
          `of the time that is meant. Pass milliseconds, WSK_NO_WAIT or WSK_INFINITE_WAIT.`,
        fixes: [inMilliseconds(observation, exact)],
      });
    }
  },
};

function wrongUnit(argument: Expr, exact: number | string | undefined): string | undefined {
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

/** `-1`, behind casts. */
function isMinusOne(expr: Expr): boolean {
  if (expr.kind === 'cast') return isMinusOne(expr.operand);
  return (
    expr.kind === 'unary' && expr.op === '-' && expr.operand.kind === 'number' && expr.operand.value === 1
  );
}

function isUnitFactor(expr: Expr): boolean {
  return expr.kind === 'number' && expr.value === unitsPerMillisecond;
}

/** The same time in milliseconds, where it is a constant written in the call. */
function inMilliseconds(
  observation: ProtocolObservation,
  exact: number | string | undefined,
): FixDraft | undefined {
  const argument = observation.site.call?.args[1];
  const isWritten = argument?.kind === 'number' || argument?.kind === 'unary' || argument?.kind === 'binary';
  if (typeof exact !== 'number' || !isWritten) return undefined;
  const milliseconds = Math.round(Math.abs(exact) / unitsPerMillisecond);
  return milliseconds === 0 ? undefined : replaceTimeout(observation.site, String(milliseconds), 'review');
}
