import type { Finding, Fix } from '../base/finding.ts';
import { FileProgram } from '../flow/fileProgram.ts';
import type { Observation } from '../flow/observation.ts';
import { handleCalls } from '../flow/handles.ts';
import { protocolCalls } from '../flow/protocols.ts';
import { simulateRoot } from '../flow/simulate.ts';
import { ModelBuilder } from '../model/builder.ts';
import { CallGraph } from '../model/callgraph.ts';
import type { FileModel, FunctionModel } from '../model/ir.ts';
import { rules } from '../rules/index.ts';
import type { ParsedFile, Unit } from '../syntax/unit.ts';
import type { Parser } from '../syntax/parser.ts';
import type { Analyser, AnalysisOptions, RegistrationState } from './analyser.ts';
import { stateAt } from './registrationState.ts';
import { repairsOf } from './repairs.ts';
import { findingOf } from './report.ts';

/** Identifiers one of which a file must use to be analysed at all. */
const triggers: ReadonlySet<string> = new Set([
  ...protocolCalls.keys(),
  ...handleCalls.keys(),
  'NPI_CLIENT_CHARACTERISTICS',
  'NPI_CLIENT_ATTACH_PROVIDER_FN',
  'NPI_CLIENT_DETACH_PROVIDER_FN',
  'WSK_CLIENT_DISPATCH',
  'WSK_REGISTRATION',
]);
const entryNames: ReadonlySet<string> = new Set([...protocolCalls.keys(), ...handleCalls.keys()]);

export function createAnalyser(parser: Parser): Analyser {
  return new FileAnalyser(parser);
}

/** What was observed from one root, and everything it followed from. */
interface RootResult {
  readonly inputs: readonly Unit[];
  readonly roles: string;
  readonly observations: readonly Observation[];
}

class FileAnalyser implements Analyser {
  readonly #parser: Parser;
  readonly #builder: ModelBuilder;
  readonly #repairs = new WeakMap<Finding, readonly Fix[]>();
  readonly #results = new Map<string, Map<FunctionModel, RootResult>>();

  constructor(parser: Parser) {
    this.#parser = parser;
    this.#builder = new ModelBuilder(parser);
  }

  analyse(uri: string, file: ParsedFile, options: AnalysisOptions): readonly Finding[] {
    const steps = this.analyseInSteps(uri, file, options);
    for (;;) {
      const step = steps.next();
      if (step.done === true) return step.value;
    }
  }

  *analyseInSteps(
    uri: string,
    file: ParsedFile,
    options: AnalysisOptions,
  ): Generator<void, readonly Finding[]> {
    if (!mentionsWsk(file)) {
      this.forget(uri);
      return [];
    }
    const model = this.#builder.file(file);
    const program = programOf(model);
    const observations = yield* this.observe(uri, file, program);
    const findings: Finding[] = [];
    for (const rule of rules) {
      yield;
      const severity = options.severities.get(rule.id);
      if (severity === 'off') continue;
      const seen = new Set<string>();
      rule.check({
        program,
        file: model,
        observations,
        report(report) {
          const finding = findingOf(uri, model, rule, report);
          const place = `${finding.span.start}-${finding.span.end}`;
          if (seen.has(place)) return;
          seen.add(place);
          findings.push(severity === undefined ? finding : { ...finding, severity });
        },
      });
    }
    return findings.sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
  }

  repairsOf(
    uri: string,
    file: ParsedFile,
    findings: readonly Finding[],
    finding: Finding,
    options: AnalysisOptions,
  ): readonly Fix[] {
    const known = this.#repairs.get(finding);
    if (known !== undefined || finding.fixes.length === 0) return known ?? [];
    // Under a name of its own: the file itself has not changed. What was observed of functions that the fix leaves alone
    // holds for the draft as well.
    const draft = `${uri}#repair`;
    this.#results.set(draft, this.#results.get(uri) ?? new Map<FunctionModel, RootResult>());
    const repairs = repairsOf(
      {
        parse: (before, text) => this.#parser.update(before, text),
        findings: (changed) => this.analyse(draft, changed, options),
      },
      file,
      findings,
      finding,
    );
    this.forget(draft);
    this.#repairs.set(finding, repairs);
    return repairs;
  }

  registrationStateAt(_uri: string, file: ParsedFile, offset: number): RegistrationState | undefined {
    if (!mentionsWsk(file)) return undefined;
    const model = this.#builder.file(file);
    return stateAt(model, programOf(model), file, offset);
  }

  forget(uri: string): void {
    this.#results.delete(uri);
  }

  /** Observations of all roots; those whose functions and declarations did not change are kept from the version before. */
  private *observe(
    uri: string,
    file: ParsedFile,
    program: FileProgram,
  ): Generator<void, readonly Observation[]> {
    const before = this.#results.get(uri);
    const results = new Map<FunctionModel, RootResult>();
    const declarations = file.units.filter(({ unit }) => unit.kind !== 'function').map(({ unit }) => unit);
    for (const root of program.roots(entryNames)) {
      yield;
      const inputs = [...declarations, ...program.unitsReachedBy(root)];
      const roles = program.rolesOf(root).join();
      const known = before?.get(root);
      const isCurrent = known?.roles === roles && sameUnits(known.inputs, inputs);
      results.set(root, isCurrent ? known : { inputs, roles, observations: simulateRoot(program, root) });
    }
    this.#results.set(uri, results);
    return [...results.values()].flatMap(({ observations }) => observations);
  }
}

function programOf(model: FileModel): FileProgram {
  return new FileProgram(model, new CallGraph(model));
}

function mentionsWsk(file: ParsedFile): boolean {
  if (!['Wsk', 'WSK_', 'Nmr', 'NPI_'].some((prefix) => file.text.includes(prefix))) return false;
  return file.units.some(({ unit }) => {
    const used = unit.identifiers();
    for (const trigger of triggers) if (used.has(trigger)) return true;
    return false;
  });
}

function sameUnits(a: readonly Unit[], b: readonly Unit[]): boolean {
  return a.length === b.length && a.every((unit, index) => unit === b[index]);
}
