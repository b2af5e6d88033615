// Released in the else branch, that is where there is nothing to release.
#include <ntddk.h>
#include <wsk.h>

extern WSK_REGISTRATION rg_reg;

struct rg_state {
	WSK_PROVIDER_NPI npi;
	int have_npi;
};

int rg_attach(struct rg_state *rg)
{
	NTSTATUS rc;

	rc = WskCaptureProviderNPI(&rg_reg, WSK_INFINITE_WAIT, &rg->npi);
	if (rc == STATUS_SUCCESS) {
		rg->have_npi = 1;
	} else {
		rg->have_npi = 0;
	}
	return rg->have_npi;
}

void rg_detach(struct rg_state *rg)
{
	if (rg->have_npi) {
		rg->have_npi = 0;
		WskReleaseProviderNPI(&rg_reg);
	}
}
