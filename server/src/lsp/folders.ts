import {
  DidChangeWatchedFilesNotification,
  FileChangeType,
  type InitializeParams,
  type WorkDoneProgressReporter,
} from 'vscode-languageserver';
import { describeError } from '../base/logger.ts';
import { defaultSettings } from '../workspace/settings.ts';
import type { Session } from './session.ts';

/** What the files of a driver are recognised by, for a client that tells of changes. */
const watched =
  '**/{.wsklintrc.json,*baseline*.json,*.c,*.h,*.cpp,*.cc,*.cxx,*.hpp,*.hh,*.hxx,*.inl,*.vcxproj,*.vcxitems,*.props,*.targets,*.inf,*.inx,CMakeLists.txt,compile_commands.json,sources,Sources,SOURCES,sources.inc}';
const decidesMembers =
  /(?:\.vcxproj|\.vcxitems|\.props|\.targets|CMakeLists\.txt|\.json|\/sources|\/sources\.inc)$/i;
/** Milliseconds within which files that come and go one after another are looked for once. */
const pause = 300;

/** URIs of the folders that a client has open. */
export class Folders {
  readonly #uris: Set<string>;
  /** Settles when the folders have been looked through for the first time, or when that has failed. */
  readonly searched: Promise<void>;
  readonly #settleSearched: () => void;

  constructor(uris: readonly string[]) {
    this.#uris = new Set(uris);
    let settle = (): void => undefined;
    this.searched = new Promise((resolve) => {
      settle = resolve;
    });
    this.#settleSearched = settle;
  }

  get uris(): readonly string[] {
    return [...this.#uris];
  }

  /** To be called at the end of a search that no newer one has overtaken. */
  wereSearched(): void {
    this.#settleSearched();
  }

  change(added: readonly string[], removed: readonly string[]): void {
    for (const uri of removed) this.#uris.delete(uri);
    for (const uri of added) this.#uris.add(uri);
  }
}

/** The folders of an `initialize` request, by any of the ways that clients have to name them. */
export function foldersOf(params: InitializeParams): readonly string[] {
  const folders = params.workspaceFolders?.map(({ uri }) => uri);
  if (folders !== undefined) return folders;
  // Of clients that are older than workspace folders.
  // eslint-disable-next-line @typescript-eslint/no-deprecated
  return params.rootUri === null ? [] : [params.rootUri];
}

/** Looks for drivers in the client's folders, now and whenever files come or go; `refresh` is called when there is news. */
export async function watchFolders(session: Session, refresh: () => void): Promise<void> {
  const { connection, client, folders, guard, log, workspace } = session;
  const scan = guard.event('looking for drivers', async () => {
    if (!(await scanFolders(session))) return;
    folders.wereSearched();
    refresh();
  });
  let timer: ReturnType<typeof setTimeout> | undefined;
  const scanSoon = () => {
    clearTimeout(timer);
    timer = setTimeout(scan, pause);
  };
  connection.onDidChangeWatchedFiles(
    guard.event('workspace/didChangeWatchedFiles', ({ changes }) => {
      const isNew = changes.some(
        ({ uri, type }) => type !== FileChangeType.Changed || decidesMembers.test(uri),
      );
      for (const { uri } of changes) workspace.saved(uri);
      if (isNew) scanSoon();
      else refresh();
    }),
  );
  if (client.workspaceFolders) {
    connection.workspace.onDidChangeWorkspaceFolders(
      guard.event('workspace/didChangeWorkspaceFolders', ({ added, removed }) => {
        folders.change(
          added.map(({ uri }) => uri),
          removed.map(({ uri }) => uri),
        );
        scanSoon();
      }),
    );
  }
  if (client.watchesFiles) {
    await connection.client
      .register(DidChangeWatchedFilesNotification.type, { watchers: [{ globPattern: watched }] })
      .catch((error: unknown) => {
        log.warn(`The client does not tell of changed files: ${describeError(error)}`);
      });
  }
  scan();
}

function scanFolders(session: Session): Promise<boolean> {
  const { folders, workspace } = session;
  workspace.setFolders(folders.uris);
  return withProgress(session, 'WSK: looking for drivers', (progress) =>
    workspace.scan(folders.uris, defaultSettings.maxFileSize, (files) => progress?.report(`${files} files`)),
  );
}

/** Does work whose progress the client shows, if it can. */
export async function withProgress<T>(
  { connection, client }: Session,
  title: string,
  work: (progress: WorkDoneProgressReporter | undefined) => Promise<T>,
): Promise<T> {
  const progress = client.showsProgress
    ? await connection.window.createWorkDoneProgress().catch(() => undefined)
    : undefined;
  progress?.begin(title, 0);
  try {
    return await work(progress);
  } finally {
    progress?.done();
  }
}
