/**
 * Words of Windows driver source that the grammars do not know, as tables. A file's own `#define`s go before them, see
 * macros.ts.
 */

/**
 * What the mask does with a word:
 * - `annotation`: blank it together with the parenthesised argument that follows, if any;
 * - `word`: blank it alone;
 * - `unwrap`: blank it and the parentheses that follow, keep what stands in them;
 * - `method`: as `unwrap`, and blank the comma between the type and the name that stand in the parentheses;
 * - `qualifier`: as `word`, but only next to another word of a declaration, since it is an ordinary name elsewhere;
 * - `plain`: leave it, since the file defines it as something else.
 */
export type Role = 'annotation' | 'word' | 'unwrap' | 'method' | 'qualifier' | 'plain';

const table: Readonly<Record<Exclude<Role, 'plain'>, string>> = {
  annotation: `
    __declspec __attribute__ __pragma _Pragma __based DECLSPEC_ALIGN DECLSPEC_UUID DEPRECATE_DDK_FUNCTION
    __checkReturn __success __reserved __nullterminated __nullnullterminated __callback __format_string __override
    __notnull __maybenull __valid __notvalid __readonly __range __typefix __transfer __refparam __kernel_entry
    __control_entrypoint __data_entrypoint __useHeader __on_failure __blocksOn __no_competing_thread __maybevalid
    __possibly_notnullterminated __exceptthat __requires_lock_held __requires_no_lock_held __guarded_by
    __post __pre CODE_SEG DATA_SEG alignas`,
  word: `
    NTAPI WSKAPI WINAPI WINAPIV APIENTRY CALLBACK PASCAL WSAAPI NDISAPI FASTCALL STDCALL CDECL RPC_ENTRY
    STDMETHODCALLTYPE STDMETHODVCALLTYPE STDAPICALLTYPE STDAPIVCALLTYPE DDKAPI DDKFASTAPI
    __cdecl __stdcall __fastcall __vectorcall __thiscall __clrcall _cdecl _stdcall _fastcall
    FORCEINLINE CFORCEINLINE NTAPI_INLINE _inline _forceinline
    NTSYSAPI NTSYSCALLAPI NTKERNELAPI NTHALAPI NTIFSAPI FLTAPI WINBASEAPI WINUSERAPI WINADVAPI WMIAPI
    EXTERN_C EXTERN_C_START EXTERN_C_END __BEGIN_DECLS __END_DECLS BEGIN_INTERFACE END_INTERFACE
    DECLSPEC_IMPORT DECLSPEC_EXPORT DECLSPEC_NORETURN DECLSPEC_NOINLINE DECLSPEC_NOTHROW DECLSPEC_CACHEALIGN
    DECLSPEC_ADDRSAFE DECLSPEC_RESTRICT DECLSPEC_DEPRECATED DECLSPEC_DEPRECATED_DDK DECLSPEC_GUARDNOCF
    DECLSPEC_SELECTANY DECLSPEC_NOVTABLE
    POINTER_32 POINTER_64 POINTER_SIGNED POINTER_UNSIGNED UNALIGNED RESTRICTED_POINTER
    __unaligned _unaligned __ptr32 __ptr64 __sptr __uptr __w64
    THIS_ THIS PURE CONST_VTBL INITCODE PAGEDCODE LOCKEDCODE PAGEDDATA
    PAGED_CODE_SEG NONPAGED_CODE_SEG INIT_CODE_SEG`,
  method: 'STDMETHOD_ STDMETHODV_ IFACEMETHOD_ IFACEMETHODV_',
  unwrap: 'STDMETHODIMP_ STDMETHODIMPV_ STDAPI_ STDAPIV_ IFACEMETHODIMP_ IFACEMETHODIMPV_',
  qualifier: 'IN OUT INOUT OPTIONAL FAR NEAR',
};

const roles = new Map(
  (Object.entries(table) as [Role, string][]).flatMap(([role, words]) =>
    words
      .trim()
      .split(/\s+/)
      .map((word): [string, Role] => [word, role]),
  ),
);

/** SAL 2 (`_In_`, `_IRQL_requires_max_`) and SAL 1 (`__in`, `__out_bcount_opt`, `__drv_maxIRQL`). */
const sal =
  /^(?:_[A-Z]\w*[a-z]\w*_|__(?:in|out|inout|deref|[beb]count|ecount|field|struct|drv|byte|elem|encoded|inner|post|pre)(?:_\w+)?|__RPC__\w+)$/;

/** Role of a word by the tables and by the shapes of SAL; undefined for an ordinary word. */
export function roleOf(word: string): Role | undefined {
  const known = roles.get(word);
  if (known !== undefined) return known;
  return word.startsWith('_') && sal.test(word) ? 'annotation' : undefined;
}

/** Upper-case spellings of keywords, replaced by the keyword. */
export const keywordMacros: ReadonlySet<string> = new Set([
  'CONST',
  'VOLATILE',
  'INLINE',
  'STATIC',
  'EXTERN',
  'REGISTER',
]);
