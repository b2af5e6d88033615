/** What the names of functions that are not seen tell about them. Where a name decides, it decides for silence. */

/** May undo a registration that it is not given. */
export const cleanupName =
  /clean|destroy|destruct|term|deinit|uninit|unload|shutdown|stop|close|free|release|unreg|dereg|fini|teardown|rollback|abort|delete|exit|undo|detach|dispose/i;

/** Writes a message and changes nothing. */
export const loggingName =
  /^(dbg|kd|trace|log|print|debug|do_?trace|wpp)|(log|trace|print|printf|debug)(_?(error|info|warn(ing)?|message|event|status))?$/i;

export const freeingCall =
  /^(ExFreePool(WithTag|2)?|free|delete|MmFreeNonCachedMemory|MmFreeContiguousMemory|RtlFreeHeap|WdfObjectDelete|NdisFreeMemory)$/;

export const allocatingCall = /^ExAllocatePool/;

/** Gives zeroed memory (unless POOL_FLAG_UNINITIALIZED is passed). */
export const zeroingAllocation = /^ExAllocatePool(2|3|Zero|PriorityZero|QuotaZero)$/;

/** Gives the same object each time it is asked with the same arguments. */
export const accessor =
  /^(Wdf\w*Get\w*|\w*Get\w*(Context|Extension|Ext|Ctx|Data|Globals?|Instance)|IoGetDriverObjectExtension)$/;

/** Of a variable: notes down how far initialisation came. */
export const recordName =
  /regist|init|state|flag|start|ready|open|active|valid|enable|wsk|running|setup|stage|phase|step|capture|done|up$/i;
