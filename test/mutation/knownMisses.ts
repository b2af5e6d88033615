/** Mutants of one operator that are not reported, for one reason. */
export interface KnownMiss {
  readonly operator: string;
  /** Why, in a sentence. */
  readonly because: string;
  /** `driver/function`, and `#2` for the second mutant of the operator in that function. */
  readonly mutants: readonly string[];
}

const destructor = 'The destructor of a member of an object that delete takes is not followed.';
const operatorNew =
  'The allocation is in an operator new of the class, which a new expression is not seen to call.';
const loop =
  'A registration behind a pointer that a call returned is taken for another one in each round of a loop.';
const library = 'A library without DriverEntry: what it leaves behind, another file may end.';
const order =
  'Nothing says that a thread, or the I/O manager with one IRP and then another, runs one function after the other.';
const waiting = 'The unload routine waits for something else, and may wait for the work item by it.';
const several = 'The driver has several registrations, and the socket may belong to another one.';

/** What the analysis is known to miss. A miss that is not here fails the suite, and so does one that is no miss any more. */
export const knownMisses: readonly KnownMiss[] = [
  { operator: 'registered-flag-not-set', because: destructor, mutants: ['raii-class/Open'] },
  { operator: 'registered-flag-set-too-early', because: destructor, mutants: ['raii-class/Open'] },
  { operator: 'deregister-guard-removed', because: destructor, mutants: ['raii-class/Close'] },
  { operator: 'delete-cleanup-call-in-unload', because: destructor, mutants: ['raii-class/NetlogUnload'] },
  { operator: 'registration-in-paged-pool', because: operatorNew, mutants: ['raii-class/new'] },
  {
    operator: 'register-in-loop',
    because: loop,
    mutants: ['kmdf-device/NetFanEvtDeviceAdd', 'wdm-extension/ProbeAddDevice'],
  },
  {
    operator: 'delete-deregister-in-unload',
    because: library,
    mutants: ['try-leave-library/PushUninitialize'],
  },
  {
    operator: 'delete-cleanup-call-in-unload',
    because: library,
    mutants: ['library-pair/nb_transport_destroy'],
  },
  {
    operator: 'return-in-unload',
    because: library,
    mutants: ['library-pair/nb_transport_destroy', 'try-leave-library/PushUninitialize'],
  },
  {
    operator: 'wrong-block-at-deregister',
    because: library,
    mutants: ['try-leave-library/PushUninitialize'],
  },
  {
    operator: 'deregister-in-work-item',
    because: waiting,
    mutants: [
      'do-while-zero/GaugeUnload',
      'early-returns/HbUnload',
      'goto-ladder/DglUnload',
      'nested-ifs/DsUnload',
    ],
  },
  { operator: 'close-after-deregister', because: several, mutants: ['nested-ifs/DsClientStop'] },
  { operator: 'delete-release-in-unload', because: order, mutants: ['wdm-extension/ProbePnp'] },
  {
    operator: 'captured-flag-not-set',
    because: order,
    mutants: ['wdm-extension/ProbeStart', 'worker-thread/WorkerThread'],
  },
  { operator: 'captured-flag-set-too-early', because: order, mutants: ['worker-thread/WorkerThread'] },
  {
    operator: 'release-guard-removed',
    because: order,
    mutants: ['wdm-extension/ProbeStop', 'worker-thread/WorkerUnload'],
  },
];
