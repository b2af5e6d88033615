import { styleText } from 'node:util';
import type { Severity } from '../../base/finding.ts';
import { excerpt } from '../excerpt.ts';
import {
  countBySeverity,
  filesAnalysed,
  lineText,
  type Place,
  regionOf,
  type Report,
  type ReportedFinding,
  samePlace,
} from '../report.ts';
import { ruleUrl } from '../../rules/rule.ts';
import { sanitise, wrap } from '../terminalText.ts';

export interface TextOptions {
  /** Width of the terminal. */
  readonly columns: number;
  readonly colours: boolean;
}

type Format = Parameters<typeof styleText>[0];

const severityFormats: Readonly<Record<Severity, Format>> = {
  error: ['bold', 'red'],
  warning: ['bold', 'yellow'],
  info: ['bold', 'cyan'],
  hint: ['bold', 'cyan'],
};

/** For people: each finding with an excerpt of the source, the steps that lead to it, and a summary at the end. */
export function formatText(report: Report, options: TextOptions): string {
  const blocks = report.findings.map((found) => `${new Block(found, options).lines().join('\n')}\n`);
  return [...blocks, `${summarise(report)}\n`].join('\n');
}

/** One line, e.g. "3 errors, 1 warning in 2 files (14 files read, 3 analysed, 1 skipped; 2 suppressed)". */
export function summarise(report: Report): string {
  const counts = Object.entries(countBySeverity(report.findings)).filter(([, number]) => number > 0);
  const kinds = counts.map(([severity, number]) => plural(number, severity)).join(', ');
  const files = new Set(report.findings.map(({ source }) => source)).size;
  const found = kinds === '' ? 'no findings' : `${kinds} in ${plural(files, 'file')}`;
  const skipped = report.notes.filter(({ kind }) => kind === 'skipped').length;
  const read = `${plural(report.filesRead, 'file')} read, ${filesAnalysed(report)} analysed`;
  const decided = [
    ...counted(report.suppressed.length, 'suppressed'),
    ...counted(report.known.length, 'in the baseline'),
    ...counted(report.stale.length, 'stale in the baseline'),
  ].join(', ');
  return `${found} (${read}${skipped > 0 ? `, ${skipped} skipped` : ''}${decided === '' ? '' : `; ${decided}`})`;
}

function counted(number: number, what: string): readonly string[] {
  return number === 0 ? [] : [`${number} ${what}`];
}

function plural(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

/** How a part of the source is underlined. */
interface Marking {
  readonly mark: string;
  readonly format: Format;
  /** Number of lines shown before and after. */
  readonly context: number;
}

/** What is printed of one finding; source lines are numbered in a gutter as wide as the largest number. */
class Block {
  readonly #found: ReportedFinding;
  readonly #options: TextOptions;
  readonly #gutter: number;
  readonly #lines: string[] = [];

  constructor(found: ReportedFinding, options: TextOptions) {
    this.#found = found;
    this.#options = options;
    // The line of context below may have one digit more than the last line of the finding.
    const last = Math.max(...[found, ...found.steps].map((place) => regionOf(place).end.line + 1));
    this.#gutter = String(last).length;
  }

  lines(): readonly string[] {
    const { finding, rule, steps } = this.#found;
    const format = severityFormats[finding.severity];
    const label = `${finding.severity}[${rule.id}]:`;
    this.#paragraph(this.#paint(format, label), finding.message, label.length + 1, 2);
    this.#lines.push(`${this.#frame('-->')} ${placeName(this.#found)}`, this.#frame(' |'));
    this.#source(this.#found, { mark: '^', format, context: 1 });
    this.#lines.push(this.#frame(' |'));
    for (const [i, step] of steps.entries()) {
      this.#item(`${i + 1}.`, `${step.message}  ${placeName(step)}`);
      if (!samePlace(step, this.#found)) this.#source(step, { mark: '-', format: 'cyan', context: 0 });
    }
    for (const fix of finding.fixes) this.#item('fix:', fix.title);
    this.#item('help:', ruleUrl(rule.id));
    return this.#lines;
  }

  #item(label: string, text: string): void {
    const indent = this.#gutter + ' = '.length + label.length + 1;
    this.#paragraph(`${this.#frame(' =')} ${this.#paint('bold', label)}`, text, indent, indent);
  }

  /** A label that is `used` columns wide with the space after it, and its text; further lines are indented. */
  #paragraph(label: string, text: string, used: number, indent: number): void {
    const [first = '', ...rest] = wrap(
      sanitise(text),
      Math.max(20, this.#options.columns - indent),
      used - indent,
    );
    this.#lines.push(`${label} ${first}`, ...rest.map((line) => ' '.repeat(indent) + line));
  }

  /** The lines of a place, numbered and underlined; of more than three, only the first and the last. */
  #source({ source, span }: Place, { mark, format, context }: Marking): void {
    const first = source.lines.position(span.start).line;
    const last = source.lines.position(Math.max(span.start, span.end - 1)).line;
    const end = Math.min(last + context, source.lines.lineCount - 1);
    for (let line = Math.max(0, first - context); line <= end; line++) {
      if (last - first > 2 && line > first && line < last) {
        if (line === first + 1) this.#lines.push(this.#frame('...'));
        continue;
      }
      const text = lineText(source, line);
      const inside = line >= first && line <= last;
      if (!inside && text.trim() === '') continue;
      const start = source.lines.lineStart(line);
      const marked = {
        start: line === first ? span.start - start : text.search(/\S|$/),
        end: line === last ? span.end - start : text.length,
      };
      const shown = excerpt(text, inside ? marked : { start: 0, end: 0 }, this.#room, mark);
      this.#lines.push(`${this.#frame(' |', String(line + 1))} ${shown.text}`.trimEnd());
      if (inside) this.#lines.push(`${this.#frame(' |')} ${this.#paint(format, shown.underline)}`);
    }
  }

  /** Columns for source text, right of the gutter. */
  get #room(): number {
    return Math.max(40, this.#options.columns - this.#gutter - 3);
  }

  /** The gutter, with or without a line number, and what separates it from the text. */
  #frame(separator: string, number = ''): string {
    return this.#paint('blueBright', number.padStart(this.#gutter) + separator);
  }

  #paint(format: Format, text: string): string {
    // The stream was asked before: the text may be for a file, or colours may be forced.
    return this.#options.colours ? styleText(format, text, { validateStream: false }) : text;
  }
}

function placeName(place: Place): string {
  const { start } = regionOf(place);
  return sanitise(`${place.source.name}:${start.line}:${start.column}`);
}
