/** A text as people compare it: a line for each paragraph, tags by their names, styles as signs. */
import type { Document, DocumentBlock, DocumentInline, DocumentMarks } from '../model/document.ts';
import { sameMarks } from './normalise.ts';

/** Two texts that look different have different sources; it is for reading and never read back. */
export function documentSource({ blocks }: Document): string {
  return sourceLines(blocks).join('\n');
}

function sourceLines(blocks: readonly DocumentBlock[]): string[] {
  return blocks.flatMap((block): string[] => {
    switch (block.kind) {
      case 'paragraph':
        return [sentence(block.inlines) + aligned(block.align)];
      case 'heading':
        return [`${'#'.repeat(block.level)} ${sentence(block.inlines)}${aligned(block.align)}`];
      case 'list':
        return block.items.flatMap((item, at) =>
          indented(sourceLines(item.blocks), block.ordered ? `${at + 1}. ` : '- '),
        );
      case 'quote':
        return sourceLines(block.blocks).map((line) => `> ${line}`);
      case 'table':
        return [
          ...(block.columns.some(({ width, align }) => width !== undefined || align !== undefined)
            ? [
                `| ${block.columns.map(({ width, align }) => `${width ?? '·'} ${align ?? '·'}`).join(' | ')} |`,
              ]
            : []),
          ...block.rows.map(({ cells }, at) => {
            const row = `| ${cells.map((cell) => sourceLines(cell.blocks).join(' / ')).join(' | ')} |`;
            return at < block.headRows ? `${row} ↑` : row;
          }),
        ];
      case 'rule':
        return ['—————'];
      case 'page_break':
        return ['═════'];
    }
  });
}

function indented(lines: readonly string[], sign: string): string[] {
  return lines.map((line, at) => (at === 0 ? sign : ' '.repeat(sign.length)) + line);
}

function aligned(align: string | undefined): string {
  return align === undefined || align === 'start' ? '' : ` {${align}}`;
}

function sentence(inlines: readonly DocumentInline[]): string {
  let source = '';
  for (let at = 0; at < inlines.length;) {
    const first = inlines[at]!;
    if (first.kind === 'line_break') {
      source += ' ↵ ';
      at += 1;
      continue;
    }
    let [end, inside] = [at, ''];
    for (let one = inlines[end]; one && one.kind !== 'line_break' && sameMarks(one.marks, first.marks);) {
      inside += one.kind === 'text' ? one.text : `#${one.name}`;
      one = inlines[++end];
    }
    source += marked(inside, first.marks ?? {});
    at = end;
  }
  return source;
}

function marked(inside: string, { bold, italic, underline, color, size, link }: DocumentMarks): string {
  let text = inside;
  if (underline) text = `__${text}__`;
  if (italic) text = `_${text}_`;
  if (bold) text = `**${text}**`;
  const set = [color, size].filter((one) => one !== undefined);
  if (set.length > 0) text = `{${set.join(' ')}: ${text}}`;
  return link === undefined ? text : `[${text}](${'url' in link ? link.url : `#${link.tag}`})`;
}
