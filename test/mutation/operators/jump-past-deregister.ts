import { defineOperator, each, lifeCycle } from '../operator.ts';
import { jumpElsewhere } from '../mistakes.ts';

/** A failing step jumps to a label behind the WskDeregister that it needs. */
export const jumpPastDeregister = defineOperator({
  id: 'jump-past-deregister',
  breaks: ['WSK-REG-011'],
  rules: [
    'registration-never-deregistered',
    'registration-leak',
    'provider-npi-leak',
    'deregister-before-release',
    'registration-not-resident',
  ],
  what: 'A failing step jumps to a label behind the WskDeregister that it needs.',
  mutate: (driver) => each(driver, ['jump-registered'], jumpElsewhere, lifeCycle),
});
