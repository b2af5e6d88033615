import type { Finding, Fix } from '../base/finding.ts';
import { DriverProgram } from '../flow/driverProgram.ts';
import { handleCalls } from '../flow/handles.ts';
import { protocolCalls } from '../flow/protocols.ts';
import { ModelBuilder } from '../model/builder.ts';
import { Driver } from '../model/driver.ts';
import { rules } from '../rules/index.ts';
import type { ParsedFile } from '../syntax/unit.ts';
import type { Parser } from '../syntax/parser.ts';
import type { Analyser, RegistrationState, Source, Sources, Work } from './analyser.ts';
import { Observer, type Observed } from './observer.ts';
import { stateAt } from './registrationState.ts';
import { Includes } from './includes.ts';
import { repairsOf } from './repairs.ts';
import { findingOf } from './report.ts';

/** Identifiers one of which a driver must use to be analysed at all. */
const triggers: ReadonlySet<string> = new Set([
  ...protocolCalls.keys(),
  ...handleCalls.keys(),
  'NPI_CLIENT_CHARACTERISTICS',
  'NPI_CLIENT_ATTACH_PROVIDER_FN',
  'NPI_CLIENT_DETACH_PROVIDER_FN',
  'WSK_CLIENT_DISPATCH',
  'WSK_REGISTRATION',
]);

export function createAnalyser(parser: Parser): Analyser {
  return new DriverAnalyser(parser);
}

class DriverAnalyser implements Analyser {
  readonly #parser: Parser;
  readonly #builder: ModelBuilder;
  readonly #repairs = new WeakMap<Finding, readonly Fix[]>();
  readonly #observed = new Map<string, Observed>();

  constructor(parser: Parser) {
    this.#parser = parser;
    this.#builder = new ModelBuilder(parser);
  }

  analyse(sources: Sources): readonly Finding[] {
    const steps = this.analyseInSteps(sources);
    for (;;) {
      const step = steps.next();
      if (step.done === true) return step.value;
    }
  }

  *analyseInSteps(sources: Sources): Generator<void, readonly Finding[]> {
    if (!sources.files.some(({ file }) => mentionsWsk(file))) {
      this.forget(sources.id);
      return [];
    }
    // Each unit in a step of its own: the steps below find made what they would need of all at once.
    for (const { file } of sources.files) {
      for (const { unit } of file.units) {
        yield;
        unit.identifiers();
      }
    }
    const driver = this.link(sources);
    const program = new DriverProgram(driver);
    const observer = new Observer(program, sources, this.#observed.get(sources.id));
    const { observations, lives } = yield* observer.observe();
    this.#observed.set(sources.id, observer.observed);
    const findings: Finding[] = [];
    const files = driver.files.map(({ model }) => model);
    const includes = new Includes(driver, sources);
    for (const rule of rules) {
      yield;
      const seen = new Set<string>();
      rule.check({
        program,
        files,
        observations,
        lives,
        project: sources.project,
        isNamedInCode: (library) => isNamedInCode(sources, library),
        includesOf: (file) => includes.linesOf(file),
        headersOf: (file) => includes.headersOf(file),
        report(report) {
          const finding = findingOf(driver, rule, report);
          const place = `${finding.uri} ${finding.span.start}-${finding.span.end}`;
          if (seen.has(place)) return;
          seen.add(place);
          findings.push(finding);
        },
      });
    }
    const order = new Map(sources.files.map(({ uri }, index) => [uri, index]));
    const rank = ({ uri }: Finding): number => order.get(uri) ?? order.size;
    return findings.sort(
      (a, b) => rank(a) - rank(b) || a.span.start - b.span.start || a.span.end - b.span.end,
    );
  }

  repairsOf(sources: Sources, findings: readonly Finding[], finding: Finding): readonly Fix[] {
    const known = this.#repairs.get(finding);
    if (known !== undefined || finding.fixes.length === 0) return known ?? [];
    // Under a name of its own: the driver itself has not changed. What was observed of functions that the fix leaves alone
    // holds for the draft as well.
    const id = `${sources.id}#repair`;
    const observed = this.#observed.get(sources.id);
    if (observed !== undefined) this.#observed.set(id, observed);
    const repairs = repairsOf(
      {
        parse: (before, text) => this.#parser.update(before, text),
        findings: (changed) => this.analyse({ ...changed, id }),
      },
      sources,
      findings,
      finding,
    );
    this.forget(id);
    this.#repairs.set(finding, repairs);
    return repairs;
  }

  registrationStateAt(sources: Sources, uri: string, offset: number): RegistrationState | undefined {
    const source = sources.files.find((each) => each.uri === uri);
    if (source === undefined || !sources.files.some(({ file }) => mentionsWsk(file))) return undefined;
    const driver = this.link(sources);
    const model = driver.files.find((each) => each.uri === uri)?.model;
    return model && stateAt(model, new DriverProgram(driver), source.file, offset);
  }

  work(id: string): Work {
    const observed = this.#observed.get(id);
    const roots = [...(observed?.roots.values() ?? [])];
    return {
      roots: roots.length,
      simulated: observed?.simulated ?? 0,
      gaveUp: roots.some(({ run }) => !run.isComplete),
    };
  }

  forget(id: string): void {
    this.#observed.delete(id);
  }

  link({ files, isWhole }: Sources): Driver {
    const byUri = new Map(files.map((source) => [source.uri, source]));
    const modelOf = ({ file, includes }: Source) => {
      const headers = includes.flatMap((uri) => byUri.get(uri) ?? []).map((header) => header.file);
      return this.#builder.file(file, headers);
    };
    return new Driver(
      files.map((source) => ({ uri: source.uri, model: modelOf(source) })),
      isWhole,
    );
  }
}

function isNamedInCode({ files, project }: Sources, library: string): boolean {
  const pragma = new RegExp(`comment\\s*\\(\\s*lib\\s*,[^)]*(?<!\\w)${library}(?!\\w)`, 'i');
  return project?.namedLibraries.has(library) === true || files.some(({ file }) => pragma.test(file.text));
}

function mentionsWsk(file: ParsedFile): boolean {
  if (!['Wsk', 'WSK_', 'Nmr', 'NPI_'].some((prefix) => file.text.includes(prefix))) return false;
  return file.units.some(({ unit }) => {
    const used = unit.identifiers();
    for (const trigger of triggers) if (used.has(trigger)) return true;
    return false;
  });
}
