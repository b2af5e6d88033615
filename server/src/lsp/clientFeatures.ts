import { type InitializeParams, MarkupKind } from 'vscode-languageserver';
import type { CompletionSupport } from '../features/completion.ts';
import type { DiagnosticSupport } from '../features/diagnostics.ts';
import type { Provision } from '../workspace/settings.ts';
import type { SignatureSupport } from '../features/signatureHelp.ts';
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
  readonly completion: CompletionSupport;
  readonly completionFormat: MarkupKind;
  readonly signatures: SignatureSupport;
  /** Asks for inlay hints again when told that settings changed. */
  readonly refreshesInlayHints: boolean;
  /** An extension for C runs beside this one, see `InitializationOptions`. */
  readonly hasCExtension: boolean;
  readonly versionedEdits: boolean;
  readonly answersConfiguration: boolean;
  readonly registersConfiguration: boolean;
  readonly workspaceFolders: boolean;
  readonly watchesFiles: boolean;
  readonly showsProgress: boolean;
  readonly showsStatus: boolean;
}

export function clientFeatures({ capabilities, initializationOptions }: InitializeParams): ClientFeatures {
  const { textDocument, window, workspace } = capabilities;
  const { completionItem } = textDocument?.completion ?? {};
  const { signatureInformation } = textDocument?.signatureHelp ?? {};
  const options = readOptions(initializationOptions);
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
    hoverFormat: preferredFormat(textDocument?.hover?.contentFormat),
    completion: {
      snippets: completionItem?.snippetSupport === true,
      insertReplace: completionItem?.insertReplaceSupport === true,
    },
    completionFormat: preferredFormat(completionItem?.documentationFormat),
    signatures: {
      format: preferredFormat(signatureInformation?.documentationFormat),
      labelOffsets: signatureInformation?.parameterInformation?.labelOffsetSupport === true,
    },
    refreshesInlayHints: workspace?.inlayHint?.refreshSupport === true,
    hasCExtension: options.cExtension === true,
    versionedEdits: workspace?.workspaceEdit?.documentChanges === true,
    answersConfiguration: workspace?.configuration === true,
    registersConfiguration: workspace?.didChangeConfiguration?.dynamicRegistration === true,
    workspaceFolders: workspace?.workspaceFolders === true,
    watchesFiles: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    showsProgress: window?.workDoneProgress === true,
    showsStatus: options.statusNotification === true,
  };
}

/** Whether a feature is to answer of which a client may ask one server only. */
export function isProvided({ hasCExtension }: ClientFeatures, provision: Provision): boolean {
  return provision === 'auto' ? !hasCExtension : provision;
}

function preferredFormat(formats: readonly MarkupKind[] | undefined): MarkupKind {
  return formats?.includes(MarkupKind.Markdown) ? MarkupKind.Markdown : MarkupKind.PlainText;
}

/** The options that the extension sends; other clients send anything, or nothing. */
export function readOptions(options: unknown): InitializationOptions {
  if (typeof options !== 'object' || options === null) return {};
  const { statusNotification, assets, cExtension } = options as Readonly<Record<string, unknown>>;
  return {
    ...(typeof statusNotification === 'boolean' && { statusNotification }),
    ...(typeof cExtension === 'boolean' && { cExtension }),
    ...(typeof assets === 'string' && { assets }),
  };
}
