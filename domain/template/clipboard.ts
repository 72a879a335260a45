/**
 * What another program put on the clipboard, as HTML of the few things that a document may hold. Nothing in it is a
 * tag. Colours, sizes and edges come as `data-color`, `data-size` and `data-align`, so that no style sheet is needed to
 * read them again. What is beyond the bounds of a text comes as its words.
 */
import { decodeEntities } from './entities.ts';
import { escapeHtml } from './html.ts';
import { UnreadableHtml, readHtml, type HtmlElement, type HtmlNode } from './html-tree.ts';
import { lookOf, styleOf, type Style } from './clipboard-styles.ts';
import { wordItems, type WordItem } from './word-lists.ts';

export function clipboardHtml(source: string): string {
  try {
    return writeAll(readHtml(source), { inTable: false, inLink: false });
  } catch (error) {
    if (!(error instanceof UnreadableHtml)) throw error;
    const words = decodeEntities(source.replace(/<[^<>]*>/g, ' ')).replace(/\s+/g, ' ');
    return `<p>${escapeHtml(words.trim())}</p>`;
  }
}

interface Around {
  inTable: boolean;
  inLink: boolean;
}

const dropped = new Set([
  ...['script', 'style', 'head', 'title', 'iframe', 'object', 'svg', 'math', 'template', 'noscript'],
  ...['textarea', 'select', 'xmp', 'noembed', 'noframes', 'img', 'video', 'audio', 'canvas', 'button', 'col'],
]);
const paragraphs = new Set([
  ...['p', 'div', 'section', 'article', 'header', 'footer', 'main', 'aside', 'nav', 'address', 'center'],
  ...['figure', 'figcaption', 'pre', 'dt', 'dd', 'caption', 'form', 'fieldset'],
]);
const headings: Record<string, string> = { h1: 'h2', h2: 'h2', h3: 'h3', h4: 'h3', h5: 'h3', h6: 'h3' };
const blockNames = new Set([
  ...paragraphs,
  ...Object.keys(headings),
  ...['ul', 'ol', 'li', 'table', 'blockquote', 'hr', 'tr', 'td', 'th', 'tbody', 'thead', 'tfoot'],
]);
const allowedSchemes = ['https:', 'http:', 'mailto:', 'tel:'];

function writeAll(nodes: readonly HtmlNode[], around: Around): string {
  let html = '';
  for (let at = 0; at < nodes.length;) {
    const items = wordItems(nodes, at);
    if (items.length > 0) {
      html += writeWordList(items, around);
      at = items.at(-1)!.end;
    } else html += write(nodes[at++]!, around);
  }
  return html;
}

function write(node: HtmlNode, around: Around): string {
  if ('value' in node) return escapeHtml(node.value);
  if (!('tagName' in node) || dropped.has(node.tagName)) return '';
  const style = styleOf(node);
  if (style.isHidden) return '';
  const { tagName: name } = node;
  if (paragraphs.has(name)) return paragraph('p', node, style, around);
  if (headings[name]) return paragraph(headings[name], node, style, around);
  switch (name) {
    case 'br':
    case 'hr':
      return `<${name}>`;
    case 'ul':
    case 'ol':
    case 'li':
    case 'blockquote': {
      const inside = styled(node, style, around);
      return inside.trim() === '' ? '' : `<${name}>${inside}</${name}>`;
    }
    case 'table':
      return table(node, around);
    default:
      return inline(node, style, around);
  }
}

/** What holds paragraphs itself is none. */
function paragraph(name: string, node: HtmlElement, style: Style, around: Around): string {
  const inside = styled(node, style, around);
  if (node.childNodes.some((child) => 'tagName' in child && blockNames.has(child.tagName))) return inside;
  if (name !== 'p' && inside.trim() === '') return '';
  return `<${name}${aligned(style)}>${inside}</${name}>`;
}

function aligned({ align }: Style): string {
  return align === undefined ? '' : ` data-align="${align}"`;
}

/** The content of an element with the style that it gives its words. */
function styled(node: HtmlElement, style: Style, around: Around): string {
  const inside = writeAll(node.childNodes, around);
  const hasBlocks = /<(?:p|h2|h3|ul|ol|li|table|blockquote|hr)\b/.test(inside);
  return hasBlocks || inside.trim() === '' ? inside : inStyle(inside, style);
}

function inline(node: HtmlElement, style: Style, around: Around): string {
  const href = node.tagName === 'a' && !around.inLink ? addressOf(node) : undefined;
  const inside = styled(node, style, { ...around, inLink: around.inLink || href !== undefined });
  return href === undefined || inside.trim() === '' ? inside : `<a href="${escapeHtml(href)}">${inside}</a>`;
}

function inStyle(inside: string, style: Style): string {
  let html = inside;
  if (style.underline) html = `<u>${html}</u>`;
  if (style.italic) html = `<em>${html}</em>`;
  if (style.bold) html = `<strong>${html}</strong>`;
  const look = lookOf(style);
  return look === '' ? html : `<span${look}>${html}</span>`;
}

function addressOf(element: HtmlElement): string | undefined {
  const href = element.attrs.find(({ name }) => name === 'href')?.value.trim() ?? '';
  return URL.canParse(href) && allowedSchemes.includes(new URL(href).protocol)
    ? new URL(href).href
    : undefined;
}

// ---------------------------------------------------------------- tables and lists

/** A table of one cell is a frame, and a table within a table was made for its looks: of both stays what they say. */
function table(node: HtmlElement, around: Around): string {
  const rows = rowsOf(node);
  const cells = rows.map((row) => row.childNodes.filter(isCell));
  if (around.inTable || cells.flat().length <= 1)
    return cells.map((row) => row.map((cell) => cellContent(cell, around)).join('')).join('');
  const written = cells
    .filter((row) => row.length > 0)
    .map((row) => `<tr>${row.map((cell) => writeCell(cell, around)).join('')}</tr>`);
  return `<table><tbody>${written.join('')}</tbody></table>`;
}

function rowsOf(node: HtmlElement): HtmlElement[] {
  return node.childNodes.flatMap((child) => {
    if (!('tagName' in child)) return [];
    if (child.tagName === 'tr') return [child];
    return ['tbody', 'thead', 'tfoot'].includes(child.tagName) ? rowsOf(child) : [];
  });
}

function isCell(node: HtmlNode): node is HtmlElement {
  return 'tagName' in node && (node.tagName === 'td' || node.tagName === 'th');
}

/** A wide cell is followed by empty ones: a document has no cells over several columns. */
function writeCell(cell: HtmlElement, around: Around): string {
  const span = Number(cell.attrs.find(({ name }) => name === 'colspan')?.value ?? 1);
  const empty = Math.min(Math.max(0, (Number.isInteger(span) ? span : 1) - 1), 11);
  const { tagName } = cell;
  return (
    `<${tagName}>${cellContent(cell, { ...around, inTable: true })}</${tagName}>` +
    `<${tagName}></${tagName}>`.repeat(empty)
  );
}

function cellContent(cell: HtmlElement, around: Around): string {
  const style = styleOf(cell);
  const inside = styled(cell, style, around);
  return /<(?:p|h2|h3|ul|ol|table|blockquote)\b/.test(inside) || inside.trim() === ''
    ? inside
    : `<p${aligned(style)}>${inside}</p>`;
}

function writeWordList(items: readonly WordItem[], around: Around): string {
  const [first] = items;
  if (first === undefined) return '';
  const name = first.isOrdered ? 'ol' : 'ul';
  let html = '';
  for (let at = 0; at < items.length;) {
    const item = items[at]!;
    let end = at + 1;
    while (end < items.length && items[end]!.level > item.level) end += 1;
    const below = writeWordList(items.slice(at + 1, end), around);
    html += `<li><p>${styled(item.element, styleOf(item.element), around)}</p>${below}</li>`;
    at = end;
  }
  return `<${name}>${html}</${name}>`;
}
