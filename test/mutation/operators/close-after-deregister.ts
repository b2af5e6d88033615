import { after, defineOperator, each, inSameFunction, remove, tearDown } from '../operator.ts';

/** The tear-down deregisters, which waits for the sockets to be closed, and closes them behind that. */
export const closeAfterDeregister = defineOperator({
  id: 'close-after-deregister',
  breaks: ['WSK-REG-015'],
  rules: ['socket-closed-after-deregister'],
  what: 'The tear-down deregisters, which waits for the sockets to be closed, and closes them behind that.',
  mutate: (driver) =>
    each(
      driver,
      ['close-unload'],
      (mark) => {
        const [end] = inSameFunction(driver, mark, 'deregister-unload', 'call-cleanup-unload').filter(
          ({ span }) => span.start >= mark.span.end,
        );
        return end && [remove(mark), after(end, mark.text)];
      },
      tearDown,
    ),
});
