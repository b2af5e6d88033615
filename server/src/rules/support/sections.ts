import type { RuleContext } from '../rule.ts';

/** The pageable or discardable data section that a variable of file scope is put in. */
export function sectionOf(context: RuleContext, place: string): string | undefined {
  const name = /^G:(\w+)/.exec(place)?.[1];
  const global = name === undefined ? undefined : context.file.globalsNamed(name)[0];
  const section = global === undefined ? undefined : context.file.dataSectionOf(global);
  return section !== undefined && /^\.?(PAGE|INIT)/i.test(section) ? section : undefined;
}
