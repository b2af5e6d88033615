import type { Planned } from './support.ts';

/** Tabs, a long line, wide characters and a statement over several lines: what an excerpt has to cope with. */
export const sampleSource = `#include <wsk.h>

static WSK_REGISTRATION g_Registration;
static const WSK_CLIENT_DISPATCH g_Dispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };

NTSTATUS StartNetwork(PWSK_PROVIDER_NPI Provider)
{
\tWSK_CLIENT_NPI Npi = { NULL, &g_Dispatch };
\tNTSTATUS Status;

\t/* 登録 */ Status = WskRegister(&Npi, &g_Registration);
\tif (!NT_SUCCESS(Status)) {
\t\treturn Status;
\t}
\tif (Provider == NULL) { DbgPrintEx(DPFLTR_IHVNETWORK_ID, DPFLTR_ERROR_LEVEL, "no room for the provider's answer, network stays off\\n"); return STATUS_INVALID_PARAMETER; }
\tStatus = WskCaptureProviderNPI(
\t\t&g_Registration,
\t\t1000 * 60,
\t\tProvider);
\treturn Status;
}

VOID Restart(VOID)
{
\tWSK_CLIENT_NPI Npi = { NULL, &g_Dispatch };
\tWskRegister(&Npi, &g_Registration);
}
`;

export const samplePlan: readonly Planned[] = [
  {
    rule: 'registration-leak',
    at: 'return STATUS_INVALID_PARAMETER;',
    message:
      'g_Registration stays registered when StartNetwork returns here: the caller sees a failure and will not ' +
      'deregister, so the driver can be unloaded while WSK still holds its dispatch table (bug check). ' +
      'Call WskDeregister before the return.',
    path: [
      { at: 'WskRegister(&Npi, &g_Registration)', message: 'WskRegister succeeds here' },
      { at: 'Provider == NULL', message: 'this condition is true' },
      { at: 'return STATUS_INVALID_PARAMETER;', message: 'returns here without WskDeregister' },
    ],
    fixes: [
      {
        title: 'Insert WskDeregister before the return',
        safety: 'review',
        before: 'return STATUS_INVALID_PARAMETER;',
        insert: 'WskDeregister(&g_Registration); ',
      },
    ],
  },
  {
    rule: 'capture-timeout-unit',
    at: 'WskCaptureProviderNPI(\n\t\t&g_Registration,\n\t\t1000 * 60,\n\t\tProvider)',
    message: 'The timeout is in milliseconds: 60000 is one minute.',
  },
  {
    rule: 'register-result-unchecked',
    at: 'WskRegister(&Npi, &g_Registration);\n}',
    message:
      'The status of WskRegister is lost: a failure goes unnoticed, and later calls use g_Registration. Check it.',
  },
];
