/** Text with tags in it: subjects, and what stands between the elements of a body. */
import { tagPattern, unmask } from './masked-source.ts';
import { isTagName, tagNames } from './tags.ts';
import type { TagNode, TextNode } from './tree.ts';

export interface Place {
  line: number;
  column: number;
}

/** What is wrong with a template, as its refusal will say it. */
export class TemplateFault extends Error {
  readonly code: 'template_invalid' | 'unknown_tag';
  readonly params: { reason: string; [key: string]: string | number };

  constructor(code: TemplateFault['code'], params: TemplateFault['params']) {
    super(params.reason);
    this.code = code;
    this.params = params;
  }
}

/** A source, and where a character of it stands; lines and columns count from 1. */
export class SourceText {
  readonly text: string;
  readonly #lines: number[];

  constructor(text: string) {
    this.text = text;
    this.#lines = [0, ...[...text.matchAll(/\n/g)].map(({ index }) => index + 1)];
  }

  place(offset: number): Place {
    let [line, after] = [0, this.#lines.length];
    while (after - line > 1) {
      const middle = (line + after) >> 1;
      if (this.#lines[middle]! <= offset) line = middle;
      else after = middle;
    }
    return { line: line + 1, column: offset - this.#lines[line]! + 1 };
  }
}

/**
 * Literal parts and tags of a text. `from` and `to` bound the stretch of the source that it was read from, which may
 * hold markup that says nothing as well. Throws {@link TemplateFault} for a name that looks like a tag and is none.
 */
export function readTagText(
  text: string,
  source: SourceText,
  from: number,
  to: number,
): (TextNode | TagNode)[] {
  const raw = source.text.slice(from, to);
  const mustache = text.indexOf('{{');
  // Never compiled, so never harmful; but text from another system would reach the customer as it stands.
  if (mustache >= 0)
    throw new TemplateFault('template_invalid', {
      reason: 'mustache',
      ...source.place(from + Math.max(0, raw.indexOf('{{'))),
    });
  const nodes: (TextNode | TagNode)[] = [];
  let [at, searched] = [0, 0];
  const literalUntil = (end: number) => {
    if (end > at) nodes.push({ kind: 'text', text: unmask(text.slice(at, end)) });
  };
  for (const match of text.matchAll(tagPattern)) {
    const found = raw.indexOf(match[0], searched);
    const place = source.place(from + Math.max(found, searched));
    if (found >= 0) searched = found + match[0].length;
    const name = match[1]!;
    if (!isTagName(name)) {
      if (isPlainText(name, text, match.index)) continue;
      throw new TemplateFault('unknown_tag', { reason: 'unknown_tag', tag: `#${name}`, ...place });
    }
    literalUntil(match.index);
    at = match.index + match[0].length;
    nodes.push({ kind: 'tag', name, ...place });
  }
  literalUntil(text.length);
  return nodes;
}

/** Longer addresses are none that somebody wrote. */
const longestAddress = 500;

/**
 * Whether a `#` with a name that is no tag can only be text: the number of an order (#ABC12, #po-77), a part of an
 * address, of a word (C#sharp) or of a broken reference. A name that resembles a tag is a mistake, which must not reach a customer.
 */
export function isPlainText(name: string, text: string, at: number): boolean {
  if (tagNames.some((tag) => name.toLowerCase().startsWith(tag))) return false;
  if (/\d/.test(name) || name === name.toUpperCase()) return true;
  if (/^[-/.]\d/.test(text.slice(at + 1 + name.length, at + 3 + name.length))) return true;
  const before = /\S*$/.exec(text.slice(Math.max(0, at - longestAddress), at))?.[0] ?? '';
  if (/:\/\/|^\W*www\./i.test(before)) return true;
  return !name.includes('_') && /[A-Za-z0-9&]$/.test(before);
}
