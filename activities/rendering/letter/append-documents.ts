/**
 * Documents that others made, behind a letter: their pages as they are, without anything that acts. The file stays
 * PDF/A-3b where each of them is PDF/A, and does not say so otherwise.
 */
import { createHash } from 'node:crypto';
import {
  PDFArray,
  PDFDict,
  PDFDocument,
  PDFHexString,
  PDFName,
  PDFNumber,
  PDFRawStream,
  PDFStream,
  decodePDFRawStream,
  type PDFPage,
} from '@cantoo/pdf-lib';
import { enclosureStarts, isBack, noteEnclosures } from './front-pages.ts';

export interface Appending {
  letter: Uint8Array;
  documents: Uint8Array[];
  /** Printed on both sides: each begins on a front page. */
  duplex: boolean;
}

export interface AppendedPages {
  bytes: Uint8Array;
  pages: number;
}

const quietly = { updateMetadata: false } as const;

/** How many pages each has; null: no PDF, locked by a password, or damaged. */
export async function countPages(documents: readonly Uint8Array[]): Promise<(number | null)[]> {
  const counts: (number | null)[] = [];
  for (const bytes of documents) {
    try {
      const document = await PDFDocument.load(bytes, quietly);
      counts.push(document.getPageCount() || null);
    } catch {
      counts.push(null);
    }
  }
  return counts;
}

/** Runs on the thread of appender.ts. Each document begins on a page of its own, in the order given. */
export async function appendDocuments({ letter, documents, duplex }: Appending): Promise<AppendedPages> {
  const whole = await PDFDocument.load(letter, quietly);
  const { width, height } = whole.getPage(0).getSize();
  const starts = enclosureStarts(whole);
  let isArchive = true;
  for (const bytes of documents) {
    const document = await PDFDocument.load(bytes, quietly);
    isArchive &&= claimsArchive(document);
    if (duplex && isBack(whole.getPageCount())) whole.addPage([width, height]);
    starts.push(whole.getPageCount());
    for (const page of await whole.copyPages(document, document.getPageIndices())) whole.addPage(inert(page));
  }
  noteEnclosures(whole, starts);
  if (!isArchive) whole.catalog.delete(PDFName.of('Metadata'));
  const hash = createHash('sha256').update(letter);
  for (const bytes of documents) hash.update(bytes);
  const id = PDFHexString.of(hash.digest('hex').slice(0, 32));
  whole.context.trailerInfo.ID = whole.context.obj([id, id]);
  const bytes = await whole.save({ useObjectStreams: true });
  return { bytes, pages: whole.getPageCount() };
}

/** Kinds of remarks on a page that hold or play something. */
const acting = ['FileAttachment', 'Movie', 'RichMedia', 'Screen', 'Sound', '3D', 'Popup'];

/** What a page does, and where it stood in the structure of its document, stays behind. */
function inert(page: PDFPage): PDFPage {
  for (const key of ['AA', 'B', 'StructParents', 'Tabs', 'PresSteps']) page.node.delete(PDFName.of(key));
  const remarks = page.node.lookupMaybe(PDFName.of('Annots'), PDFArray);
  for (let at = (remarks?.size() ?? 0) - 1; at >= 0; at -= 1) {
    const remark = remarks!.lookup(at);
    if (!(remark instanceof PDFDict) || acting.includes(nameIn(remark, 'Subtype'))) remarks!.remove(at);
    else {
      const action = remark.lookup(PDFName.of('A'));
      if (!(action instanceof PDFDict) || nameIn(action, 'S') !== 'URI') remark.delete(PDFName.of('A'));
      for (const key of ['AA', 'StructParent', 'Parent']) remark.delete(PDFName.of(key));
    }
  }
  return page;
}

function nameIn(dictionary: PDFDict, key: string): string {
  const value = dictionary.lookup(PDFName.of(key));
  return value instanceof PDFName ? value.decodeText() : '';
}

/** Says of itself that it is PDF/A, in colours that our letters have too. */
function claimsArchive({ catalog }: PDFDocument): boolean {
  const metadata = catalog.lookup(PDFName.of('Metadata'));
  if (!(metadata instanceof PDFRawStream)) return false;
  const said = Buffer.from(decodePDFRawStream(metadata).decode()).toString('latin1');
  if (!said.includes('pdfaid')) return false;
  const intents = catalog.lookupMaybe(PDFName.of('OutputIntents'), PDFArray);
  const intent = intents?.size() ? intents.lookup(0) : undefined;
  if (!(intent instanceof PDFDict)) return true;
  const profile = intent.lookup(PDFName.of('DestOutputProfile'));
  const colours = profile instanceof PDFStream ? profile.dict.lookup(PDFName.of('N')) : undefined;
  return !(colours instanceof PDFNumber) || colours.asNumber() === 3;
}
