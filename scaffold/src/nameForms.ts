/** The ways in which one name is written in a project. */
export type NameForms = {
  /** `TcpEcho` */
  readonly pascal: string;
  /** `tcpEcho` */
  readonly camel: string;
  /** `TCP_ECHO` */
  readonly upper: string;
  /** `tcp_echo` */
  readonly snake: string;
  /** `tcp-echo` */
  readonly kebab: string;
  /** `tcpecho` */
  readonly lower: string;
};

/**
 * The words of a name, in lower case, whichever way it is written: `TcpEcho`, `TCPEcho`, `tcp_echo` and `tcp-echo`
 * all have two. Digits belong to the word before them.
 */
export function wordsOf(name: string): readonly string[] {
  const words = name.match(/[A-Z]+(?![a-z])[0-9]*|[A-Z]?[a-z]+[0-9]*|[0-9]+/g) ?? [];
  return words.map((word) => word.toLowerCase());
}

export function formsOf(name: string): NameForms {
  const words = wordsOf(name);
  const pascal = words.map(capitalise).join('');
  const snake = words.join('_');
  return {
    pascal,
    camel: (words[0] ?? '') + words.slice(1).map(capitalise).join(''),
    upper: snake.toUpperCase(),
    snake,
    kebab: words.join('-'),
    lower: words.join(''),
  };
}

export function capitalise(word: string): string {
  return word.slice(0, 1).toUpperCase() + word.slice(1);
}
