/**
 * The rules, one file each. Invariants: a rule judges observations and the file's model, and changes nothing; rules never
 * import each other; what they share lies in support/. The order is that of the fact base.
 */
import { bootStartWaitsInEntry } from './boot-start-waits-in-entry.ts';
import { captureAfterDeregister } from './capture-after-deregister.ts';
import { captureIrqlTooHigh } from './capture-irql-too-high.ts';
import { captureResultUnchecked } from './capture-result-unchecked.ts';
import { captureTimeoutUnit } from './capture-timeout-unit.ts';
import { captureWithoutRegister } from './capture-without-register.ts';
import { clientDispatchLifetime } from './client-dispatch-lifetime.ts';
import { clientDispatchReserved } from './client-dispatch-reserved.ts';
import { clientDispatchVersion } from './client-dispatch-version.ts';
import { clientEventStatus } from './client-event-status.ts';
import { clientEventUninitialized } from './client-event-uninitialized.ts';
import { clientNpiUninitialized } from './client-npi-uninitialized.ts';
import { deregisterBeforeRelease } from './deregister-before-release.ts';
import { deregisterInCallback } from './deregister-in-callback.ts';
import { deregisterOtherBlock } from './deregister-other-block.ts';
import { deregisterOutlivesUnload } from './deregister-outlives-unload.ts';
import { deregisterWithoutRegister } from './deregister-without-register.ts';
import { deregisteredTwice } from './deregistered-twice.ts';
import { infiniteWaitInDriverEntry } from './infinite-wait-in-driver-entry.ts';
import { longWaitInDriverEntry } from './long-wait-in-driver-entry.ts';
import { netioInLibraryFolders } from './netio-in-library-folders.ts';
import { netioNotLinked } from './netio-not-linked.ts';
import { newerMemberWithoutCheck } from './newer-member-without-check.ts';
import { nmrAttachStatusDropped } from './nmr-attach-status-dropped.ts';
import { nmrBindingContextFreed } from './nmr-binding-context-freed.ts';
import { nmrCharacteristicsLifetime } from './nmr-characteristics-lifetime.ts';
import { nmrCharacteristicsVersion } from './nmr-characteristics-version.ts';
import { nmrDeregisterWithoutWait } from './nmr-deregister-without-wait.ts';
import { nmrDetachBlocks } from './nmr-detach-blocks.ts';
import { nmrDetachCompletion } from './nmr-detach-completion.ts';
import { nmrHandleMixedUp } from './nmr-handle-mixed-up.ts';
import { nmrInsteadOfWskRegister } from './nmr-instead-of-wsk-register.ts';
import { nmrWaitMisplaced } from './nmr-wait-misplaced.ts';
import { noUnloadRoutine } from './no-unload-routine.ts';
import { providerNpiLeak } from './provider-npi-leak.ts';
import { providerNpiUsedAfterRelease } from './provider-npi-used-after-release.ts';
import { registerResultUnchecked } from './register-result-unchecked.ts';
import { registeredTwice } from './registered-twice.ts';
import { registrationIrqlTooHigh } from './registration-irql-too-high.ts';
import { registrationLeak } from './registration-leak.ts';
import { registrationModified } from './registration-modified.ts';
import { registrationNeverDeregistered } from './registration-never-deregistered.ts';
import { registrationNotResident } from './registration-not-resident.ts';
import { registrationOnStack } from './registration-on-stack.ts';
import { releaseOtherBlock } from './release-other-block.ts';
import { releaseWithoutCapture } from './release-without-capture.ts';
import type { Rule, RuleMeta } from './rule.ts';
import { socketClosedAfterDeregister } from './socket-closed-after-deregister.ts';
import { socketHeaderInDriver } from './socket-header-in-driver.ts';
import { unusedSuppression } from './unused-suppression.ts';
import { uuidNotLinked } from './uuid-not-linked.ts';
import { windowsVersionTooLow } from './windows-version-too-low.ts';
import { wskHeaderMissing } from './wsk-header-missing.ts';
import { wskInUserModeProject } from './wsk-in-user-mode-project.ts';

export const rules: readonly Rule[] = [
  registrationNeverDeregistered,
  deregisterOtherBlock,
  registeredTwice,
  deregisterWithoutRegister,
  deregisteredTwice,
  registrationOnStack,
  registrationNotResident,
  registrationModified,
  registrationIrqlTooHigh,
  registerResultUnchecked,
  registrationLeak,
  deregisterOutlivesUnload,
  noUnloadRoutine,
  deregisterInCallback,
  socketClosedAfterDeregister,
  clientDispatchVersion,
  clientDispatchReserved,
  clientEventUninitialized,
  clientDispatchLifetime,
  clientNpiUninitialized,
  clientEventStatus,
  providerNpiLeak,
  releaseOtherBlock,
  releaseWithoutCapture,
  deregisterBeforeRelease,
  infiniteWaitInDriverEntry,
  longWaitInDriverEntry,
  captureIrqlTooHigh,
  captureResultUnchecked,
  providerNpiUsedAfterRelease,
  captureAfterDeregister,
  captureTimeoutUnit,
  captureWithoutRegister,
  nmrInsteadOfWskRegister,
  nmrDeregisterWithoutWait,
  nmrWaitMisplaced,
  nmrAttachStatusDropped,
  nmrDetachCompletion,
  nmrCharacteristicsLifetime,
  nmrCharacteristicsVersion,
  nmrHandleMixedUp,
  nmrBindingContextFreed,
  nmrDetachBlocks,
  wskHeaderMissing,
  socketHeaderInDriver,
  netioNotLinked,
  netioInLibraryFolders,
  uuidNotLinked,
  windowsVersionTooLow,
  newerMemberWithoutCheck,
  bootStartWaitsInEntry,
  wskInUserModeProject,
];

/** Everything that can be reported: the rules, and what judges the comments that suppress their findings. */
export const ruleMetas: readonly RuleMeta[] = [...rules, unusedSuppression];
