import { defineOperator, each, replace, within } from '../operator.ts';

/** The registration is in a pageable data section. */
export const registrationInPagedSection = defineOperator({
  id: 'registration-in-paged-section',
  breaks: ['WSK-REG-007'],
  rules: ['registration-not-resident'],
  what: 'The registration is in a pageable data section.',
  mutate: (driver) =>
    each(
      driver,
      ['registration'],
      (mark) => {
        const { file, span } = mark;
        const line = file.lines.position(span.start).line;
        const above = { start: file.lines.lineStart(line - 1), end: file.lines.lineStart(line) - 1 };
        const below = { start: file.lines.lineStart(line + 1), end: file.lines.lineStart(line + 2) - 1 };
        const free = [above, below].every(({ start, end }) => start === end);
        return free
          ? [
              replace(file, above, '#pragma data_seg("PAGEDATA")'),
              ...(within(mark, /;$/, ' = { 0 };') ?? []),
              replace(file, below, '#pragma data_seg()'),
            ]
          : undefined;
      },
      ['register'],
    ),
});
