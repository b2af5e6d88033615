import type { Call, FunctionModel } from '../model/ir.ts';
import type { Evaluator } from './evaluate.ts';
import type { Allocation, Observation } from './observation.ts';
import type { Frame, Program } from './program.ts';
import type { Guard } from './resource.ts';
import type { Site } from './site.ts';
import type { State } from './state.ts';

/** What a run of the simulation shares: the program, where observations go, and how calls into the driver are followed. */
export interface Run {
  readonly program: Program;
  readonly evaluator: Evaluator;
  readonly allocations: Map<string, Allocation>;
  /** Calls whose result nothing ever reads: reported by a rule, and taken to succeed. */
  isResultUnused(frame: Frame, call: Call): boolean;
  /** Remembers which call the identity of a result comes from. */
  nameResult(frame: Frame, call: Call): void;
  /** The call that an identity comes from. */
  callName(origin: string): string | undefined;
  /**
   * Follows a call into a function of the driver; undefined when it is not followed.
   * @param through the function, where the call is one through a pointer that is known to point to it
   */
  follow(
    frame: Frame,
    call: Call,
    state: State,
    emit: Emit | undefined,
    through?: FunctionModel,
  ): State[] | undefined;
}

/** Takes observations; undefined while a fixpoint is still being looked for. */
export type Emit = (observation: Observation) => void;

export function common(
  run: Run,
  site: Site,
  state: State,
  frame: Frame,
): Pick<Observation, 'site' | 'steps' | 'irql' | 'root' | 'roles' | 'depth'> {
  let root = frame;
  while (root.parent !== undefined) root = root.parent;
  const roles = run.program.rolesOf(root.fn);
  const startsDevice = roles.includes('dispatch') && state.hasLearnt('IRP_MN_START_DEVICE');
  return {
    site,
    steps: state.steps,
    irql: state.irql.raises,
    root: root.fn,
    roles: startsDevice ? [...roles, 'start-request'] : roles,
    depth: frame.depth,
  };
}

export function siteOf(frame: Frame, call: Call): Site {
  return { fn: frame.fn, span: call.span, call };
}

export const noGuards: ReadonlyMap<string, Guard> = new Map();
