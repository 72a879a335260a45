/**
 * Puts values into the tree of a template, once. Values are data: whatever they contain is printed as it is, and
 * nothing looks for tags a second time (H3).
 */
import { refuse, type Outcome } from '../errors.ts';
import { escapeHtml } from './html.ts';
import { tagDefinition, type MissingPolicy, type TagAudience, type TagName } from './tags.ts';
import { isBlock, type ElementName, type TemplateElement, type TemplateNode } from './tree.ts';
import type { MessageLanguage } from '../vocabulary/languages.ts';

/** A value to print: text, or a part built by us (table, button, picture) in both forms. */
export type TagValue = string | { html: string; text: string };
export type TagValues = Partial<Record<TagName, TagValue>>;

export interface SubstituteOptions {
  language: MessageLanguage;
  audience: TagAudience;
  /** Policies of this template that differ from the catalogue. */
  missing?: Partial<Record<TagName, MissingPolicy>>;
}

export type FilledNode =
  | { kind: 'text'; text: string }
  | { kind: 'built'; html: string; text: string; block: boolean }
  | { kind: 'element'; name: ElementName; href?: string; children: FilledNode[] };

/** Thrown inside one pass to drop the paragraph around a tag without value. */
const hide: unique symbol = Symbol('hide');
type Filled = FilledNode[] | typeof hide;

class MissingValue extends Error {
  readonly tag: string;

  constructor(tag: string) {
    super(`#${tag} has no value`);
    this.tag = tag;
  }
}

/** Refuses with `tag_value_missing { tag }` when a tag whose policy is `block` has no value (H6). */
export function substitute(
  nodes: TemplateNode[],
  values: TagValues,
  options: SubstituteOptions,
): Outcome<FilledNode[]> {
  try {
    return { ok: true, value: fillBlocks(nodes, values, options) };
  } catch (error) {
    if (error instanceof MissingValue) return refuse('tag_value_missing', { tag: `#${error.tag}` });
    throw error;
  }
}

function fillBlocks(nodes: TemplateNode[], values: TagValues, options: SubstituteOptions): FilledNode[] {
  const filled: FilledNode[] = [];
  for (const node of nodes) {
    const result = fill(node, values, options);
    if (result !== hide) filled.push(...result);
  }
  return filled;
}

function fill(node: TemplateNode, values: TagValues, options: SubstituteOptions): Filled {
  if (node.kind === 'text') return [{ kind: 'text', text: node.text }];
  if (node.kind === 'tag') return fillTag(node.name, values, options);
  return fillElement(node, values, options);
}

function fillElement(element: TemplateElement, values: TagValues, options: SubstituteOptions): Filled {
  const holdsEntries = element.name === 'ul' || element.name === 'ol' || element.name === 'blockquote';
  const children = holdsEntries
    ? fillBlocks(element.children, values, options)
    : fillSentence(element.children, values, options);
  if (children === hide) return isParagraph(element.name) ? [] : hide;
  if (holdsEntries && !children.some((child) => child.kind !== 'text')) return [];
  const href = element.href && linkAddress(element.href, values);
  if (element.href && href === undefined) return hide;
  return [{ kind: 'element', name: element.name, ...(href !== undefined && { href }), children }];
}

/** A missing value takes its line with it, and with the last line the paragraph. */
function fillSentence(nodes: TemplateNode[], values: TagValues, options: SubstituteOptions): Filled {
  const lines: FilledNode[][] = [];
  let hidden = false;
  for (const line of linesOf(nodes)) {
    const filled = line.map((node) => fill(node, values, options));
    if (filled.includes(hide)) hidden = true;
    else lines.push((filled as FilledNode[][]).flat());
  }
  if (hidden && lines.every((line) => line.length === 0)) return hide;
  return lines.flatMap((line, at) =>
    at === 0 ? line : [{ kind: 'element', name: 'br', children: [] }, ...line],
  );
}

function linesOf(nodes: TemplateNode[]): TemplateNode[][] {
  const lines: TemplateNode[][] = [[]];
  for (const node of nodes) {
    if (node.kind === 'element' && node.name === 'br') lines.push([]);
    else lines.at(-1)!.push(node);
  }
  return lines;
}

function isParagraph(name: ElementName): boolean {
  return isBlock(name) || name === 'li';
}

function fillTag(name: TagName, values: TagValues, options: SubstituteOptions): Filled {
  const definition = tagDefinition(name);
  const value = definition.audience.includes(options.audience) ? values[name] : undefined;
  if (value !== undefined && value !== '') {
    if (typeof value === 'string') return [{ kind: 'text', text: value }];
    return [{ kind: 'built', ...value, block: definition.kind === 'block' }];
  }
  const policy = options.missing?.[name] ?? definition.missing;
  if (policy === 'hide') return hide;
  const placeholder = definition.placeholder?.[options.language];
  if (policy === 'placeholder' && placeholder !== undefined) return [{ kind: 'text', text: placeholder }];
  throw new MissingValue(name);
}

function linkAddress(href: NonNullable<TemplateElement['href']>, values: TagValues): string | undefined {
  if ('url' in href) return href.url;
  const value = values[href.tag];
  const address = typeof value === 'string' ? value : undefined;
  return address !== undefined && /^https:\/\//.test(address) ? address : undefined;
}

// ---------------------------------------------------------------- printing

const styles: Partial<Record<ElementName, string>> = {
  p: 'margin:0 0 16px',
  h2: 'margin:24px 0 12px;font-size:18px;line-height:1.35;font-weight:600',
  h3: 'margin:20px 0 8px;font-size:16px;line-height:1.4;font-weight:600',
  ul: 'margin:0 0 16px;padding-left:22px',
  ol: 'margin:0 0 16px;padding-left:22px',
  li: 'margin:0 0 6px',
  blockquote: 'margin:0 0 16px;padding-left:14px;border-left:3px solid #c9d1dc',
  hr: 'border:0;border-top:1px solid #dfe4ea;margin:24px 0',
  a: 'color:#1a56c4;text-decoration:underline',
};

/** HTML with inline styles, as mail programs want it. */
export function filledToHtml(nodes: FilledNode[]): string {
  return nodes.map(printHtml).join('');
}

function printHtml(node: FilledNode): string {
  if (node.kind === 'text') return escapeHtml(node.text);
  if (node.kind === 'built') return node.html;
  if (node.name === 'br') return '<br>';
  const style = styles[node.name];
  const open = style ? ` style="${style}"` : '';
  if (node.name === 'hr') return `<hr${open}>`;
  // A table inside a paragraph is not HTML; mail programs would close the paragraph before it.
  const name = node.name === 'p' && holdsBlock(node.children) ? 'div' : node.name;
  const href = node.href === undefined ? '' : ` href="${escapeHtml(node.href)}"`;
  return `<${name}${href}${open}>${filledToHtml(node.children)}</${name}>`;
}

function holdsBlock(nodes: FilledNode[]): boolean {
  return nodes.some((node) =>
    node.kind === 'built' ? node.block : node.kind === 'element' && holdsBlock(node.children),
  );
}

/** Plain text with the same content: paragraphs apart, lists with dashes, addresses of links in brackets. */
export function filledToText(nodes: FilledNode[]): string {
  return printText(nodes)
    .replace(/[^\S\n\u00a0]+\n/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

function printText(nodes: FilledNode[]): string {
  return nodes
    .map((node) =>
      node.kind === 'element'
        ? elementText(node)
        : node.kind === 'built'
          ? builtText(node)
          : inlineText(node.text),
    )
    .join('');
}

function inlineText(text: string): string {
  return text.replace(/[^\S\u00a0]+/g, ' ');
}

function builtText(node: { text: string; block: boolean }): string {
  if (!node.block) return node.text;
  return node.text === '' ? '' : `\n\n${node.text}\n\n`;
}

function elementText(element: Extract<FilledNode, { kind: 'element' }>): string {
  const inner = printText(element.children);
  switch (element.name) {
    case 'br':
      return '\n';
    case 'hr':
      return `\n\n${'-'.repeat(40)}\n\n`;
    case 'li':
      return `\n- ${inner.trim()}`;
    case 'a': {
      const address = element.href?.replace(/^mailto:|^tel:/, '');
      return address === undefined || address === inner.trim() ? inner : `${inner} (${address})`;
    }
    case 'h2':
      return `\n\n${inner.trim()}\n${'='.repeat(Math.min(inner.trim().length, 60))}\n\n`;
    case 'blockquote':
      return `\n\n${inner.trim().replace(/^/gm, '> ')}\n\n`;
    default:
      return isBlock(element.name) ? `\n\n${inner.trim()}\n\n` : inner;
  }
}

/** A subject is one line of text; the no-break spaces inside amounts stay. */
export function filledToSubject(nodes: FilledNode[]): string {
  const text = nodes
    .map((node) => (node.kind === 'text' ? node.text : node.kind === 'built' ? node.text : ''))
    .join('');
  return text.replace(/[ \p{Cc}\u2028\u2029]+/gu, ' ').trim();
}
