import { isKernelApi } from '../catalogue/kernelApi.ts';
import type { Expr } from '../model/ir.ts';
import { onlyReports } from '../model/macroNames.ts';

/** What the names of functions that are not seen tell about them. Where a name decides, it decides for silence. */

/** May undo a registration that it is not given. */
export const cleanupName =
  /clean|destroy|destruct|term|deinit|uninit|unload|shutdown|stop|close|free|release|unreg|dereg|fini|teardown|rollback|abort|delete|exit|undo|detach|dispose/i;

/** Writes a message and changes nothing. */
const loggingName =
  /^(dbg|kd|trace|log|print|debug|do_?trace|wpp)|(log|trace|print|printf|debug)(_?(error|info|warn(ing)?|message|event|status))?$/i;

export const freeingCall =
  /^(ExFreePool(WithTag|2)?|free|delete|MmFreeNonCachedMemory|MmFreeContiguousMemory|RtlFreeHeap|WdfObjectDelete|NdisFreeMemory)$/;

/** Makes an object of the Windows Driver Framework, and stores its handle. */
export const frameworkCreation = /^Wdf\w*Create$/;

export const allocatingCall = /^ExAllocatePool/;

/** Blocks the thread until something happens, or for a while. */
export const waitingCalls = [
  'KeWaitForSingleObject',
  'KeWaitForMutexObject',
  'KeDelayExecutionThread',
  'ExWaitForRundownProtectionRelease',
  'ExWaitForRundownProtectionReleaseCacheAware',
] as const;

/** Gives zeroed memory (unless POOL_FLAG_UNINITIALIZED is passed). */
export const zeroingAllocation = /^ExAllocatePool(2|3|Zero|PriorityZero|QuotaZero)$/;

/** Gives the same object each time it is asked with the same arguments. */
export const accessor =
  /^(Wdf\w*Get\w*|\w*Get\w*(Context|Extension|Ext|Ctx|Data|Globals?|Instance)|IoGetDriverObjectExtension|CONTAINING_RECORD)$/;

/** Of a variable: notes down how far initialisation came. */
export const recordName =
  /regist|init|state|flag|start|ready|open|active|valid|enable|wsk|running|setup|stage|phase|step|capture|done|up$/i;

/** Of a named constant: a flag or state that is set to it says that nothing is open. */
export const restName =
  /(?:^|_)(?:DE|UN)_?(?:INIT|REG)|(?:^|_)(?:NOT|NONE|NIL|NULL|IDLE|DOWN|OFF|STOP(?:PED)?|CLOSED?|FREED?|FAIL(?:ED|URE)?|ERROR|INVALID|DISABLED|DISCONNECTED|RESET|EMPTY|CLEAR(?:ED)?|ZERO)(?:_|$)/i;

/** A macro that tests a status, by its name; the first group is there when it asks for failure. */
export const statusPredicate =
  /^[A-Z][A-Z0-9_]*?(?:_(?:(FAILED|FAILURE|IS_ERROR)|SUCCEEDED|SUCCESS|IS_SUCCESS))_?$/;

/** A macro of the driver's own headers, by its capitals, that does more than write a message. */
export function isHiddenMacro(name: string, args: readonly Expr[]): boolean {
  return isOwnMacroName(name) && !writesMessage(name, args);
}

/** A call that writes a message and changes nothing. */
export function writesMessage(name: string, args: readonly Expr[]): boolean {
  return loggingName.test(name) || (isOwnMacroName(name) && onlyReports(name, args.some(hasText)));
}

function isOwnMacroName(name: string): boolean {
  return /^[A-Z][A-Z0-9_]+$/.test(name) && !isKernelApi(name);
}

/** A text, or a list of arguments in parentheses with one: `TRACE_ERROR(("%x", status))`. */
function hasText(arg: Expr): boolean {
  return arg.kind === 'string' || (arg.kind === 'unknown' && arg.operands.some(hasText));
}

/** Yields the status of the exception that is being handled, which is never a success. */
export const exceptionCode = /^_?_?(GetExceptionCode|exception_code)$/;

const questionName = /^_*(is|has|have|can|was|were|should|must|need|query|test|check|get)/i;
/** What a registration may be asked for, or what holds one. */
const stateWord =
  /init|open|start|run|connect|enabl|attach|avail|wsk|sock|net|provider|npi|bound|listen|load|alive|live|done|state|flag|set/i;

/** Asks for a state of the driver rather than doing something: `IsNetworkUp`, not `CheckVersion`. */
export function asksForState(name: string): boolean {
  return (
    /regist|captur|init(ialized|ed)$|active|ready/i.test(name) ||
    (questionName.test(name) && (stateWord.test(name) || /(?:Up|On|Valid|_up|_on|_valid)$/.test(name)))
  );
}

/** Kernel routines whose result is what the driver itself keeps in memory: flags, counters, events, lists. */
export const readsMemory =
  /^(KeReadState\w*|Interlocked\w*|Rtl(Check|Test|Are)\w*Bits?\w*|Read(NoFence|Acquire|Raw)\w*|\w*FlagOn|BitTest\w*|_bittest\w*|_interlocked\w*)$/i;

/** Reads or writes a variable with a memory barrier. */
export const barrierRead = /^Read(NoFence|Acquire|Raw)(8|16|32|64|U\w*|Boolean|Pointer)?$/;
export const barrierWrite = /^Write(NoFence|Release|Raw)(8|16|32|64|U\w*|Boolean|Pointer)?$/;
