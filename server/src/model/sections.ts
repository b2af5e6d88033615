/** What a `#pragma` says about the sections that code and data go to. */
export type SectionPragma =
  | { readonly kind: 'functions'; readonly section: string; readonly names: readonly string[] }
  /** For what follows; `section` is undefined where the default comes back. */
  | {
      readonly kind: 'code_seg' | 'data_seg' | 'bss_seg' | 'const_seg';
      readonly action: 'set' | 'push' | 'pop';
      readonly section: string | undefined;
    };

const sectionPragma =
  /(?:#\s*pragma\s+|\b__pragma\s*\(\s*)(alloc_text|code_seg|data_seg|bss_seg|const_seg)\b\s*(?:\(([^)]*)\))?/g;

/**
 * Reads `#pragma alloc_text(PAGE, f, g)`, `#pragma data_seg("PAGEDATA")`, `__pragma(const_seg(pop))` and their like, in
 * source order.
 */
export function readSectionPragmas(text: string): SectionPragma[] {
  return [...text.replace(/\\\r?\n/g, ' ').matchAll(sectionPragma)].map(([, keyword, list = '']) => {
    const words = list
      .split(',')
      .map((word) => word.trim().replace(/^"|"$/g, ''))
      .filter((word) => word !== '');
    const [first = '', ...rest] = words;
    // The pattern has these words and `alloc_text` only.
    if (keyword === 'alloc_text') return { kind: 'functions', section: first, names: rest };
    const action = first === 'push' || first === 'pop' ? first : 'set';
    return { kind: keyword as SegmentKind, action, section: /"([^"]*)"/.exec(list)?.[1] };
  });
}

type SegmentPragma = Exclude<SectionPragma, { kind: 'functions' }>;
type SegmentKind = SegmentPragma['kind'];

/** By kind of segment; undefined for the default section. */
type CurrentSections = Readonly<Partial<Record<SegmentKind, string | undefined>>>;

/** The sections in force at one point of a file, as its pragmas are met in order. */
export class Sections {
  #current: CurrentSections = {};
  readonly #stacks: Record<SegmentKind, (string | undefined)[]> = {
    code_seg: [],
    data_seg: [],
    bss_seg: [],
    const_seg: [],
  };

  /** Sections of what is defined here; none for the default ones. The object does not change afterwards. */
  all(): CurrentSections {
    return this.#current;
  }

  apply({ kind, action, section }: SegmentPragma): void {
    const stack = this.#stacks[kind];
    if (action === 'push') stack.push(this.#current[kind]);
    const before = action === 'pop' ? stack.pop() : action === 'push' ? this.#current[kind] : undefined;
    this.#current = { ...this.#current, [kind]: section ?? before };
  }
}

/** Section in the argument of an annotation or the body of a macro: `code_seg("PAGE")`, `allocate("PAGEDATA")`. */
export function annotatedSection(text: string): string | undefined {
  return /\b(?:code_seg|allocate)\s*\(\s*"([^"]*)"\s*\)/.exec(text)?.[1];
}
