import { around, defineOperator, each, inSameFunction, remove } from '../operator.ts';

/** The memory that the registration is in is freed before WskDeregister. */
export const freeBeforeDeregister = defineOperator({
  id: 'free-before-deregister',
  breaks: ['WSK-REG-007'],
  rules: ['registration-not-resident'],
  what: 'The memory that the registration is in is freed before WskDeregister.',
  mutate: (driver) =>
    each(
      driver,
      ['free-unload', 'free-undo'],
      (mark) => {
        const [end] = inSameFunction(
          driver,
          mark,
          ...(mark.role === 'free-undo'
            ? (['deregister-undo', 'call-cleanup-undo'] as const)
            : (['deregister-unload', 'call-cleanup-unload'] as const)),
        )
          .filter(({ span }) => span.end <= mark.span.start)
          .slice(-1);
        return end && [remove(mark), ...around(end, mark.text, '')];
      },
      ['deregister-unload', 'deregister-undo', 'register'],
    ),
});
