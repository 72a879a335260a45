/**
 * Between the HTML that templates are stored in and the document that the editor works on. Both ways go through the
 * tree of the template's own reader, so that nothing stands in a document that could not be stored, nor the reverse.
 */
import type { JSONContent } from '@tiptap/core';
// Not by way of the vocabulary: the reader of HTML is heavy, and only the editor needs it.
import {
  parseTemplateHtml,
  parseTemplateSubject,
  pastedHtml,
  templateToHtml,
} from '../../../../../domain/template/html.ts';
import { isTagName, type TemplateNode } from '../../vocabulary.ts';

type Element = Extract<TemplateNode, { kind: 'element' }>;
type Mark = NonNullable<JSONContent['marks']>[number];

const blockNames: readonly string[] = ['p', 'hr', 'ul', 'ol', 'h2', 'h3', 'blockquote', 'li'];
const markOf: Partial<Record<Element['name'], string>> = { strong: 'bold', em: 'italic', u: 'underline' };

/** The body of a message; what cannot be read is an empty document. */
export function bodyToDocument(html: string): JSONContent {
  const read = parseTemplateHtml(html);
  const content = read.ok ? blocksOf(read.value) : [];
  return { type: 'doc', content: content.length > 0 ? content : [{ type: 'paragraph' }] };
}

/** A subject: one line of words and tags. */
export function subjectToDocument(subject: string): JSONContent {
  const read = parseTemplateSubject(subject);
  return { type: 'doc', content: [paragraph(read.ok ? inlinesOf(read.value, []) : [])] };
}

/**
 * What was copied elsewhere, as far as a message may hold it: links of other kinds become text instead of a refusal
 * when the message is saved. The editor's own copies stay as they are.
 */
export function fromClipboard(html: string): string {
  return html.includes('data-pm-slice') ? html : pastedHtml(html);
}

function blocksOf(nodes: readonly TemplateNode[]): JSONContent[] {
  const blocks: JSONContent[] = [];
  let line: TemplateNode[] = [];
  const endLine = () => {
    if (line.some((node) => node.kind !== 'text' || node.text.trim() !== ''))
      blocks.push(paragraph(inlinesOf(line, [])));
    line = [];
  };
  for (const node of nodes) {
    if (node.kind === 'element' && blockNames.includes(node.name)) {
      endLine();
      blocks.push(...blockOf(node));
    } else line.push(node);
  }
  endLine();
  return blocks;
}

function blockOf({ name, children }: Element): JSONContent[] {
  switch (name) {
    case 'hr':
      return [{ type: 'horizontalRule' }];
    case 'h2':
    case 'h3':
      return [
        { type: 'heading', attrs: { level: name === 'h2' ? 2 : 3 }, ...contentOf(inlinesOf(children, [])) },
      ];
    case 'ul':
    case 'ol': {
      const entries = children.filter((child): child is Element => child.kind === 'element');
      const content = entries.map((entry) => ({
        type: 'listItem',
        content: filled(blocksOf(entry.children)),
      }));
      return content.length === 0 ? [] : [{ type: name === 'ul' ? 'bulletList' : 'orderedList', content }];
    }
    case 'blockquote':
      return [{ type: 'blockquote', content: filled(blocksOf(children)) }];
    case 'p':
      return children.some((child) => child.kind === 'element' && blockNames.includes(child.name))
        ? blocksOf(children)
        : [paragraph(inlinesOf(children, []))];
    default:
      return blocksOf(children);
  }
}

function filled(blocks: JSONContent[]): JSONContent[] {
  return blocks.length > 0 ? blocks : [{ type: 'paragraph' }];
}

/** Blanks at the ends of a line are those of the source, not of the writer. */
function paragraph(inlines: JSONContent[]): JSONContent {
  return { type: 'paragraph', ...contentOf(inlines) };
}

function contentOf(inlines: JSONContent[]): { content?: JSONContent[] } {
  const trimmed = inlines.map((inline) => ({ ...inline }));
  const [first] = trimmed;
  const last = trimmed.at(-1);
  if (first?.text !== undefined) first.text = first.text.replace(/^ +/, '');
  if (last?.text !== undefined) last.text = last.text.replace(/ +$/, '');
  const content = trimmed.filter(({ text }) => text !== '');
  return content.length === 0 ? {} : { content };
}

function inlinesOf(nodes: readonly TemplateNode[], marks: Mark[]): JSONContent[] {
  const withMarks = marks.length === 0 ? {} : { marks };
  return nodes.flatMap<JSONContent>((node) => {
    if (node.kind === 'tag') return [{ type: 'tag', attrs: { name: node.name }, ...withMarks }];
    if (node.kind === 'text') {
      const text = node.text.replace(/[^\S\u00a0]+/g, ' ');
      return text === '' ? [] : [{ type: 'text', text, ...withMarks }];
    }
    if (node.name === 'br') return [{ type: 'hardBreak' }];
    if (node.name === 'a' && node.href !== undefined) {
      const href = 'tag' in node.href ? `#${node.href.tag}` : node.href.url;
      return inlinesOf(node.children, [...marks, { type: 'link', attrs: { href } }]);
    }
    const mark = markOf[node.name];
    return inlinesOf(node.children, mark === undefined ? marks : [...marks, { type: mark }]);
  });
}

// ---------------------------------------------------------------- the way back

export function documentToBody(document: JSONContent): string {
  return templateToHtml((document.content ?? []).flatMap(nodeOfBlock));
}

/** A subject has no entities: a letter right after a tag would join its name, so a blank comes between. */
export function documentToSubject(document: JSONContent): string {
  const inlines = (document.content ?? []).flatMap((block) => block.content ?? []);
  let subject = '';
  let afterTag = false;
  for (const { type, text = '', attrs } of inlines) {
    if (type === 'tag') subject += `#${String(attrs?.['name'])}`;
    else subject += afterTag && /^\w/.test(text) ? ` ${text}` : text;
    afterTag = type === 'tag';
  }
  return subject.trim();
}

function element(name: Element['name'], children: TemplateNode[], href?: Element['href']): Element {
  return { kind: 'element', name, ...(href === undefined ? {} : { href }), children };
}

function nodeOfBlock({ type, attrs, content = [] }: JSONContent): TemplateNode[] {
  const blocks = () => content.flatMap(nodeOfBlock);
  switch (type) {
    case 'horizontalRule':
      return [element('hr', [])];
    case 'heading':
      return [element(attrs?.['level'] === 3 ? 'h3' : 'h2', wrap(content, markOrder))];
    case 'bulletList':
      return [element('ul', blocks())];
    case 'orderedList':
      return [element('ol', blocks())];
    case 'listItem':
      // One line is written without a paragraph of its own, as templates have it.
      return [
        element(
          'li',
          content.length === 1 && content[0]?.type === 'paragraph'
            ? wrap(content[0].content ?? [], markOrder)
            : blocks(),
        ),
      ];
    case 'blockquote':
      return [element('blockquote', blocks())];
    default:
      return [element('p', wrap(content, markOrder))];
  }
}

const markOrder = ['link', 'bold', 'italic', 'underline'] as const;
const elementOf = { bold: 'strong', italic: 'em', underline: 'u' } as const;

/** Neighbours with the same mark become one element, the link outermost. */
function wrap(inlines: readonly JSONContent[], order: readonly (typeof markOrder)[number][]): TemplateNode[] {
  const [kind, ...rest] = order;
  if (kind === undefined) return inlines.flatMap(nodeOfInline);
  const nodes: TemplateNode[] = [];
  for (let from = 0; from < inlines.length;) {
    const mark = markIn(inlines[from], kind);
    let to = from + 1;
    while (to < inlines.length && isSame(markIn(inlines[to], kind), mark)) to += 1;
    const inner = wrap(inlines.slice(from, to), rest);
    from = to;
    if (mark === undefined) nodes.push(...inner);
    else if (kind === 'link') nodes.push(...linkOf(mark, inner));
    else nodes.push(element(elementOf[kind], inner));
  }
  return nodes;
}

function markIn(inline: JSONContent | undefined, kind: string): Mark | undefined {
  return inline?.marks?.find(({ type }) => type === kind);
}

function isSame(left: Mark | undefined, right: Mark | undefined): boolean {
  return left?.type === right?.type && left?.attrs?.['href'] === right?.attrs?.['href'];
}

function linkOf({ attrs }: Mark, inner: TemplateNode[]): TemplateNode[] {
  const href = String(attrs?.['href'] ?? '');
  if (href.startsWith('#')) {
    const tag = href.slice(1);
    return isTagName(tag) ? [element('a', inner, { tag })] : inner;
  }
  return [element('a', inner, { url: href })];
}

function nodeOfInline({ type, text = '', attrs }: JSONContent): TemplateNode[] {
  if (type === 'hardBreak') return [element('br', [])];
  if (type !== 'tag') return [{ kind: 'text', text }];
  const name = String(attrs?.['name']);
  return isTagName(name) ? [{ kind: 'tag', name, line: 0, column: 0 }] : [];
}
