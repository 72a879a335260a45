/** Between the tree of a template as it is written in HTML today and the stored document. */
import type { TemplateElement, TemplateNode } from '../template/tree.ts';
import { isBlock } from '../template/tree.ts';
import { isTagName } from '../template/tags.ts';
import type { Document, DocumentBlock, DocumentInline, DocumentMarks } from '../model/document.ts';
import { normalise, sameMarks } from './normalise.ts';

/** The document that says what the template says. Tags are numbered in the order of reading. */
export function documentFromTemplate(nodes: readonly TemplateNode[]): Document {
  const ids = { next: 1 };
  return normalise({ version: 1, blocks: blocksFrom(nodes, ids) });
}

interface Ids {
  next: number;
}

/** Sentences that stand between blocks become paragraphs; what is only white becomes nothing. */
function blocksFrom(nodes: readonly TemplateNode[], ids: Ids): DocumentBlock[] {
  const blocks: DocumentBlock[] = [];
  let loose: DocumentInline[] = [];
  const endSentence = () => {
    if (loose.some(saysSomething)) blocks.push({ kind: 'paragraph', inlines: loose });
    loose = [];
  };
  for (const node of nodes) {
    if (node.kind === 'element' && (isBlock(node.name) || node.name === 'li')) {
      endSentence();
      blocks.push(blockFrom(node, ids));
    } else loose.push(...inlinesFrom([node], {}, ids));
  }
  endSentence();
  return blocks;
}

function saysSomething(inline: DocumentInline): boolean {
  return inline.kind !== 'text' || /[^\s]|\u00a0/.test(inline.text);
}

function blockFrom(element: TemplateElement, ids: Ids): DocumentBlock {
  switch (element.name) {
    case 'h2':
    case 'h3':
      return {
        kind: 'heading',
        level: element.name === 'h2' ? 2 : 3,
        inlines: inlinesFrom(element.children, {}, ids),
      };
    case 'ul':
    case 'ol':
      return { kind: 'list', ordered: element.name === 'ol', items: itemsFrom(element.children, ids) };
    case 'li':
      return { kind: 'list', ordered: false, items: itemsFrom([element], ids) };
    case 'blockquote':
      return { kind: 'quote', blocks: blocksFrom(element.children, ids) };
    case 'hr':
      return { kind: 'rule' };
    default:
      return { kind: 'paragraph', inlines: inlinesFrom(element.children, {}, ids) };
  }
}

/** Whatever stands in a list without being an entry is an entry of its own: nothing is lost. */
function itemsFrom(nodes: readonly TemplateNode[], ids: Ids): { blocks: DocumentBlock[] }[] {
  return nodes.flatMap((node) => {
    const inside = node.kind === 'element' && node.name === 'li' ? node.children : [node];
    const blocks = blocksFrom(inside, ids);
    return blocks.length === 0 && inside !== (node as TemplateElement).children ? [] : [{ blocks }];
  });
}

function inlinesFrom(nodes: readonly TemplateNode[], marks: DocumentMarks, ids: Ids): DocumentInline[] {
  return nodes.flatMap((node): DocumentInline[] => {
    if (node.kind === 'text') return node.text === '' ? [] : [{ kind: 'text', text: node.text, marks }];
    if (node.kind === 'tag') return [{ kind: 'tag', id: `t${ids.next++}`, name: node.name, marks }];
    switch (node.name) {
      case 'br':
        return [{ kind: 'line_break' }];
      case 'strong':
        return inlinesFrom(node.children, { ...marks, bold: true }, ids);
      case 'em':
        return inlinesFrom(node.children, { ...marks, italic: true }, ids);
      case 'u':
        return inlinesFrom(node.children, { ...marks, underline: true }, ids);
      case 'a':
        return inlinesFrom(node.children, { ...marks, ...(node.href && { link: node.href }) }, ids);
      default:
        return inlinesFrom(node.children, marks, ids);
    }
  });
}

// ---------------------------------------------------------------- back

/** What a template of today has no form for. */
export type BeyondTemplate = 'align' | 'color' | 'size' | 'table' | 'page_break' | 'unknown_tag';

/** The template that says what the document says, and whatever of the document it cannot say. */
export function documentToTemplate(document: Document): { nodes: TemplateNode[]; lost: BeyondTemplate[] } {
  const lost = new Set<BeyondTemplate>();
  return { nodes: nodesFrom(document.blocks, lost), lost: [...lost] };
}

function nodesFrom(blocks: readonly DocumentBlock[], lost: Set<BeyondTemplate>): TemplateNode[] {
  return blocks.flatMap((block): TemplateNode[] => {
    switch (block.kind) {
      case 'paragraph':
      case 'heading': {
        if (block.align) lost.add('align');
        const name = block.kind === 'paragraph' ? 'p' : block.level === 2 ? 'h2' : 'h3';
        return [element(name, sentenceNodes(block.inlines, lost))];
      }
      case 'list': {
        const items = block.items.map((item) => element('li', itemNodes(item.blocks, lost)));
        return [element(block.ordered ? 'ol' : 'ul', items)];
      }
      case 'quote':
        return [element('blockquote', nodesFrom(block.blocks, lost))];
      case 'table':
        lost.add('table');
        return block.rows.flatMap(({ cells }) => cells.flatMap((cell) => nodesFrom(cell.blocks, lost)));
      case 'rule':
        return [element('hr', [])];
      case 'page_break':
        lost.add('page_break');
        return [];
    }
  });
}

/** An entry of one sentence is written without a paragraph around it, as people write lists. */
function itemNodes(blocks: readonly DocumentBlock[], lost: Set<BeyondTemplate>): TemplateNode[] {
  const [first, ...more] = blocks;
  if (first?.kind !== 'paragraph' || more.some(({ kind }) => kind === 'paragraph'))
    return nodesFrom(blocks, lost);
  if (first.align) lost.add('align');
  return [...sentenceNodes(first.inlines, lost), ...nodesFrom(more, lost)];
}

/** Neighbours of one style stand in one element. */
function sentenceNodes(inlines: readonly DocumentInline[], lost: Set<BeyondTemplate>): TemplateNode[] {
  const nodes: TemplateNode[] = [];
  for (let at = 0; at < inlines.length;) {
    const first = inlines[at]!;
    if (first.kind === 'line_break') {
      nodes.push(element('br', []));
      at += 1;
      continue;
    }
    let end = at + 1;
    while (end < inlines.length && isOfStyle(inlines[end]!, first.marks)) end += 1;
    const inside = inlines.slice(at, end).flatMap((inline) => plainNode(inline, lost));
    nodes.push(...marked(inside, first.marks ?? {}, lost));
    at = end;
  }
  return nodes;
}

function isOfStyle(inline: DocumentInline, marks: DocumentMarks | undefined): boolean {
  return inline.kind !== 'line_break' && sameMarks(inline.marks, marks);
}

function plainNode(inline: DocumentInline, lost: Set<BeyondTemplate>): TemplateNode[] {
  if (inline.kind === 'text') return [{ kind: 'text', text: inline.text }];
  if (inline.kind === 'line_break') return [element('br', [])];
  if (isTagName(inline.name)) return [{ kind: 'tag', name: inline.name, line: 0, column: 0 }];
  lost.add('unknown_tag');
  return [];
}

function marked(inside: TemplateNode[], marks: DocumentMarks, lost: Set<BeyondTemplate>): TemplateNode[] {
  if (marks.color) lost.add('color');
  if (marks.size) lost.add('size');
  let nodes = inside;
  if (marks.underline) nodes = [element('u', nodes)];
  if (marks.italic) nodes = [element('em', nodes)];
  if (marks.bold) nodes = [element('strong', nodes)];
  const href = hrefOf(marks.link);
  if (href !== undefined) nodes = [{ ...element('a', nodes), href }];
  else if (marks.link) lost.add('unknown_tag');
  return nodes;
}

function hrefOf(link: DocumentMarks['link']): TemplateElement['href'] {
  if (link === undefined) return undefined;
  if ('url' in link) return link;
  return isTagName(link.tag) ? { tag: link.tag } : undefined;
}

function element(name: TemplateElement['name'], children: TemplateNode[]): TemplateElement {
  return { kind: 'element', name, children };
}
