//
//  pushsock.c
//
//  The connection to the collector.
//

#include "push.h"

static
NTSTATUS
PushIrpCompletion (
    PDEVICE_OBJECT DeviceObject,
    PIRP           Irp,
    PVOID          Context
    )
{
    UNREFERENCED_PARAMETER( DeviceObject );
    UNREFERENCED_PARAMETER( Irp );

    KeSetEvent( (PKEVENT) Context, IO_NETWORK_INCREMENT, FALSE ); // @callback
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS
PushConnect (
    PPUSH_CLIENT Client
    )
{
    NTSTATUS    Status = STATUS_UNSUCCESSFUL;
    PIRP        Irp = NULL;
    KEVENT      Event;
    SOCKADDR_IN Local;

    __try
    {
        ExEnterCriticalRegionAndAcquireResourceExclusive( &Client->Resource );

        if ( Client->Connection != NULL )
        {
            Status = STATUS_SUCCESS;
            __leave;
        }

        Irp = IoAllocateIrp( 1, FALSE );
        if ( Irp == NULL )
        {
            Status = STATUS_INSUFFICIENT_RESOURCES;
            __leave;
        }

        RtlZeroMemory( &Local, sizeof( Local ) );
        Local.sin_family = AF_INET;

        KeInitializeEvent( &Event, NotificationEvent, FALSE );
        IoSetCompletionRoutine( Irp, PushIrpCompletion, &Event, TRUE, TRUE, TRUE );

        Status = Client->WskProvider.Dispatch->WskSocketConnect(
            Client->WskProvider.Client,
            SOCK_STREAM,
            IPPROTO_TCP,
            (PSOCKADDR) &Local,
            (PSOCKADDR) &Client->Remote,
            0,
            NULL,
            NULL,
            NULL,
            NULL,
            NULL,
            Irp
            );

        KeWaitForSingleObject( &Event, Executive, KernelMode, FALSE, NULL );
        Status = Irp->IoStatus.Status;
        if ( NT_SUCCESS( Status ) )
        {
            Client->Connection = (PWSK_SOCKET) Irp->IoStatus.Information;
        }
    }
    __finally
    {
        ExReleaseResourceAndLeaveCriticalRegion( &Client->Resource );

        if ( Irp != NULL )
        {
            IoFreeIrp( Irp );
        }
    }

    return Status;
}

VOID
PushDisconnect (
    PPUSH_CLIENT Client
    )
{
    PIRP   Irp;
    KEVENT Event;

    if ( Client->Connection == NULL )
    {
        return;
    }

    while ( ( Irp = IoAllocateIrp( 1, FALSE ) ) == NULL )
    {
        LARGE_INTEGER Wait;
        Wait.QuadPart = -10 * 1000 * 10;
        KeDelayExecutionThread( KernelMode, FALSE, &Wait );
    }

    KeInitializeEvent( &Event, NotificationEvent, FALSE );
    IoSetCompletionRoutine( Irp, PushIrpCompletion, &Event, TRUE, TRUE, TRUE );
    ( (PWSK_PROVIDER_BASIC_DISPATCH) Client->Connection->Dispatch )->WskCloseSocket( Client->Connection, Irp );
    KeWaitForSingleObject( &Event, Executive, KernelMode, FALSE, NULL );
    IoFreeIrp( Irp );
    Client->Connection = NULL;
}

NTSTATUS
PushBlock (
    PVOID  Buffer,
    SIZE_T Length
    )
{
    NTSTATUS Status;
    PMDL     Mdl = NULL;
    PIRP     Irp = NULL;
    BOOLEAN  Locked = FALSE;
    KEVENT   Event;
    WSK_BUF  WskBuf;

    Status = PushConnect( PushClient );
    if ( !NT_SUCCESS( Status ) )
    {
        return Status;
    }

    __try
    {
        Mdl = IoAllocateMdl( Buffer, (ULONG) Length, FALSE, FALSE, NULL );
        Irp = IoAllocateIrp( 1, FALSE );
        if ( Mdl == NULL || Irp == NULL )
        {
            Status = STATUS_INSUFFICIENT_RESOURCES;
            __leave;
        }

        __try
        {
            MmProbeAndLockPages( Mdl, KernelMode, IoReadAccess );
            Locked = TRUE;
        }
        __except( EXCEPTION_EXECUTE_HANDLER )
        {
            Status = GetExceptionCode();
            __leave;
        }

        WskBuf.Mdl = Mdl;
        WskBuf.Offset = 0;
        WskBuf.Length = Length;

        KeInitializeEvent( &Event, NotificationEvent, FALSE );
        IoSetCompletionRoutine( Irp, PushIrpCompletion, &Event, TRUE, TRUE, TRUE );
        ( (PWSK_PROVIDER_CONNECTION_DISPATCH) PushClient->Connection->Dispatch )->WskSend(
            PushClient->Connection, &WskBuf, 0, Irp );
        KeWaitForSingleObject( &Event, Executive, KernelMode, FALSE, NULL );
        Status = Irp->IoStatus.Status;
    }
    __finally
    {
        if ( Locked )
        {
            MmUnlockPages( Mdl );
        }
        if ( Mdl != NULL )
        {
            IoFreeMdl( Mdl );
        }
        if ( Irp != NULL )
        {
            IoFreeIrp( Irp );
        }
    }

    return Status;
}
