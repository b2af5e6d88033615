import type { Span } from '../base/text.ts';
import type { Block, Expr, Op, Terminator } from './ir.ts';

interface OpenBlock {
  ops: Op[];
  end: Terminator | undefined;
}

/** End of a block that was left open by mistake of the source, e.g. a `switch` whose body has syntax errors. */
const nowhere: Terminator = { kind: 'choice', to: [] };

/** Each pass costs a walk over the graph; what is left after so many is an empty block here and there. */
const maxRetargetPasses = 4;

/**
 * Builds a control-flow graph: operations go to the current block, a terminator closes it. What is emitted while the
 * current block is closed is dead code, and dropped.
 */
export class GraphBuilder {
  readonly #blocks: OpenBlock[] = [{ ops: [], end: undefined }];
  #current = 0;

  /** Number of blocks made so far, reachable or not. */
  get size(): number {
    return this.#blocks.length;
  }

  get isOpen(): boolean {
    return this.#at(this.#current).end === undefined;
  }

  newBlock(): number {
    return this.#blocks.push({ ops: [], end: undefined }) - 1;
  }

  emit(op: Op): void {
    const block = this.#at(this.#current);
    if (block.end === undefined) block.ops.push(op);
  }

  /** Makes a block current without an edge from the block before. */
  begin(block: number): void {
    this.#current = block;
  }

  /** Lets control flow from the current block into another, which becomes current. */
  flowInto(block: number): void {
    this.jump(block);
    this.begin(block);
  }

  jump(to: number): void {
    this.close({ kind: 'goto', to });
  }

  branch(condition: Expr, then: number, otherwise: number, span: Span): void {
    this.close({ kind: 'branch', condition, then, else: otherwise, span });
  }

  close(end: Terminator): void {
    this.#at(this.#current).end ??= end;
  }

  /** Closes the current block with a terminator that is given later; undefined in dead code. */
  closeLater(): ((end: Terminator) => void) | undefined {
    const block = this.#at(this.#current);
    if (block.end !== undefined) return undefined;
    block.end = nowhere;
    return (end) => {
      block.end = end;
    };
  }

  /**
   * The finished graph: empty blocks skipped, straight lines joined, unreachable blocks dropped, the rest numbered in
   * reverse postorder; `labels` in the numbers of the result.
   */
  finish(labels: ReadonlyMap<string, number>): { blocks: Block[]; labels: Map<string, number> } {
    const skip = (id: number): number => this.#skipEmpty(id);
    this.#retargetAll(skip);
    const kept = new Map([...labels].map(([name, id]) => [name, skip(id)]));
    const entry = skip(0);
    this.#joinLines(entry, new Set(kept.values()));
    const order = this.#reversePostorder(entry);
    const numbers = new Map(order.map((id, index) => [id, index]));
    const renumber = (id: number): number => numbers.get(id) ?? 0;
    return {
      blocks: order.map((id, index) => {
        const { ops, end } = this.#at(id);
        return { id: index, ops, end: retarget(end ?? nowhere, renumber) };
      }),
      labels: new Map(
        [...kept].filter(([, id]) => numbers.has(id)).map(([name, id]) => [name, renumber(id)]),
      ),
    };
  }

  /** Retargets all blocks, again when a branch or choice turned out to lead to one block only: it may be empty now. */
  #retargetAll(skip: (id: number) => number): void {
    for (let pass = 0, changed = true; changed && pass < maxRetargetPasses; pass++) {
      changed = false;
      for (const block of this.#blocks) {
        const before = block.end ?? nowhere;
        block.end = retarget(before, skip);
        changed ||= block.end.kind !== before.kind;
      }
    }
  }

  #at(id: number): OpenBlock {
    const block = this.#blocks[id];
    if (block === undefined) throw new RangeError(`no block ${id}`);
    return block;
  }

  #skipEmpty(id: number): number {
    const passed = new Set<number>();
    let target = id;
    for (;;) {
      const { ops, end } = this.#at(target);
      if (ops.length > 0 || end?.kind !== 'goto' || passed.has(end.to)) break;
      passed.add(target);
      target = end.to;
    }
    // Whoever asks for one of them next need not walk again.
    if (passed.size > 1) for (const empty of passed) this.#at(empty).end = { kind: 'goto', to: target };
    return target;
  }

  #joinLines(entry: number, kept: ReadonlySet<number>): void {
    const order = this.#reversePostorder(entry);
    const incoming = new Map<number, number>([[entry, 1]]);
    for (const id of order) {
      for (const to of successors(this.#at(id).end ?? nowhere)) incoming.set(to, (incoming.get(to) ?? 0) + 1);
    }
    for (const id of order) {
      const block = this.#at(id);
      while (block.end?.kind === 'goto' && incoming.get(block.end.to) === 1 && !kept.has(block.end.to)) {
        const next = this.#at(block.end.to);
        block.ops.push(...next.ops);
        block.end = next.end;
        next.ops = [];
        next.end = nowhere;
      }
    }
  }

  #reversePostorder(entry: number): number[] {
    const seen = new Set([entry]);
    const postorder: number[] = [];
    const open = [{ id: entry, pending: successors(this.#at(entry).end ?? nowhere) }];
    for (let top = open.at(-1); top !== undefined; top = open.at(-1)) {
      const to = top.pending.pop();
      if (to === undefined) {
        postorder.push(top.id);
        open.pop();
      } else if (!seen.has(to)) {
        seen.add(to);
        open.push({ id: to, pending: successors(this.#at(to).end ?? nowhere) });
      }
    }
    return postorder.reverse();
  }
}

/** Blocks that a terminator can lead to, in source order. */
export function successors(end: Terminator): number[] {
  switch (end.kind) {
    case 'goto':
      return [end.to];
    case 'branch':
      return [end.then, end.else];
    case 'switch':
      return end.cases.map(({ to }) => to);
    case 'choice':
      return [...end.to];
    case 'return':
    case 'stop':
      return [];
  }
}

/** The terminator with its targets mapped: the same object when nothing changes. */
function retarget(end: Terminator, map: (id: number) => number): Terminator {
  switch (end.kind) {
    case 'goto': {
      const to = map(end.to);
      return to === end.to ? end : { kind: 'goto', to };
    }
    case 'branch': {
      const then = map(end.then);
      const otherwise = map(end.else);
      if (then === otherwise) return { kind: 'goto', to: then };
      return then === end.then && otherwise === end.else ? end : { ...end, then, else: otherwise };
    }
    case 'switch':
      return { ...end, cases: end.cases.map(({ value, to }) => ({ value, to: map(to) })) };
    case 'choice': {
      const [first, ...others] = new Set(end.to.map(map));
      if (first === undefined) return end;
      return others.length === 0 ? { kind: 'goto', to: first } : { kind: 'choice', to: [first, ...others] };
    }
    case 'return':
    case 'stop':
      return end;
  }
}
