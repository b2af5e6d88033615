import { fileURLToPath } from 'node:url';
import type { Severity } from '../../base/finding.ts';
import { type Place, regionOf, type Report } from '../report.ts';
import { sanitise } from '../terminalText.ts';

/** MSBuild takes the first two for what they are, and lets other lines pass. */
const categories = {
  error: 'error',
  warning: 'warning',
  info: 'info',
  hint: 'info',
} as const satisfies Record<Severity, string>;

/**
 * Compiler messages as MSBuild and Visual Studio read them: `file(line,column): category code: text`, and a `note` for each
 * step of the path, as cl.exe writes them. File names are absolute, since a build runs in a folder that nobody knows.
 */
export function formatMsbuild({ findings }: Report): string {
  return findings
    .flatMap((found) => [
      `${origin(found)}: ${categories[found.finding.severity]} WSK-${found.rule.id}: ${sanitise(found.finding.message)}\n`,
      ...found.steps.map((step) => `${origin(step)}: note: ${sanitise(step.message)}\n`),
    ])
    .join('');
}

function origin(place: Place): string {
  const { line, column } = regionOf(place).start;
  return `${sanitise(fileURLToPath(place.source.uri))}(${line},${column})`;
}
