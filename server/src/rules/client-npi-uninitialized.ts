import { Sign, type Value } from '../flow/value.ts';
import type { FixDraft, Rule } from './rule.ts';
import { insertAt } from './support/checks.ts';
import { anchorOf, protocolCallsOf } from './support/observations.ts';
import type { Site } from '../flow/site.ts';

/** ddi/wsk/ns-wsk-_wsk_client_npi: both members are set before WskRegister. */
export const clientNpiUninitialized: Rule = {
  id: 'client-npi-uninitialized',
  summary: 'A member of WSK_CLIENT_NPI is not set before WskRegister',
  facts: ['WSK-DSP-005'],
  severity: 'error',
  precision: 'high',
  check(context) {
    for (const observation of protocolCallsOf(context, 'registration', 'open')) {
      const { clientNpi, site } = observation;
      const [, owner, name] = /^L:(.*):([\w#]+)$/.exec(clientNpi?.place ?? '') ?? [];
      if (clientNpi === undefined || name === undefined) continue;
      const missing: string[] = [];
      if (isUnset(clientNpi.context)) missing.push('ClientContext');
      if (isUnset(clientNpi.dispatch) || clientNpi.dispatch.signs === Sign.zero) missing.push('Dispatch');
      if (missing.length === 0) continue;
      const effect = missing.includes('Dispatch')
        ? 'WSK follows a dispatch table pointer that is not one'
        : 'WskClientEvent is handed whatever was on the stack';
      context.report({
        at: anchorOf(site),
        message:
          `'${name}' is passed to WskRegister without a value in ${missing.join(' and ')}: ${effect}. Set both members ` +
          `before (NULL is a valid ClientContext).`,
        steps: observation.steps,
        fixes: [
          missing.includes('Dispatch') || owner !== context.program.scopeOf(site.fn)
            ? undefined
            : setContext(site, name),
        ],
      });
    }
  },
};

function isUnset(value: Value): boolean {
  return value.signs === Sign.unwritten;
}

function setContext(site: Site, name: string): FixDraft | undefined {
  const plain = name.split('#')[0] ?? name;
  const draft = insertAt(site, `Set ClientContext of ${plain} to NULL`, [`${plain}.ClientContext = NULL;`]);
  return draft === undefined ? undefined : { ...draft, safety: 'safe' };
}
