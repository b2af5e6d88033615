import { type Edit, defineOperator, directlyBehind, each, replace } from '../operator.ts';
import { type Mark } from '../driver.ts';

/** WskDeregister is called before WskReleaseProviderNPI. */
export const swapReleaseAndDeregister = defineOperator({
  id: 'swap-release-and-deregister',
  breaks: ['WSK-CAP-004'],
  rules: ['deregister-before-release'],
  what: 'WskDeregister is called before WskReleaseProviderNPI.',
  mutate: (driver) => [
    ...each(driver, ['release-unload'], (mark) =>
      swapped(mark, directlyBehind(driver, mark, 'deregister-unload')),
    ),
    ...each(driver, ['release-undo'], (mark) =>
      swapped(mark, directlyBehind(driver, mark, 'deregister-undo')),
    ),
    ...each(driver, ['guard-release'], (mark) =>
      swapped(mark, directlyBehind(driver, mark, 'guard-deregister')),
    ),
    ...each(driver, ['call-release'], (mark) =>
      swapped(mark, directlyBehind(driver, mark, 'deregister-unload')),
    ),
  ],
});

function swapped(first: Mark, second: Mark | undefined): Edit[] | undefined {
  return (
    second && [replace(first.file, first.span, second.text), replace(second.file, second.span, first.text)]
  );
}
