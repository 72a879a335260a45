/** Many letters in one file, for the printer: PDF/A-3b as each of them, each on a sheet of its own. */
import { createHash } from 'node:crypto';
import { PDFDocument, PDFHexString, PDFName, PDFObjectCopier, type PDFPage } from '@cantoo/pdf-lib';

export interface LettersToMerge {
  /** Each as it was printed. */
  letters: Uint8Array[];
  /** Printed on both sides: a letter of an odd number of pages ends with a blank one. */
  duplex: boolean;
}

export interface MergedLetters {
  bytes: Uint8Array;
  pages: number;
}

/** Runs on the thread of merger.ts. The structure for readers of screens stays with each letter by itself. */
export async function mergeLetters({ letters, duplex }: LettersToMerge): Promise<MergedLetters> {
  const merged = await PDFDocument.create({ updateMetadata: false });
  for (const [index, bytes] of letters.entries()) {
    const letter = await PDFDocument.load(bytes, { updateMetadata: false });
    const pages = await merged.copyPages(letter, letter.getPageIndices());
    for (const page of pages) merged.addPage(withoutStructure(page));
    if (duplex && pages.length % 2 === 1) {
      const { width, height } = pages[0]!.getSize();
      merged.addPage([width, height]);
    }
    if (index === 0) takeColours(letter, merged);
  }
  describe(merged, letters);
  const saved = await merged.save({ useObjectStreams: true });
  return { bytes: saved, pages: merged.getPageCount() };
}

/** Its numbers would lead into the tree of another letter. */
function withoutStructure(page: PDFPage): PDFPage {
  page.node.delete(PDFName.of('StructParents'));
  page.node.delete(PDFName.of('Tabs'));
  return page;
}

/** What the colours mean is the same in all of them. */
function takeColours(from: PDFDocument, to: PDFDocument): void {
  const intents = from.catalog.get(PDFName.of('OutputIntents'));
  if (intents)
    to.catalog.set(PDFName.of('OutputIntents'), PDFObjectCopier.for(from.context, to.context).copy(intents));
}

/** Named by the letters in it: the same letters are the same file. */
function describe(merged: PDFDocument, letters: readonly Uint8Array[]): void {
  const { context, catalog } = merged;
  const xmp =
    '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">' +
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">' +
    '<rdf:Description xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" rdf:about="">' +
    '<pdfaid:part>3</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance></rdf:Description>' +
    '</rdf:RDF></x:xmpmeta><?xpacket end="w"?>';
  const metadata = context.stream(Buffer.from(xmp, 'utf8'), { Type: 'Metadata', Subtype: 'XML' });
  catalog.set(PDFName.of('Metadata'), context.register(metadata));
  delete context.trailerInfo.Info;
  const hash = createHash('sha256');
  for (const letter of letters) hash.update(letter);
  const id = PDFHexString.of(hash.digest('hex').slice(0, 32));
  context.trailerInfo.ID = context.obj([id, id]);
}
