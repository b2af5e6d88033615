import { Policies } from './policies.ts';
import type { FileSystem } from './fileSystem.ts';
import type { Policy } from './policy.ts';
import type { FileProblem } from './readProblems.ts';
import type { Settings } from './settings.ts';

/** What the configuration files in an editor's folders, and its settings, have decided about each file. */
export class FolderPolicies {
  readonly #fileSystem: FileSystem | undefined;
  #policies: Policies | undefined;
  /** Of files that no configuration is for. */
  readonly #plain = new WeakMap<Settings['severities'], Policy>();

  /** @param fileSystem without it, settings alone decide */
  constructor(fileSystem: FileSystem | undefined) {
    this.#fileSystem = fileSystem;
    this.setFolders([]);
  }

  /** In these folders, by their URIs, configuration files are looked for; what was read of them is forgotten. */
  setFolders(uris: readonly string[]): void {
    const fileSystem = this.#fileSystem;
    if (fileSystem === undefined) return;
    const tops = uris.flatMap((uri) => fileSystem.pathOf(uri) ?? []);
    this.#policies = new Policies(fileSystem, { config: tops.length > 0 ? 'nearest' : 'none', tops });
  }

  /** What was not understood of the configuration files and baselines that were read so far. */
  problems(): readonly FileProblem[] {
    return this.#policies?.problems() ?? [];
  }

  /** Whether a configuration leaves the file or folder of a path out. */
  excludes(path: string, kind: 'file' | 'folder'): boolean {
    return this.#policies?.excludes(path, kind) === true;
  }

  /**
   * The policy of a file by its URI: the same object as long as nothing changed.
   * @returns with the reason, as a clause, when a configuration excludes the file
   */
  of(
    uri: string,
    { severities }: Settings,
  ): { readonly policy: Policy; readonly excludedBy: string | undefined } {
    const path = this.#fileSystem?.pathOf(uri);
    if (path === undefined || this.#policies === undefined) {
      const plain = this.#plain.get(severities) ?? { severities, baseline: [] };
      this.#plain.set(severities, plain);
      return { policy: plain, excludedBy: undefined };
    }
    const { policy, config } = this.#policies.of(path, severities);
    const isExcluded = this.excludes(path, 'file');
    return { policy, excludedBy: isExcluded ? `it is excluded by ${config?.path ?? ''}` : undefined };
  }
}
