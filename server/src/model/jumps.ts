import type { SyntaxNode } from '../syntax/node.ts';
import type { Frame, Lowering } from './lowering.ts';

/** Runs the `__finally` bodies between the current point and an enclosing frame (undefined: the function). */
export function unwind(lowering: Lowering, to: Frame | undefined): void {
  const { frame: from, scope } = lowering;
  for (let frame = from; frame !== to && frame !== undefined; frame = frame.outer) {
    const { finallyBody } = frame;
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

/** Leaves for the innermost frame that has the target that `target` asks for; dead code when there is none. */
export function jumpOut(lowering: Lowering, target: (frame: Frame) => number | undefined): void {
  for (let frame = lowering.frame; frame !== undefined; frame = frame.outer) {
    const block = target(frame);
    if (block === undefined) continue;
    unwind(lowering, frame);
    lowering.graph.jump(block);
    return;
  }
  lowering.failed = true;
}

/**
 * Exception edge from the current point to the innermost handler, if there is one in this function. `always`: control
 * does not come back.
 */
export function raise(lowering: Lowering, when: 'always' | 'maybe'): void {
  const { graph } = lowering;
  let frame = lowering.frame;
  while (frame !== undefined && frame.handler === undefined) frame = frame.outer;
  if (frame?.handler === undefined || !graph.isOpen) return;
  const normal = graph.newBlock();
  const exceptional = graph.newBlock();
  graph.close({ kind: 'choice', to: when === 'always' ? [exceptional] : [normal, exceptional] });
  frame.handler.isReached = true;
  graph.begin(exceptional);
  unwind(lowering, frame);
  graph.jump(frame.handler.block);
  if (when === 'maybe') graph.begin(normal);
}

/** `goto`: at once to a label that was seen, otherwise when the whole function was. */
export function jumpToLabel(lowering: Lowering, label: string): void {
  const known = lowering.labels.get(label);
  if (known === undefined) {
    const block = lowering.graph.newBlock();
    lowering.graph.jump(block);
    lowering.gotos.push({ label, block, frame: lowering.frame, scope: lowering.scope });
    return;
  }
  const around = new Set<Frame | undefined>();
  for (let frame = known.frame; frame !== undefined; frame = frame.outer) around.add(frame);
  let common = lowering.frame;
  while (common !== undefined && !around.has(common)) common = common.outer;
  unwind(lowering, common);
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
    if (lowering.labels.has(jump.label)) jumpToLabel(lowering, jump.label);
    else lowering.failed = true;
  }
}
