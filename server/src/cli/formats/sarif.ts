import type { Severity } from '../../base/finding.ts';
import type {
  ArtifactLocation,
  Location,
  Log,
  Notification,
  PhysicalLocation,
  Region,
  ReportingDescriptor,
  Result,
  Suppression,
} from 'sarif';
import { type RuleMeta, ruleUrl } from '../../rules/rule.ts';
import {
  type NoteKind,
  type Place,
  type Problem,
  regionOf,
  type Report,
  type ReportedFinding,
  samePlace,
  succeeded,
} from '../report.ts';

const levels = { error: 'error', warning: 'warning', info: 'note', hint: 'note' } as const satisfies Record<
  Severity,
  Result.level
>;

const noteLevels = { skipped: 'warning', incomplete: 'note', failed: 'error' } as const satisfies Record<
  NoteKind,
  Notification.level
>;

const noteDescriptions: Readonly<Record<NoteKind, string>> = {
  skipped: 'The file was not read',
  incomplete: 'Parts of the file do not parse; findings there may be missing',
  failed: 'The analysis of the file broke down',
};

const configurationDescription = 'Something in a configuration file or baseline was not understood';

/** Name in `originalUriBaseIds` of the folder that file names are relative to. */
const rootId = 'SRCROOT';

/** Name of the fingerprint in `partialFingerprints`; its number changes when `fingerprint.ts` computes another one. */
const fingerprintName = 'ruleFunctionLineHash/v1';

/** SARIF 2.1.0, for code scanning services and viewers. The same report gives the same bytes: no times, no names. */
export function formatSarif(report: Report): string {
  const log: Log = {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'wsk-lint',
            version: report.version,
            semanticVersion: report.version,
            informationUri: 'https://github.com/wsk-driver-tools/wsk-driver-tools',
            rules: report.rules.map(ruleDescriptor),
            notifications: Object.entries({
              ...noteDescriptions,
              configuration: configurationDescription,
            }).map(([id, text]) => ({ id, shortDescription: { text } })),
          },
        },
        columnKind: 'utf16CodeUnits',
        originalUriBaseIds: { [rootId]: { uri: report.root } },
        invocations: [
          {
            executionSuccessful: succeeded(report),
            toolExecutionNotifications: report.notes.map(({ kind, uri, message }) => ({
              level: noteLevels[kind],
              descriptor: { id: kind },
              message: { text: message },
              locations: [{ physicalLocation: { artifactLocation: artifact(report, uri) } }],
            })),
            ...(report.problems.length > 0 && {
              toolConfigurationNotifications: report.problems.map((problem) =>
                configuration(report, problem),
              ),
            }),
          },
        ],
        // Where some results say by whom they are suppressed, all have to: an empty list is one that counts.
        results: [
          ...report.findings.map((found) => result(report, found, [])),
          ...report.suppressed.map((found) =>
            result(report, found, [
              { kind: 'inSource', ...(found.reason !== undefined && { justification: found.reason }) },
            ]),
          ),
          ...report.known.map((found) =>
            result(report, found, [{ kind: 'external', justification: `known to ${found.baseline}` }]),
          ),
        ],
      },
    ],
  };
  return `${JSON.stringify(log, undefined, 2)}\n`;
}

function ruleDescriptor(rule: RuleMeta): ReportingDescriptor {
  const url = ruleUrl(rule.id);
  return {
    id: rule.id,
    shortDescription: { text: rule.summary },
    fullDescription: { text: `${rule.summary}.` },
    helpUri: url,
    help: {
      text: `${rule.summary}. See ${url}.`,
      markdown: `${rule.summary}. [More about ${rule.id}](${url})`,
    },
    defaultConfiguration: { level: levels[rule.severity] },
    properties: { facts: [...rule.facts], precision: rule.precision },
  };
}

function configuration(report: Report, { uri, position, message }: Problem): Notification {
  const region = { startLine: position.line + 1, startColumn: position.column + 1 };
  return {
    level: 'error',
    descriptor: { id: 'configuration' },
    message: { text: message },
    locations: [{ physicalLocation: { artifactLocation: artifact(report, uri), region } }],
  };
}

function result(report: Report, found: ReportedFinding, suppressions: Suppression[]): Result {
  const { finding, rule, steps } = found;
  const last = steps.at(-1);
  // Viewers expect a code flow to end at the result.
  const flow =
    last !== undefined && samePlace(last, found) ? steps : [...steps, { ...found, message: finding.message }];
  return {
    ruleId: rule.id,
    ruleIndex: report.rules.indexOf(rule),
    level: levels[finding.severity],
    message: { text: finding.message },
    locations: [
      {
        physicalLocation: physical(report, found),
        ...(found.functionName !== undefined && {
          logicalLocations: [{ name: found.functionName, kind: 'function' }],
        }),
      },
    ],
    ...(steps.length > 0 && {
      codeFlows: [
        {
          threadFlows: [
            {
              locations: flow.map((step, i) => ({
                executionOrder: i + 1,
                location: { physicalLocation: physical(report, step), message: { text: step.message } },
              })),
            },
          ],
        },
      ],
      relatedLocations: steps.map((step, i): Location => ({
        id: i + 1,
        physicalLocation: physical(report, step),
        message: { text: step.message },
      })),
    }),
    ...(finding.fixes.length > 0 && {
      fixes: finding.fixes.map((fix) => ({
        description: { text: fix.title },
        artifactChanges: [...new Set(fix.edits.map(({ uri }) => uri))].map((changed) => ({
          artifactLocation: artifact(report, changed),
          replacements: fix.edits
            .filter(({ uri }) => uri === changed)
            .map(({ span, newText }) => ({
              deletedRegion: region({ source: report.sources.get(changed) ?? found.source, span }),
              ...(newText !== '' && { insertedContent: { text: newText } }),
            })),
        })),
      })),
    }),
    partialFingerprints: { [fingerprintName]: found.fingerprint },
    suppressions,
  };
}

function physical(report: Report, place: Place): PhysicalLocation {
  return { artifactLocation: artifact(report, place.source.uri), region: region(place) };
}

function artifact(report: Report, uri: string): ArtifactLocation {
  if (!uri.startsWith(report.root)) return { uri };
  // A colon in the first segment of a relative URI would make it a scheme.
  return { uri: uri.slice(report.root.length).replaceAll(':', '%3A'), uriBaseId: rootId };
}

function region(place: Place): Region {
  const { start, end } = regionOf(place);
  return { startLine: start.line, startColumn: start.column, endLine: end.line, endColumn: end.column };
}
