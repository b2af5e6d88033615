import type { Role } from '../../model/roles.ts';

const startRoles: ReadonlyMap<Role, string> = new Map([
  ['driver-entry', 'DriverEntry'],
  ['add-device', 'an AddDevice routine'],
  ['device-start', 'a routine that starts a device'],
  ['start-request', 'a routine that starts a device'],
]);

/** The routine in which the system waits for the driver to start, in words; undefined when none of the roles is one. */
export function startRoutine(roles: readonly Role[]): string | undefined {
  const role = roles.find((candidate) => startRoles.has(candidate));
  return role && startRoles.get(role);
}
