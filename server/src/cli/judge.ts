import { setImmediate } from 'node:timers/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Finding } from '../base/finding.ts';
import { alone, type Analyser } from '../analysis/analyser.ts';
import { LineIndex } from '../base/text.ts';
import { unreadPart } from '../project/index.ts';
import { languageOf, type ParsedFile, type Parser } from '../syntax/index.ts';
import { decode } from '../workspace/decode.ts';
import type { SeenSources } from '../workspace/driverSources.ts';
import { brokenUnits, projectSources, sightOf } from '../workspace/fileFindings.ts';
import { type Outline, outlineOf } from '../workspace/outline.ts';
import type { Policies } from '../workspace/policies.ts';
import { applyPolicy } from '../workspace/policy.ts';
import type { Sight } from '../workspace/sight.ts';
import type { SourceIndex } from '../workspace/sourceIndex.ts';

/** What judges the files; slow to start, so it is made when the first file has to be parsed. */
export interface Engine {
  readonly parser: Parser;
  readonly analyser: Analyser;
}

/** What is judged at a time: a driver by its number in the index, a file by itself, one with the bytes that were read of it. */
export type Task =
  { readonly driver: number } | { readonly path: string; readonly bytes?: Uint8Array | undefined };

/** A file of what was judged. */
export interface OutlinedFile {
  readonly uri: string;
  readonly file: Outline;
  /** What mentions WSK and does not parse: names of functions, line numbers for what is no function. */
  readonly broken: readonly string[];
}

/** What is to be said of a driver or file, before people's decisions: plain data, complete, which threads can hand on. */
export interface Judgement {
  /** Those that were analysed, and the build files in which something was found. */
  readonly files: readonly OutlinedFile[];
  /** With the rules' own severities. Those that are about to be shown have the fixes that repair them, the others none. */
  readonly findings: readonly Finding[];
  readonly sight: Sight;
  readonly roots: number;
  readonly gaveUp: boolean;
  /** The project, where it could not be read. */
  readonly unread: { readonly uri: string; readonly reason: string } | undefined;
}

export interface Outcome {
  /** Undefined where nothing concerns us, or the file cannot be read. */
  readonly judgement: Judgement | undefined;
  /** Files that turned out not to be text, those of earlier tasks included. */
  readonly unreadable: readonly { readonly path: string; readonly reason: string }[];
}

/** Judges one part of a tree after the other. A task that breaks down rejects, and the others go on. */
export interface Judge {
  /** How many tasks are worth giving at a time. */
  readonly width: number;
  judge(task: Task): Promise<Outcome>;
}

export interface JudgeOptions {
  readonly engine: () => Promise<Engine>;
  readonly policies: Policies;
  /** Baselines are written instead of applied. */
  readonly updateBaseline?: boolean | undefined;
}

/** Fixes tried for one driver; findings beyond these are reported without. */
const triesPerDriver = 60;

/** Judges in the thread that it is called in. */
export class LocalJudge implements Judge {
  readonly width = 1;
  readonly #index: SourceIndex;
  readonly #options: JudgeOptions;

  constructor(index: SourceIndex, options: JudgeOptions) {
    this.#index = index;
    this.#options = options;
  }

  async judge(task: Task): Promise<Outcome> {
    if ('bytes' in task && task.bytes !== undefined) return this.#named(task.path, task.bytes);
    const driver = 'driver' in task ? this.#index.drivers()[task.driver] : undefined;
    const read = 'driver' in task ? driver?.read() : this.#index.alone(task.path);
    try {
      const sources = await read;
      const judgement = sources && (await this.#analyse(sources));
      return { judgement, unreadable: this.#index.unreadable() };
    } finally {
      if (driver !== undefined) this.#index.release(driver);
      // What a WeakRef was asked for, trees above all, lives on until the event loop has its turn.
      await setImmediate();
    }
  }

  async #named(path: string, bytes: Uint8Array): Promise<Outcome> {
    const decoded = decode(bytes);
    if (decoded.kind === 'binary') {
      const reason = `not a text file: ${decoded.detail}`;
      return { judgement: undefined, unreadable: [{ path, reason }] };
    }
    const { parser } = await this.#options.engine();
    const language = languageOf(path, decoded.text);
    await parser.ensure(language);
    const file = parser.parse(decoded.text, language);
    const sources: SeenSources = { ...alone(pathToFileURL(path).href, file), sight: 'part' };
    return { judgement: await this.#analyse(sources), unreadable: [] };
  }

  async #analyse(sources: SeenSources): Promise<Judgement> {
    const { analyser } = await this.#options.engine();
    try {
      const all = analyser.analyse(sources);
      const { roots, gaveUp } = analyser.work(sources.id);
      const sight = sightOf(analyser, sources);
      const files = [...sources.files, ...projectSources(sources, all)].map(outlined);
      const wanted = this.#thatWantFixes(files, all);
      let tries = 0;
      const findings = all.map((finding) => {
        if (!wanted.has(finding)) return { ...finding, fixes: [] };
        tries += finding.fixes.length;
        return {
          ...finding,
          fixes: tries <= triesPerDriver ? analyser.repairsOf(sources, all, finding) : [],
        };
      });
      const unread = sources.project && unreadPart(sources.project);
      return { files, findings, sight, roots, gaveUp, unread };
    } finally {
      analyser.forget(sources.id);
    }
  }

  /** Those findings of a driver that are about to be shown. */
  #thatWantFixes(files: readonly OutlinedFile[], all: readonly Finding[]): ReadonlySet<Finding> {
    const wanted = new Set<Finding>();
    for (const { uri, file } of files) {
      const path = fileURLToPath(uri);
      const { policy, baseline } = this.#options.policies.of(path);
      if (this.#options.updateBaseline === true && baseline?.nameOf(path) !== undefined) continue;
      const own = all.filter((finding) => finding.uri === uri);
      // The policy may give a finding another severity, and makes a new object then.
      const shown = new Set(
        applyPolicy(uri, file, own, policy).findings.map(({ finding }) => placeOf(finding)),
      );
      for (const finding of own) if (shown.has(placeOf(finding))) wanted.add(finding);
    }
    return wanted;
  }
}

function outlined({ uri, file }: { readonly uri: string; readonly file: ParsedFile }): OutlinedFile {
  return { uri, file: { ...outlineOf(file) }, broken: brokenParts(file) };
}

function brokenParts(file: ParsedFile): readonly string[] {
  const broken = brokenUnits(file);
  if (broken.length === 0) return [];
  const lines = new LineIndex(file.text);
  return broken.map(({ unit, start }) => unit.name ?? `line ${lines.position(start).line + 1}`);
}

/** Rule and span: two findings of one file that agree in it are one to people. */
function placeOf({ rule, span }: Finding): string {
  return `${rule} ${span.start} ${span.end}`;
}
