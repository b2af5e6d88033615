//
//  pushinit.c
//
//  Set-up and tear-down.  All clean-up is done in termination handlers, as the
//  house style demands.
//

#include "push.h"

#pragma warning(disable : 4127)

PPUSH_CLIENT PushClient = NULL;

const WSK_CLIENT_DISPATCH PushDispatch = // @table
{
    MAKE_WSK_VERSION( 1, 0 ),
    0,
    NULL
};

NTSTATUS
PushInitialize (
    const SOCKADDR_STORAGE_LH *Remote
    )
{
    NTSTATUS       Status = STATUS_SUCCESS;
    PPUSH_CLIENT   Client = NULL;
    WSK_CLIENT_NPI ClientNpi; // @client-npi
    BOOLEAN        Registered = FALSE;
    BOOLEAN        Captured = FALSE;

    PAGED_CODE();

    __try
    {
        Client = ExAllocatePoolWithTag( NonPagedPool, sizeof( PUSH_CLIENT ), PUSH_TAG ); // @pool
        if ( Client == NULL )
        {
            Status = STATUS_INSUFFICIENT_RESOURCES;
            __leave;
        }
        RtlZeroMemory( Client, sizeof( PUSH_CLIENT ) );

        Status = ExInitializeResourceLite( &Client->Resource );
        if ( !NT_SUCCESS( Status ) )
        {
            __leave;
        }
        Client->ResourceReady = TRUE;
        Client->Remote = *Remote;

        ClientNpi.ClientContext = Client; // @npi-context
        ClientNpi.Dispatch = &PushDispatch; // @npi-dispatch

        Status = WskRegister( &ClientNpi, &Client->WskRegistration ); // @register
        if ( !NT_SUCCESS( Status ) ) // @register-check
        {
            DbgPrint( "push: WskRegister 0x%08x\n", Status );
            __leave;
        }
        Registered = TRUE; // @flag-registered(undo)

        Status = WskCaptureProviderNPI( &Client->WskRegistration, 2000, &Client->WskProvider ); // @capture
        if ( !NT_SUCCESS( Status ) ) // @capture-check
        {
            DbgPrint( "push: WskCaptureProviderNPI 0x%08x\n", Status );
            __leave;
        }
        Captured = TRUE; // @flag-captured(undo)

        Status = PushConnect( Client ); // @provider-call(kept)
        if ( Status == STATUS_CONNECTION_REFUSED )
        {
            //
            //  The collector may come later.
            //
            Status = STATUS_SUCCESS;
        }
        if ( !NT_SUCCESS( Status ) )
        {
            __leave;
        }

        PushClient = Client;
    }
    __finally
    {
        if ( !NT_SUCCESS( Status ) )
        {
            if ( Captured ) // @guard-release
            {
                WskReleaseProviderNPI( &Client->WskRegistration ); // @release-undo
            }
            if ( Registered ) // @guard-deregister
            {
                WskDeregister( &Client->WskRegistration ); // @deregister-undo
            }
            if ( Client != NULL )
            {
                if ( Client->ResourceReady )
                {
                    ExDeleteResourceLite( &Client->Resource );
                }
                ExFreePoolWithTag( Client, PUSH_TAG ); // @free-undo
            }
        }
    }

    return Status;
}

VOID
PushUninitialize (
    VOID
    )
{
    PPUSH_CLIENT Client = PushClient;

    PAGED_CODE();

    if ( Client == NULL )
    {
        return;
    }

    PushClient = NULL;
    PushDisconnect( Client ); // @unload-start @close-unload
    WskReleaseProviderNPI( &Client->WskRegistration ); // @release-unload
    WskDeregister( &Client->WskRegistration ); // @deregister-unload
    ExDeleteResourceLite( &Client->Resource );
    ExFreePoolWithTag( Client, PUSH_TAG ); // @free-unload
}
