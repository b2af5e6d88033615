import { type InitializeParams, MarkupKind } from 'vscode-languageserver';
import type { DiagnosticSupport } from '../features/diagnostics.ts';
import type { Provision } from '../workspace/settings.ts';
import type { InitializationOptions } from './protocol.ts';

/** What the client can do, as far as it makes a difference to the server. */
export interface ClientFeatures {
  readonly pullsDiagnostics: boolean;
  /** Pulls again when told that settings changed. */
  readonly refreshesDiagnostics: boolean;
  /** Asks for semantic tokens again when told to. */
  readonly refreshesTokens: boolean;
  readonly diagnostics: DiagnosticSupport;
  readonly diagnosticVersions: boolean;
  /** Takes code actions with edits; otherwise it knows commands only, of which there are none. */
  readonly codeActions: boolean;
  readonly hoverFormat: MarkupKind;
  readonly versionedEdits: boolean;
  readonly answersConfiguration: boolean;
  readonly registersConfiguration: boolean;
  readonly workspaceFolders: boolean;
  readonly watchesFiles: boolean;
  readonly showsProgress: boolean;
  readonly showsStatus: boolean;
  /** See {@link InitializationOptions.cExtension}. */
  readonly hasCExtension: boolean;
}

export function clientFeatures({ capabilities, initializationOptions }: InitializeParams): ClientFeatures {
  const { textDocument, window, workspace } = capabilities;
  // Since 3.18 each of the two ways to get diagnostics has these; before, only the first one had.
  const shown = { ...textDocument?.publishDiagnostics, ...textDocument?.diagnostic };
  return {
    pullsDiagnostics: textDocument?.diagnostic !== undefined,
    refreshesDiagnostics: workspace?.diagnostics?.refreshSupport === true,
    refreshesTokens: workspace?.semanticTokens?.refreshSupport === true,
    diagnostics: {
      relatedInformation: shown.relatedInformation === true,
      tags: shown.tagSupport?.valueSet ?? [],
    },
    diagnosticVersions: textDocument?.publishDiagnostics?.versionSupport === true,
    codeActions: textDocument?.codeAction?.codeActionLiteralSupport !== undefined,
    hoverFormat: textDocument?.hover?.contentFormat?.includes(MarkupKind.Markdown)
      ? MarkupKind.Markdown
      : MarkupKind.PlainText,
    versionedEdits: workspace?.workspaceEdit?.documentChanges === true,
    answersConfiguration: workspace?.configuration === true,
    registersConfiguration: workspace?.didChangeConfiguration?.dynamicRegistration === true,
    workspaceFolders: workspace?.workspaceFolders === true,
    watchesFiles: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    showsProgress: window?.workDoneProgress === true,
    showsStatus: readOptions(initializationOptions).statusNotification === true,
    hasCExtension: readOptions(initializationOptions).cExtension === true,
  };
}

/** Whether a feature is to answer of which a client may ask one server only. */
export function isProvided({ hasCExtension }: ClientFeatures, provision: Provision): boolean {
  return provision === 'auto' ? !hasCExtension : provision;
}

/** The options that the extension sends; other clients send anything, or nothing. */
export function readOptions(options: unknown): InitializationOptions {
  if (typeof options !== 'object' || options === null) return {};
  const { statusNotification, cExtension, assets } = options as Readonly<Record<string, unknown>>;
  return {
    ...(typeof statusNotification === 'boolean' && { statusNotification }),
    ...(typeof cExtension === 'boolean' && { cExtension }),
    ...(typeof assets === 'string' && { assets }),
  };
}
