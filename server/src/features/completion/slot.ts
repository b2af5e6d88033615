import { memberOf, structureNamed, type RoutineSymbol } from '../../catalogue/index.ts';
import { Token } from '../../syntax/lexer.ts';
import { callAround, type Call } from '../meaning/call.ts';
import { openBrackets, tokenText, type Caret } from '../meaning/caret.ts';
import { initialiserAt } from '../meaning/initialiser.ts';
import { expressionStart, Receivers } from '../meaning/receiver.ts';

/** Where a value of WSK is due. */
export interface Slot {
  /** The routine or structure that takes it. */
  readonly owner: string;
  /** Its parameter or member. */
  readonly part: string;
  /** As declared, e.g. `CONST VOID *`. */
  readonly type: string;
  /** What the catalogue says about the value. */
  readonly meaning: string;
  /** Texts of the arguments that the slot's call has, by parameter; empty for a member. */
  readonly given: ReadonlyMap<string, string>;
  /** What an assignment assigns to, as it is written. */
  readonly target?: string;
}

/** What an operand that starts at a caret is given to: a parameter of WSK, or a member of one of its structures. */
export function slotAt(caret: Caret): Slot | undefined {
  switch (openBrackets(caret).at(-1)?.kind) {
    case Token.OpenParen: {
      const call = callAround(caret);
      return call && startsOperand(caret) ? argumentSlot(caret, call) : undefined;
    }
    case Token.OpenBrace:
      return memberSlot(caret) ?? assignedSlot(caret);
    case Token.OpenBracket:
      return undefined;
    default:
      return assignedSlot(caret);
  }
}

function argumentSlot({ file }: Caret, { routine, index, arguments: spans }: Call): Slot | undefined {
  const parameter = routine.params[index];
  if (parameter === undefined) return undefined;
  const { name, type, meaning } = parameter;
  const texts = spans.map(({ start, end }) => file.text.slice(start, end));
  return { owner: routine.name, part: name, type, meaning, given: byParameter(routine, texts) };
}

function byParameter({ params }: RoutineSymbol, texts: readonly string[]): ReadonlyMap<string, string> {
  return new Map(params.map(({ name }, index) => [name, texts[index] ?? '']));
}

function memberSlot(caret: Caret): Slot | undefined {
  const list = initialiserAt(caret);
  if (list?.member === undefined) return undefined;
  const { name, type, meaning } = list.member;
  return { owner: list.structure.name, part: name, type, meaning, given: new Map() };
}

/** `Npi.Dispatch = `, `Control.EventMask |= `, and further on in `A | B`. */
function assignedSlot(caret: Caret): Slot | undefined {
  const { file, tokens, before } = caret;
  let equals = before - 1;
  while (tokenText(caret, equals) === '|' && tokens[equals - 1]?.kind === Token.Identifier) equals -= 2;
  if (tokens[equals]?.kind !== Token.Equals) return undefined;
  const end = tokenText(caret, equals - 1) === '|' ? equals - 1 : equals;
  const name = tokens[end - 1];
  const link = tokens[end - 2]?.kind;
  if (name?.kind !== Token.Identifier || (link !== Token.Arrow && link !== Token.Dot)) return undefined;
  const start = expressionStart(tokens, end - 2);
  const owner = new Receivers(caret).typeOf(start, end - 2);
  const structure = typeof owner === 'string' ? structureNamed(owner) : undefined;
  const member = structure && memberOf(structure, file.text.slice(name.start, name.end));
  if (structure === undefined || member === undefined) return undefined;
  return {
    owner: structure.name,
    part: member.name,
    type: member.type,
    meaning: member.meaning,
    given: new Map(),
    target: file.text.slice(tokens[start]?.start, name.end),
  };
}

/** Behind `(`, `,`, an operator or a cast, not behind an operand. */
function startsOperand({ tokens, before }: Caret): boolean {
  const kind = tokens[before - 1]?.kind;
  switch (kind) {
    case Token.Identifier:
    case Token.Number:
    case Token.String:
    case Token.Character:
    case Token.CloseBracket:
    case Token.Arrow:
    case Token.Dot:
    case Token.Scope:
      return false;
    default:
      return true;
  }
}
