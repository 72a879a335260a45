/** Word and Outlook write lists as paragraphs with a sign and a distance in front; here they are lists again. */
import type { HtmlElement, HtmlNode } from './html-tree.ts';

export interface WordItem {
  element: HtmlElement;
  /** From 1. */
  level: number;
  isOrdered: boolean;
  /** Index of what comes after it. */
  end: number;
}

/** The entries that begin at a node and follow one another; none: no list begins here. */
export function wordItems(nodes: readonly HtmlNode[], from: number): WordItem[] {
  const items: WordItem[] = [];
  for (let at = from; at < nodes.length; at += 1) {
    const node = nodes[at]!;
    if (items.length > 0 && 'value' in node && node.value.trim() === '') continue;
    const level = 'tagName' in node ? levelOf(node) : undefined;
    if (level === undefined) break;
    const element = node as HtmlElement;
    items.push({ element, level, isOrdered: /^\(?[0-9a-z]{1,4}[.)]/i.test(signOf(element)), end: at + 1 });
  }
  return items;
}

/** The sign is written for programs without lists: `mso-list: Ignore`. */
export function isListSign(element: HtmlElement): boolean {
  return /mso-list:\s*ignore/i.test(styleText(element));
}

function levelOf(element: HtmlElement): number | undefined {
  if (element.tagName !== 'p' && element.tagName !== 'div') return undefined;
  const level = /mso-list:[^;]*\blevel(\d)/i.exec(styleText(element))?.[1];
  return level === undefined ? undefined : Number(level);
}

function signOf(element: HtmlElement): string {
  for (const child of element.childNodes) {
    if (!('tagName' in child)) continue;
    if (isListSign(child)) return textOf(child).trim();
    const inside = signOf(child);
    if (inside !== '') return inside;
  }
  return '';
}

function textOf(node: HtmlNode): string {
  if ('value' in node) return node.value;
  return 'childNodes' in node ? node.childNodes.map(textOf).join('') : '';
}

function styleText(element: HtmlElement): string {
  return element.attrs.find(({ name }) => name === 'style')?.value ?? '';
}
