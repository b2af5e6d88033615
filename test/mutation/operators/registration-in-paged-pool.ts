import { defineOperator, each, within } from '../operator.ts';

/** What the registration is in is allocated from paged pool. */
export const registrationInPagedPool = defineOperator({
  id: 'registration-in-paged-pool',
  breaks: ['WSK-REG-007'],
  rules: ['registration-not-resident'],
  what: 'What the registration is in is allocated from paged pool.',
  mutate: (driver) =>
    each(
      driver,
      ['pool'],
      (mark) =>
        within(mark, /NonPagedPoolNx|NonPagedPool/, 'PagedPool') ??
        within(mark, /POOL_FLAG_NON_PAGED/, 'POOL_FLAG_PAGED'),
      ['register'],
    ),
});
