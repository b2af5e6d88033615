import type {
  CallHierarchyIncomingCall,
  CallHierarchyIncomingCallsParams,
  CallHierarchyItem,
  CallHierarchyOutgoingCall,
  CallHierarchyOutgoingCallsParams,
  CallHierarchyPrepareParams,
  CancellationToken,
  DocumentSymbol,
  DocumentSymbolParams,
  ImplementationParams,
  Location,
} from 'vscode-languageserver';
import { CallHierarchy, itemDataOf } from '../features/callHierarchy.ts';
import { documentSymbols } from '../features/documentSymbols.ts';
import { implementations } from '../features/implementations.ts';
import { toOffset } from '../features/position.ts';
import type { Settings } from '../workspace/settings.ts';
import { isProvided } from './clientFeatures.ts';
import type { Session } from './session.ts';
import { surroundingsOf } from './surroundings.ts';

/** `textDocument/documentSymbol`. */
export async function symbolsOf(
  session: Session,
  { textDocument: { uri } }: DocumentSymbolParams,
  token: CancellationToken,
): Promise<DocumentSymbol[]> {
  const found = await surroundingsOf(session, uri, ({ documentSymbols: isOn }) => isOn, token);
  return found === undefined ? [] : [...documentSymbols(found.drivers[0], uri)];
}

/** `textDocument/implementation`, in all drivers that the file is part of. */
export async function implementationsAt(
  session: Session,
  { textDocument: { uri }, position }: ImplementationParams,
  token: CancellationToken,
): Promise<Location[]> {
  const found = await surroundingsOf(session, uri, ({ goTo }) => goTo, token);
  if (found === undefined) return [];
  const offset = toOffset(found.snapshot, position);
  const all = found.drivers.flatMap((driver) => implementations(driver, uri, offset));
  return [...new Map(all.map((location) => [JSON.stringify(location), location])).values()];
}

/** `textDocument/prepareCallHierarchy`. */
export async function callHierarchyAt(
  session: Session,
  { textDocument: { uri }, position }: CallHierarchyPrepareParams,
  token: CancellationToken,
): Promise<CallHierarchyItem[] | null> {
  const hierarchy = await hierarchyOf(session, uri, token);
  const item = hierarchy?.calls.at(toOffset(hierarchy.snapshot, position));
  return item === undefined ? null : [item];
}

/** `callHierarchy/incomingCalls`. */
export async function incomingCalls(
  session: Session,
  { item }: CallHierarchyIncomingCallsParams,
  token: CancellationToken,
): Promise<CallHierarchyIncomingCall[]> {
  const hierarchy = await hierarchyOf(session, itemDataOf(item)?.origin, token);
  return [...(hierarchy?.calls.incoming(item) ?? [])];
}

/** `callHierarchy/outgoingCalls`. */
export async function outgoingCalls(
  session: Session,
  { item }: CallHierarchyOutgoingCallsParams,
  token: CancellationToken,
): Promise<CallHierarchyOutgoingCall[]> {
  const hierarchy = await hierarchyOf(session, itemDataOf(item)?.origin, token);
  return [...(hierarchy?.calls.outgoing(item) ?? [])];
}

async function hierarchyOf(session: Session, uri: string | undefined, token: CancellationToken) {
  if (uri === undefined) return undefined;
  const isOn = ({ callHierarchy }: Settings) => isProvided(session.client, callHierarchy);
  const found = await surroundingsOf(session, uri, isOn, token);
  return found && { snapshot: found.snapshot, calls: new CallHierarchy(found.drivers[0], uri) };
}
