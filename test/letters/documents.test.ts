/** Documents that others made, behind a letter. */
import { PDFDict, PDFDocument, PDFName, PDFString } from '@cantoo/pdf-lib';
import { describe, expect, test } from 'vitest';
import { appendDocuments, countPages } from '../../activities/rendering/letter/append-documents.ts';
import { appended, pagesOf } from '../../activities/rendering/letter/appender.ts';
import { onFrontPages } from '../../activities/rendering/letter/front-pages.ts';
import { letterPart } from '../../activities/rendering/letter/letter-part.ts';
import { renderLetter } from '../../activities/rendering/letter/render-letter.ts';
import { pagePdf } from '../../prisma/seed/page-pdf.ts';
import { readPages } from './read-pdf.ts';
import { sampleLetter, statement } from './sample.ts';

const invoice = (text: string) => pagePdf([{ text, x: 56, y: 72, size: 12 }]);
async function letterPdf(): Promise<Uint8Array> {
  const made = await renderLetter(sampleLetter());
  if (!made.ok) throw new Error(made.code);
  return made.value.bytes;
}
const archive = 'pdfaid:part';
const claims = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1').includes(archive);

async function acting(): Promise<Uint8Array> {
  const document = await PDFDocument.load(invoice('acts'));
  const page = document.getPage(0);
  const { context } = document;
  const script = context.obj({ S: 'JavaScript', JS: PDFString.of('app.alert(1)') });
  page.node.set(PDFName.of('AA'), context.obj({ O: script }));
  const link = { Type: 'Annot', Subtype: 'Link', Rect: [0, 0, 9, 9] };
  page.node.set(
    PDFName.of('Annots'),
    context.obj([
      context.obj({ ...link, A: script }),
      context.obj({ ...link, A: { S: 'URI', URI: PDFString.of('https://kraft.example') } }),
      context.obj({ ...link, Subtype: 'FileAttachment' }),
    ]),
  );
  return document.save();
}

describe('L-1 documents of items behind a letter', () => {
  test('L-1 each begins on a page of its own, in the order given, and the same files give the same bytes', async () => {
    const letter = await letterPdf();
    const documents = [invoice('F-1'), await letterPdf(), invoice('F-2')];
    const made = await appendDocuments({ letter, documents, duplex: false });
    const pages = await readPages(made.bytes);
    expect(made.pages).toBe(4);
    expect([1, 3].map((at) => pages[at]!.lines)).toEqual([['F-1'], ['F-2']]);
    const again = await appendDocuments({ letter, documents, duplex: false });
    expect(Buffer.from(again.bytes).equals(Buffer.from(made.bytes))).toBe(true);
  });

  test('L-1 printed on both sides each enclosure begins on a front page, and otherwise no sheet is wasted', async () => {
    const title = 'Statement of account';
    const texts = async (duplex: boolean) => {
      const made = await renderLetter(sampleLetter({ duplex, annexes: [{ title, part: statement(3) }] }));
      if (!made.ok) throw new Error(made.code);
      const documents = [invoice('F-1'), invoice('F-2')];
      const whole = await appendDocuments({ letter: made.value.bytes, documents, duplex });
      const pages = await readPages(whole.bytes);
      expect(pages).toHaveLength(whole.pages);
      const beginning = (text: string) => pages.findIndex(({ lines }) => lines.includes(text));
      return { bytes: whole.bytes, starts: [title, 'F-1', 'F-2'].map(beginning), pages: whole.pages };
    };
    const [one, both] = [await texts(false), await texts(true)];
    expect(one).toMatchObject({ starts: [1, 2, 3], pages: 4 });
    expect(both).toMatchObject({ starts: [2, 4, 6], pages: 7 });
    // One that was kept for one side is printed on both all the same.
    const printed = await onFrontPages(one.bytes);
    expect(printed.pages).toBe(both.pages);
    const at = await readPages(printed.bytes);
    const starts = [title, 'F-1', 'F-2'].map((text) => at.findIndex(({ lines }) => lines.includes(text)));
    expect(starts).toEqual(both.starts);
    const merged: number[] = [];
    for (const { bytes } of [one, both])
      for (const duplex of [false, true]) {
        const part = await letterPart({ pdf: bytes, first: 4, tree: 2, duplex, withColours: false });
        merged.push(part.pages.length);
      }
    // A last blank page, so that the next letter begins on a front page, too.
    expect(merged).toEqual([4, 8, 7, 8]);
  });

  test('L-1 L-9 the file says that it is an archive where each of its documents is one, and only then', async () => {
    const letter = await letterPdf();
    const own = await appendDocuments({ letter, documents: [await letterPdf()], duplex: false });
    const plain = await appendDocuments({ letter, documents: [invoice('F-1')], duplex: false });
    const metadata = async (bytes: Uint8Array) => {
      const { catalog } = await PDFDocument.load(bytes, { updateMetadata: false });
      return catalog.has(PDFName.of('Metadata'));
    };
    expect(claims(letter)).toBe(true);
    expect([await metadata(own.bytes), await metadata(plain.bytes)]).toEqual([true, false]);
  });

  test('L-1 what acts in a document stays behind, and links to pages of the web are kept', async () => {
    const made = await appendDocuments({
      letter: await letterPdf(),
      documents: [await acting()],
      duplex: false,
    });
    const page = (await PDFDocument.load(made.bytes)).getPage(1);
    expect(page.node.has(PDFName.of('AA'))).toBe(false);
    const remarks = page.node.Annots()!;
    const actions = Array.from({ length: remarks.size() }, (_, at) => remarks.lookup(at, PDFDict)).map(
      (remark) => remark.lookupMaybe(PDFName.of('A'), PDFDict)?.lookup(PDFName.of('S'), PDFName).decodeText(),
    );
    expect(actions).toEqual([undefined, 'URI']);
  });

  test('L-1 a file that is no PDF, is damaged or empty has no pages', async () => {
    const damaged = invoice('x').slice(0, 120);
    expect(
      await countPages([invoice('x'), Buffer.from('%PDF-1.7\n%%EOF'), damaged, new Uint8Array()]),
    ).toEqual([1, null, null, null]);
    expect(await pagesOf(invoice('x'))).toBe(1);
    const made = await appended({ letter: await letterPdf(), documents: [invoice('x')], duplex: false });
    expect(made).toMatchObject({ ok: true, value: { pages: 2 } });
  });
});
