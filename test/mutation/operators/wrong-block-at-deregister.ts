import { defineOperator, each, lifeCycle } from '../operator.ts';
import { otherBlock } from '../mistakes.ts';

/** WskDeregister is given a registration that has never been registered. */
export const wrongBlockAtDeregister = defineOperator({
  id: 'wrong-block-at-deregister',
  breaks: ['WSK-REG-002', 'WSK-REG-004'],
  rules: [
    'deregister-other-block',
    'registration-never-deregistered',
    'registration-leak',
    'deregister-without-register',
    'registration-not-resident',
  ],
  what: 'WskDeregister is given a registration that has never been registered.',
  mutate: (driver) =>
    each(
      driver,
      ['deregister-unload', 'deregister-undo'],
      (mark) => otherBlock(mark, 'WskDeregister'),
      lifeCycle,
    ),
});
