import { atFunctionStart, defineOperator, each } from '../operator.ts';
import { marksOf } from '../driver.ts';

/** The client dispatch table is a variable of the function that registers and returns. */
export const tableOnStack = defineOperator({
  id: 'table-on-stack',
  breaks: ['WSK-DSP-004'],
  rules: ['client-dispatch-lifetime'],
  what: 'The client dispatch table is a variable of the function that registers and returns.',
  mutate: (driver) =>
    each(driver, ['register'], (mark) => {
      const [table] = marksOf(driver, 'table', 'table-variable').filter(({ file }) => file === mark.file);
      const name = table && /WSK_CLIENT_DISPATCH\s+(\w+)/.exec(table.text)?.[1];
      if (table === undefined || name === undefined) return undefined;
      const value = table.role === 'table' ? ' = { MAKE_WSK_VERSION(1, 0), 0, NULL }' : '';
      return atFunctionStart(mark, `WSK_CLIENT_DISPATCH ${name}${value};`);
    }),
});
