/**
 * From the tree of a text to the tree of a template: the short list of elements, each where HTML allows it, so that
 * what is stored reads again as what it is. Tags are found here, never in rendered output (H3).
 */
import { UnreadableHtml, readHtml, type HtmlElement, type HtmlNode } from './html-tree.ts';
import { maskReferences, unmask } from './masked-source.ts';
import { SourceText, TemplateFault, readTagText } from './tag-text.ts';
import { isTagName, tagDefinition } from './tags.ts';
import {
  elementNames,
  isBlock,
  templateLimits,
  type ElementName,
  type TemplateElement,
  type TemplateNode,
} from './tree.ts';

const elementOf = new Map<string, ElementName>([
  ...elementNames.map((name): [string, ElementName] => [name, name]),
  ['b', 'strong'],
  ['i', 'em'],
  ['h1', 'h2'],
  ['h4', 'h3'],
  ['h5', 'h3'],
  ['h6', 'h3'],
  // Anything a browser begins on a line of its own.
  ...['div', 'section', 'article', 'header', 'footer', 'main', 'aside', 'nav', 'address', 'center'].map(
    (name): [string, ElementName] => [name, 'p'],
  ),
  ...['figure', 'figcaption', 'pre', 'dt', 'dd', 'tr', 'caption'].map((name): [string, ElementName] => [
    name,
    'p',
  ]),
]);

/** Elements dropped with everything inside them. */
const droppedWhole = new Set([
  ...[
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
  ],
  ...['select', 'xmp', 'noembed', 'noframes'],
]);
const allowedSchemes = ['https:', 'http:', 'mailto:', 'tel:'];

/** What stands around an element. */
interface Around {
  /** Elements of ours. */
  depth: number;
  inLink: boolean;
}

/**
 * Reads a body. Written as a template, it is refused for what could not be sent; pasted, what cannot stay is left out,
 * and `#` is a sign like any other. Throws {@link TemplateFault}.
 */
export class BodyReader {
  readonly #source: SourceText;
  readonly #isPasted: boolean;
  #nodes = 0;

  constructor(source: string, options: { isPasted?: boolean } = {}) {
    this.#source = new SourceText(maskReferences(source));
    this.#isPasted = options.isPasted ?? false;
  }

  read(): TemplateNode[] {
    try {
      return this.#children(readHtml(this.#source.text), { depth: 0, inLink: false });
    } catch (error) {
      if (!(error instanceof UnreadableHtml)) throw error;
      throw this.#fault(error.reason, error.at);
    }
  }

  #children(nodes: readonly HtmlNode[], around: Around): TemplateNode[] {
    const read: TemplateNode[] = [];
    for (const node of nodes) {
      if (isCell(node) && read.length > 0) joinInto(read, [{ kind: 'text', text: ' ' }]);
      joinInto(read, this.#node(node, around));
    }
    return read;
  }

  #node(node: HtmlNode, around: Around): TemplateNode[] {
    if ('value' in node) {
      const { startOffset = 0, endOffset = 0 } = node.sourceCodeLocation ?? {};
      if (this.#isPasted) return this.#counted([{ kind: 'text', text: unmask(node.value) }]);
      return this.#counted(readTagText(node.value, this.#source, startOffset, endOffset));
    }
    if (!('tagName' in node) || droppedWhole.has(node.tagName)) return [];
    return this.#element(node, around);
  }

  #element(element: HtmlElement, { depth, inLink }: Around): TemplateNode[] {
    const href = this.#href(element);
    const tag = this.#isPasted ? attribute(element, 'data-tag') : undefined;
    if (tag !== undefined && isTagName(tag)) return [{ kind: 'tag', name: tag, line: 0, column: 0 }];
    const name = elementOf.get(element.tagName);
    if (name === undefined || (name === 'a' && (href === undefined || inLink)))
      return this.#children(element.childNodes, { depth, inLink });
    if (depth === templateLimits.depth && !isEmptyElement(name))
      throw this.#fault('too_deep', startOf(element));
    const children = this.#children(element.childNodes, { depth: depth + 1, inLink: inLink || name === 'a' });
    const made: TemplateElement = { kind: 'element', name, ...(href && { href }), children };
    // A closing tag without its beginning makes an empty paragraph, which nobody wrote.
    if (name === 'p' && children.length === 0 && startOf(element) === undefined) return [];
    return this.#counted(wherePossible(made));
  }

  #counted<Node extends TemplateNode>(nodes: Node[]): Node[] {
    this.#nodes += nodes.length;
    if (this.#nodes > templateLimits.nodes) throw this.#fault('too_many_parts');
    return nodes;
  }

  #href(element: HtmlElement): TemplateElement['href'] {
    let href: TemplateElement['href'];
    for (const { name, value: written } of element.attrs) {
      const value = unmask(written).trim();
      const isHref = element.tagName === 'a' && name === 'href';
      if (this.#isPasted) {
        if (isHref && isAllowedAddress(value)) href = { url: new URL(value).href };
        continue;
      }
      const tag = [...value.matchAll(/#([a-z][a-z0-9_]*)/g)].map((found) => found[1]!).find(isTagName);
      if (tag === undefined && !isHref) continue;
      const at = startOf(element);
      if (!this.#isQuoted(element, name)) throw this.#fault('unquoted_attribute', at);
      const isLinkTag =
        name === 'href' && tag !== undefined && value === `#${tag}` && tagDefinition(tag).link;
      if (tag !== undefined && !isLinkTag) throw this.#fault('tag_in_attribute', at, { tag: `#${tag}` });
      if (!isHref) continue;
      if (tag === undefined && !isAllowedAddress(value)) throw this.#fault('link_address', at);
      href = tag === undefined ? { url: new URL(value).href } : { tag };
    }
    return href;
  }

  #isQuoted(element: HtmlElement, name: string): boolean {
    const place = element.sourceCodeLocation?.attrs?.[name];
    return place === undefined || /["']$/.test(this.#source.text.slice(place.startOffset, place.endOffset));
  }

  #fault(reason: string, at?: number, more: Record<string, string> = {}): TemplateFault {
    const place = at === undefined ? {} : this.#source.place(at);
    return new TemplateFault('template_invalid', { reason, ...more, ...place });
  }
}

function startOf(element: HtmlElement): number | undefined {
  return element.sourceCodeLocation?.startOffset;
}

function attribute(element: HtmlElement, name: string): string | undefined {
  return element.attrs.find((one) => one.name === name)?.value;
}

function isCell(node: HtmlNode): boolean {
  return 'tagName' in node && (node.tagName === 'td' || node.tagName === 'th');
}

function isEmptyElement(name: ElementName): boolean {
  return name === 'br' || name === 'hr';
}

function isAllowedAddress(value: string): boolean {
  return URL.canParse(value) && allowedSchemes.includes(new URL(value).protocol);
}

/** Text around something that was dropped is one text again. */
function joinInto(into: TemplateNode[], nodes: readonly TemplateNode[]): void {
  for (const node of nodes) {
    const last = into.at(-1);
    if (node.kind === 'text' && last?.kind === 'text')
      into[into.length - 1] = { ...last, text: last.text + node.text };
    else into.push(node);
  }
}

// ---------------------------------------------------------------- where elements may stand

/** The element, or several in its place, so that no block stands in a sentence and no entry in an entry. */
function wherePossible(element: TemplateElement): TemplateNode[] {
  switch (element.name) {
    case 'strong':
    case 'em':
    case 'u':
    case 'a':
      return aroundSentences(element, element.children);
    case 'p':
    case 'h2':
    case 'h3':
      return split(element, isBlockNode);
    case 'li':
      return split(element, (node) => node.kind === 'element' && node.name === 'li');
    default:
      return [element];
  }
}

function isBlockNode(node: TemplateNode): boolean {
  return node.kind === 'element' && (isBlock(node.name) || node.name === 'li');
}

/** The style is put around each sentence instead of around paragraphs. */
function aroundSentences(style: TemplateElement, nodes: readonly TemplateNode[]): TemplateNode[] {
  return runs(nodes, isBlockNode).flatMap((run): TemplateNode[] => {
    if ('apart' in run) return [{ ...run.apart, children: aroundSentences(style, run.apart.children) }];
    return isBlank(run.nodes) && nodes.some(isBlockNode) ? run.nodes : [{ ...style, children: run.nodes }];
  });
}

/** What may not stand in the element comes between two of its kind. */
function split(element: TemplateElement, isApart: (node: TemplateNode) => boolean): TemplateNode[] {
  if (!element.children.some(isApart)) return [element];
  return runs(element.children, isApart).flatMap((run): TemplateNode[] => {
    if ('apart' in run) return [run.apart];
    return isBlank(run.nodes) ? run.nodes : [{ ...element, children: run.nodes }];
  });
}

type Run = { nodes: TemplateNode[] } | { apart: TemplateElement };

function runs(nodes: readonly TemplateNode[], isApart: (node: TemplateNode) => boolean): Run[] {
  const found: Run[] = [];
  for (const node of nodes) {
    const last = found.at(-1);
    if (node.kind === 'element' && isApart(node)) found.push({ apart: node });
    else if (last !== undefined && 'nodes' in last) last.nodes.push(node);
    else found.push({ nodes: [node] });
  }
  return found;
}

function isBlank(nodes: readonly TemplateNode[]): boolean {
  return nodes.every((node) => node.kind === 'text' && node.text.trim() === '');
}
