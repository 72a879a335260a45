/**
 * Where the enclosures of a letter begin: its file says so by its page labels (ISO 32000-1, 12.4.2), which start anew with
 * each of them. Printed on both sides, each begins on a front page, as a paper of its own does.
 */
import { PDFArray, PDFDict, PDFDocument, PDFName, PDFNumber } from '@cantoo/pdf-lib';

const labels = PDFName.of('PageLabels');

/** Pages on which an enclosure begins, from 0 on, in order. */
export function enclosureStarts({ catalog }: PDFDocument): number[] {
  const ranges = catalog.lookupMaybe(labels, PDFDict)?.lookupMaybe(PDFName.of('Nums'), PDFArray);
  const starts: number[] = [];
  for (let at = 0; at < (ranges?.size() ?? 0); at += 2) {
    const start = ranges!.lookup(at);
    if (start instanceof PDFNumber && start.asNumber() > 0) starts.push(start.asNumber());
  }
  return starts;
}

export function noteEnclosures(document: PDFDocument, starts: readonly number[]): void {
  if (starts.length > 0) document.catalog.set(labels, document.context.obj(pageLabels(starts)));
}

/** Each enclosure counts its pages from 1 on. */
export function pageLabels(starts: readonly number[]) {
  return { Nums: [0, ...starts].flatMap((start) => [start, { S: 'D' }]) };
}

/** Whether what comes behind so many pages would begin on the back of a sheet. */
export function isBack(pagesBefore: number): boolean {
  return pagesBefore % 2 === 1;
}

/** With a blank page wherever an enclosure would begin on the back of a sheet. */
export async function onFrontPages(bytes: Uint8Array): Promise<{ bytes: Uint8Array; pages: number }> {
  const document = await PDFDocument.load(bytes, { updateMetadata: false });
  const { width, height } = document.getPage(0).getSize();
  const before = enclosureStarts(document);
  let blanks = 0;
  const starts = before.map((start) => {
    if (isBack(start + blanks)) document.insertPage(start + blanks++, [width, height]);
    return start + blanks;
  });
  if (blanks === 0) return { bytes, pages: document.getPageCount() };
  noteEnclosures(document, starts);
  return { bytes: await document.save({ useObjectStreams: true }), pages: document.getPageCount() };
}
