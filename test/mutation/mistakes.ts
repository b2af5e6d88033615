import { callArguments, marksOf, type Driver, type Mark, type Role } from './driver.ts';
import {
  around,
  beforeFunction,
  blockOf,
  directlyBehind,
  inSameFunction,
  remove,
  replace,
  withArgument,
  within,
  type Edit,
} from './operator.ts';
import { endOfGroup } from './scan.ts';

/** Statements of a step that may fail and then leaves with `exit`: it is about nothing that WSK has to do with. */
export function failingStep(exit: string): string {
  return `{ PVOID zqScratch = ExAllocatePoolWithTag(NonPagedPoolNx, 64, 'tuMZ'); if (!zqScratch) { ${exit} } ExFreePoolWithTag(zqScratch, 'tuMZ'); }`;
}

/** The jump goes to the label that the mark names: `goto X;` or `MACRO(X, ...)`. */
export function jumpElsewhere(mark: Mark): Edit[] | undefined {
  return (
    within(mark, /(goto\s+)\w+/, `$1${mark.argument ?? ''}`) ??
    withArgument(mark, 'GOTO_IF_FAIL', 0, mark.argument ?? '')
  );
}

/** The check has the opposite condition; nothing when its condition is not one of the usual ones. */
export function inverted(mark: Mark): Edit[] | undefined {
  return (
    within(mark, /^(if\s*\(\s*)!\s*(?=NT_SUCCESS)/, '$1') ??
    within(mark, /^(if\s*\(\s*)NT_ERROR\b/, '$1NT_SUCCESS') ??
    within(mark, /^(if\s*\(\s*\w+\s*)!=/, '$1==')
  );
}

/** The right side of the assignment is a constant. */
export function flagIs(mark: Mark, value: 'TRUE' | 'FALSE'): Edit[] | undefined {
  const constant = mark.file.name.endsWith('.cpp') ? value.toLowerCase() : value;
  return within(mark, /(=\s*)[^;]*;$/, `$1${constant};`);
}

/** The `if` without its condition. */
export function unguarded(mark: Mark): Edit[] | undefined {
  const open = mark.file.code.indexOf('(', mark.span.start);
  const end = endOfGroup(mark.file.code, open);
  const rest = mark.file.code.slice(end, mark.span.end).trim();
  // An `if` whose condition does something, an exchange of the flag, keeps doing it.
  const condition = mark.file.text.slice(open + 1, end - 1);
  const kept = /\w\(/.test(condition) ? `(VOID)(${condition});` : '';
  if (rest === '' || /\belse\b/.test(rest)) return undefined;
  return [replace(mark.file, { start: mark.span.start, end }, kept)];
}

/** The statement at the head of what the check does when the call failed. */
export function onFailure(mark: Mark, statement: string): Edit[] {
  const open = mark.file.code.indexOf('(', mark.span.start);
  const end = endOfGroup(mark.file.code, open);
  const body = end + (/^\s*/.exec(mark.file.code.slice(end))?.[0].length ?? 0);
  if (mark.file.code[body] === '{')
    return [replace(mark.file, { start: body + 1, end: body + 1 }, ` ${statement}`)];
  return [
    replace(mark.file, { start: body, end: body }, `{ ${statement} `),
    replace(mark.file, { start: mark.span.end, end: mark.span.end }, ' }'),
  ];
}

/** The call is given a registration that the driver does not use otherwise. */
export function otherBlock(mark: Mark, callee: string): Edit[] | undefined {
  const edits = withArgument(mark, callee, 0, '&ZqOther');
  if (edits === undefined || !isFreeFunction(mark)) return undefined;
  return [...edits, ...beforeFunction(mark, 'static WSK_REGISTRATION ZqOther;')];
}

/** Whether declarations may be put in front of the function of the mark: it is not in a class. */
export function isFreeFunction({ file, in: where }: Mark): boolean {
  return where !== undefined && file.lines.position(where.span.start).column === 0;
}

/** The call whose result a check tests: the last one in front of it, in the same function. */
export function callBefore(driver: Driver, check: Mark, role: Role): Mark | undefined {
  const [call] = inSameFunction(driver, check, role)
    .filter(({ span }) => span.end <= check.span.start)
    .slice(-1);
  return call !== undefined && directlyBehind(driver, call, check.role) === check ? call : undefined;
}

/** The registration (a pointer to it) whose WskRegister a check tests. */
export function blockBefore(driver: Driver, check: Mark): string | undefined {
  const call = callBefore(driver, check, 'register');
  return call && blockOf(call);
}

/** The call without the assignment of its result, and without the check. */
export function ignored(check: Mark, call: Mark | undefined): Edit[] | undefined {
  const assignment = call && /^(?<type>NTSTATUS\s+)?(?<variable>[\w.>-]+)\s*=\s*(?=Wsk)/.exec(call.text);
  if (!assignment) return undefined;
  const { start } = call.span;
  const { type, variable } = assignment.groups ?? {};
  const rest = type === undefined ? '' : `${type}${variable ?? ''} = STATUS_SUCCESS; `;
  return [replace(call.file, { start, end: start + assignment[0].length }, rest), remove(check)];
}

/** What the statement assigns to. */
export function variableOf(mark: Mark | undefined): string | undefined {
  return mark && /^([\w.>-]+)\s*=[^=]/.exec(mark.text)?.[1];
}

/** The statement between the acquisition and the release of a spin lock; nothing when it declares a variable. */
export function underSpinLock(mark: Mark): Edit[] | undefined {
  if (!isFreeFunction(mark) || /^\w+\s+\w+\s*=/.test(mark.text)) return undefined;
  // A macro that jumps would leave with the lock held.
  if (callArguments(mark, 'GOTO_IF_FAIL') !== undefined) return undefined;
  return [
    ...beforeFunction(mark, 'static KSPIN_LOCK ZqLock;'),
    ...around(
      mark,
      'KIRQL zqIrql; KeAcquireSpinLock(&ZqLock, &zqIrql);',
      'KeReleaseSpinLock(&ZqLock, zqIrql);',
    ),
  ];
}

/** The assignment is gone; nothing when the client NPI has an initialiser. */
export function unset(driver: Driver, mark: Mark): Edit[] | undefined {
  const name = /^(\w+)\./.exec(mark.text)?.[1] ?? '';
  const bare = marksOf(driver, 'client-npi').some(
    (npi) => npi.in === mark.in && new RegExp(`\\s${name};$`).test(npi.text),
  );
  return bare ? [remove(mark)] : undefined;
}

/** Statements that capture the NPI by way of a registration and release it again. */
export function capture(block: string): string {
  return `{ WSK_PROVIDER_NPI zqNpi; if (NT_SUCCESS(WskCaptureProviderNPI(${block}, WSK_NO_WAIT, &zqNpi))) { WskReleaseProviderNPI(${block}); } }`;
}
