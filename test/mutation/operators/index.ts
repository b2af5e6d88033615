import type { Operator } from '../operator.ts';
import { deleteDeregisterInUnload } from './delete-deregister-in-unload.ts';
import { deleteCleanupCallInUnload } from './delete-cleanup-call-in-unload.ts';
import { deleteCleanupCallOnFailingPath } from './delete-cleanup-call-on-failing-path.ts';
import { deleteDeregisterOnFailingPath } from './delete-deregister-on-failing-path.ts';
import { returnAfterRegister } from './return-after-register.ts';
import { returnWhileCaptured } from './return-while-captured.ts';
import { returnInUnload } from './return-in-unload.ts';
import { jumpPastDeregister } from './jump-past-deregister.ts';
import { jumpToDeregister } from './jump-to-deregister.ts';
import { jumpPastRelease } from './jump-past-release.ts';
import { jumpToRelease } from './jump-to-release.ts';
import { invertedRegisterCheck } from './inverted-register-check.ts';
import { invertedCaptureCheck } from './inverted-capture-check.ts';
import { registeredFlagNotSet } from './registered-flag-not-set.ts';
import { registeredFlagSetTooEarly } from './registered-flag-set-too-early.ts';
import { deregisterGuardRemoved } from './deregister-guard-removed.ts';
import { capturedFlagNotSet } from './captured-flag-not-set.ts';
import { capturedFlagSetTooEarly } from './captured-flag-set-too-early.ts';
import { releaseGuardRemoved } from './release-guard-removed.ts';
import { duplicateDeregister } from './duplicate-deregister.ts';
import { deregisterAfterFailedRegister } from './deregister-after-failed-register.ts';
import { wrongBlockAtDeregister } from './wrong-block-at-deregister.ts';
import { deregisterInCallback } from './deregister-in-callback.ts';
import { deregisterInWorkItem } from './deregister-in-work-item.ts';
import { noUnloadRoutine } from './no-unload-routine.ts';
import { closeAfterDeregister } from './close-after-deregister.ts';
import { registerTwice } from './register-twice.ts';
import { registerInLoop } from './register-in-loop.ts';
import { registerResultIgnored } from './register-result-ignored.ts';
import { registerResultOverwritten } from './register-result-overwritten.ts';
import { registrationOnStack } from './registration-on-stack.ts';
import { registrationInPagedPool } from './registration-in-paged-pool.ts';
import { registrationInPagedSection } from './registration-in-paged-section.ts';
import { freeBeforeDeregister } from './free-before-deregister.ts';
import { registrationZeroed } from './registration-zeroed.ts';
import { registrationCopied } from './registration-copied.ts';
import { registrationWritten } from './registration-written.ts';
import { registerUnderSpinLock } from './register-under-spin-lock.ts';
import { deregisterUnderSpinLock } from './deregister-under-spin-lock.ts';
import { deregisterAtRaisedIrql } from './deregister-at-raised-irql.ts';
import { versionLiteral } from './version-literal.ts';
import { versionSwapped } from './version-swapped.ts';
import { reservedNotZero } from './reserved-not-zero.ts';
import { initialiserShifted } from './initialiser-shifted.ts';
import { tableOnStack } from './table-on-stack.ts';
import { clientContextUnset } from './client-context-unset.ts';
import { clientDispatchUnset } from './client-dispatch-unset.ts';
import { deleteReleaseInUnload } from './delete-release-in-unload.ts';
import { deleteReleaseOnFailingPath } from './delete-release-on-failing-path.ts';
import { deleteReleaseAfterUse } from './delete-release-after-use.ts';
import { swapReleaseAndDeregister } from './swap-release-and-deregister.ts';
import { duplicateRelease } from './duplicate-release.ts';
import { releaseAfterFailedCapture } from './release-after-failed-capture.ts';
import { wrongBlockAtRelease } from './wrong-block-at-release.ts';
import { captureBeforeRegister } from './capture-before-register.ts';
import { captureAfterDeregister } from './capture-after-deregister.ts';
import { infiniteWaitInEntry } from './infinite-wait-in-entry.ts';
import { timeoutNegative } from './timeout-negative.ts';
import { timeoutIn100ns } from './timeout-in-100ns.ts';
import { timeoutLargeInteger } from './timeout-large-integer.ts';
import { captureUnderSpinLock } from './capture-under-spin-lock.ts';
import { captureResultIgnored } from './capture-result-ignored.ts';
import { captureResultUntested } from './capture-result-untested.ts';
import { providerCallAfterRelease } from './provider-call-after-release.ts';
import { providerCallInUnloadAfterRelease } from './provider-call-in-unload-after-release.ts';

/** All operators: registration, dispatch table, provider NPI. */
export const operators: readonly Operator[] = [
  deleteDeregisterInUnload,
  deleteCleanupCallInUnload,
  deleteCleanupCallOnFailingPath,
  deleteDeregisterOnFailingPath,
  returnAfterRegister,
  returnWhileCaptured,
  returnInUnload,
  jumpPastDeregister,
  jumpToDeregister,
  jumpPastRelease,
  jumpToRelease,
  invertedRegisterCheck,
  invertedCaptureCheck,
  registeredFlagNotSet,
  registeredFlagSetTooEarly,
  deregisterGuardRemoved,
  capturedFlagNotSet,
  capturedFlagSetTooEarly,
  releaseGuardRemoved,
  duplicateDeregister,
  deregisterAfterFailedRegister,
  wrongBlockAtDeregister,
  deregisterInCallback,
  deregisterInWorkItem,
  noUnloadRoutine,
  closeAfterDeregister,
  registerTwice,
  registerInLoop,
  registerResultIgnored,
  registerResultOverwritten,
  registrationOnStack,
  registrationInPagedPool,
  registrationInPagedSection,
  freeBeforeDeregister,
  registrationZeroed,
  registrationCopied,
  registrationWritten,
  registerUnderSpinLock,
  deregisterUnderSpinLock,
  deregisterAtRaisedIrql,
  versionLiteral,
  versionSwapped,
  reservedNotZero,
  initialiserShifted,
  tableOnStack,
  clientContextUnset,
  clientDispatchUnset,
  deleteReleaseInUnload,
  deleteReleaseOnFailingPath,
  deleteReleaseAfterUse,
  swapReleaseAndDeregister,
  duplicateRelease,
  releaseAfterFailedCapture,
  wrongBlockAtRelease,
  captureBeforeRegister,
  captureAfterDeregister,
  infiniteWaitInEntry,
  timeoutNegative,
  timeoutIn100ns,
  timeoutLargeInteger,
  captureUnderSpinLock,
  captureResultIgnored,
  captureResultUntested,
  providerCallAfterRelease,
  providerCallInUnloadAfterRelease,
];
