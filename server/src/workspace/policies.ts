import type { BaselineFile } from './baselineFile.ts';
import { ConfigLookup, type FoundConfig } from './configLookup.ts';
import type { FileSystem } from './fileSystem.ts';
import type { Policy } from './policy.ts';
import type { FileProblem } from './readProblems.ts';
import { mergeSeverities, type Severities } from './severities.ts';

export interface PolicyChoices {
  /** `nearest`: that of each file's folder or the nearest one upwards; or one for all files. */
  readonly config: 'nearest' | 'none' | FoundConfig;
  /** Folders that the search for a configuration ends in. */
  readonly tops?: readonly string[];
  /** Takes the place of the baselines that configurations name. */
  readonly baseline?: BaselineFile | undefined;
  /** Set on the command line: before what a configuration says. */
  readonly overrides?: Severities;
}

/** What holds for one source file. */
export interface FilePolicy {
  readonly policy: Policy;
  readonly config: FoundConfig | undefined;
  readonly baseline: BaselineFile | undefined;
}

const noSeverities: Severities = new Map();

/**
 * The policy of each file: severities are those of the command line, else those of the configuration file, else those of the editor's
 * settings, else the rules' own. Nothing throws.
 */
export class Policies {
  readonly #choices: PolicyChoices;
  readonly #lookup: ConfigLookup;
  readonly #byPath = new Map<string, { readonly settings: Severities; readonly found: FilePolicy }>();
  readonly #files = new Set<FoundConfig | BaselineFile>();

  constructor(fileSystem: FileSystem, choices: PolicyChoices) {
    this.#choices = choices;
    this.#lookup = new ConfigLookup(fileSystem, choices.tops);
  }

  /**
   * The policy of a source file; the same object as long as `settings` are and nothing was forgotten.
   * @param settings severities that the editor has for the file
   */
  of(path: string, settings: Severities = noSeverities): FilePolicy {
    const known = this.#byPath.get(path);
    if (known?.settings === settings) return known.found;
    const config = this.configOf(path);
    const baseline = this.#choices.baseline ?? config?.baseline;
    if (baseline !== undefined) this.#files.add(baseline);
    const severities = mergeSeverities(settings, config?.config.severities, this.#choices.overrides);
    const policy = { severities, baseline: baseline?.entriesOf(path) ?? [] };
    const found = { policy, config, baseline };
    this.#byPath.set(path, { settings, found });
    return found;
  }

  /** Whether a configuration leaves a file or folder out. */
  excludes(path: string, kind: 'file' | 'folder'): boolean {
    return this.configOf(path)?.excludes(path, kind) === true;
  }

  /** The configuration that holds for a source file, or for what else lies in its folder. */
  configOf(path: string): FoundConfig | undefined {
    const { config } = this.#choices;
    const found = config === 'nearest' ? this.#lookup.of(path) : config === 'none' ? undefined : config;
    if (found !== undefined) this.#files.add(found);
    return found;
  }

  /**
   * What was not understood of the files that were asked for so far, each once.
   * @param isWritten baselines that are not there are about to be written: no problem
   */
  problems(isWritten = false): readonly FileProblem[] {
    const replaced = this.#choices.baseline !== undefined;
    const all = [...this.#files].flatMap((file) =>
      // The baseline that a configuration names does not matter where another one was chosen.
      file === this.#choices.baseline || !replaced || !('config' in file)
        ? file.problems
        : file.problems.filter(({ path }) => path === file.path),
    );
    const baselines = [...this.#files].map((file) => ('config' in file ? file.baseline : file));
    const missing = baselines.filter((baseline) => baseline?.exists === false);
    const isMissing = ({ path }: FileProblem): boolean => missing.some((baseline) => baseline?.path === path);
    return [...new Set(all)].filter((problem) => !isWritten || !isMissing(problem));
  }

  /** To be called when a configuration file, a baseline or the place of one may have changed. */
  forget(): void {
    this.#lookup.forget();
    this.#byPath.clear();
    this.#files.clear();
  }
}
