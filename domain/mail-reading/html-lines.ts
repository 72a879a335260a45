/** HTML as a reader sees it, line by line, with what the client marked. */
import { isHidden, isQuoteElement, isSignatureElement, startsOriginal, styleOf } from './client-marks.ts';
import { isElement, readHtmlTree, type HtmlElement, type HtmlNode } from './html-tree.ts';
import { mostLines, type LineMark, type MailLine } from './lines.ts';

const blocks = new Set([
  ...[
    'address',
    'article',
    'aside',
    'blockquote',
    'body',
    'center',
    'dd',
    'div',
    'dl',
    'dt',
    'fieldset',
    'figure',
  ],
  ...[
    'footer',
    'form',
    'h1',
    'h2',
    'h3',
    'h4',
    'h5',
    'h6',
    'header',
    'hr',
    'html',
    'li',
    'main',
    'nav',
    'ol',
    'p',
  ],
  ...['pre', 'section', 'table', 'tbody', 'tfoot', 'thead', 'tr', 'ul', 'caption'],
]);

/** Elements around which a browser leaves room. */
const spaced = new Set(['p', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'ul', 'ol', 'dl', 'blockquote', 'pre']);

/** A body in HTML as lines. */
export function htmlLines(source: string): MailLine[] {
  const writer = new LineWriter();
  writer.write(readHtmlTree(source), { depth: 0, mark: null, isPreformatted: false });
  return writer.lines();
}

interface Around {
  depth: number;
  mark: LineMark | null;
  isPreformatted: boolean;
}

class LineWriter {
  readonly #lines: MailLine[] = [];
  #text = '';
  #hasText = false;
  #around: Around = { depth: 0, mark: null, isPreformatted: false };

  lines(): MailLine[] {
    this.#endLine();
    return this.#lines;
  }

  write(node: HtmlNode, around: Around): void {
    if (this.#lines.length >= mostLines) return;
    if (!isElement(node)) {
      this.#add(node.text, around);
      return;
    }
    if (isHidden(node)) return;
    if (node.tag === 'br') {
      this.#breakLine(around);
      return;
    }
    if (startsOriginal(node)) {
      this.#endLine();
      this.#lines.push({ text: '', depth: around.depth, mark: 'original' });
    }
    this.#element(node, this.#inside(node, around), around);
  }

  #inside(element: HtmlElement, around: Around): Around {
    return {
      depth: around.depth + (isQuoteElement(element) ? 1 : 0),
      mark: isSignatureElement(element) ? 'signature' : around.mark,
      isPreformatted:
        around.isPreformatted || element.tag === 'pre' || /white-space:\s*pre/.test(styleOf(element)),
    };
  }

  #element(element: HtmlElement, inside: Around, around: Around): void {
    const isBlock = blocks.has(element.tag) || inside.depth !== around.depth;
    const isSpaced = spaced.has(element.tag) && !hasNoMargin(element);
    if (isBlock) this.#endLine();
    if (isSpaced) this.#space(inside);
    if (element.tag === 'td' || element.tag === 'th') this.#cell(inside);
    let entry = Number(element.attributes.start ?? 1) || 1;
    for (const child of element.children) {
      if (isElement(child) && child.tag === 'li' && !isHidden(child)) {
        this.#endLine();
        this.#add(element.tag === 'ol' ? `${entry++}. ` : '- ', inside);
        this.#children(child, inside);
        this.#endLine();
      } else this.write(child, inside);
    }
    if (isBlock) this.#endLine();
    if (isSpaced) this.#space(around);
  }

  #children(element: HtmlElement, around: Around): void {
    const inside = this.#inside(element, around);
    for (const child of element.children) {
      // A paragraph that is all of an entry begins no line of its own.
      const isFirstBlock = isElement(child) && /^(?:p|div|span)$/.test(child.tag) && this.#isAtEntryStart();
      if (isFirstBlock) this.#children(child, inside);
      else this.write(child, inside);
    }
  }

  #isAtEntryStart(): boolean {
    return /^(?:-|\d+\.) $/.test(this.#text);
  }

  #cell(around: Around): void {
    if (this.#hasText && !/\s$/.test(this.#text)) this.#add(' ', around);
  }

  #add(text: string, around: Around): void {
    if (this.#hasText && around.depth !== this.#around.depth) this.#endLine();
    if (around.isPreformatted) {
      const [first, ...more] = text.split('\n');
      this.#append(first!.replaceAll('\t', ' '), around);
      for (const line of more) {
        this.#breakLine(around);
        this.#append(line.replaceAll('\t', ' '), around);
      }
      return;
    }
    this.#append(text.replaceAll(/[ \t\r\n\f]+/g, ' '), around);
  }

  #append(text: string, around: Around): void {
    if (text === '') return;
    const isStart = this.#text === '' || this.#text.endsWith(' ');
    const added = isStart && !around.isPreformatted ? text.replace(/^ /, '') : text;
    if (added === '') return;
    this.#text += added;
    this.#hasText = true;
    this.#around = around;
  }

  /** A line break that the writer wants, also of an empty line. */
  #breakLine(around: Around): void {
    if (!this.#hasText) this.#around = around;
    this.#push();
  }

  #endLine(): void {
    if (this.#hasText) this.#push();
  }

  #push(): void {
    const text = this.#text
      .replaceAll(/[\u00a0\u202f]/g, ' ')
      .replaceAll(/[\u200b\u200c\u200d\u200e\u200f\ufeff\u2060\u00ad\u034f]/g, '')
      .trim();
    this.#lines.push({ text, depth: this.#around.depth, mark: this.#around.mark });
    this.#text = '';
    this.#hasText = false;
  }

  /** Room between paragraphs, once. */
  #space({ depth, mark }: Around): void {
    const last = this.#lines.at(-1);
    if (last !== undefined && last.text !== '') this.#lines.push({ text: '', depth, mark });
  }
}

function hasNoMargin(element: HtmlElement): boolean {
  const style = styleOf(element);
  if (/(?:^|\s)mso(?:normal|plaintext|nospacing|listparagraph)/i.test(element.attributes.class ?? ''))
    return true;
  const zero = '0(?:\\.0+)?(?:px|cm|in|pt|em)?';
  if (new RegExp(`margin:\\s*${zero}(?:\\s|;|$|!)`).test(style)) return !/margin-bottom:\s*[1-9]/.test(style);
  return (
    new RegExp(`margin-top:\\s*${zero}`).test(style) && new RegExp(`margin-bottom:\\s*${zero}`).test(style)
  );
}
