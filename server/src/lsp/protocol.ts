/**
 * What this server and the extension say to each other beyond the Language Server Protocol. Other editors need none of
 * it: a client that does not ask for the status is not sent it.
 */
import {
  NotificationType,
  RequestType,
  RequestType0,
  type TextDocumentIdentifier,
  type TextEdit,
} from 'vscode-languageserver';
import type { SocketKind } from '../features/addSocket/code.ts';

/** Sent by the extension as `initializationOptions`. */
export interface InitializationOptions {
  /** The client shows what {@link StatusNotification} says. */
  readonly statusNotification?: boolean;
  /** URL of the folder with the WebAssembly modules; a worker that was started from a blob cannot find it itself. */
  readonly assets?: string;
  /**
   * An extension for C is there as well: it completes what the headers declare, so this server does not do it again. The client
   * asks one of them only for call hierarchies and semantic tokens, so this server offers those when a setting says so.
   */
  readonly cExtension?: boolean;
}

/** What came of the latest analysis of a file. */
export interface FileStatus {
  readonly uri: string;
  /** `off`: by a setting; `skipped`: not a file that can be analysed; `error`: the analysis broke. */
  readonly state: 'ok' | 'off' | 'skipped' | 'error';
  /** Which setting, why it was skipped or what broke; empty for `ok`. */
  readonly detail: string;
  readonly findings: number;
  /** Time of the analysis, parsing included. */
  readonly milliseconds: number;
}

export const StatusNotification = new NotificationType<FileStatus>('wsk/status');

/** What came of {@link LintWorkspaceRequest}. */
export type LintWorkspaceResult =
  /** `files`: those with findings. */
  | { readonly kind: 'linted'; readonly findings: number; readonly files: number }
  /** The server sees open files only, as in a browser. */
  | { readonly kind: 'no-disk' }
  /** The log says why. */
  | { readonly kind: 'failed' };

/** Analyses all drivers of the workspace and publishes the findings of files that are not open as well. */
export const LintWorkspaceRequest = new RequestType0<LintWorkspaceResult, never>('wsk/lintWorkspace');

export interface AddSocketParams {
  readonly textDocument: TextDocumentIdentifier;
  readonly kind: SocketKind;
}

/** Edits for one version of the file; without any, why. */
export interface AddSocketResult {
  readonly version: number;
  readonly edits: readonly TextEdit[];
  /** A sentence for a person; empty when there are edits. */
  readonly reason: string;
}

/** Adds a use of WSK, with its clean-up, to the driver whose DriverEntry is in an open file. Changes nothing itself. */
export const AddSocketRequest = new RequestType<AddSocketParams, AddSocketResult, never>('wsk/addSocket');
