/** One letter as a stretch of a file of many: its objects under numbers of their own, ready to be written behind those before. */
import {
  PDFContext,
  PDFDocument,
  PDFName,
  PDFObjectCopier,
  PDFRef,
  type PDFObject,
  type PDFPageLeaf,
} from '@cantoo/pdf-lib';
import { enclosureStarts, isBack } from './front-pages.ts';

export interface LetterPartInput {
  /** As it was printed. */
  pdf: Uint8Array;
  /** Number of its first object. */
  first: number;
  /** Number of the tree of pages of the whole file. */
  tree: number;
  /** Printed on both sides: letter and enclosures begin on a front page, behind a blank one where there must be. */
  duplex: boolean;
  /** What colours mean is the same in all of them: the first one brings it along. */
  withColours: boolean;
}

export interface LetterPart {
  bytes: Uint8Array;
  /** Where each object begins within `bytes`; the first has the number `first`. */
  offsets: number[];
  /** Numbers of its pages, in order. */
  pages: number[];
  /** Number of what says what colours mean. */
  colours?: number;
}

/** Runs on the thread of merger.ts. The structure for readers of screens stays with each letter by itself. */
export async function letterPart(input: LetterPartInput): Promise<LetterPart> {
  const { first, duplex, withColours } = input;
  const letter = await PDFDocument.load(input.pdf, { updateMetadata: false });
  const context = PDFContext.create();
  context.largestObjectNumber = first - 1;
  const copier = PDFObjectCopier.for(letter.context, context);
  const tree = PDFRef.of(input.tree);
  const { width, height } = letter.getPage(0).getSize();
  const blank = { Type: 'Page', Parent: tree, MediaBox: [0, 0, width, height], Resources: {} };
  const starts = enclosureStarts(letter);
  const pages: number[] = [];
  const toFront = () => {
    if (duplex && isBack(pages.length)) pages.push(context.register(context.obj(blank)).objectNumber);
  };
  for (const [at, { node }] of letter.getPages().entries()) {
    if (starts.includes(at)) toFront();
    const page = copier.copy(node) as PDFPageLeaf;
    // Its numbers would lead into the tree of another letter.
    page.delete(PDFName.of('StructParents'));
    page.delete(PDFName.of('Tabs'));
    page.set(PDFName.of('Parent'), tree);
    pages.push(context.register(page).objectNumber);
  }
  toFront();
  const intents = withColours ? letter.catalog.get(PDFName.of('OutputIntents')) : undefined;
  const colours = intents && context.register(copier.copy(intents)).objectNumber;
  return { ...written(context, first), pages, ...(colours !== undefined && { colours }) };
}

/** All objects of a context, one after the other. */
function written(context: PDFContext, first: number): Pick<LetterPart, 'bytes' | 'offsets'> {
  const offsets: number[] = [];
  const pieces: Uint8Array[] = [];
  let length = 0;
  const objects = context.enumerateIndirectObjects().sort(([a], [b]) => a.objectNumber - b.objectNumber);
  for (const [{ objectNumber }, object] of objects) {
    offsets[objectNumber - first] = length;
    const piece = indirect(objectNumber, object);
    pieces.push(piece);
    length += piece.length;
  }
  return { bytes: Uint8Array.from(Buffer.concat(pieces, length)), offsets };
}

function indirect(number: number, object: PDFObject): Uint8Array {
  const begin = Buffer.from(`${number} 0 obj\n`, 'latin1');
  const end = Buffer.from('\nendobj\n', 'latin1');
  const bytes = Buffer.alloc(begin.length + object.sizeInBytes() + end.length);
  begin.copy(bytes);
  object.copyBytesInto(bytes, begin.length);
  end.copy(bytes, bytes.length - end.length);
  return bytes;
}
