/** Every rule id, in the order of the fact base: registration, dispatch table, provider NPI. */
export const ruleIds = [
  'registration-never-deregistered', // WSK-REG-001
  'deregister-other-block', // WSK-REG-002
  'registered-twice', // WSK-REG-003
  'deregister-without-register', // WSK-REG-004
  'deregistered-twice', // WSK-REG-005
  'registration-on-stack', // WSK-REG-006
  'registration-not-resident', // WSK-REG-007
  'registration-modified', // WSK-REG-008
  'registration-irql-too-high', // WSK-REG-009
  'register-result-unchecked', // WSK-REG-010
  'registration-leak', // WSK-REG-011
  'deregister-outlives-unload', // WSK-REG-012
  'no-unload-routine', // WSK-REG-013
  'deregister-in-callback', // WSK-REG-014
  'socket-closed-after-deregister', // WSK-REG-015
  'client-dispatch-version', // WSK-DSP-001
  'client-dispatch-reserved', // WSK-DSP-002
  'client-event-uninitialized', // WSK-DSP-003
  'client-dispatch-lifetime', // WSK-DSP-004
  'client-npi-uninitialized', // WSK-DSP-005
  'client-event-status', // WSK-DSP-006
  'provider-npi-leak', // WSK-CAP-001
  'release-other-block', // WSK-CAP-002
  'release-without-capture', // WSK-CAP-003
  'deregister-before-release', // WSK-CAP-004
  'infinite-wait-in-driver-entry', // WSK-CAP-005
  'long-wait-in-driver-entry', // WSK-CAP-006
  'capture-irql-too-high', // WSK-CAP-007
  'capture-result-unchecked', // WSK-CAP-008
  'provider-npi-used-after-release', // WSK-CAP-009
  'capture-after-deregister', // WSK-CAP-010
  'capture-timeout-unit', // WSK-CAP-012
  'capture-without-register', // WSK-CAP-013
  'nmr-instead-of-wsk-register', // WSK-NMR-001
  'nmr-deregister-without-wait', // WSK-NMR-002
  'nmr-wait-misplaced', // WSK-NMR-003
  'nmr-attach-status-dropped', // WSK-NMR-004
  'nmr-detach-completion', // WSK-NMR-005
  'nmr-characteristics-lifetime', // WSK-NMR-006
  'nmr-characteristics-version', // WSK-NMR-007
  'nmr-handle-mixed-up', // WSK-NMR-008
  'nmr-binding-context-freed', // WSK-NMR-009
  'nmr-detach-blocks', // WSK-NMR-010
  'wsk-header-missing', // WSK-PRJ-001
  'socket-header-in-driver', // WSK-PRJ-002
  'netio-not-linked', // WSK-PRJ-003
  'netio-in-library-folders', // WSK-PRJ-004
  'uuid-not-linked', // WSK-PRJ-005
  'windows-version-too-low', // WSK-PRJ-006
  'newer-member-without-check', // WSK-PRJ-007
  'boot-start-waits-in-entry', // WSK-PRJ-008
  'wsk-in-user-mode-project', // WSK-PRJ-009
  // Not about WSK: judges the comments that suppress findings (analysis/suppressions.ts).
  'unused-suppression',
] as const;

export type RuleId = (typeof ruleIds)[number];
