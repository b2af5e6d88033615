import type { CatalogueSymbol, Direction, Parameter, RoutineSymbol } from './types.ts';

const sal: Readonly<Record<Direction, string>> = {
  in: '_In_',
  'in-optional': '_In_opt_',
  out: '_Out_',
  'out-optional': '_Out_opt_',
  'in-out': '_Inout_',
  'in-out-optional': '_Inout_opt_',
  reserved: '_Reserved_',
};

/** The C declaration of a symbol, laid out over lines. */
export function signature(symbol: CatalogueSymbol): string {
  switch (symbol.kind) {
    case 'function':
    case 'provider-function':
    case 'socket-function':
    case 'callback':
      return prototype(symbol);
    case 'structure': {
      const members = symbol.members.map(({ type, name }) => `    ${declare(type, name)};\n`);
      const [tag = ''] = symbol.aliases;
      return `typedef struct ${tag} {\n${members.join('')}} ${symbol.name}, *P${symbol.name};`;
    }
    case 'enum': {
      const values = symbol.values.map(({ name, value }) => `    ${name} = ${value},\n`);
      return `typedef enum {\n${values.join('')}} ${symbol.name};`;
    }
    case 'constant':
    case 'client-control-code':
    case 'socket-option':
    case 'socket-ioctl':
      return `#define ${symbol.name} ${symbol.value}`;
    case 'status':
      return `#define ${symbol.name} ((NTSTATUS)${symbol.value})`;
    case 'type':
    case 'macro':
    case 'variable':
      return symbol.declaration;
  }
}

function prototype(routine: RoutineSymbol): string {
  const convention = routine.kind === 'function' ? '' : routine.header === 'wsk.h' ? 'WSKAPI ' : 'NTAPI ';
  const params = routine.params.map((parameter) => `    ${declareParameter(parameter, true)}`);
  return `${routine.returnType} ${convention}${routine.name}(\n${params.join(',\n')}\n);`;
}

/** `_In_ ULONG Flags`, or `ULONG Flags` without the annotation. */
export function declareParameter({ direction, type, name }: Parameter, isAnnotated: boolean): string {
  return `${isAnnotated ? `${sal[direction]} ` : ''}${declare(type, name)}`;
}

/** `CONST VOID *` and `Dispatch` give `CONST VOID *Dispatch`. */
function declare(type: string, name: string): string {
  return type.endsWith('*') ? type + name : `${type} ${name}`;
}
