import type { Span } from '../base/text.ts';
import type { SyntaxNode } from '../syntax/node.ts';
import { destroy } from './lifetimes.ts';
import type { Frame, Lowering } from './lowering.ts';

/** Runs `lower` in a block of its own, whose objects die where it ends; `node` is the source of the block. */
export function scoped(lowering: Lowering, node: SyntaxNode, lower: () => void): void {
  const { frame, scope } = lowering;
  lowering.scope = { outer: scope, names: undefined };
  lower();
  const { start, end } = lowering.span(node);
  unwind(lowering, frame, { start: Math.max(start, end - 1), end });
  lowering.frame = frame;
  lowering.scope = scope;
}

/**
 * Leaves what is between the current point and an enclosing frame (undefined: the function): runs `__finally` bodies and
 * destroys objects. `at` is what leaves.
 */
export function unwind(lowering: Lowering, to: Frame | undefined, at: Span): void {
  const { frame: from, scope } = lowering;
  for (let frame = from; frame !== to && frame !== undefined; frame = frame.outer) {
    const { finallyBody, destroys } = frame;
    if (destroys !== undefined) destroy(lowering, destroys.object, destroys.className, at);
    if (finallyBody === undefined) continue;
    lowering.frame = frame.outer;
    lowering.scope = frame.scope;
    lowering.within(finallyBody.source, () => {
      lowering.statement(finallyBody.node);
    });
  }
  lowering.frame = from;
  lowering.scope = scope;
}

/** Whether leaving the function from here runs anything. */
export function unwindsAnything(lowering: Lowering): boolean {
  for (let frame = lowering.frame; frame !== undefined; frame = frame.outer) {
    if (frame.finallyBody !== undefined || frame.destroys !== undefined) return true;
  }
  return false;
}

/** Leaves for the innermost frame that has the target that `target` asks for; dead code when there is none. */
export function jumpOut(
  lowering: Lowering,
  statement: SyntaxNode,
  target: (frame: Frame) => number | undefined,
): void {
  for (let frame = lowering.frame; frame !== undefined; frame = frame.outer) {
    const block = target(frame);
    if (block === undefined) continue;
    unwind(lowering, frame, lowering.span(statement));
    lowering.graph.jump(block);
    return;
  }
  lowering.failed = true;
}

/**
 * Exception edge from the current point to the innermost handler, if there is one in this function. `always`: control
 * does not come back. `at` is what raises.
 */
export function raise(lowering: Lowering, when: 'always' | 'maybe', at: Span): void {
  const { graph } = lowering;
  let frame = lowering.frame;
  while (frame !== undefined && frame.handler === undefined) frame = frame.outer;
  if (frame?.handler === undefined || !graph.isOpen) return;
  const normal = graph.newBlock();
  const exceptional = graph.newBlock();
  graph.close({ kind: 'choice', to: when === 'always' ? [exceptional] : [normal, exceptional] });
  frame.handler.isReached = true;
  graph.begin(exceptional);
  unwind(lowering, frame, at);
  graph.jump(frame.handler.block);
  if (when === 'maybe') graph.begin(normal);
}

/** `goto`: at once to a label that was seen, otherwise when the whole function was. `at` is what jumps. */
export function jumpToLabel(lowering: Lowering, label: string, at: Span): void {
  const known = lowering.labels.get(label);
  if (known === undefined) {
    const block = lowering.graph.newBlock();
    lowering.graph.jump(block);
    lowering.gotos.push({ label, block, frame: lowering.frame, scope: lowering.scope, span: at });
    return;
  }
  const around = new Set<Frame | undefined>();
  for (let frame = known.frame; frame !== undefined; frame = frame.outer) around.add(frame);
  let common = lowering.frame;
  while (common !== undefined && !around.has(common)) common = common.outer;
  unwind(lowering, common, at);
  lowering.graph.jump(known.block);
}

/** Starts the block of a label. */
export function placeLabel(lowering: Lowering, node: SyntaxNode): void {
  const name = lowering.nameText(node);
  if (lowering.labels.has(name)) {
    lowering.failed = true;
    return;
  }
  const block = lowering.graph.newBlock();
  lowering.labels.set(name, { block, frame: lowering.frame });
  lowering.graph.flowInto(block);
}

/** Connects the forward jumps, once all labels are known. */
export function resolveGotos(lowering: Lowering): void {
  for (let jump = lowering.gotos.pop(); jump !== undefined; jump = lowering.gotos.pop()) {
    lowering.graph.begin(jump.block);
    lowering.frame = jump.frame;
    lowering.scope = jump.scope;
    if (lowering.labels.has(jump.label)) jumpToLabel(lowering, jump.label, jump.span);
    else lowering.failed = true;
  }
}
