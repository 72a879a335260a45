/** Plain text of a resolved document: paragraphs apart, lists with dashes, addresses of links in brackets. */
import type { ResolvedBlock, ResolvedInline } from './resolve.ts';

/** `part` prints what a tag built: a table, a button, a picture (`''` where there is nothing to read). */
export function documentText<Part>(
  blocks: readonly ResolvedBlock<Part>[],
  part: (part: Part) => string,
): string {
  return writeBlocks(blocks, part)
    .replace(/[^\S\n\u00a0]+\n/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

/** The same as one line, for a subject; the no-break spaces inside amounts stay. */
export function subjectText<Part>(
  blocks: readonly ResolvedBlock<Part>[],
  part: (part: Part) => string,
): string {
  const pieces = blocks.flatMap((block) =>
    'inlines' in block
      ? block.inlines.map((inline) =>
          inline.kind === 'text' ? inline.text : inline.kind === 'part' ? part(inline.part) : ' ',
        )
      : [],
  );
  return pieces
    .join('')
    .replace(/[ \p{Cc}\u2028\u2029]+/gu, ' ')
    .trim();
}

type Print<Part> = (part: Part) => string;

function writeBlocks<Part>(blocks: readonly ResolvedBlock<Part>[], part: Print<Part>): string {
  return blocks.map((block) => writeBlock(block, part)).join('');
}

function writeBlock<Part>(block: ResolvedBlock<Part>, part: Print<Part>): string {
  switch (block.kind) {
    case 'paragraph':
      return `\n\n${sentence(block.inlines, part).trim()}\n\n`;
    case 'heading': {
      const text = sentence(block.inlines, part).trim();
      return block.level === 2
        ? `\n\n${text}\n${'='.repeat(Math.min(text.length, 60))}\n\n`
        : `\n\n${text}\n\n`;
    }
    case 'list': {
      const items = block.items.map((item) => `\n- ${writeBlocks(item.blocks, part).trim()}`);
      return `\n\n${items.join('').trim()}\n\n`;
    }
    case 'quote':
      return `\n\n${tidy(writeBlocks(block.blocks, part)).replace(/^/gm, '> ')}\n\n`;
    case 'table':
      return `\n\n${tableRows(block.rows, part)}\n\n`;
    case 'rule':
      return `\n\n${'-'.repeat(40)}\n\n`;
    case 'page_break':
      return '';
  }
}

function tidy(text: string): string {
  return text.replace(/\n{3,}/g, '\n\n').trim();
}

function tableRows<Part>(
  rows: readonly { cells: { blocks: ResolvedBlock<Part>[] }[] }[],
  part: Print<Part>,
): string {
  const texts = rows.map(({ cells }) =>
    cells.map((cell) => writeBlocks(cell.blocks, part).replace(/\s+/g, ' ').trim()),
  );
  const widths = (texts[0] ?? []).map((_, column) => Math.max(...texts.map((row) => row[column]!.length)));
  return texts
    .map((row) =>
      row
        .map((text, column) => text.padEnd(widths[column]!))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** Words of one link are followed by its address once, however many styles they have. */
function sentence<Part>(inlines: readonly ResolvedInline<Part>[], part: Print<Part>): string {
  let text = '';
  let label = '';
  inlines.forEach((inline, at) => {
    const printed = inlineText(inline, part);
    text += printed;
    const href = 'marks' in inline ? inline.marks.href : undefined;
    if (href === undefined) return;
    label += printed;
    const next = inlines[at + 1];
    if (next !== undefined && 'marks' in next && next.marks.href === href) return;
    const address = href.replace(/^mailto:|^tel:/, '');
    if (address !== label.trim()) text += ` (${address})`;
    label = '';
  });
  return text;
}

function inlineText<Part>(inline: ResolvedInline<Part>, part: Print<Part>): string {
  if (inline.kind === 'line_break') return '\n';
  if (inline.kind === 'text') return inline.text.replace(/[^\S\u00a0]+/g, ' ');
  const printed = part(inline.part);
  if (!inline.isBlock) return printed;
  return printed === '' ? '' : `\n\n${printed}\n\n`;
}
