/** From a resolved document to nodes of a page. */
import type { LetterPart } from '../../../domain/model/letter.ts';
import type { ResolvedBlock, ResolvedInline, ResolvedMarks } from '../../../domain/document/resolve.ts';
import type { TextAlign, TextSize } from '../../../domain/vocabulary/documents.ts';
import type { FontChoice } from './fonts.ts';
import { runsOf, type Run, type RunStyle } from './runs.ts';
import type { Mark, PageNode } from './tagged-pdf.ts';

export interface BodyContext {
  fonts: FontChoice;
  /** Points. */
  fontSize: number;
  part: (part: LetterPart) => PageNode[];
  /** Characters of a word before it may break. */
  longestWord?: number;
}

type Block = ResolvedBlock<LetterPart>;
type Inline = ResolvedInline<LetterPart>;

const sizes: Record<TextSize, number> = { small: 0.85, large: 1.25, huge: 1.7 };
/** Of one sentence: its time grows with the square. What is longer fills pages, and breaks a line here. */
const mostRuns = 2000;
const mostChars = 10_000;
const longPieces = /[\s\S]{1,9000}(?:\s|\u200b|$)|[\s\S]{1,9000}/g;
/** Of a line that holds its padding too. */
const lineChars = 60;
const headingSizes = { 2: 1.3, 3: 1.1 } as const;
export const linkColor = '#1a4fa0';
export const quiet = '#555555';

export function bodyNodes(blocks: readonly Block[], context: BodyContext, parent?: Mark): PageNode[] {
  const nodes: PageNode[] = [];
  let breakBefore = false;
  for (const block of blocks) {
    if (block.kind === 'page_break') {
      breakBefore = nodes.length > 0;
      continue;
    }
    const made = blockNodes(block, context, parent);
    const [first] = made;
    if (first && breakBefore) {
      first['pageBreak'] = 'before';
      breakBefore = false;
    }
    nodes.push(...made);
  }
  return nodes;
}

function blockNodes(
  block: Exclude<Block, { kind: 'page_break' }>,
  context: BodyContext,
  parent?: Mark,
): PageNode[] {
  switch (block.kind) {
    case 'paragraph':
      return paragraphNodes(block.inlines, block.align, context, parent);
    case 'heading': {
      const mark: Mark = { type: block.level === 2 ? 'H2' : 'H3', ...(parent && { parent }) };
      const fontSize = context.fontSize * headingSizes[block.level];
      const style = { bold: true, fontSize };
      return [{ ...sentenceNode(block.inlines, block.align, context, mark, style), margin: [0, 6, 0, 4] }];
    }
    case 'list':
      return listNodes(block, context, parent);
    case 'quote': {
      const mark: Mark = { type: 'BlockQuote', ...(parent && { parent }) };
      return [{ stack: bodyNodes(block.blocks, context, mark), margin: [14, 0, 14, 0], italics: true }];
    }
    case 'table':
      return [tableNode(block, context, parent)];
    case 'rule':
      return [
        {
          table: { widths: ['*'], body: [[{ text: '', fontSize: 1 }]] },
          layout: 'rule',
          margin: [0, 2, 0, 10],
        },
      ];
  }
}

/** A table or a list of details takes its own lines, also when somebody put it into a sentence. */
function paragraphNodes(
  inlines: readonly Inline[],
  align: TextAlign | undefined,
  context: BodyContext,
  parent?: Mark,
): PageNode[] {
  const nodes: PageNode[] = [];
  let sentence: Inline[] = [];
  const endSentence = () => {
    if (
      sentence.some((inline) => inline.kind === 'text' && inline.text.trim() !== '') ||
      inlines.length === 0
    ) {
      const mark: Mark = { type: 'P', ...(parent && { parent }) };
      nodes.push({ ...sentenceNode(sentence, align, context, mark), margin: [0, 0, 0, 8] });
    }
    sentence = [];
  };
  if (inlines.length === 0) endSentence();
  for (const inline of inlines) {
    if (inline.kind === 'part') {
      endSentence();
      nodes.push(...context.part(inline.part));
    } else sentence.push(inline);
  }
  endSentence();
  return nodes;
}

function sentenceNode(
  inlines: readonly Inline[],
  align: TextAlign | undefined,
  context: BodyContext,
  mark: Mark,
  style: RunStyle = {},
): PageNode {
  const pieces = inlines.flatMap((inline): (RunStyle & { text: string })[] => {
    if (inline.kind === 'part') return [];
    if (inline.kind === 'line_break') return [{ text: '\n' }];
    // A value may come with breaks and rows of spaces of its own; in a sentence they are spaces.
    const text = inline.text.replace(/[^\S\u00a0]+/g, ' ');
    return [{ ...style, ...runStyle(inline.marks, style.fontSize ?? context.fontSize), text }];
  });
  const { text, isRtl } = runsOf(pieces, context.fonts, context.longestWord);
  const edge = alignment(align, isRtl);
  const parts = inParts(text).map((part) => ({ text: part, mark, alignment: edge }));
  return parts.length === 1 ? parts[0]! : { stack: parts };
}

function inParts(runs: readonly Run[]): Run[][] {
  const parts: Run[][] = [];
  let [count, chars] = [Infinity, Infinity];
  for (const { text, ...style } of runs) {
    for (const piece of text.length > mostChars ? text.match(longPieces)! : [text]) {
      if (count >= mostRuns || chars + piece.length > mostChars) {
        parts.push([]);
        [count, chars] = [0, 0];
      }
      parts.at(-1)!.push({ ...style, text: piece });
      count += 1;
      chars += piece.length;
    }
  }
  return parts.length === 0 ? [[]] : parts;
}

function runStyle(marks: ResolvedMarks, fontSize: number): RunStyle {
  return {
    ...(marks.bold && { bold: true }),
    ...(marks.italic && { italics: true }),
    ...((marks.underline || marks.href) && { decoration: 'underline' as const }),
    ...(marks.color && { color: marks.color }),
    ...(marks.size && { fontSize: fontSize * sizes[marks.size] }),
    ...(marks.href && { link: marks.href, color: marks.color ?? linkColor }),
  };
}

export function alignment(align: TextAlign = 'start', isRtl = false): string {
  if (align === 'center') return 'center';
  // Lines from right to left are set word by word, which stretching would tear apart.
  if (align === 'justify' && !isRtl) return 'justify';
  return (align === 'end') === isRtl ? 'left' : 'right';
}

function listNodes(list: Extract<Block, { kind: 'list' }>, context: BodyContext, parent?: Mark): PageNode[] {
  const mark: Mark = { type: 'L', ...(parent && { parent }) };
  return list.items.map((item, at) => {
    const entry: Mark = { type: 'LI', parent: mark };
    const label: Mark = { type: 'Lbl', parent: entry };
    const body: Mark = { type: 'LBody', parent: entry };
    const isLast = at === list.items.length - 1;
    const isRtl = beginsAtTheRight(item.blocks, context);
    const sign = {
      ...{ width: 18, mark: label, alignment: isRtl ? 'left' : 'right' },
      text: list.ordered ? `${at + 1}.` : '•',
    };
    const text = { width: '*', stack: bodyNodes(item.blocks, context, body).map(tight) };
    return {
      columns: isRtl ? [text, sign] : [sign, text],
      columnGap: 6,
      margin: [0, 0, 0, isLast ? 8 : 2],
    };
  });
}

/** The sign of an entry stands where its sentence begins. */
function beginsAtTheRight(blocks: readonly Block[], { fonts }: BodyContext): boolean {
  const [first] = blocks;
  if (first?.kind !== 'paragraph' && first?.kind !== 'heading') return false;
  const pieces = first.inlines.flatMap((inline) => (inline.kind === 'text' ? [{ text: inline.text }] : []));
  return runsOf(pieces, fonts).isRtl;
}

function tight(node: PageNode): PageNode {
  return { ...node, margin: [0, 0, 0, 2] };
}

function tableNode(table: Extract<Block, { kind: 'table' }>, context: BodyContext, parent?: Mark): PageNode {
  const mark: Mark = { type: 'Table', ...(parent && { parent }) };
  // Columns share the width of the page, regardless of what stands in them.
  const inside = { ...context, longestWord: Math.max(4, Math.floor(lineChars / table.columns.length)) };
  const isRtl = table.rows[0]?.cells.some(({ blocks }) => beginsAtTheRight(blocks, context)) ?? false;
  const share = Math.max(1, table.columns.reduce((sum, { width = 0 }) => sum + width, 0) / 100);
  const body = table.rows.map(({ cells }, at) => {
    const row: Mark = { type: 'TR', parent: mark };
    const isHead = at < table.headRows;
    const nodes = cells.map((cell, column) => {
      const type = isHead ? 'TH' : 'TD';
      const align = table.columns[column]?.align;
      const blocks = cell.blocks.map((block) =>
        block.kind === 'paragraph' && block.align === undefined && align ? { ...block, align } : block,
      );
      return {
        stack: bodyNodes(blocks, inside, { type, parent: row, at: column }).map(tight),
        ...(isHead && { bold: true }),
      };
    });
    return isRtl ? nodes.reverse() : nodes;
  });
  const widths = table.columns.map(({ width }) => (width === undefined ? '*' : `${width / share}%`));
  // Its first column stands at the right; read aloud it is the first all the same.
  if (isRtl) widths.reverse();
  return {
    table: { headerRows: table.headRows, widths, body, dontBreakRows: true },
    layout: 'lines',
    margin: [0, 2, 0, 10],
  };
}
