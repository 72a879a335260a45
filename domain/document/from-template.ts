/** From the tree of a text written in HTML (ready-made texts, programs, what was stored before) to a document. */
import type { Outcome } from '../errors.ts';
import { parseTemplateHtml } from '../template/html.ts';
import type { TemplateElement, TemplateNode } from '../template/tree.ts';
import { isBlock } from '../template/tree.ts';
import type { Document, DocumentBlock, DocumentInline, DocumentMarks } from '../model/document.ts';
import { normalise } from './normalise.ts';

/** The document that says what the template says. Tags are numbered in the order of reading. */
export function documentFromTemplate(nodes: readonly TemplateNode[]): Document {
  const ids = { next: 1 };
  return normalise({ version: 1, blocks: blocksFrom(nodes, ids) });
}

/** The same from its source; refuses as `parseTemplateHtml` does. */
export function documentFromHtml(html: unknown): Outcome<Document> {
  const parsed = parseTemplateHtml(html);
  return parsed.ok ? { ok: true, value: documentFromTemplate(parsed.value) } : parsed;
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

/** Anything that stands in a list without being an entry is an entry of its own: nothing is lost. */
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
