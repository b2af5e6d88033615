// Nested ifs, BOOLEAN results, one exit in each routine; tabs and Allman braces.
#include <ntddk.h>
#include <wsk.h>

#define MAX_CLIENTS 8

typedef struct _CLIENT_SLOT
{
	BOOLEAN				InUse;
	WSK_REGISTRATION	Registration;
	WSK_PROVIDER_NPI	Provider;
	PVOID				Cache;
} CLIENT_SLOT, *PCLIENT_SLOT;

static WSK_CLIENT_DISPATCH	g_Dispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static CLIENT_SLOT			g_Slots[MAX_CLIENTS];
static FAST_MUTEX			g_SlotLock;
static BOOLEAN				g_LockReady = FALSE;

VOID SlotsInit(VOID)
{
	ExInitializeFastMutex(&g_SlotLock);
	g_LockReady = TRUE;
}

static PCLIENT_SLOT SlotTake(VOID)
{
	PCLIENT_SLOT	pSlot = NULL;
	ULONG			i;

	ExAcquireFastMutex(&g_SlotLock);
	for (i = 0; i < MAX_CLIENTS && pSlot == NULL; i++)
	{
		if (!g_Slots[i].InUse)
		{
			g_Slots[i].InUse = TRUE;
			pSlot = &g_Slots[i];
		}
	}
	ExReleaseFastMutex(&g_SlotLock);

	return pSlot;
}

static VOID SlotGive(PCLIENT_SLOT pSlot)
{
	ExAcquireFastMutex(&g_SlotLock);
	pSlot->InUse = FALSE;
	ExReleaseFastMutex(&g_SlotLock);
}

BOOLEAN ClientOpen(PCLIENT_SLOT *ppSlot)
{
	BOOLEAN			bResult = FALSE;
	PCLIENT_SLOT	pSlot;
	WSK_CLIENT_NPI	Npi;

	*ppSlot = NULL;

	if (g_LockReady)
	{
		pSlot = SlotTake();
		if (pSlot != NULL)
		{
			Npi.ClientContext = pSlot;
			Npi.Dispatch = &g_Dispatch;

			if (NT_SUCCESS(WskRegister(&Npi, &pSlot->Registration)))
			{
				if (NT_SUCCESS(WskCaptureProviderNPI(&pSlot->Registration, 500, &pSlot->Provider)))
				{
					pSlot->Cache = ExAllocatePoolWithTag(NonPagedPoolNx, PAGE_SIZE, 'tolS');
					if (pSlot->Cache != NULL)
					{
						*ppSlot = pSlot;
						bResult = TRUE;
					}
					else
					{
						WskReleaseProviderNPI(&pSlot->Registration);
						WskDeregister(&pSlot->Registration);
					}
				}
				else
				{
					WskDeregister(&pSlot->Registration);
				}
			}

			if (!bResult)
			{
				SlotGive(pSlot);
			}
		}
	}

	return bResult;
}

VOID ClientClose(PCLIENT_SLOT pSlot)
{
	if (pSlot != NULL)
	{
		ExFreePoolWithTag(pSlot->Cache, 'tolS');
		pSlot->Cache = NULL;
		WskReleaseProviderNPI(&pSlot->Registration);
		WskDeregister(&pSlot->Registration);
		SlotGive(pSlot);
	}
}
