import { defineOperator, each, lifeCycle, tearDown } from '../operator.ts';
import { jumpElsewhere } from '../mistakes.ts';

/** A WskRegister that failed jumps to the label at which WskDeregister is called. */
export const jumpToDeregister = defineOperator({
  id: 'jump-to-deregister',
  breaks: ['WSK-REG-004'],
  rules: ['deregister-without-register'],
  what: 'A WskRegister that failed jumps to the label at which WskDeregister is called.',
  mutate: (driver) => each(driver, ['jump-unregistered'], jumpElsewhere, [...lifeCycle, ...tearDown]),
});
