import type { RuleContext } from '../rule.ts';

/** The pageable or discardable data section that a variable of file scope is put in. */
export function sectionOf(context: RuleContext, place: string): string | undefined {
  const section = context.program.sectionOf(place);
  return section !== undefined && /^\.?(PAGE|INIT)/i.test(section) ? section : undefined;
}
