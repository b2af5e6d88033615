/** Why mutants are not reported, in a sentence. */
interface Reason {
  readonly because: string;
  /** The miss is one of the analysis of single files, and does not count before a driver is analysed as a whole. */
  readonly waits: boolean;
}

/** Mutants of one operator that are not reported, for one reason. */
export interface KnownMiss {
  readonly operator: string;
  readonly reason: Reason;
  /** `driver/function`, and `#2` for the second mutant of the operator in that function. */
  readonly mutants: readonly string[];
}

const bits: Reason = {
  because: 'Bits of a word that InterlockedOr and InterlockedAnd set and reset may stand for anything.',
  waits: false,
};
const destructor: Reason = {
  because: 'The destructor of a member of an object that delete takes is not followed.',
  waits: false,
};
const operatorNew: Reason = {
  because: 'The allocation is in an operator new of the class, which a new expression is not seen to call.',
  waits: false,
};
const loop: Reason = {
  because:
    'A registration behind a pointer that a call returned is taken for another one in each round of a loop.',
  waits: false,
};
const tearDown: Reason = {
  because: 'The tear-down is analysed alone, without what the start of the driver has left to it.',
  waits: true,
};
const otherFile: Reason = {
  because: 'What is called to register or to undo it is in another file.',
  waits: true,
};
const header: Reason = {
  because: 'GOTO_IF_FAIL is defined in a header, and a macro that is not known is not guessed at.',
  waits: true,
};
const typeInHeader: Reason = {
  because:
    'The structure that the registration is in is defined in a header, and the type of the copied member is not known.',
  waits: true,
};
const order: Reason = {
  because:
    'Nothing says that the framework, the I/O manager or a thread runs one function of the file after the other.',
  waits: true,
};

/** What the analysis is known to miss. A miss that is not here fails the suite, and so does one that is no miss any more. */
export const knownMisses: readonly KnownMiss[] = [
  { operator: 'registered-flag-not-set', reason: bits, mutants: ['interlocked-bits/PulseStart'] },
  { operator: 'registered-flag-set-too-early', reason: bits, mutants: ['interlocked-bits/PulseStart'] },
  { operator: 'deregister-guard-removed', reason: bits, mutants: ['interlocked-bits/PulseStop'] },
  { operator: 'captured-flag-not-set', reason: bits, mutants: ['interlocked-bits/PulseStart'] },
  { operator: 'captured-flag-set-too-early', reason: bits, mutants: ['interlocked-bits/PulseStart'] },
  { operator: 'registered-flag-not-set', reason: destructor, mutants: ['raii-class/Open'] },
  { operator: 'registered-flag-set-too-early', reason: destructor, mutants: ['raii-class/Open'] },
  { operator: 'deregister-guard-removed', reason: destructor, mutants: ['raii-class/Close'] },
  { operator: 'registration-in-paged-pool', reason: operatorNew, mutants: ['raii-class/new'] },
  {
    operator: 'register-in-loop',
    reason: loop,
    mutants: [
      'interlocked-bits/PulseStart',
      'kmdf-device/NetFanEvtDeviceAdd',
      'try-leave-library/PushInitialize',
      'wdm-extension/ProbeAddDevice',
      'worker-thread/DriverEntry',
    ],
  },
  {
    operator: 'delete-deregister-in-unload',
    reason: tearDown,
    mutants: [
      'check-macros/NetTeardown',
      'do-while-zero/GaugeUnload',
      'early-returns/HbUnload',
      'goto-ladder/DglUnload',
      'init-shutdown-class/WskClient::Shutdown',
      'kmdf-device/NetFanEvtDeviceContextCleanup',
      'lazy-push-lock/RelayReleaseNetwork',
      'library-pair/nb_wsk_close',
      'nested-ifs/DsUnload',
      'three-files-library/KslDestroy',
      'try-leave-library/PushUninitialize',
      'wdm-extension/ProbePnp',
      'worker-thread/WorkerUnload',
      'wrapper-module/NetGlueStop',
    ],
  },
  {
    operator: 'delete-cleanup-call-in-unload',
    reason: tearDown,
    mutants: [
      'boolean-flags/TimeUnload',
      'check-macros/SyslogUnload',
      'init-shutdown-class/Beacon::Stop',
      'init-shutdown-class/BeaconUnload',
      'interlocked-bits/PulseUnload',
      'library-pair/nb_transport_destroy',
      'nested-ifs/DsUnload',
      'raii-class/NetlogUnload',
      'stage-enum/up_unload',
      'three-files-library/HelloUnload',
      'wrapper-module/TimecastUnload',
    ],
  },
  {
    operator: 'return-in-unload',
    reason: tearDown,
    mutants: [
      'check-macros/SyslogUnload',
      'do-while-zero/GaugeUnload',
      'early-returns/HbUnload',
      'goto-ladder/DglUnload',
      'init-shutdown-class/Beacon::Stop',
      'interlocked-bits/PulseUnload',
      'library-pair/nb_transport_destroy',
      'nested-ifs/DsUnload',
      'stage-enum/up_unload',
      'three-files-library/HelloUnload',
      'try-leave-library/PushUninitialize',
      'worker-thread/WorkerUnload',
      'wrapper-module/TimecastUnload',
    ],
  },
  {
    operator: 'wrong-block-at-deregister',
    reason: tearDown,
    mutants: [
      'check-macros/NetTeardown',
      'do-while-zero/GaugeUnload',
      'early-returns/HbUnload',
      'goto-ladder/DglUnload',
      'init-shutdown-class/WskClient::Shutdown',
      'kmdf-device/NetFanEvtDeviceContextCleanup',
      'lazy-push-lock/RelayReleaseNetwork',
      'library-pair/nb_wsk_close',
      'nested-ifs/DsUnload',
      'three-files-library/KslDestroy',
      'try-leave-library/PushUninitialize',
      'wdm-extension/ProbePnp',
      'worker-thread/WorkerUnload',
      'wrapper-module/NetGlueStop',
    ],
  },
  {
    operator: 'deregister-in-work-item',
    reason: tearDown,
    mutants: [
      'check-macros/NetTeardown',
      'do-while-zero/GaugeUnload',
      'early-returns/HbUnload',
      'goto-ladder/DglUnload',
      'lazy-push-lock/RelayReleaseNetwork',
      'nested-ifs/DsUnload',
      'three-files-library/KslDestroy',
      'wrapper-module/NetGlueStop',
    ],
  },
  {
    operator: 'delete-release-in-unload',
    reason: tearDown,
    mutants: [
      'check-macros/NetTeardown',
      'init-shutdown-class/WskClient::Shutdown',
      'library-pair/nb_wsk_close',
      'three-files-library/KslDestroy',
      'try-leave-library/PushUninitialize',
      'wdm-extension/ProbePnp',
    ],
  },
  {
    operator: 'duplicate-release',
    reason: tearDown,
    mutants: ['init-shutdown-class/WskClient::Shutdown', 'library-pair/nb_wsk_close'],
  },
  {
    operator: 'wrong-block-at-release',
    reason: tearDown,
    mutants: [
      'check-macros/NetTeardown',
      'init-shutdown-class/WskClient::Shutdown',
      'library-pair/nb_wsk_close',
      'three-files-library/KslDestroy',
      'try-leave-library/PushUninitialize',
    ],
  },
  {
    operator: 'delete-cleanup-call-on-failing-path',
    reason: otherFile,
    mutants: [
      'init-shutdown-class/WskClient::Init',
      'init-shutdown-class/Beacon::Start',
      'init-shutdown-class/Beacon::Start#2',
      'init-shutdown-class/DriverEntry',
      'library-pair/nb_transport_create',
      'three-files-library/DriverEntry',
      'three-files-library/DriverEntry#2',
      'wrapper-module/DriverEntry',
      'wrapper-module/DriverEntry#2',
      'wrapper-module/DriverEntry#3',
    ],
  },
  {
    operator: 'return-after-register',
    reason: otherFile,
    mutants: [
      'init-shutdown-class/WskClient::Init',
      'init-shutdown-class/Beacon::Start',
      'init-shutdown-class/DriverEntry',
      'library-pair/nb_transport_create',
      'library-pair/nb_transport_create#2',
      'three-files-library/DriverEntry',
      'three-files-library/DriverEntry#2',
      'wrapper-module/DriverEntry',
      'wrapper-module/DriverEntry#2',
    ],
  },
  { operator: 'jump-past-deregister', reason: otherFile, mutants: ['library-pair/nb_transport_create'] },
  { operator: 'jump-to-deregister', reason: otherFile, mutants: ['library-pair/nb_transport_create'] },
  { operator: 'inverted-capture-check', reason: otherFile, mutants: ['try-leave-library/PushInitialize'] },
  { operator: 'captured-flag-not-set', reason: otherFile, mutants: ['init-shutdown-class/WskClient::Init'] },
  {
    operator: 'registration-in-paged-pool',
    reason: otherFile,
    mutants: ['library-pair/nb_transport_create'],
  },
  {
    operator: 'free-before-deregister',
    reason: otherFile,
    mutants: ['library-pair/nb_transport_create', 'library-pair/nb_transport_destroy'],
  },
  {
    operator: 'infinite-wait-in-entry',
    reason: otherFile,
    mutants: [
      'init-shutdown-class/WskClient::Init',
      'three-files-library/KslInitialize',
      'wrapper-module/NetGlueStart',
    ],
  },
  { operator: 'delete-cleanup-call-on-failing-path', reason: header, mutants: ['check-macros/DriverEntry'] },
  { operator: 'delete-deregister-on-failing-path', reason: header, mutants: ['check-macros/NetSetup'] },
  { operator: 'return-after-register', reason: header, mutants: ['check-macros/DriverEntry'] },
  {
    operator: 'jump-past-deregister',
    reason: header,
    mutants: ['check-macros/DriverEntry', 'check-macros/NetSetup', 'check-macros/NetSetup#2'],
  },
  { operator: 'jump-to-deregister', reason: header, mutants: ['check-macros/NetSetup'] },
  { operator: 'jump-past-release', reason: header, mutants: ['check-macros/NetSetup'] },
  { operator: 'jump-to-release', reason: header, mutants: ['check-macros/NetSetup'] },
  { operator: 'wrong-block-at-deregister', reason: header, mutants: ['check-macros/NetSetup'] },
  { operator: 'delete-release-on-failing-path', reason: header, mutants: ['check-macros/NetSetup'] },
  { operator: 'wrong-block-at-release', reason: header, mutants: ['check-macros/NetSetup'] },
  { operator: 'infinite-wait-in-entry', reason: header, mutants: ['check-macros/NetSetup'] },
  {
    operator: 'registration-copied',
    reason: typeInHeader,
    mutants: [
      'init-shutdown-class/WskClient::Init',
      'library-pair/nb_wsk_open',
      'try-leave-library/PushInitialize',
    ],
  },
  {
    operator: 'registered-flag-not-set',
    reason: order,
    mutants: ['boolean-flags/DriverEntry', 'kmdf-device/NetFanEvtDeviceAdd'],
  },
  { operator: 'registered-flag-set-too-early', reason: order, mutants: ['kmdf-device/NetFanEvtDeviceAdd'] },
  {
    operator: 'deregister-guard-removed',
    reason: order,
    mutants: ['kmdf-device/NetFanEvtDeviceContextCleanup'],
  },
  {
    operator: 'captured-flag-not-set',
    reason: order,
    mutants: ['wdm-extension/ProbeStart', 'worker-thread/WorkerThread'],
  },
  { operator: 'captured-flag-set-too-early', reason: order, mutants: ['worker-thread/WorkerThread'] },
  {
    operator: 'release-guard-removed',
    reason: order,
    mutants: ['wdm-extension/ProbeStop', 'worker-thread/WorkerUnload'],
  },
];

/** A finding in a driver that has no mistake. */
export interface KnownFalseAlarm {
  readonly driver: string;
  /** `file:line rule`, the line 1-based. */
  readonly finding: string;
  /** Why it is reported, in a sentence. */
  readonly because: string;
}

/** What the analysis is known to report although it is right; as strict as the list of misses. */
export const knownFalseAlarms: readonly KnownFalseAlarm[] = [
  {
    driver: 'check-macros',
    finding: 'net.c:99 deregister-before-release',
    because: 'GOTO_IF_FAIL is defined in a header, and without it nobody sees that a failed capture jumps.',
  },
];
