/**
 * A small strict reader for the HTML that users write in templates. It knows a short list of elements; whatever
 * else is there is unwrapped or dropped, so that the stored text is the list of allowed things and nothing more.
 * Tags are found here, in the tree, and never in rendered output: a customer called `#total_due` stays so.
 */
import { refuse, type Outcome } from '../errors.ts';
import { MarkupScanner } from './markup.ts';
import { isTagName, tagDefinition, type TagName } from './tags.ts';

export type TemplateNode =
  | { kind: 'text'; text: string }
  | { kind: 'tag'; name: TagName; line: number; column: number }
  | TemplateElement;

export interface TemplateElement {
  kind: 'element';
  name: ElementName;
  /** Link address: a checked URL, or the name of a link tag. */
  href?: { url: string } | { tag: TagName };
  children: TemplateNode[];
}

const elementNames = [
  'p',
  'br',
  'hr',
  'strong',
  'em',
  'u',
  'a',
  'ul',
  'ol',
  'li',
  'h2',
  'h3',
  'blockquote',
] as const;
export type ElementName = (typeof elementNames)[number];

const synonyms: Record<string, ElementName> = {
  b: 'strong',
  i: 'em',
  div: 'p',
  h1: 'h2',
  h4: 'h3',
  h5: 'h3',
  h6: 'h3',
};
const voidElements = new Set(['br', 'hr']);
/** Elements dropped with everything inside them. */
const droppedWhole = new Set([
  'script',
  'style',
  'head',
  'title',
  'iframe',
  'object',
  'svg',
  'math',
  'template',
  'noscript',
  'textarea',
  'select',
  'xmp',
]);
const allowedSchemes = ['https:', 'http:', 'mailto:', 'tel:'];

export const templateLimits = { bodyChars: 50_000, subjectChars: 300, depth: 20, nodes: 5_000 } as const;

const namedEntities: Record<string, string> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: '\u00a0',
  num: '#',
  euro: '€',
  pound: '£',
  eacute: 'é',
  egrave: 'è',
  ecirc: 'ê',
  agrave: 'à',
  acirc: 'â',
  ccedil: 'ç',
  ocirc: 'ô',
  ucirc: 'û',
  ugrave: 'ù',
  icirc: 'î',
  auml: 'ä',
  ouml: 'ö',
  uuml: 'ü',
  Auml: 'Ä',
  Ouml: 'Ö',
  Uuml: 'Ü',
  szlig: 'ß',
  ntilde: 'ñ',
  aacute: 'á',
  iacute: 'í',
  oacute: 'ó',
  uacute: 'ú',
  iexcl: '¡',
  iquest: '¿',
  laquo: '«',
  raquo: '»',
  ndash: '–',
  mdash: '—',
  lsquo: '‘',
  rsquo: '’',
  ldquo: '“',
  rdquo: '”',
  hellip: '…',
  middot: '·',
  deg: '°',
  sect: '§',
  shy: '\u00ad',
};

class Refused extends Error {
  readonly params: { reason: string; [key: string]: string | number };
  readonly code: 'template_invalid' | 'unknown_tag';

  constructor(
    code: 'template_invalid' | 'unknown_tag',
    params: { reason: string; [key: string]: string | number },
  ) {
    super(params.reason);
    this.code = code;
    this.params = params;
  }
}

/**
 * Reads the HTML of a template body. Refuses with `unknown_tag { tag, line, column }` or
 * `template_invalid { reason, line, column }`; lines and columns count from 1.
 */
export function parseTemplateHtml(source: unknown): Outcome<TemplateNode[]> {
  // From a JSON column or a request body anything may come; an object must never reach a renderer (H1).
  if (typeof source !== 'string') return refuse('template_invalid', { reason: 'not_text' });
  if (source.length > templateLimits.bodyChars) {
    return refuse('template_invalid', { reason: 'too_long', max: templateLimits.bodyChars });
  }
  try {
    return { ok: true, value: new Reader(source).read() };
  } catch (error) {
    if (error instanceof Refused) return refuse(error.code, error.params);
    throw error;
  }
}

/** Reads a subject: text and tags, no elements. */
export function parseTemplateSubject(source: unknown): Outcome<TemplateNode[]> {
  if (typeof source !== 'string') return refuse('template_invalid', { reason: 'not_text', field: 'subject' });
  const subject = source.trim();
  if (subject === '') return refuse('template_invalid', { reason: 'empty', field: 'subject' });
  if (subject.length > templateLimits.subjectChars) {
    return refuse('template_invalid', {
      reason: 'too_long',
      field: 'subject',
      max: templateLimits.subjectChars,
    });
  }
  try {
    const nodes = new Reader(subject).text(subject, 0, false);
    for (const node of nodes) {
      if (node.kind === 'tag' && !tagDefinition(node.name).subject) {
        return refuse('template_invalid', {
          reason: 'tag_not_in_subject',
          tag: node.name,
          column: node.column,
        });
      }
    }
    return { ok: true, value: nodes };
  } catch (error) {
    if (error instanceof Refused) return refuse(error.code, { ...error.params, field: 'subject' });
    throw error;
  }
}

class Reader {
  readonly source: string;
  readonly #root: TemplateNode[] = [];
  readonly #open: TemplateElement[] = [];
  /** Where each line begins. */
  readonly #lines: number[];
  #nodes = 0;

  constructor(source: string) {
    this.source = source;
    this.#lines = [0, ...[...source.matchAll(/\n/g)].map(({ index }) => index + 1)];
  }

  read(): TemplateNode[] {
    const scanner = new MarkupScanner(this.source);
    let at = 0;
    for (let found = scanner.next(0); found; found = scanner.next(at)) {
      this.#add(this.text(this.source.slice(at, found.index), at, true));
      at = found.end;
      const name = found.name?.toLowerCase();
      if (name === undefined) continue;
      if (!found.isClosing && droppedWhole.has(name)) at = this.#endOf(name, at);
      else if (found.isClosing) this.#close(name);
      else this.#start(name, found.attributes, found.index);
    }
    this.#add(this.text(this.source.slice(at), at, true));
    return this.#root;
  }

  /** Splits text into literal parts and tags; a `#` written as an entity is a literal one. */
  text(raw: string, offset: number, html: boolean): TemplateNode[] {
    const mustache = raw.indexOf('{{');
    // Never compiled, so never harmful; but text from another system would reach the customer as it stands.
    if (mustache >= 0) throw this.#refused('mustache', offset + mustache);
    const nodes: TemplateNode[] = [];
    let literal = '';
    let at = 0;
    for (const match of raw.matchAll(/#([A-Za-z][A-Za-z0-9_]*)|&(#[xX]?[0-9a-fA-F]{1,6}|[A-Za-z]{2,8});/g)) {
      literal += raw.slice(at, match.index);
      at = match.index + match[0].length;
      if (match[2] !== undefined) {
        literal += html ? decodeEntity(match[2], match[0]) : match[0];
        continue;
      }
      const name = match[1]!;
      if (!isTagName(name)) {
        throw new Refused('unknown_tag', {
          reason: 'unknown_tag',
          tag: `#${name}`,
          ...this.#place(offset + match.index),
        });
      }
      if (literal !== '') nodes.push({ kind: 'text', text: literal });
      literal = '';
      nodes.push({ kind: 'tag', name, ...this.#place(offset + match.index) });
    }
    literal += raw.slice(at);
    if (literal !== '') nodes.push({ kind: 'text', text: literal });
    return nodes;
  }

  #start(rawName: string, rawAttributes: string, offset: number): void {
    const href = this.#href(rawName, rawAttributes, offset);
    const name = elementName(rawName);
    if (name === undefined || (name === 'a' && href === undefined)) return;
    // HTML closes a paragraph or an entry when the next one begins.
    if (isBlock(name)) while (this.#open.at(-1)?.name === 'p' || inline(this.#open.at(-1))) this.#open.pop();
    if (name === 'li' && this.#open.at(-1)?.name === 'li') this.#open.pop();
    const element: TemplateElement = { kind: 'element', name, ...(href && { href }), children: [] };
    this.#add([element]);
    if (voidElements.has(name)) return;
    this.#open.push(element);
    if (this.#open.length > templateLimits.depth) throw this.#refused('too_deep', offset);
  }

  #close(rawName: string): void {
    const name = elementName(rawName);
    const at = this.#open.findLastIndex((element) => element.name === name);
    if (at >= 0) this.#open.length = at;
  }

  #add(nodes: TemplateNode[]): void {
    this.#nodes += nodes.length;
    if (this.#nodes > templateLimits.nodes)
      throw new Refused('template_invalid', { reason: 'too_many_parts' });
    const into = this.#open.at(-1)?.children ?? this.#root;
    for (const node of nodes) {
      const last = into.at(-1);
      // Text around something that was dropped is one text again.
      if (node.kind === 'text' && last?.kind === 'text') last.text += node.text;
      else into.push(node);
    }
  }

  #href(name: string, rawAttributes: string, offset: number): TemplateElement['href'] {
    let href: TemplateElement['href'];
    for (const match of rawAttributes.matchAll(/([^\s"'=<>/]+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s"'>]+))?/g)) {
      const quoted = match[2];
      if (quoted === undefined) continue;
      const isQuoted = quoted.startsWith('"') || quoted.startsWith("'");
      const value = decodeEntities(isQuoted ? quoted.slice(1, -1) : quoted).trim();
      const attribute = match[1]!.toLowerCase();
      const tag = [...value.matchAll(/#([a-z][a-z0-9_]*)/g)].map((found) => found[1]!).find(isTagName);
      if (tag !== undefined && !isQuoted) throw this.#refused('unquoted_attribute', offset);
      const linkTag =
        attribute === 'href' && value === `#${tag}` && tag !== undefined && tagDefinition(tag).link;
      if (tag !== undefined && !linkTag) throw this.#refused('tag_in_attribute', offset, { tag: `#${tag}` });
      if (name !== 'a' || attribute !== 'href') continue;
      if (!isQuoted) throw this.#refused('unquoted_attribute', offset);
      href = tag === undefined ? { url: this.#url(value, offset) } : { tag };
    }
    return href;
  }

  #url(value: string, offset: number): string {
    const url = URL.canParse(value) ? new URL(value) : undefined;
    if (url === undefined || !allowedSchemes.includes(url.protocol))
      throw this.#refused('link_address', offset);
    return url.href;
  }

  #endOf(name: string, from: number): number {
    const closing = new RegExp(`</${name}`, 'gi');
    closing.lastIndex = from;
    const end = closing.exec(this.source)?.index ?? -1;
    if (end < 0) return this.source.length;
    const close = this.source.indexOf('>', end);
    return close < 0 ? this.source.length : close + 1;
  }

  #place(offset: number): { line: number; column: number } {
    let [line, after] = [0, this.#lines.length];
    while (after - line > 1) {
      const middle = (line + after) >> 1;
      if (this.#lines[middle]! <= offset) line = middle;
      else after = middle;
    }
    return { line: line + 1, column: offset - this.#lines[line]! + 1 };
  }

  #refused(reason: string, offset: number, more: Record<string, string> = {}): Refused {
    return new Refused('template_invalid', { reason, ...more, ...this.#place(offset) });
  }
}

function elementName(raw: string): ElementName | undefined {
  const name = raw.toLowerCase();
  return (elementNames as readonly string[]).includes(name) ? (name as ElementName) : synonyms[name];
}

const blocks = new Set<ElementName>(['p', 'hr', 'ul', 'ol', 'h2', 'h3', 'blockquote']);

export function isBlock(name: ElementName): boolean {
  return blocks.has(name);
}

function inline(element: TemplateElement | undefined): boolean {
  return element !== undefined && ['strong', 'em', 'u', 'a'].includes(element.name);
}

/** The text that an HTML reader sees; `escapeHtml` undone. */
export function decodeEntities(text: string): string {
  return text.replace(/&(#[xX]?[0-9a-fA-F]{1,6}|[A-Za-z]{2,8});/g, (whole, body: string) =>
    decodeEntity(body, whole),
  );
}

function decodeEntity(body: string, whole: string): string {
  if (!body.startsWith('#')) return namedEntities[body] ?? whole;
  const hex = body[1] === 'x' || body[1] === 'X';
  const code = Number.parseInt(body.slice(hex ? 2 : 1), hex ? 16 : 10);
  const valid = code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff);
  return valid ? String.fromCodePoint(code) : '\ufffd';
}

export function escapeHtml(text: string): string {
  return text
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;')
    .replace(/'/g, '&#39;');
}

/** The template as it is stored: only what `parseTemplateHtml` understood. Reading it again gives the same tree. */
export function templateToHtml(nodes: TemplateNode[]): string {
  return nodes.map((node, at) => nodeToHtml(node, nodes[at - 1]?.kind === 'tag')).join('');
}

function nodeToHtml(node: TemplateNode, afterTag: boolean): string {
  if (node.kind === 'text') return escapeTemplateText(node.text, afterTag);
  if (node.kind === 'tag') return `#${node.name}`;
  if (voidElements.has(node.name)) return `<${node.name}>`;
  const href = node.href && ('tag' in node.href ? `#${node.href.tag}` : escapeHtml(node.href.url));
  return `<${node.name}${href ? ` href="${href}"` : ''}>${templateToHtml(node.children)}</${node.name}>`;
}

/** A `#` or `{` that was text stays text when read again, and a letter after a tag does not join its name. */
function escapeTemplateText(text: string, afterTag: boolean): string {
  const escaped = escapeHtml(text)
    .replace(/#(?=[A-Za-z]|$)/g, '&#35;')
    .replace(/\{(?=\{|$)/g, '&#123;');
  return afterTag ? escaped.replace(/^[A-Za-z0-9_]/, (first) => `&#${first.charCodeAt(0)};`) : escaped;
}
