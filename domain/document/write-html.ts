/** HTML of a resolved document with inline styles, as mail programs want it. */
import { isRightToLeft } from '../text/direction.ts';
import { escapeHtml } from '../template/html.ts';
import type { TextAlign, TextSize } from '../vocabulary/documents.ts';
import type { ResolvedBlock, ResolvedInline, ResolvedMarks } from './resolve.ts';

const styles = {
  p: 'margin:0 0 16px',
  h2: 'margin:24px 0 12px;font-size:18px;line-height:1.35;font-weight:600',
  h3: 'margin:20px 0 8px;font-size:16px;line-height:1.4;font-weight:600',
  list: 'margin:0 0 16px;padding-{start}:22px',
  li: 'margin:0 0 6px',
  quote: 'margin:0 0 16px;padding-{start}:14px;border-{start}:3px solid #c9d1dc',
  rule: 'border:0;border-top:1px solid #dfe4ea;margin:24px 0',
  table: 'border-collapse:collapse;width:100%;margin:0 0 16px',
  th: 'padding:6px 8px;border-bottom:2px solid #c9d1dc;font-weight:600',
  td: 'padding:6px 8px;border-bottom:1px solid #dfe4ea',
} as const;
const linkStyle = 'color:#1a56c4;text-decoration:underline';
const sizes: Record<TextSize, string> = { small: '13px', large: '18px', huge: '24px' };

type Print<Part> = (part: Part) => string;

/** `part` prints what a tag built, in HTML that is ours. */
export function documentHtml<Part>(blocks: readonly ResolvedBlock<Part>[], part: Print<Part>): string {
  return blocks.map((block) => blockHtml(block, part)).join('');
}

function blockHtml<Part>(block: ResolvedBlock<Part>, part: Print<Part>): string {
  switch (block.kind) {
    case 'paragraph': {
      // A table inside a paragraph is not HTML; mail programs would close the paragraph before it.
      const holdsBlock = block.inlines.some((inline) => inline.kind === 'part' && inline.isBlock);
      const isRtl = beginsAtRight(block);
      return element(
        holdsBlock ? 'div' : 'p',
        styles.p + aligned(block.align, isRtl),
        sentence(block.inlines, part),
        isRtl,
      );
    }
    case 'heading': {
      const name = block.level === 2 ? 'h2' : 'h3';
      const isRtl = beginsAtRight(block);
      return element(name, styles[name] + aligned(block.align, isRtl), sentence(block.inlines, part), isRtl);
    }
    case 'list': {
      const isRtl = beginsAtRight(block);
      const items = block.items.map((item) => {
        const own = item.blocks.some(beginsAtRight);
        return element('li', styles.li + aligned(undefined, own), itemHtml(item.blocks, part), own);
      });
      return element(block.ordered ? 'ol' : 'ul', sided(styles.list, isRtl), items.join(''), isRtl);
    }
    case 'quote':
      return element(
        'blockquote',
        sided(styles.quote, beginsAtRight(block)),
        documentHtml(block.blocks, part),
        beginsAtRight(block),
      );
    case 'table':
      return tableHtml(block, part);
    case 'rule':
      return `<hr style="${styles.rule}">`;
    case 'page_break':
      // A mail has no pages.
      return '';
  }
}

/** An entry of one sentence, and lists below it, stands without the margins of a paragraph. */
function itemHtml<Part>(blocks: readonly ResolvedBlock<Part>[], part: Print<Part>): string {
  const [first, ...more] = blocks;
  if (first?.kind !== 'paragraph' || first.align || more.some(({ kind }) => kind === 'paragraph'))
    return documentHtml(blocks, part);
  return sentence(first.inlines, part) + documentHtml(more, part);
}

function tableHtml<Part>(table: Extract<ResolvedBlock<Part>, { kind: 'table' }>, part: Print<Part>): string {
  const isRtl = beginsAtRight(table);
  const rows = table.rows.map(({ cells }, at) => {
    const isHead = at < table.headRows;
    const printed = cells.map((cell, column) => {
      const { align, width } = table.columns[column] ?? {};
      const style = `${isHead ? styles.th : styles.td};text-align:${edge(align, isRtl)}`;
      const share = width === undefined ? '' : ` width="${width}%"`;
      const inside = itemHtml(cell.blocks, part);
      return isHead
        ? `<th scope="col"${share} style="${style}">${inside}</th>`
        : `<td${share} style="${style}">${inside}</td>`;
    });
    return `<tr>${printed.join('')}</tr>`;
  });
  const [head, body] = [rows.slice(0, table.headRows), rows.slice(table.headRows)];
  const heads = head.length === 0 ? '' : `<thead>${head.join('')}</thead>`;
  return element('table', styles.table, `${heads}<tbody>${body.join('')}</tbody>`, isRtl);
}

function element(name: string, style: string, inside: string, isRtl = false): string {
  return `<${name}${isRtl ? ' dir="rtl"' : ''} style="${style}">${inside}</${name}>`;
}

/** By the first letter in it; what tags build has a direction of its own. */
function beginsAtRight<Part>(block: ResolvedBlock<Part>): boolean {
  return isRightToLeft(lettersOf(block));
}

function lettersOf<Part>(block: ResolvedBlock<Part>): string {
  const all = (blocks: readonly ResolvedBlock<Part>[]) => blocks.map(lettersOf).join(' ');
  switch (block.kind) {
    case 'paragraph':
    case 'heading':
      return block.inlines.map((inline) => (inline.kind === 'text' ? inline.text : ' ')).join('');
    case 'list':
      return block.items.map((item) => all(item.blocks)).join(' ');
    case 'quote':
      return all(block.blocks);
    case 'table':
      return block.rows.flatMap(({ cells }) => cells.map((cell) => all(cell.blocks))).join(' ');
    default:
      return '';
  }
}

function sided(style: string, isRtl: boolean): string {
  return style.replaceAll('{start}', isRtl ? 'right' : 'left');
}

function aligned(align: TextAlign | undefined, isRtl: boolean): string {
  const isUsual = align === undefined || align === 'start';
  return isUsual && !isRtl ? '' : `;text-align:${edge(align, isRtl)}`;
}

/** Outlook knows `left` and `right` only. */
function edge(align: TextAlign | undefined, isRtl: boolean): string {
  const [start, end] = isRtl ? ['right', 'left'] : ['left', 'right'];
  return align === 'end' ? end : align === undefined || align === 'start' ? start : align;
}

/** Neighbours of one style share their elements, as people write them. */
function sentence<Part>(inlines: readonly ResolvedInline<Part>[], part: Print<Part>): string {
  let html = '';
  for (let at = 0; at < inlines.length;) {
    const first = inlines[at]!;
    if (first.kind === 'line_break') {
      html += '<br>';
      at += 1;
      continue;
    }
    let [end, inside] = [at, ''];
    for (let one = inlines[end]; one !== undefined && isOfStyle(one, first.marks); one = inlines[++end])
      inside += one.kind === 'text' ? escapeHtml(one.text) : one.kind === 'part' ? part(one.part) : '';
    html += marked(inside, first.marks);
    at = end;
  }
  return html;
}

function isOfStyle<Part>(inline: ResolvedInline<Part>, marks: ResolvedMarks): boolean {
  return inline.kind !== 'line_break' && styleKey(inline.marks) === styleKey(marks);
}

function styleKey({ bold, italic, underline, color, size, href }: ResolvedMarks): string {
  return JSON.stringify([bold, italic, underline, color, size, href]);
}

function marked(inside: string, marks: ResolvedMarks): string {
  let html = inside;
  if (marks.underline) html = `<u>${html}</u>`;
  if (marks.italic) html = `<em>${html}</em>`;
  if (marks.bold) html = `<strong>${html}</strong>`;
  const style = [
    marks.color === undefined ? '' : `color:${marks.color}`,
    marks.size === undefined ? '' : `font-size:${sizes[marks.size]}`,
  ].filter(Boolean);
  if (style.length > 0) html = `<span style="${style.join(';')}">${html}</span>`;
  if (marks.href !== undefined) html = `<a href="${escapeHtml(marks.href)}" style="${linkStyle}">${html}</a>`;
  return html;
}
