import { allOnes } from '../flow/constants.ts';
import type { ProtocolObservation } from '../flow/observation.ts';
import type { Expr } from '../model/ir.ts';
import type { FixDraft, Rule } from './rule.ts';
import { protocolCallsOf } from './support/observations.ts';
import { replaceTimeout, unitsPerMillisecond, wrongUnit } from './support/timeouts.ts';

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
      const reason = wrongUnit(observation);
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

/** `-1`, behind casts. */
function isMinusOne(expr: Expr): boolean {
  if (expr.kind === 'cast') return isMinusOne(expr.operand);
  return (
    expr.kind === 'unary' && expr.op === '-' && expr.operand.kind === 'number' && expr.operand.value === 1
  );
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
