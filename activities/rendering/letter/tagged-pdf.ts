/**
 * The page writer: pdfmake lays out, and what it draws is marked on the way so that the PDF has a structure (headings,
 * paragraphs, tables) and text from right to left stands in the order of the eye. It opens no file and no address.
 */
import { createRequire } from 'node:module';
import { openedFont, smallFont, type FontFamily, type FontStyle } from './fonts.ts';
import { pageLabels } from './front-pages.ts';
import { visualOrder } from './runs.ts';

/** What a part of a page is to a reader who does not see it. Parts without a mark are decoration. */
export interface Mark {
  type:
    | 'P'
    | 'H1'
    | 'H2'
    | 'H3'
    | 'L'
    | 'LI'
    | 'Lbl'
    | 'LBody'
    | 'BlockQuote'
    | 'Table'
    | 'TR'
    | 'TH'
    | 'TD'
    | 'Figure';
  parent?: Mark;
  /** Its place among the parts of its parent, where they are not drawn in the order of reading. */
  at?: number;
  alt?: string;
}

/** A node of pdfmake: its own properties, of which we read only these. */
export interface PageNode {
  mark?: Mark;
  /** Where its lines stand, once it is laid out; points from the top left corner of the page. */
  positions?: { pageNumber: number; top: number; left: number }[];
  [property: string]: unknown;
}

export interface PageSetting {
  size: { width: number; height: number };
  /** Left, top, right, bottom. */
  margins: [number, number, number, number];
  info: { title: string; author: string; creationDate: Date };
  /** BCP 47. */
  language: string;
  /** Named pictures, as `data:` addresses. */
  images: Record<string, string>;
  fontSize: number;
  header: (page: number) => PageNode | undefined;
  footer: (page: number, pages: number) => PageNode | undefined;
  tableLayouts: Record<string, object>;
}

interface Inline {
  level?: number;
  text: string;
  width: number;
  x: number;
}
interface Line {
  inlines: Inline[];
  inlineWidths: number;
  leadingCut: number;
  trailingCut: number;
  mark?: Mark;
}
interface Pages {
  length: number;
}
interface LayoutBuilder {
  registerTableLayouts(layouts: object): void;
  layoutDocument(content: PageNode, pdf: PdfDocument, ...rest: unknown[]): Pages;
  buildNextLine(node: PageNode): Line | null;
}
interface StructureContent {
  readonly refs: unknown;
}
interface EmbeddedFont {
  layoutCache: object;
}
interface PdfDocument extends AsyncIterable<Buffer> {
  _root: { data: Record<string, object> };
  _fontCount: number;
  _fontFamilies: Record<string, EmbeddedFont>;
  _font: EmbeddedFont;
  font(bytes: Uint8Array): this;
  provideFont(family: FontFamily, bold: boolean, italics: boolean): EmbeddedFont;
  markStructureContent(type: string): StructureContent;
  markContent(type: string, options?: object): void;
  endMarkedContent(): void;
  struct(type: string, options: object, children: object[]): object;
  addStructure(element: object): void;
  end(): void;
}
interface Renderer {
  renderPages(pages: Pages): void;
  renderLine(line: Line, x: number, y: number): void;
  renderVector(vector: object): void;
  renderImage(image: { mark?: Mark }): void;
}

const require = createRequire(import.meta.url);
const part = <Part>(file: string) => (require(`pdfmake/js/${file}.js`) as { default: Part }).default;
const PdfMakeLayout =
  part<new (size: object, margins: object, svg: object) => LayoutBuilder>('LayoutBuilder');
const PdfMakeRenderer = part<new (pdf: PdfDocument, progress: undefined) => Renderer>('Renderer');
const PdfMakeDocument =
  part<
    new (
      fonts: object,
      images: object,
      patterns: object,
      files: object,
      options: object,
      ...rest: unknown[]
    ) => PdfDocument
  >('PDFDocument');
const { tableLayouts } = require('pdfmake/js/tableLayouts.js') as { tableLayouts: object };

/** What pdfkit makes of a font for one document; it gives the class to nobody. */
let embeddedFont: (new (pdf: PdfDocument, font: object, id: string) => EmbeddedFont) | undefined;

/** Words laid out, by font: letters say the same words. Emptied when it has grown, since values are never the same. */
const layoutCaches = new Map<string, object>();
const mostCachedWords = 20_000;

function layoutCache(font: string): object {
  let words = layoutCaches.get(font);
  if (words === undefined || Object.keys(words).length > mostCachedWords) {
    words = Object.create(null) as object;
    layoutCaches.set(font, words);
  }
  return words;
}

/** Fonts are opened once a thread, not once a document, which would take most of its time. */
class FontedDocument extends PdfMakeDocument {
  override provideFont(family: FontFamily, bold: boolean, italics: boolean): EmbeddedFont {
    const style: FontStyle = bold ? (italics ? 'bolditalics' : 'bold') : italics ? 'italics' : 'normal';
    const name = `${family}/${style}`;
    const known = this._fontFamilies[name];
    if (known) return known;
    embeddedFont ??= this.#embeddedFontClass();
    const font = new embeddedFont(this, openedFont(family, style), `F${++this._fontCount}`);
    font.layoutCache = layoutCache(name);
    this._fontFamilies[name] = font;
    return font;
  }

  #embeddedFontClass() {
    const probe = new PdfMakeDocument({}, {}, {}, {}, { autoFirstPage: false, font: null });
    return probe.font(smallFont())._font.constructor as NonNullable<typeof embeddedFont>;
  }
}

class Layout extends PdfMakeLayout {
  override buildNextLine(node: PageNode): Line | null {
    const line = super.buildNextLine(node);
    if (line === null) return null;
    if (node.mark) line.mark = node.mark;
    if (line.inlines.some(({ level }) => level !== undefined)) inVisualOrder(line);
    return line;
  }
}

function inVisualOrder(line: Line): void {
  // Spaces at the end of a line would stand at its beginning.
  while (line.inlines.length > 1 && line.inlines.at(-1)!.text.trim() === '') line.inlines.pop();
  line.inlines = visualOrder(line.inlines);
  let x = 0;
  for (const inline of line.inlines) {
    inline.x = x;
    x += inline.width;
  }
  line.inlineWidths = x;
  line.leadingCut = 0;
  line.trailingCut = 0;
}

class TaggedRenderer extends PdfMakeRenderer {
  readonly #pdf: PdfDocument;
  readonly #drawn: [Mark, StructureContent][] = [];

  constructor(pdf: PdfDocument) {
    super(pdf, undefined);
    this.#pdf = pdf;
  }

  override renderLine(line: Line, x: number, y: number): void {
    this.#marked(line.mark, () => super.renderLine(line, x, y));
  }

  override renderVector(vector: object): void {
    this.#marked(undefined, () => super.renderVector(vector));
  }

  override renderImage(image: { mark?: Mark }): void {
    this.#marked(image.mark, () => super.renderImage(image));
  }

  #marked(mark: Mark | undefined, draw: () => void): void {
    if (mark) this.#drawn.push([mark, this.#pdf.markStructureContent(mark.type)]);
    else this.#pdf.markContent('Artifact', { type: 'Layout' });
    draw();
    this.#pdf.endMarkedContent();
  }

  /** The structure of what was drawn, in the order of drawing, which is the order of reading. */
  addStructure(): void {
    const children = new Map<Mark | undefined, (Mark | StructureContent)[]>();
    const known = new Set<Mark>();
    const append = (parent: Mark | undefined, child: Mark | StructureContent) => {
      const siblings = children.get(parent);
      if (siblings) siblings.push(child);
      else children.set(parent, [child]);
    };
    const place = (mark: Mark) => {
      if (known.has(mark)) return;
      known.add(mark);
      if (mark.parent) place(mark.parent);
      append(mark.parent, mark);
    };
    for (const [mark, content] of this.#drawn) {
      place(mark);
      append(mark, content);
    }
    const element = (mark: Mark): object => {
      const inside = inOrder(children.get(mark) ?? []).map((child) =>
        'type' in child ? element(child) : child,
      );
      const options = { ...(mark.alt && { alt: mark.alt }), ...(mark.type === 'TH' && { scope: 'Column' }) };
      return this.#pdf.struct(mark.type, options, inside);
    };
    const top = (children.get(undefined) ?? []).map((mark) => element(mark as Mark));
    this.#pdf.addStructure(this.#pdf.struct('Document', {}, top));
  }
}

/** As they are read: as drawn, but for those that have a place. */
function inOrder(parts: (Mark | StructureContent)[]): (Mark | StructureContent)[] {
  const placeOf = (part: Mark | StructureContent) => ('type' in part ? (part.at ?? 0) : 0);
  return parts.toSorted((one, other) => placeOf(one) - placeOf(other));
}

/** A document that is laid out as often as needed, then written once. */
export class TaggedPdf {
  readonly #setting: PageSetting;
  readonly #pdf: PdfDocument;
  #pages: Pages = { length: 0 };

  constructor(setting: PageSetting) {
    this.#setting = setting;
    this.#pdf = new FontedDocument({}, setting.images, {}, {}, pdfOptions(setting), null, () => false);
  }

  /** Places the content; its nodes know their positions afterwards, and cannot be laid out again. */
  layOut(content: PageNode[]): void {
    const { size, margins, header, footer, fontSize } = this.#setting;
    const [left, top, right, bottom] = margins;
    const builder = new Layout({ ...size, orientation: 'portrait' }, { left, top, right, bottom }, {});
    builder.registerTableLayouts(tableLayouts);
    builder.registerTableLayouts(this.#setting.tableLayouts);
    this.#pages = builder.layoutDocument(
      { stack: content },
      this.#pdf,
      {},
      { font: 'latin', fontSize },
      undefined,
      header,
      footer,
      undefined,
      undefined,
    );
  }

  /** @param enclosures on which of its pages one begins, from 0 on */
  async write(enclosures: readonly number[] = []): Promise<{ bytes: Buffer; pages: number }> {
    const renderer = new TaggedRenderer(this.#pdf);
    renderer.renderPages(this.#pages);
    renderer.addStructure();
    if (enclosures.length > 0) this.#pdf._root.data['PageLabels'] = pageLabels(enclosures);
    this.#pdf.end();
    const chunks: Buffer[] = [];
    for await (const chunk of this.#pdf) chunks.push(chunk);
    return { bytes: Buffer.concat(chunks), pages: this.#pages.length };
  }
}

function pdfOptions({ size, info, language }: PageSetting): object {
  return {
    size: [size.width, size.height],
    // Without the version the subset is not written.
    pdfVersion: '1.7',
    subset: 'PDF/A-3b',
    tagged: true,
    displayTitle: true,
    compress: true,
    lang: language,
    fontLayoutCache: true,
    bufferPages: false,
    autoFirstPage: false,
    // Dates come with the letter: the same letter gives the same bytes.
    info: {
      Title: info.title,
      Author: info.author,
      Creator: 'Relance',
      Producer: 'Relance',
      CreationDate: info.creationDate,
      ModDate: info.creationDate,
    },
    font: null,
  };
}
