/** What a template is made of, once it is read. */
import type { TagName } from './tags.ts';

export type TemplateNode = TextNode | TagNode | TemplateElement;

export interface TextNode {
  kind: 'text';
  text: string;
}

/** Lines and columns of its source count from 1. */
export interface TagNode {
  kind: 'tag';
  name: TagName;
  line: number;
  column: number;
}

export interface TemplateElement {
  kind: 'element';
  name: ElementName;
  /** Link address: a checked URL, or the name of a link tag. */
  href?: { url: string } | { tag: TagName };
  children: TemplateNode[];
}

export const elementNames = [
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

export const templateLimits = { bodyChars: 50_000, subjectChars: 300, depth: 20, nodes: 5_000 } as const;

const blocks = new Set<ElementName>(['p', 'hr', 'ul', 'ol', 'h2', 'h3', 'blockquote']);

export function isBlock(name: ElementName): boolean {
  return blocks.has(name);
}
