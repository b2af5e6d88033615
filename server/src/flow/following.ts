/** Which calls into the driver's own functions are followed. */
import type { Call, FunctionModel } from '../model/ir.ts';
import { definitionOf } from './activation.ts';
import { handleCalls } from './handles.ts';
import type { Frame, Program } from './program.ts';
import { protocolCalls, providerFunctions, socketFunctions } from './protocols.ts';

const maxDepth = 8;
/** A function that touches no resource is still followed when it is this small: it may set a flag or test a status. */
const smallFunction = { blocks: 10, operations: 60 };
/** Calls from one such function into the next that are followed. */
const maxAside = 2;
/** Transfers of blocks of such functions in one root, beyond which they are not followed any more. */
const asideBudget = 1500;

/**
 * Whom the simulation of a root follows: `all` functions that do something to a registration, a provider NPI, a socket or a
 * handle, and small ones beside; or just the `owners`, which open or close something.
 */
export type Following = 'all' | 'owners';

const ownerNames: ReadonlySet<string> = new Set([...protocolCalls.keys(), ...handleCalls.keys()]);
const resourceNames: ReadonlySet<string> = new Set([...ownerNames, ...providerFunctions, ...socketFunctions]);

/** The function, or one that it calls, does something to a resource. */
export function touchesResources(program: Program, fn: FunctionModel, following: Following): boolean {
  return program.reaches(fn, following === 'all' ? resourceNames : ownerNames);
}

/** The function that a call means by its name. */
export function calledFunction(program: Program, frame: Frame, call: Call): FunctionModel | undefined {
  if (call.name === undefined || call.via === 'indirect') return undefined;
  return definitionOf(program, frame.fn, call, call.name);
}

/**
 * The function that a call is to enter; undefined where it does not parse, runs already, is too deep down, or tells nothing.
 * @param asideCost transfers of blocks spent so far on functions that touch no resource
 */
export function followedCallee(
  program: Program,
  frame: Frame,
  callee: FunctionModel,
  following: Following,
  asideCost: number,
): FunctionModel | undefined {
  if (callee.hasError || frame.depth >= maxDepth) return undefined;
  for (let active: Frame | undefined = frame; active !== undefined; active = active.parent) {
    if (active.fn === callee) return undefined;
  }
  if (touchesResources(program, callee, following)) return callee;
  return following === 'all' && isWorthALook(frame, callee, asideCost) ? callee : undefined;
}

/** A function that touches no resource, but may decide what one that does will do. */
function isWorthALook(frame: Frame, { blocks }: FunctionModel, asideCost: number): boolean {
  if (frame.aside >= maxAside || asideCost > asideBudget) return false;
  const operations = blocks.reduce((sum, { ops }) => sum + ops.length, 0);
  return blocks.length <= smallFunction.blocks && operations <= smallFunction.operations;
}
