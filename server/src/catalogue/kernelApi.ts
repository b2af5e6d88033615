/** The exports of wsk.h and netioddk.h; a driver's own helpers are named `WskSomething` just as often. */
const wskExports = new Set([
  'WskRegister',
  'WskDeregister',
  'WskCaptureProviderNPI',
  'WskReleaseProviderNPI',
  'WskQueryProviderCharacteristics',
  'NmrDeregisterClient',
  'NmrWaitForClientDeregisterComplete',
  'NmrClientDetachProviderComplete',
]);

/** Name prefixes that the WDK keeps for itself; a capital letter follows. */
const prefixes = words(`
  Zw Nt Ps Io Iof Ke Kf Ki Ex Exf Rtl Ob Obf Mm Se Cm Po Cc FsRtl Flt Fwps Fwpm Wdf Ndis NdisM Etw Tdi Hal Dbg Kd
  Wmi BCrypt Hid Usbd ProbeFor TraceLogging Interlocked _Interlocked _interlocked
`);

/** WDF_OBJECT_ATTRIBUTES_INIT and its like: macros and inline functions of the WDK in capitals. */
const macroPrefixes = ['WDF_', 'NDIS_', 'NET_', 'RTL_', 'KD_', 'WPP_', 'NT_', 'DBG_', 'ALIGN_', 'PAGED_CODE'];

const byPrefix = new RegExp(`^(?:(?:${prefixes.join('|')})[A-Z]|${macroPrefixes.join('|')})`);

/** C runtime routines that ntoskrnl exports or the compiler knows. */
const runtime =
  /^_?(?:mem(?:cpy|move|set|cmp|chr)|(?:str|wcs|wcr|mbs)[a-z]+|v?sn?w?printf|sw?printf|toupper|tolower|tow\w+|isw?(?:alpha|digit|alnum|space|xdigit|upper|lower|print|punct|cntrl)|ato[il]|qsort|abs|labs|rand|srand)(?:_s|_l)?$/;

const intrinsic = /^(?:__[a-z]\w*|_(?:mm|Read|Write|byteswap|rot[lr])\w*)$/;

const names = new Set(
  words(`
    InitializeListHead IsListEmpty RemoveEntryList RemoveHeadList RemoveTailList InsertHeadList InsertTailList
    AppendTailList PushEntryList PopEntryList QueryDepthSList FirstEntrySList InitializeSListHead
    InitializeObjectAttributes InitializeSid InitializeSecurityDescriptor DECLARE_CONST_UNICODE_STRING
    UNREFERENCED_PARAMETER C_ASSERT ASSERT ASSERTMSG ASSERT_IRQL_LESS ASSERT_IRQL_LESS_OR_EQUAL static_assert
    _Static_assert ARRAYSIZE _countof offsetof CONTAINING_RECORD FIELD_OFFSET FIELD_SIZE FlagOn BooleanFlagOn SetFlag
    ClearFlag PtrToUlong UlongToPtr HandleToUlong ULongToHandle ADDRESS_AND_SIZE_TO_SPAN_PAGES BYTES_TO_PAGES
    ROUND_TO_PAGES BYTE_OFFSET PAGE_ALIGN MAKE_WSK_VERSION WSK_MAJOR_VERSION WSK_MINOR_VERSION DoTraceMessage
    TraceEvents CTL_CODE METHOD_FROM_CTL_CODE YieldProcessor MemoryBarrier min max htons htonl ntohs ntohl LOWORD HIWORD
  `),
);

/** Kernel routines that run a function of the driver before they return. */
const callBack = new Set([
  'RtlRunOnceExecuteOnce',
  'RtlQueryRegistryValues',
  'RtlQueryRegistryValuesEx',
  'KeExpandKernelStackAndCallout',
  'KeExpandKernelStackAndCalloutEx',
  'KeIpiGenericCall',
  'KeGenericCallDpc',
  'KeSynchronizeExecution',
  'IoCreateDriver',
  'IoDeleteDriver',
  'WdfInterruptSynchronize',
  'WdfObjectDelete',
  'NmrRegisterClient',
  'NmrClientAttachProvider',
]);

/**
 * Whether a call by this name is known to stay inside the kernel: a routine or macro of the WDK or the C runtime that
 * runs none of the driver's own functions, and so cannot touch a registration that it is not given. Decided by name;
 * a function that the project defines itself is to be looked up first.
 */
export function isKernelApi(name: string): boolean {
  if (callBack.has(name)) return false;
  return (
    wskExports.has(name) ||
    names.has(name) ||
    byPrefix.test(name) ||
    runtime.test(name) ||
    intrinsic.test(name)
  );
}

function words(text: string): string[] {
  return text.trim().split(/\s+/);
}
