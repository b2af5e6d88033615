import { nearest } from '../base/nearest.ts';
import { ruleIds, type RuleId } from '../rules/ids.ts';
import { patternFault } from './globs.ts';
import { type JsonProblem, type JsonProperty, type JsonValue, problem, quoted, readJson } from './json.ts';
import { type Level, levels, type Severities } from './severities.ts';

/** Name of the configuration file. */
export const configName = '.wsklintrc.json';

/** What a configuration file says. */
export interface ConfigFile {
  readonly severities: Severities;
  /** Patterns of `exclude`, relative to the folder of the file; see `globs.ts`. */
  readonly exclude: readonly string[];
  /** Path of the baseline relative to the folder of the file, as written. */
  readonly baseline: string | undefined;
}

export interface CheckedConfig {
  readonly config: ConfigFile;
  /** In the order of the file. What they are about is left out of `config`; the rest of it holds. */
  readonly problems: readonly JsonProblem[];
}

export const emptyConfig: ConfigFile = { severities: new Map(), exclude: [], baseline: undefined };

/** Reads the text of a configuration file: JSON with comments and trailing commas. Never throws. */
export function readConfigFile(text: string): CheckedConfig {
  const { root, problems } = readJson(text);
  const reader = new Reader(text, [...problems]);
  const config = root === undefined ? emptyConfig : reader.config(root);
  return { config, problems: reader.problems.sort((a, b) => a.span.start - b.span.start) };
}

const keys = ['$schema', 'rules', 'exclude', 'baseline'] as const;

class Reader {
  readonly problems: JsonProblem[];
  readonly #text: string;

  constructor(text: string, problems: JsonProblem[]) {
    this.#text = text;
    this.problems = problems;
  }

  config(root: JsonValue): ConfigFile {
    const values = new Map<string, JsonValue>();
    for (const property of this.#properties(root, 'The configuration')) {
      if (keys.some((key) => key === property.name)) values.set(property.name, property.value);
      else this.#unknown(property, `There is no key "${property.value.key}"`, keys);
    }
    const baseline = values.get('baseline');
    const severities = values.get('rules');
    return {
      severities: severities === undefined ? emptyConfig.severities : this.#severities(severities),
      exclude: this.#patterns(values.get('exclude')),
      baseline: baseline && this.#baseline(baseline),
    };
  }

  #severities(rules: JsonValue): Severities {
    const severities = new Map<RuleId, Level>();
    for (const property of this.#properties(rules, '"rules"')) {
      const { name, value } = property;
      const rule = ruleIds.find((id) => id === name);
      const text = value.value.kind === 'string' ? value.value.text : undefined;
      const level = levels.find((known) => known === text);
      if (rule === undefined)
        this.#unknown(property, `"rules" names "${name}", but there is no such rule`, ruleIds);
      else if (level !== undefined) severities.set(rule, level);
      else {
        const choices = `"${value.key}" must be one of ${levels.join(', ')}, but is ${quoted(this.#text, value)}`;
        this.#report(value, `${choices}; the rule keeps its severity${didYouMean(text, levels)}`);
      }
    }
    return severities;
  }

  #patterns(exclude: JsonValue | undefined): readonly string[] {
    if (exclude === undefined) return [];
    if (exclude.value.kind !== 'array') {
      this.#report(
        exclude,
        `"exclude" must be a list of patterns, but is ${quoted(this.#text, exclude)}; it is ignored.`,
      );
      return [];
    }
    return exclude.value.items.flatMap((item) => {
      const pattern = item.value.kind === 'string' ? item.value.text : undefined;
      const fault = pattern === undefined ? 'is no text' : patternFault(pattern);
      if (pattern !== undefined && fault === undefined) return [pattern];
      this.#report(item, `"${item.key}" ${fault ?? ''}; ${quoted(this.#text, item)} is ignored.`);
      return [];
    });
  }

  #baseline(baseline: JsonValue): string | undefined {
    const { value } = baseline;
    if (value.kind === 'string' && value.text.trim() !== '') return value.text;
    this.#report(
      baseline,
      `"baseline" must be the path of a file, but is ${quoted(this.#text, baseline)}; there is no baseline.`,
    );
    return undefined;
  }

  #properties(value: JsonValue, what: string): readonly JsonProperty[] {
    if (value.value.kind === 'object') return value.value.properties;
    this.#report(
      value,
      `${what} must be an object { … }, but is ${quoted(this.#text, value)}; it is ignored.`,
    );
    return [];
  }

  #unknown({ name, nameSpan, value }: JsonProperty, what: string, known: readonly string[]): void {
    this.problems.push(problem(nameSpan, value.key, `${what}; it is ignored${didYouMean(name, known)}`));
  }

  #report(value: JsonValue, message: string): void {
    this.problems.push(problem(value.span, value.key, message));
  }
}

/** The end of a message: a full stop, and what a mistyped word probably means. */
function didYouMean(word: string | undefined, known: readonly string[]): string {
  const meant = word === undefined ? undefined : nearest(word, known);
  return meant === undefined ? '.' : `. Did you mean "${meant}"?`;
}
