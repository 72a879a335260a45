/**
 * Between the document that is stored and the one that the editor works on. Anything the editor holds comes back in
 * the one form that is stored; what a document has no form for is not in the editor's schema either.
 */
import type { JSONContent } from '@tiptap/core';
import { normalise } from '../../../../../domain/document/normalise.ts';
// Not by way of the vocabulary: the reader of HTML is heavy, and only the editor needs it.
import { clipboardHtml } from '../../../../../domain/template/clipboard.ts';
import { parseTemplateSubject } from '../../../../../domain/template/html.ts';
import type { Document, DocumentBlock, DocumentInline, DocumentMarks } from '../../vocabulary.ts';

type Mark = NonNullable<JSONContent['marks']>[number];
type Table = Extract<DocumentBlock, { kind: 'table' }>;

/** As the schema of a document has it (`documentLimits`), which the pages do not load. */
export const mostColumns = 12;

export function toEditor({ blocks }: Document): JSONContent {
  return { type: 'doc', content: filled(blocks.map(editorBlock)) };
}

export function fromEditor(document: JSONContent): Document {
  return normalise({
    version: 1,
    blocks: (document.content ?? []).map((node) => blockOf(node, false)).flat(),
  });
}

/** A subject: one line of words and tags. */
export function subjectToEditor(subject: string): JSONContent {
  const read = parseTemplateSubject(subject);
  const content = (read.ok ? read.value : []).flatMap<JSONContent>((node) => {
    if (node.kind === 'tag') return [{ type: 'tag', attrs: { name: node.name, id: newTagId() } }];
    return node.kind === 'text' ? [{ type: 'text', text: node.text }] : [];
  });
  return { type: 'doc', content: [{ type: 'paragraph', ...(content.length > 0 && { content }) }] };
}

/** A letter right after a tag would join its name, so a blank comes between. */
export function subjectFromEditor(document: JSONContent): string {
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

/** What was copied elsewhere (Word, Outlook, a page), as far as a document may hold it; the editor's own stays. */
export function fromClipboard(html: string): string {
  return html.includes('data-pm-slice') ? html : clipboardHtml(html);
}

export function newTagId(): string {
  return `t${crypto.randomUUID().replaceAll('-', '').slice(0, 12)}`;
}

// ---------------------------------------------------------------- to the editor

function editorBlock(block: DocumentBlock): JSONContent {
  switch (block.kind) {
    case 'paragraph':
      return { type: 'paragraph', ...alignAttrs(block.align), ...contentOf(block.inlines) };
    case 'heading': {
      const { align = null, level } = block;
      return { type: 'heading', attrs: { level, align }, ...contentOf(block.inlines) };
    }
    case 'list': {
      const content = block.items.map((item) => ({ type: 'listItem', content: itemContent(item.blocks) }));
      return { type: block.ordered ? 'orderedList' : 'bulletList', content };
    }
    case 'quote':
      return { type: 'blockquote', content: filled(block.blocks.map(editorBlock)) };
    case 'table':
      return editorTable(block);
    case 'rule':
      return { type: 'horizontalRule' };
    case 'page_break':
      return { type: 'pageBreak' };
  }
}

function editorTable({ columns, headRows, rows }: Table): JSONContent {
  const content = rows.map(({ cells }, row) => ({
    type: 'tableRow',
    content: cells.map((cell, at) => ({
      type: row < headRows ? 'tableHeader' : 'tableCell',
      attrs: { share: columns[at]?.width ?? null, columnAlign: columns[at]?.align ?? null },
      content: filled(cell.blocks.map(editorBlock)),
    })),
  }));
  return { type: 'table', content };
}

/** An entry of the editor begins with a paragraph. */
function itemContent(blocks: readonly DocumentBlock[]): JSONContent[] {
  const content = blocks.map(editorBlock);
  return content[0]?.type === 'paragraph' ? content : [{ type: 'paragraph' }, ...content];
}

function filled(blocks: JSONContent[]): JSONContent[] {
  return blocks.length > 0 ? blocks : [{ type: 'paragraph' }];
}

function alignAttrs(align: string | undefined): { attrs?: JSONContent['attrs'] } {
  return align === undefined ? {} : { attrs: { align } };
}

function contentOf(inlines: readonly DocumentInline[]): { content?: JSONContent[] } {
  const content = inlines.map((inline): JSONContent => {
    if (inline.kind === 'line_break') return { type: 'hardBreak' };
    const marks = editorMarks(inline.marks ?? {});
    const styled = marks.length === 0 ? {} : { marks };
    if (inline.kind === 'text') return { type: 'text', text: inline.text, ...styled };
    return { type: 'tag', attrs: { name: inline.name, id: inline.id }, ...styled };
  });
  return content.length === 0 ? {} : { content };
}

function editorMarks({ bold, italic, underline, color, size, link }: DocumentMarks): Mark[] {
  return [
    ...(link ? [{ type: 'link', attrs: { href: 'url' in link ? link.url : `#${link.tag}` } }] : []),
    ...(color || size ? [{ type: 'look', attrs: { color: color ?? null, size: size ?? null } }] : []),
    ...(bold ? [{ type: 'bold' }] : []),
    ...(italic ? [{ type: 'italic' }] : []),
    ...(underline ? [{ type: 'underline' }] : []),
  ];
}

// ---------------------------------------------------------------- the way back

function blockOf(node: JSONContent, inTable: boolean): DocumentBlock[] {
  const { type, attrs, content = [] } = node;
  const within = (nodes: readonly JSONContent[]) => nodes.flatMap((child) => blockOf(child, inTable));
  switch (type) {
    case 'paragraph':
      return [{ kind: 'paragraph', ...alignOf(attrs), inlines: inlinesOf(content) }];
    case 'heading': {
      const level = attrs?.['level'] === 3 ? 3 : 2;
      return [{ kind: 'heading', level, ...alignOf(attrs), inlines: inlinesOf(content) }];
    }
    case 'bulletList':
    case 'orderedList': {
      const items = content.map((item) => ({ blocks: itemBlocks(within(item.content ?? [])) }));
      return items.length === 0 ? [] : [{ kind: 'list', ordered: type === 'orderedList', items }];
    }
    case 'blockquote':
      return [{ kind: 'quote', blocks: within(content) }];
    case 'table':
      // A table within a table is none: its cells follow one another.
      return inTable
        ? content.flatMap((row) => (row.content ?? []).flatMap((cell) => within(cell.content ?? [])))
        : tableOf(content);
    case 'horizontalRule':
      return [{ kind: 'rule' }];
    case 'pageBreak':
      return inTable ? [] : [{ kind: 'page_break' }];
    default:
      return within(content);
  }
}

/** The empty paragraph that an entry of the editor begins with. */
function itemBlocks(blocks: DocumentBlock[]): DocumentBlock[] {
  const [first, ...rest] = blocks;
  return first?.kind === 'paragraph' && first.inlines.length === 0 && rest.length > 0 ? rest : blocks;
}

/** Rows of one length, at most as wide as a document allows. */
function tableOf(rows: readonly JSONContent[]): DocumentBlock[] {
  const widest = Math.max(1, ...rows.map((row) => row.content?.length ?? 0));
  const width = Math.min(widest, mostColumns);
  if (rows.length === 0) return [];
  const columns = Array.from({ length: width }, (_, at) => {
    const { share, columnAlign } = rows[0]?.content?.[at]?.attrs ?? {};
    return {
      ...(typeof share === 'number' && { width: share }),
      ...(isAlign(columnAlign) && columnAlign !== 'start' && { align: columnAlign }),
    };
  });
  const isHead = (row: JSONContent) => row.content?.every(({ type }) => type === 'tableHeader') ?? false;
  const heads = rows.findIndex((row) => !isHead(row));
  const headRows = Math.min(heads < 0 ? rows.length : heads, 3, rows.length - 1);
  return [
    {
      kind: 'table',
      columns,
      headRows,
      rows: rows.map((row) => ({
        cells: Array.from({ length: width }, (_, at) => ({
          blocks: (row.content?.[at]?.content ?? []).flatMap((child) => blockOf(child, true)),
        })),
      })),
    },
  ];
}

function inlinesOf(nodes: readonly JSONContent[]): DocumentInline[] {
  return nodes.flatMap(({ type, text = '', attrs, marks = [] }): DocumentInline[] => {
    if (type === 'hardBreak') return [{ kind: 'line_break' }];
    if (type === 'text') return text === '' ? [] : [{ kind: 'text', text, marks: marksOf(marks) }];
    if (type !== 'tag') return [];
    const { name, id } = attrs ?? {};
    return [{ kind: 'tag', id: String(id || newTagId()), name: String(name), marks: marksOf(marks) }];
  });
}

function marksOf(marks: readonly Mark[]): DocumentMarks {
  const found: DocumentMarks = {};
  for (const { type, attrs } of marks) {
    if (type === 'bold' || type === 'italic' || type === 'underline') found[type] = true;
    if (type === 'look') {
      if (typeof attrs?.['color'] === 'string') found.color = attrs['color'];
      if (attrs?.['size']) found.size = attrs['size'] as NonNullable<DocumentMarks['size']>;
    }
    const href = type === 'link' ? String(attrs?.['href'] ?? '') : '';
    if (href.startsWith('#')) found.link = { tag: href.slice(1) };
    else if (URL.canParse(href)) found.link = { url: new URL(href).href };
  }
  return found;
}

function alignOf(attrs: JSONContent['attrs']): Pick<Table['columns'][number], 'align'> {
  const align: unknown = attrs?.['align'];
  return isAlign(align) && align !== 'start' ? { align } : {};
}

function isAlign(value: unknown): value is NonNullable<Table['columns'][number]['align']> {
  return value === 'start' || value === 'center' || value === 'end' || value === 'justify';
}
