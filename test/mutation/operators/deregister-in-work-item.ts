import { beforeFunction, defineOperator, each, fileScopeBlock, lifeCycle, replace } from '../operator.ts';
import { isFreeFunction } from '../mistakes.ts';

/** The tear-down leaves WskDeregister to a work item and does not wait for it. */
export const deregisterInWorkItem = defineOperator({
  id: 'deregister-in-work-item',
  breaks: ['WSK-REG-012'],
  rules: ['deregister-outlives-unload', 'registration-never-deregistered', 'registration-leak'],
  what: 'The tear-down leaves WskDeregister to a work item and does not wait for it.',
  mutate: (driver) =>
    each(
      driver,
      ['deregister-unload'],
      (mark) => {
        const block = fileScopeBlock(driver, mark);
        if (block === undefined || !isFreeFunction(mark)) return undefined;
        return [
          ...beforeFunction(
            mark,
            `static WORK_QUEUE_ITEM ZqWorkItem; static VOID ZqLate(PVOID Context) { UNREFERENCED_PARAMETER(Context); WskDeregister(&${block}); }`,
          ),
          replace(
            mark.file,
            mark.span,
            '{ ExInitializeWorkItem(&ZqWorkItem, ZqLate, NULL); ExQueueWorkItem(&ZqWorkItem, DelayedWorkQueue); }',
          ),
        ];
      },
      lifeCycle,
    ),
});
