import { dispatchMember } from '../catalogue/index.ts';
import { isKernelApi } from '../catalogue/kernelApi.ts';
import type { FunctionModel } from '../model/ir.ts';
import type { Program } from './program.ts';
import { protocolCalls, type ProtocolId } from './protocols.ts';
import type { Guard, ResourceState } from './resource.ts';
import { cleanupName } from './names.ts';
import { successors } from '../model/graph.ts';

function closersOf(protocol: ProtocolId): ReadonlySet<string> {
  const calls = [...protocolCalls].filter(
    ([, call]) => call.protocol === protocol && call.effect === 'close',
  );
  return new Set(calls.map(([name]) => name));
}

const closing: Readonly<Record<ResourceState['protocol'], ReadonlySet<string>>> = {
  registration: closersOf('registration'),
  'provider-npi': closersOf('provider-npi'),
  'nmr-client': new Set(['NmrDeregisterClient']),
  'nmr-binding': new Set(['NmrClientDetachProviderComplete']),
};

/** Names of the calls that close a registration or release a provider NPI. */
export const allClosingCalls: ReadonlySet<string> = new Set([
  ...closing.registration,
  ...closing['provider-npi'],
]);

/** Names of the calls that close resources of a protocol; always the same set for the same protocol. */
export function closingCalls(protocol: ResourceState['protocol']): ReadonlySet<string> {
  return closing[protocol];
}

/**
 * Whether the path to this state passed a branch that it could not decide, tests something that may stand for the
 * resource, and closes the resource on its other side only: the path may then be one that never happens.
 */
export function passedCleanupGuard(program: Program, resource: ResourceState): boolean {
  const closers = closingCalls(resource.protocol);
  for (const guard of resource.guards.values()) if (avoidsClose(program, guard, closers)) return true;
  return false;
}

/** The same of single branches, as a simulation of the program passes them again and again. */
export class CleanupGuards {
  readonly #program: Program;
  readonly #known = new Map<string, boolean>();

  constructor(program: Program) {
    this.#program = program;
  }

  avoidsClose(guard: Guard, protocol: ResourceState['protocol']): boolean {
    const { kind, site, block, outcome, subject } = guard;
    if (kind === 'result') return false;
    const branch = `${this.#program.scopeOf(site.fn)}#${block}>${outcome}`;
    const key = `${protocol} ${branch} ${kind} ${subject ?? ''}`;
    let avoids = this.#known.get(key);
    if (avoids === undefined) {
      avoids = avoidsClose(this.#program, guard, closingCalls(protocol));
      this.#known.set(key, avoids);
    }
    return avoids;
  }
}

/** The branch tests something that may stand for the resource, and one of `closers` is called on its other side only. */
function avoidsClose(program: Program, guard: Guard, closers: ReadonlySet<string>): boolean {
  const { fn } = guard.site;
  if (guard.kind === 'result' || (guard.kind === 'old-flag' && !isSetIn(fn, guard.subject))) return false;
  const block = fn.blocks[guard.block];
  if (block === undefined) return false;
  const taken = reachable(fn, guard.outcome);
  return successors(block.end).some(
    (other) =>
      other !== guard.outcome &&
      [...reachable(fn, other)].some((id) => !taken.has(id) && closes(program, fn, id, closers)),
  );
}

/**
 * This path opened the resource and holds it, and passed no branch whose other side would have closed it: what else it
 * tested cannot undo what it did.
 */
export function isHeldForSure(program: Program, resource: ResourceState): boolean {
  return (
    resource.status === 'held' && resource.opened !== undefined && !passedCleanupGuard(program, resource)
  );
}

/** The function assigns the variable or member that an identity was read from: it keeps a flag in it. */
function isSetIn(fn: FunctionModel, subject: string | undefined): boolean {
  const name = subject?.split(/[/:@]/).at(-1);
  return fn.blocks.some(({ ops }) =>
    ops.some((op) => {
      if (op.kind !== 'assign') return false;
      if (op.target.kind === 'member') return op.target.field === name;
      return op.target.kind === 'name' && op.target.name === name;
    }),
  );
}

function reachable(fn: FunctionModel, from: number): Set<number> {
  const seen = new Set([from]);
  const pending = [from];
  for (let id = pending.pop(); id !== undefined; id = pending.pop()) {
    const block = fn.blocks[id];
    for (const next of block === undefined ? [] : successors(block.end)) {
      if (seen.has(next)) continue;
      seen.add(next);
      pending.push(next);
    }
  }
  return seen;
}

function closes(program: Program, fn: FunctionModel, id: number, closers: ReadonlySet<string>): boolean {
  return (fn.blocks[id]?.ops ?? []).some((op) => {
    if (op.kind !== 'call' || op.call.name === undefined) return false;
    const { name, via } = op.call;
    const callee = program.functionNamed(name, fn);
    if (callee !== undefined) return program.reaches(callee, closers);
    if (closers.has(name)) return true;
    const isOther = isKernelApi(name) || (via === 'member' && dispatchMember(name) !== undefined);
    return !isOther && cleanupName.test(name);
  });
}
