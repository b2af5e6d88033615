import { defineOperator, each, lifeCycle } from '../operator.ts';
import { jumpElsewhere } from '../mistakes.ts';

/** A capture that failed jumps to the label at which the NPI is released. */
export const jumpToRelease = defineOperator({
  id: 'jump-to-release',
  breaks: ['WSK-CAP-003'],
  rules: ['release-without-capture'],
  what: 'A capture that failed jumps to the label at which the NPI is released.',
  mutate: (driver) => each(driver, ['jump-uncaptured'], jumpElsewhere, lifeCycle),
});
