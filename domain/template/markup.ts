/** Where elements begin and end in a text, found in one pass however the text is broken. */

export interface Markup {
  /** Of the `<`. */
  index: number;
  /** After the last character. */
  end: number;
  /** Undefined for comments and declarations, which say nothing. */
  name?: string;
  isClosing: boolean;
  attributes: string;
}

/**
 * Reads elements one after the other. A `<` that begins none is text. Places from which no `>` was found are
 * remembered, so that unclosed quotes do not lead over the same text again and again.
 */
export class MarkupScanner {
  /** How many places were looked at: grows with the length of the text, not faster. */
  steps = 0;
  readonly #source: string;
  readonly #noEnd: Uint8Array;
  readonly #last: Record<string, number>;

  constructor(source: string) {
    this.#source = source;
    this.#noEnd = new Uint8Array(source.length + 1);
    this.#last = Object.fromEntries(['"', "'", '>'].map((sign) => [sign, source.lastIndexOf(sign)]));
  }

  /** The first element, comment or declaration from here on; null when there is none. */
  next(from: number): Markup | null {
    const source = this.#source;
    for (let at = source.indexOf('<', from); at >= 0; at = source.indexOf('<', at + 1)) {
      this.steps += 1;
      const end = this.#endOfSilent(at);
      if (end !== null) return { index: at, end, isClosing: false, attributes: '' };
      const begin = beginning(source, at);
      if (begin === null) continue;
      const attributesAt = at + begin[0].length;
      const close = this.#endOfTag(attributesAt);
      if (close === null) continue;
      const [isClosing, name] = [begin[1] === '/', begin[2]!];
      return { index: at, end: close + 1, name, isClosing, attributes: source.slice(attributesAt, close) };
    }
    return null;
  }

  /** After a comment, which may stay open, or a declaration. */
  #endOfSilent(at: number): number | null {
    const source = this.#source;
    if (source.startsWith('<!--', at)) {
      const end = source.indexOf('-->', at + 4);
      return end < 0 ? source.length : end + 3;
    }
    if (!source.startsWith('<!', at) || this.#last['>']! < at) return null;
    return source.indexOf('>', at) + 1;
  }

  /** Of the `>` that ends the element, quoted ones aside; null when another element begins before or none comes. */
  #endOfTag(from: number): number | null {
    const visited: number[] = [];
    let at = from;
    for (;;) {
      this.steps += 1;
      const sign = this.#source[at];
      if (sign === '>') return at;
      if (sign === undefined || sign === '<' || this.#noEnd[at] === 1) break;
      visited.push(at);
      if (sign !== '"' && sign !== "'") at += 1;
      else if (this.#last[sign]! <= at) break;
      else at = this.#source.indexOf(sign, at + 1) + 1;
    }
    for (const place of visited) this.#noEnd[place] = 1;
    return null;
  }
}

function beginning(source: string, at: number): RegExpExecArray | null {
  const begins = /<(\/?)([a-zA-Z][a-zA-Z0-9]*)/y;
  begins.lastIndex = at;
  return begins.exec(source);
}
