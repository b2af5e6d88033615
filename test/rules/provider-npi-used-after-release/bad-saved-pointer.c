// The dispatch pointer was saved in a local before the release.
#include <ntddk.h>
#include <wsk.h>

struct sock_env {
	WSK_REGISTRATION *reg;
	WSK_PROVIDER_NPI npi;
};

NTSTATUS sock_env_open(struct sock_env *env)
{
	return WskCaptureProviderNPI(env->reg, 1000, &env->npi);
}

NTSTATUS sock_env_close(struct sock_env *env, ULONG code)
{
	const WSK_PROVIDER_DISPATCH *ops = env->npi.Dispatch;
	PWSK_CLIENT client = env->npi.Client;

	WskReleaseProviderNPI(env->reg);
	return ops->WskControlClient(client, code, 0, NULL, 0, NULL, NULL, NULL); // want: provider-npi-used-after-release
}
