/**
 * HTML of a mail as a tree, within bounds. It is read once and in one pass: mended as little as possible, so that
 * no markup costs more than it is long.
 */
import { Parser } from 'htmlparser2';

export interface HtmlText {
  text: string;
}
export interface HtmlElement {
  tag: string;
  attributes: Readonly<Record<string, string>>;
  children: HtmlNode[];
}
export type HtmlNode = HtmlText | HtmlElement;

/** `open`: elements that are open at the same time; beyond, nothing is read any more. */
const bounds = { depth: 150, open: 2_000, nodes: 150_000, characters: 6_000_000 };

const piece = 16_384;

/** Elements that hold nothing that is read. */
const droppedWhole = new Set([
  ...[
    'script',
    'style',
    'head',
    'title',
    'template',
    'noscript',
    'object',
    'svg',
    'math',
    'iframe',
    'select',
  ],
  ...['textarea', 'xml', 'o:p-none', 'audio', 'video', 'canvas', 'map', 'button-none'],
]);

/** The body of a page. */
export function readHtmlTree(source: string): HtmlElement {
  const root: HtmlElement = { tag: 'body', attributes: {}, children: [] };
  const open: HtmlElement[] = [root];
  let nodes = 0;
  let dropped = 0;
  /** Elements that are too deep to be kept: their text belongs to the last that is. */
  let beyond = 0;
  const parser = new Parser(
    {
      onopentag(tag, attributes) {
        if (dropped > 0 || droppedWhole.has(tag)) {
          dropped += 1;
          return;
        }
        if (open.length >= bounds.depth || nodes >= bounds.nodes) {
          beyond += 1;
          return;
        }
        nodes += 1;
        const element: HtmlElement = { tag, attributes, children: [] };
        open.at(-1)!.children.push(element);
        open.push(element);
      },
      ontext(text) {
        if (dropped > 0 || nodes >= bounds.nodes) return;
        const children = open.at(-1)!.children;
        const last = children.at(-1);
        if (last !== undefined && 'text' in last) last.text += text;
        else {
          nodes += 1;
          children.push({ text });
        }
      },
      onclosetag() {
        if (dropped > 0) dropped -= 1;
        else if (beyond > 0) beyond -= 1;
        else if (open.length > 1) open.pop();
      },
    },
    { decodeEntities: true, lowerCaseTags: true, lowerCaseAttributeNames: true },
  );
  // In pieces, so that a page without end to its depth is left at once.
  const characters = Math.min(source.length, bounds.characters);
  for (let at = 0; at < characters && open.length + dropped + beyond < bounds.open; at += piece)
    parser.write(source.slice(at, Math.min(at + piece, characters)));
  parser.end();
  return root;
}

export function isElement(node: HtmlNode): node is HtmlElement {
  return 'tag' in node;
}

/** The text of an element, up to a length. */
export function textOf(element: HtmlElement, most: number): string {
  let text = '';
  const waiting: HtmlNode[] = [element];
  for (let next = waiting.pop(); next !== undefined && text.length < most; next = waiting.pop()) {
    if (isElement(next)) {
      if (next.tag === 'br') text += '\n';
      for (let at = next.children.length - 1; at >= 0; at--) waiting.push(next.children[at]!);
    } else text += next.text;
  }
  return text.slice(0, most);
}

/** Whether something below the element answers; not more than `most` elements are asked. */
export function hasInside(
  element: HtmlElement,
  isWanted: (inner: HtmlElement) => boolean,
  most = 5_000,
): boolean {
  const waiting = [...element.children];
  let asked = 0;
  for (let next = waiting.pop(); next !== undefined && asked < most; next = waiting.pop()) {
    if (!isElement(next)) continue;
    asked += 1;
    if (isWanted(next)) return true;
    waiting.push(...next.children);
  }
  return false;
}
