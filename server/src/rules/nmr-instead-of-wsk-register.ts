import { mentions } from '../flow/expressions.ts';
import type { HandleObservation } from '../flow/observation.ts';
import type { Rule, RuleContext } from './rule.ts';
import { handleCallsOf } from './support/nmr.ts';
import { anchorOf } from './support/observations.ts';

const interfaceId = 'NPI_WSK_INTERFACE_ID';

/** network/using-nmr-for-wsk-registration-and-unregistration; ddi/wsk/nf-wsk-wskregister: WskRegister does it all. */
export const nmrInsteadOfWskRegister: Rule = {
  id: 'nmr-instead-of-wsk-register',
  summary: 'A WSK client registers with the Network Module Registrar itself',
  facts: ['WSK-NMR-001'],
  severity: 'info',
  precision: 'high',
  check(context) {
    for (const observation of handleCallsOf(context, 'nmr-client', 'open')) {
      if (!registersWsk(context, observation)) continue;
      context.report({
        at: anchorOf(observation.site),
        message:
          `This registers a client of WSK with the Network Module Registrar by hand: attaching, detaching and their callbacks ` +
          `are then up to the driver. WskRegister and WskCaptureProviderNPI do the same, and the documentation prefers them.`,
      });
    }
  },
};

/** The characteristics name the interface of WSK, by an assignment on the path or in the initialiser of a global. */
function registersWsk(context: RuleContext, { borrowed }: HandleObservation): boolean {
  return borrowed.some(({ what, place }) => {
    if (what === 'NPIID') return place === `G:${interfaceId}`;
    const init = what === 'NPI_CLIENT_CHARACTERISTICS' ? context.program.globalAt(place)?.init : undefined;
    return init !== undefined && mentions(init, interfaceId);
  });
}
