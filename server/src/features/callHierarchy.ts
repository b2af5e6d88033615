import {
  type CallHierarchyIncomingCall,
  type CallHierarchyItem,
  type CallHierarchyOutgoingCall,
  type Location,
  type Range,
  SymbolKind,
} from 'vscode-languageserver-types';
import type { RoutineSymbol } from '../catalogue/index.ts';
import { CallGraph } from '../model/callgraph.ts';
import type { SourceFile } from '../model/driver.ts';
import type { Call, Expr, FileFunction, FunctionModel } from '../model/ir.ts';
import { operandsOf } from '../model/walk.ts';
import { targetOf, wordAt, type Word } from './meaning/target.ts';
import type { LinkedDriver, PlacedEntry } from './navigation/linkedDriver.ts';
import { calleesOf, callsIn, isWskFunction, namesWskFunction } from './navigation/wskCalls.ts';

/** What an item stands for; it goes to the client and comes back. */
export interface ItemData {
  /** URI of the open file that the hierarchy was asked for in: it says which driver is meant. */
  readonly origin: string;
  /** A function of the driver; one of WSK, shown where it is called; or WSK calling through an entry of a table. */
  readonly kind: 'function' | 'routine' | 'entry';
}

/** Reads what came back from a client. */
export function itemDataOf({ data }: CallHierarchyItem): ItemData | undefined {
  if (typeof data !== 'object' || data === null) return undefined;
  const { origin, kind } = data as Readonly<Record<string, unknown>>;
  if (typeof origin !== 'string') return undefined;
  return kind === 'function' || kind === 'routine' || kind === 'entry' ? { origin, kind } : undefined;
}

/**
 * Call hierarchies through dispatch tables: WSK calls a callback through its entry in a table, and functions of the driver call
 * WSK through the tables of sockets and of the provider.
 */
export class CallHierarchy {
  readonly #driver: LinkedDriver;
  readonly #graph: CallGraph;
  readonly #origin: string;

  /** @param origin see {@link ItemData.origin} */
  constructor(driver: LinkedDriver, origin: string) {
    this.#driver = driver;
    this.#graph = new CallGraph(driver.driver);
    this.#origin = origin;
  }

  /**
   * The item at an offset of the origin: a function of WSK, or a function of the driver that has to do with WSK itself, since WSK
   * calls it or it calls WSK. Others are left to the C extension.
   */
  at(offset: number): CallHierarchyItem | undefined {
    const file = this.#driver.fileAt(this.#origin);
    const parsed = this.#driver.parsed(this.#origin);
    const word = parsed && wordAt(parsed, offset);
    if (file === undefined || parsed === undefined || word === undefined) return undefined;
    const target = targetOf(parsed, word);
    if (target?.kind === 'symbol' && isWskFunction(target.symbol)) {
      const span = { start: word.start, end: word.start + word.text.length };
      return this.#routineItem(target.symbol, this.#driver.location(file, word.unit, span));
    }
    const fn = this.#functionMeant(file, word);
    if (fn === undefined) return undefined;
    const isOurs = namesWskFunction(fn) || this.#driver.entriesWith(fn.unit).length > 0;
    return isOurs ? this.#functionItem(fn.model()) : undefined;
  }

  /** The one function of the driver that a word means: where it is defined, in a table, or elsewhere by its name. */
  #functionMeant(file: SourceFile, word: Word): FileFunction | undefined {
    const entry = this.#driver.entryAt(this.#origin, word);
    if (entry !== undefined) {
      const [only, ...others] = this.#driver.functionsIn(entry);
      return others.length > 0 ? undefined : only;
    }
    if (word.isMember) return undefined;
    const defined = file.model.functions.find(
      (fn) => fn.unit === word.unit && fn.model().nameSpan.start === word.start,
    );
    return defined ?? this.#driver.driver.functionNamed(word.text, file.model);
  }

  /** Who calls what an item stands for; nothing when it is of code that has gone. */
  incoming(item: CallHierarchyItem): readonly CallHierarchyIncomingCall[] {
    switch (itemDataOf(item)?.kind) {
      case 'function':
        return this.#functionsOf(item).flatMap((fn) => [...this.#entriesCalling(fn), ...this.#callersOf(fn)]);
      case 'routine':
        return this.#callsOfRoutine(item.name);
      case 'entry':
        return this.#entriesOf(item).flatMap((entry) => this.#giversOf(entry));
      case undefined:
        return [];
    }
  }

  /** What is called by what an item stands for. */
  outgoing(item: CallHierarchyItem): readonly CallHierarchyOutgoingCall[] {
    switch (itemDataOf(item)?.kind) {
      case 'function':
        return this.#functionsOf(item).flatMap((fn) => this.#calledBy(fn));
      case 'entry':
        return this.#entriesOf(item)
          .flatMap((entry) => this.#driver.functionsIn(entry))
          .map((fn) => ({ to: this.#functionItem(fn.model()), fromRanges: [item.selectionRange] }));
      case 'routine': // its code is in Windows
      case undefined:
        return [];
    }
  }

  #entriesCalling(fn: FunctionModel): CallHierarchyIncomingCall[] {
    return this.#driver.entriesWith(fn.unit).map((placed) => {
      const from = this.#entryItem(placed);
      return { from, fromRanges: [from.selectionRange] };
    });
  }

  #callersOf(fn: FunctionModel): CallHierarchyIncomingCall[] {
    return this.#graph
      .callersOf(fn)
      .flatMap((caller) =>
        this.#callsFrom(caller, (call) =>
          calleesOf(this.#driver.driver, caller, call).some(
            (callee) => 'unit' in callee && callee.unit === fn.unit,
          ),
        ),
      );
  }

  #callsOfRoutine(name: string): CallHierarchyIncomingCall[] {
    return [...this.#driver.driver.functions()]
      .filter(namesWskFunction)
      .map((fn) => fn.model())
      .flatMap((caller) =>
        this.#callsFrom(caller, (call) =>
          calleesOf(this.#driver.driver, caller, call).some(
            (callee) => !('unit' in callee) && callee.name === name,
          ),
        ),
      );
  }

  /** Functions that hand the table of an entry to WSK: from then on it can be called. */
  #giversOf({ entry, file }: PlacedEntry): CallHierarchyIncomingCall[] {
    const { table } = entry;
    if (table === undefined) return [];
    const users = file.model.usersOf(table).flatMap((user) => ('model' in user ? [user.model()] : []));
    return users.flatMap((user) =>
      this.#callsFrom(
        user,
        (call) =>
          call.args.some((arg) => mentions(arg, table)) &&
          calleesOf(this.#driver.driver, user, call).some((callee) => !('unit' in callee)),
      ),
    );
  }

  /** The calls in a function that fit, as one item; none when none fits. */
  #callsFrom(caller: FunctionModel, fits: (call: Call) => boolean): CallHierarchyIncomingCall[] {
    const fromRanges = callsIn(caller)
      .filter(fits)
      .map((call) => this.#rangeOf(caller, call));
    return fromRanges.length === 0 ? [] : [{ from: this.#functionItem(caller), fromRanges }];
  }

  #calledBy(fn: FunctionModel): CallHierarchyOutgoingCall[] {
    const found = new Map<unknown, { readonly to: CallHierarchyItem; readonly fromRanges: Range[] }>();
    for (const call of callsIn(fn)) {
      const range = this.#rangeOf(fn, call);
      for (const callee of calleesOf(this.#driver.driver, fn, call)) {
        const known = found.get(callee);
        if (known !== undefined) {
          known.fromRanges.push(range);
          continue;
        }
        const { uri } = this.#driver.driver.fileOf(fn.unit);
        const to =
          'unit' in callee ? this.#functionItem(callee.model()) : this.#routineItem(callee, { uri, range });
        found.set(callee, { to, fromRanges: [range] });
      }
    }
    return [...found.values()];
  }

  #functionItem(fn: FunctionModel): CallHierarchyItem {
    const file = this.#driver.driver.fileOf(fn.unit);
    const { uri, range } = this.#driver.location(file, fn.unit, fn.span);
    const callbacks = new Set(this.#driver.entriesWith(fn.unit).map(({ entry }) => entry.callback.name));
    return {
      name: fn.qualifiedName,
      kind: fn.ownerClass === undefined ? SymbolKind.Function : SymbolKind.Method,
      ...(callbacks.size > 0 && { detail: [...callbacks].join(', ') }),
      uri,
      range,
      selectionRange: this.#driver.location(file, fn.unit, fn.nameSpan).range,
      data: this.#data('function'),
    };
  }

  /** A function of WSK has no place in the driver: the item leads to a call. */
  #routineItem({ name, header }: RoutineSymbol, { uri, range }: Location): CallHierarchyItem {
    const data = this.#data('routine');
    return { name, kind: SymbolKind.Function, detail: header, uri, range, selectionRange: range, data };
  }

  #entryItem({ entry, unit, file }: PlacedEntry): CallHierarchyItem {
    const { callback, table, span, functionSpan } = entry;
    const caller = callback.header === 'netioddk.h' ? 'the NMR' : 'WSK';
    const { uri, range } = this.#driver.location(file, unit, span);
    return {
      name: callback.name,
      kind: SymbolKind.Event,
      detail: table === undefined ? `called by ${caller}` : `called by ${caller} through ${table}`,
      uri,
      range,
      selectionRange: this.#driver.location(file, unit, functionSpan).range,
      data: this.#data('entry'),
    };
  }

  /** The functions that an item of the kind stands for, in the present text: by name, and the nearest where there are several. */
  #functionsOf({ uri, name, selectionRange }: CallHierarchyItem): readonly FunctionModel[] {
    const model = this.#driver.fileAt(uri)?.model;
    const named = (model?.functionsNamed(name) ?? [])
      .map((fn) => fn.model())
      .filter((fn) => fn.qualifiedName === name);
    return nearest(
      named,
      selectionRange,
      (fn) => this.#driver.location(this.#driver.driver.fileOf(fn.unit), fn.unit, fn.nameSpan).range,
    );
  }

  #entriesOf({ uri, name, selectionRange }: CallHierarchyItem): readonly PlacedEntry[] {
    const named = this.#driver
      .entries()
      .filter(({ entry, file }) => file.uri === uri && entry.callback.name === name);
    return nearest(
      named,
      selectionRange,
      ({ file, unit, entry }) => this.#driver.location(file, unit, entry.functionSpan).range,
    );
  }

  #rangeOf(fn: FunctionModel, { span }: Call): Range {
    return this.#driver.location(this.#driver.driver.fileOf(fn.unit), fn.unit, span).range;
  }

  #data(kind: ItemData['kind']): ItemData {
    return { origin: this.#origin, kind };
  }
}

/** The one whose line is nearest to that of a range; none of none. */
function nearest<T>(items: readonly T[], range: Range, rangeOf: (item: T) => Range): readonly T[] {
  const distance = (item: T): number => Math.abs(rangeOf(item).start.line - range.start.line);
  return [...items].sort((a, b) => distance(a) - distance(b)).slice(0, 1);
}

function mentions(value: Expr, name: string): boolean {
  if (value.kind === 'name') return value.name === name;
  return operandsOf(value).some((operand) => mentions(operand, name));
}
