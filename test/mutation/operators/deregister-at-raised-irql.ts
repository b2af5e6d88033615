import { around, defineOperator, each } from '../operator.ts';

/** WskDeregister is called at raised IRQL. */
export const deregisterAtRaisedIrql = defineOperator({
  id: 'deregister-at-raised-irql',
  breaks: ['WSK-REG-009'],
  rules: ['registration-irql-too-high'],
  what: 'WskDeregister is called at raised IRQL.',
  mutate: (driver) =>
    each(driver, ['deregister-unload', 'deregister-undo'], (mark) =>
      around(mark, 'KIRQL zqIrql; KeRaiseIrql(DISPATCH_LEVEL, &zqIrql);', 'KeLowerIrql(zqIrql);'),
    ),
});
