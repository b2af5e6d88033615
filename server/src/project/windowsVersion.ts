import type { Location } from '../base/finding.ts';
import { driverConfigurations } from './libraries.ts';
import type { Configuration, MsBuildModel, Setting } from './msbuildProject.ts';

/** A version of Windows, as `_WIN32_WINNT` numbers it: 0x0601 is Windows 7. Windows 10 and later are 0x0a00. */
export type WindowsVersion = number;

const vista: WindowsVersion = 0x0600;
export const windows7: WindowsVersion = 0x0601;
export const windows8: WindowsVersion = 0x0602;
export const windows10: WindowsVersion = 0x0a00;

/** The oldest version of Windows that a configuration is built for, and where that is said. */
export interface TargetVersion {
  readonly configuration: Configuration;
  readonly version: WindowsVersion;
  /** As written. */
  readonly written: string;
  readonly at: Location;
}

const names: ReadonlyMap<string, WindowsVersion> = new Map([
  ['vista', vista],
  ['win7', windows7],
  ['windows7', windows7],
  ['win8', windows8],
  ['windows8', windows8],
  ['winv6.3', 0x0603],
  ['windowsv6.3', 0x0603],
  ['windows10', windows10],
]);

/**
 * What `TargetVersion` says in each configuration of a driver where it can be told, and nothing else sets the version:
 * `_NT_TARGET_VERSION`, or NTDDI_VERSION or _WIN32_WINNT among the settings.
 */
export function targetVersions(model: MsBuildModel): readonly TargetVersion[] {
  const isSetOtherwise = model.leaves.some(
    ({ name, value }) =>
      /^_NT_TARGET_VERSION$|^(?:NTDDI|WINVER)/i.test(name) ||
      /NTDDI_VERSION|_WIN32_WINNT|\bWINVER\b/.test(value),
  );
  if (isSetOtherwise || !model.isComplete) return [];
  return driverConfigurations(model).flatMap((configuration) => {
    const settings = configuration.settings('TargetVersion');
    const [only] = settings;
    const version = only && settings.length === 1 ? names.get(only.value.trim().toLowerCase()) : undefined;
    return only === undefined || version === undefined
      ? []
      : [{ configuration, version, written: writtenIn(only), at: only.at }];
  });
}

function writtenIn({ written }: Setting): string {
  return written.trim();
}
