/** The snippets that package.json contributes, and the page that lists them. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { projectRoot } from './places.ts';

export type SnippetLanguage = 'c' | 'cpp';

export interface Snippet {
  readonly name: string;
  readonly prefix: string;
  readonly description: string;
  /** In VS Code's snippet syntax, lines ended by `\n`, indented by tabs. */
  readonly body: string;
  readonly isFileTemplate: boolean;
  /** Path of its file from the project's root, such as `snippets/sockets.json`. */
  readonly file: string;
  readonly languages: readonly SnippetLanguage[];
}

interface Definition {
  readonly prefix: string;
  readonly description: string;
  readonly isFileTemplate?: boolean;
  readonly body: readonly string[];
}

/** All contributed snippets, in the order of package.json; throws when a file is missing or no JSON. */
export function readSnippets(): readonly Snippet[] {
  const manifest = readJson('package.json') as {
    contributes: { snippets: { language: SnippetLanguage; path: string }[] };
  };
  const languages = new Map<string, SnippetLanguage[]>();
  for (const { language, path: relative } of manifest.contributes.snippets) {
    const file = path.posix.normalize(relative);
    languages.set(file, [...(languages.get(file) ?? []), language]);
  }
  return [...languages].flatMap(([file, of]) => snippetsIn(file, of));
}

/** Prefixes that the description of a snippet names in its "Needs" sentence, in their order. */
export function directNeeds(snippet: Snippet): readonly string[] {
  const sentence = /Needs [^.]*\./.exec(snippet.description)?.[0] ?? '';
  return [...sentence.matchAll(/\bwsk-[a-z0-9-]+/g)].map(([prefix]) => prefix);
}

/** The text of docs/snippets.md. */
export function snippetPage(snippets: readonly Snippet[]): string {
  const files = [...new Set(snippets.map(({ file }) => file))];
  return `${[
    '# Snippets',
    'Type a prefix in a C or C++ file and choose the snippet. The names in different snippets fit each other: what one needs of another works without a change as long as `Net`, the first tab stop, stays the same in both.',
    '<!-- Made by `npm run generate` from snippets/. -->',
    ...files.map((file) => section(file, snippets)),
  ].join('\n\n')}\n`;
}

function section(file: string, snippets: readonly Snippet[]): string {
  const own = snippets.filter((snippet) => snippet.file === file);
  const title = path.basename(file, '.json');
  const only = own.every(({ languages }) => !languages.includes('c')) ? ' (C++ only)' : '';
  return [
    `## ${title === 'cpp' ? 'Classes' : title.charAt(0).toUpperCase() + title.slice(1)}${only}`,
    '',
    '| Prefix | Snippet | What it is |',
    '| --- | --- | --- |',
    ...own.map(({ prefix, name, description }) => `| \`${prefix}\` | ${name} | ${asMarkdown(description)} |`),
  ].join('\n');
}

/** The editor shows a description as it stands; the page sets prefixes and headers as code. */
function asMarkdown(description: string): string {
  return description.replace(/\bwsk-[a-z0-9-]+|<\w+\.h>/g, '`$&`');
}

function snippetsIn(file: string, languages: readonly SnippetLanguage[]): Snippet[] {
  const definitions = readJson(file) as Readonly<Record<string, Definition>>;
  return Object.entries(definitions).map(([name, { prefix, description, isFileTemplate = false, body }]) => ({
    name,
    prefix,
    description,
    body: body.join('\n'),
    isFileTemplate,
    file,
    languages,
  }));
}

function readJson(name: string): unknown {
  return JSON.parse(readFileSync(path.join(projectRoot, name), 'utf8'));
}
