/** Source files that are made of snippets, as somebody would who has inserted them. */
import { directNeeds, type Snippet, type SnippetLanguage } from '../../scripts/snippets.ts';
import { expandSnippet } from '../support/expandSnippet.ts';

const variables = { TM_FILENAME: 'driver.c', TM_FILENAME_BASE: 'driver' };

/**
 * Functions that statements are put into, in the place of `SNIPPET`. Each has what its snippet calls by name and does not
 * declare.
 */
const functionsAround: Readonly<Record<string, string>> = {
  'wsk-register': `
NTSTATUS Start(VOID)
{
    NTSTATUS status;

    SNIPPET
    return STATUS_SUCCESS;
}`,
  'wsk-capture': `
NTSTATUS Use(VOID)
{
    WSK_PROVIDER_NPI provider;
    NTSTATUS status;

    SNIPPET
    return STATUS_SUCCESS;
}`,
  'wsk-call': `
NTSTATUS Disconnect(PWSK_SOCKET socket)
{
    const WSK_PROVIDER_CONNECTION_DISPATCH *dispatch = (const WSK_PROVIDER_CONNECTION_DISPATCH *)socket->Dispatch;
    NTSTATUS status;

    SNIPPET
    return status;
}`,
  'wsk-buf': `
WSK_BUF Describe(PMDL mdl)
{
    SNIPPET
    return buffer;
}`,
  'wsk-socket': `
NTSTATUS Open(const WSK_PROVIDER_NPI *provider, PSYNC_REQUEST request, PWSK_SOCKET *result)
{
    PWSK_SOCKET socket;
    NTSTATUS status;

    SNIPPET
    *result = socket;
    return STATUS_SUCCESS;
}`,
  'wsk-shutdown': `
static SYNC_REQUEST request;

VOID Stop(PWSK_SOCKET socket)
{
    SNIPPET
}`,
  'wsk-address-ipv4': `
VOID Remote(SOCKADDR_IN *result)
{
    SNIPPET
    *result = address;
}`,
  'wsk-address-ipv6': `
VOID Remote(SOCKADDR_IN6 *result)
{
    SNIPPET
    *result = address;
}`,
};

/** Prefixes of the snippets that are statements, for the body of a function. */
export const statementPrefixes: readonly string[] = Object.keys(functionsAround);

/** Snippets that define what another one defines as well, in another way. */
const alternatives = ['wsk-receive-event-retain', 'wsk-wdf-device'];

/** The headers that a file with snippets includes; a snippet for WDF says that it wants one more. */
export const headers = ['ntifs.h', 'wsk.h'] as const;

/** A file with what the snippet needs, in front of it, and the snippet with the choices of a number. */
export function sourceOf(snippet: Snippet, all: readonly Snippet[], choice: number): string {
  const parts = [
    ...(snippet.isFileTemplate ? [] : [includes(headersOf(snippet))]),
    ...needsOf(snippet, all).map((needed) => expandSnippet(needed.body, variables)),
    inFunction(snippet.prefix, expandSnippet(snippet.body, variables, choice)),
  ];
  return `${parts.join('\n\n')}\n`;
}

/** A file with all snippets that are for a file and not instead of another one. */
export function sourceOfAll(snippets: readonly Snippet[], language: SnippetLanguage): string {
  const chosen = snippets.filter(
    ({ prefix, isFileTemplate, languages }) =>
      languages.includes(language) &&
      !isFileTemplate &&
      !statementPrefixes.includes(prefix) &&
      !alternatives.includes(prefix),
  );
  const inOrder = new Set(chosen.flatMap((snippet) => [...needsOf(snippet, snippets), snippet]));
  const parts = [...inOrder].map(({ body }) => expandSnippet(body, variables));
  return `${[includes(headers), ...parts].join('\n\n')}\n`;
}

/** What a snippet needs, also through others, each behind what it needs itself. */
function needsOf(snippet: Snippet, all: readonly Snippet[]): readonly Snippet[] {
  const needs = new Set<Snippet>();
  for (const prefix of directNeeds(snippet)) {
    const needed = all.find((each) => each.prefix === prefix);
    if (needed === undefined) throw new Error(`${snippet.prefix} needs ${prefix}, which does not exist`);
    for (const each of [...needsOf(needed, all), needed]) needs.add(each);
  }
  return [...needs];
}

function headersOf({ description }: Snippet): readonly string[] {
  return description.includes('<wdf.h>') ? ['wdf.h', ...headers] : headers;
}

function includes(names: readonly string[]): string {
  return names.map((name) => `#include <${name}>`).join('\n');
}

function inFunction(prefix: string, text: string): string {
  const around = functionsAround[prefix];
  return around === undefined ? text : around.trim().replace('SNIPPET', () => text);
}
