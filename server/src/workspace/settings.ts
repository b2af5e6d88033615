import { type RuleId, ruleIds } from '../rules/ids.ts';
import { type Level, levels, type Severities } from './severities.ts';

/** What a user can set for one file; `readSettings` says where each comes from. */
export interface Settings {
  readonly diagnostics: boolean;
  readonly hover: boolean;
  readonly codeActions: boolean;
  readonly documentSymbols: boolean;
  readonly goTo: boolean;
  readonly callHierarchy: Provision;
  readonly semanticTokens: Provision;
  readonly completion: boolean;
  readonly signatureHelp: boolean;
  readonly inlayHints: InlayHintSettings;
  /** Which files findings are shown of: those that are open, or all of the workspace. */
  readonly scope: Scope;
  /** Files of more characters (bytes, for files on disk) are not analysed. */
  readonly maxFileSize: number;
  /** Severities that replace a rule's own. */
  readonly severities: Severities;
}

/** Kinds of inlay hints; each is off until it is asked for. */
export interface InlayHintSettings {
  readonly parameterNames: boolean;
  readonly irql: boolean;
  readonly irp: boolean;
}

export type Scope = 'openFiles' | 'workspace';

/** Whether a feature is there of which a client asks only one server; `auto`: unless another one has it. */
export type Provision = boolean | 'auto';

const scopes: readonly Scope[] = ['openFiles', 'workspace'];

export const defaultSettings: Settings = {
  diagnostics: true,
  hover: true,
  codeActions: true,
  documentSymbols: true,
  goTo: true,
  callHierarchy: 'auto',
  semanticTokens: 'auto',
  completion: true,
  signatureHelp: true,
  inlayHints: { parameterNames: false, irql: false, irp: false },
  scope: 'openFiles',
  maxFileSize: 2 * 1024 * 1024,
  severities: new Map(),
};

/** Settings of which every value is usable. */
export interface CheckedSettings {
  readonly settings: Settings;
  /** A sentence for each value that was not understood: what it is, and what is used instead. */
  readonly problems: readonly string[];
}

/**
 * Reads the `wsk` section as a client sends it: `diagnostics.enable` and the same of other features, `inlayHints`, `scope`,
 * `maxFileSize` (in megabytes), `rules` (rule id to severity). Anything may be missing or wrong; the default takes its place.
 */
export function readSettings(section: unknown): CheckedSettings {
  const problems: string[] = [];
  const { inlayHints, maxFileSize, rules, scope, ...features } = properties(section);
  const isOn = (feature: string): boolean =>
    readFlag(`wsk.${feature}.enable`, properties(features[feature])['enable'], problems);
  const provision = (feature: string): Provision =>
    readProvision(`wsk.${feature}.enable`, properties(features[feature])['enable'], problems);
  return {
    settings: {
      diagnostics: isOn('diagnostics'),
      hover: isOn('hover'),
      codeActions: isOn('codeActions'),
      documentSymbols: isOn('documentSymbols'),
      goTo: isOn('goTo'),
      callHierarchy: provision('callHierarchy'),
      semanticTokens: provision('semanticTokens'),
      completion: isOn('completion'),
      signatureHelp: isOn('signatureHelp'),
      inlayHints: readInlayHints('wsk.inlayHints', inlayHints, problems),
      scope: readScope('wsk.scope', scope, problems),
      maxFileSize: readSize('wsk.maxFileSize', maxFileSize, problems),
      severities: readSeverities('wsk.rules', rules, problems),
    },
    problems,
  };
}

/**
 * Reads a map from rule id to severity; entries that make no sense are left out and added to `problems`.
 * `name` is what the map is called in messages.
 */
function readSeverities(name: string, value: unknown, problems: string[]): Severities {
  const result = new Map<RuleId, Level>();
  if (value !== undefined && value !== null && !isObject(value)) {
    problems.push(
      `${name} must map rule names to severities, but is ${JSON.stringify(value)}; it is ignored.`,
    );
  }
  for (const [key, entry] of Object.entries(properties(value))) {
    const rule = ruleIds.find((id) => id === key);
    const severity = levels.find((known) => known === entry);
    if (rule === undefined) {
      problems.push(`${name} names "${key}", but there is no such rule; the entry is ignored.`);
    } else if (severity === undefined) {
      problems.push(
        `${name}: "${key}" must be one of ${levels.join(', ')}, but is ${JSON.stringify(entry)}; ` +
          'the rule keeps its own severity.',
      );
    } else result.set(rule, severity);
  }
  return result;
}

function readFlag(name: string, value: unknown, problems: string[], fallback = true): boolean {
  if (typeof value === 'boolean') return value;
  if (value !== undefined && value !== null) {
    problems.push(`${name} must be true or false, but is ${JSON.stringify(value)}; ${fallback} is used.`);
  }
  return fallback;
}

function readInlayHints(name: string, section: unknown, problems: string[]): InlayHintSettings {
  const { parameterNames, irql, irp } = properties(section);
  return {
    parameterNames: readFlag(`${name}.parameterNames`, parameterNames, problems, false),
    irql: readFlag(`${name}.irql`, irql, problems, false),
    irp: readFlag(`${name}.irp`, irp, problems, false),
  };
}

function readProvision(name: string, value: unknown, problems: string[]): Provision {
  if (typeof value === 'boolean' || value === 'auto') return value;
  if (value !== undefined && value !== null) {
    problems.push(`${name} must be true, false or "auto", but is ${JSON.stringify(value)}; "auto" is used.`);
  }
  return 'auto';
}

function readScope(name: string, value: unknown, problems: string[]): Scope {
  const scope = scopes.find((known) => known === value);
  if (scope === undefined && value !== undefined && value !== null) {
    problems.push(
      `${name} must be one of ${scopes.join(', ')}, but is ${JSON.stringify(value)}; ${defaultSettings.scope} is used.`,
    );
  }
  return scope ?? defaultSettings.scope;
}

function readSize(name: string, value: unknown, problems: string[]): number {
  const megabyte = 1024 * 1024;
  if (typeof value === 'number' && value > 0) return Math.round(value * megabyte);
  const fallback = defaultSettings.maxFileSize;
  if (value !== undefined && value !== null) {
    problems.push(
      `${name} must be a number of megabytes above 0, but is ${JSON.stringify(value)}; ` +
        `${fallback / megabyte} is used.`,
    );
  }
  return fallback;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function properties(value: unknown): Readonly<Record<string, unknown>> {
  return isObject(value) ? value : {};
}
