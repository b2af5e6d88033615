import type { Location } from '../base/finding.ts';
import { type DriverProject, msBuildOf, sourcesOf } from './driverProject.ts';
import { driverConfigurations } from './msbuildLibraries.ts';
import type { MsBuildModel } from './msbuildProject.ts';
import { isDriver } from './sources.ts';
import type { SourcesModel } from './sourcesFile.ts';

/** A version of Windows, as `_WIN32_WINNT` numbers it: 0x0601 is Windows 7. Windows 10 and later are 0x0a00. */
export type WindowsVersion = number;

const vista: WindowsVersion = 0x0600;
export const windows7: WindowsVersion = 0x0601;
export const windows8: WindowsVersion = 0x0602;
export const windows10: WindowsVersion = 0x0a00;

/** The oldest version of Windows that a driver, or a configuration of it, is built for, and where that is said. */
export interface TargetVersion {
  /** What is built, as the subject of a sentence: "'Debug|x64'". */
  readonly subject: string;
  readonly version: WindowsVersion;
  /** As written. */
  readonly written: string;
  readonly at: Location;
  /** What sets it: `TargetVersion`, `_NT_TARGET_VERSION`. */
  readonly setting: string;
  /** How another version is written there; undefined where no tools for such a build have it. */
  readonly valueFor: (version: WindowsVersion) => string | undefined;
}

/** What the build file of a driver says, as far as it can be told and nothing else sets the version. */
export function targetVersions(project: DriverProject): readonly TargetVersion[] {
  const model = msBuildOf(project);
  if (model !== undefined) return inMsBuild(model);
  const sources = sourcesOf(project);
  return sources === undefined ? [] : inSources(sources);
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

/** `TargetVersion` of each configuration, where no `_NT_TARGET_VERSION`, NTDDI_VERSION or _WIN32_WINNT is among the settings. */
function inMsBuild(model: MsBuildModel): readonly TargetVersion[] {
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
    if (only === undefined || version === undefined) return [];
    const written = only.written.trim();
    const prefix = /^win\d/i.test(written) ? 'Win' : 'Windows';
    return [
      {
        subject: `'${configuration.name}'`,
        version,
        written,
        at: only.at,
        setting: 'TargetVersion',
        valueFor: (wanted) => `${prefix}${wanted === windows7 ? '7' : '8'}`,
      },
    ];
  });
}

/** previous-versions/ff557160: the constants of `_NT_TARGET_VERSION`. The WDK of Windows 7 is the last one that has BUILD. */
const constants: ReadonlyMap<string, WindowsVersion> = new Map([
  ['WINXP', 0x0501],
  ['WS03', 0x0502],
  ['VISTA', vista],
  ['LONGHORN', vista],
  ['WIN7', windows7],
]);

/** `_NT_TARGET_VERSION`, where neither another macro nor an option of the compiler names a version. */
function inSources(model: SourcesModel): readonly TargetVersion[] {
  const setting = '_NT_TARGET_VERSION';
  const isSetOtherwise = model.definitions.some(
    ({ macro, value }) =>
      /NTDDI_VERSION|WIN32_WINNT|WINVER/.test(macro) || /NTDDI_VERSION|_WIN32_WINNT|\bWINVER\b/.test(value),
  );
  const only = model.certain(setting);
  if (isSetOtherwise || !model.isComplete || only === undefined || !isDriver(model)) return [];
  const written = only.value.trim();
  const constant = /^\$\(_NT_TARGET_VERSION_(\w+)\)$/.exec(written)?.[1];
  const number = /^0x[\da-f]{3,4}$/i.test(written) ? Number(written) : undefined;
  const version = constant === undefined ? number : constants.get(constant);
  if (version === undefined) return [];
  return [
    {
      subject: 'This driver',
      version,
      written,
      at: only.at,
      setting,
      valueFor: (wanted) =>
        wanted > windows7 ? undefined : constant === undefined ? '0x601' : `$(${setting}_WIN7)`,
    },
  ];
}
