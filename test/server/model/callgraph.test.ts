import { describe, expect, test } from 'vitest';
import { CallGraph } from '../../../server/src/model/callgraph.ts';
import { driverOf, functionOf, modelOf } from '../../support/model.ts';

function rolesIn(text: string, language: 'c' | 'cpp' = 'c'): Record<string, string> {
  const file = modelOf(text, language);
  const graph = new CallGraph(driverOf(file));
  return Object.fromEntries(
    file.functions
      .map((fn) => [fn.name, graph.rolesOf(fn.model()).join(' ')])
      .filter(([, roles]) => roles !== ''),
  ) as Record<string, string>;
}

describe('roles', () => {
  test('by prototype, annotation and name', () => {
    expect(
      rolesIn(`
DRIVER_UNLOAD Unload;
static KDEFERRED_ROUTINE Dpc;
EVT_WDF_DRIVER_DEVICE_ADD Add;
EVT_WDF_OBJECT_CONTEXT_CLEANUP Cleanup;
NTSTATUS DriverEntry(void) { return 0; }
void Unload(void) {}
void Dpc(void) {}
void Add(void) {}
void Cleanup(void) {}
_Function_class_(KSTART_ROUTINE) void Thread(void) {}
void Plain(void) {}
`),
    ).toEqual({
      DriverEntry: 'driver-entry',
      Unload: 'driver-unload',
      Dpc: 'dpc',
      Add: 'add-device',
      Cleanup: 'other-callback',
      Thread: 'thread',
    });
  });

  test('by where the address goes', () => {
    expect(
      rolesIn(`
static const WSK_CLIENT_LISTEN_DISPATCH Listen = { { 1, 0, ClientEvent }, Accept, NULL, NULL };
void ClientEvent(void) {} void Accept(void) {} void Receive(void) {} void Unload(void) {} void AddDevice(void) {}
void Control(void) {} void Create(void) {} void Thread(void) {} void Work(void) {} void Dpc(void) {}
void Completed(void) {} void DeviceAdd(void) {} void Other(void) {} void Called(void) {} void Returned(void) {}
void DriverEntry(PDRIVER_OBJECT DriverObject) {
    WSK_CLIENT_CONNECTION_DISPATCH connection = { .WskReceiveEvent = Receive };
    static DISPATCH_TABLE table = { Other };
    DriverObject->DriverUnload = Unload;
    DriverObject->DriverExtension->AddDevice = (PDRIVER_ADD_DEVICE)AddDevice;
    DriverObject->MajorFunction[IRP_MJ_DEVICE_CONTROL] = Control;
    DriverObject->MajorFunction[IRP_MJ_CREATE] = DriverObject->MajorFunction[IRP_MJ_CLOSE] = &Create;
    PsCreateSystemThread(&h, 0, NULL, NULL, NULL, Thread, NULL);
    IoQueueWorkItem(item, Work, DelayedWorkQueue, NULL);
    KeInitializeDpc(&dpc, Dpc, NULL);
    IoSetCompletionRoutine(irp, Completed, NULL, TRUE, TRUE, TRUE);
    WDF_DRIVER_CONFIG_INIT(&config, DeviceAdd);
    Called();
}
PVOID Give(void) { return Returned; }
`),
    ).toEqual({
      ClientEvent: 'wsk-event-callback',
      Accept: 'wsk-event-callback',
      Receive: 'wsk-event-callback',
      Unload: 'driver-unload',
      AddDevice: 'add-device',
      Control: 'dispatch',
      Create: 'dispatch',
      Thread: 'thread',
      Work: 'work-item',
      Dpc: 'dpc',
      Completed: 'completion',
      DeviceAdd: 'add-device',
      Other: 'other-callback',
      Returned: 'other-callback',
      DriverEntry: 'driver-entry',
    });
  });

  test('through a macro and from a lambda', () => {
    expect(
      rolesIn(
        `
#define SET_UNLOAD(driver) (driver)->DriverUnload = Unload
void Unload() {}
void Thread() {}
void Start(PDRIVER_OBJECT driver) {
    SET_UNLOAD(driver);
    auto start = [] { PsCreateSystemThread(&h, 0, 0, 0, 0, driver::Thread, 0); };
}`,
        'cpp',
      ),
    ).toEqual({ Unload: 'driver-unload', Thread: 'thread' });
  });

  test('clean-up callbacks', () => {
    const file = modelOf(`
EVT_WDF_OBJECT_CONTEXT_DESTROY Destroy;
void Destroy(void) {} void Cleanup(void) {} void Unload(void) {}
void DriverEntry(void) { attributes.EvtCleanupCallback = Cleanup; config.EvtDriverUnload = Unload; }`);
    expect(new CallGraph(driverOf(file)).cleanupCallbacks(() => true).map(({ name }) => name)).toEqual([
      'Destroy',
      'Cleanup',
    ]);
  });
});

describe('callers', () => {
  const file = modelOf(
    `
#define START() Start()
void Start() {} void WskSend() {} void Unused() {} void Passed() {}
void Client::send() {}
void One() { if (x) Start(); Register(Passed); socket->Dispatch->WskSend(); }
void Two() { START(); client.send(); auto f = [] { WskSend(); }; }
void Three() { /* Unused() */ Log("Unused()"); }`,
    'cpp',
  );
  const graph = new CallGraph(driverOf(file));

  test.each([
    ['Start', ['One', 'Two']],
    ['WskSend', ['Two']],
    ['send', ['Two']],
    ['Unused', []],
    ['Passed', []],
  ])('of %s', (name, callers) => {
    expect(graph.callersOf(functionOf(file, name)).map((fn) => fn.name)).toEqual(callers);
  });

  test('the address is taken only where it is', () => {
    const taken = file.functions.filter((fn) => graph.isAddressTaken(fn.model())).map(({ name }) => name);
    expect(taken).toEqual(['Passed']);
  });
});
