/**
 * Our seal on a PDF (PAdES, ETSI EN 319 142-1 level B-B; B-T where an authority stamps the time): added as an update behind
 * the file, so that the file as it was is the beginning of the sealed one, byte for byte, and stays PDF/A.
 */
import { PDFDocument, PDFHexString, PDFName, PDFString } from '@cantoo/pdf-lib';
import { SignPdf } from '@signpdf/signpdf';
import { Signer } from '@signpdf/utils';
import { signatureOver, type Sealer } from './cms.ts';

export interface Sealing {
  /** Said in the seal, and shown by programs that read PDF. */
  reason: string;
  /** Who seals. */
  name: string;
  at: Date;
}

/** Room for the certificates and a time stamp, in bytes. */
const signatureBytes = 16_384;
/** `@signpdf` puts the real numbers in their place. */
const open = '**********';
/** Printed and locked. */
const widgetFlags = 132;
/** Signatures exist; only updates may be appended. */
const formFlags = 3;

/** Throws `SealError` where the authority of time cannot be asked. */
export async function sealPdf(pdf: Uint8Array, sealer: Sealer, sealing: Sealing): Promise<Uint8Array> {
  const prepared = await withPlace(pdf, sealing);
  const signer = new (class extends Signer {
    override async sign(bytes: Buffer): Promise<Buffer> {
      return Buffer.from(await signatureOver(bytes, sealer));
    }
  })();
  return new Uint8Array(await new SignPdf().sign(Buffer.from(prepared), signer));
}

/** The file with an invisible signature field whose value is still empty. */
async function withPlace(pdf: Uint8Array, { reason, name, at }: Sealing): Promise<Uint8Array> {
  const document = await PDFDocument.load(pdf, { forIncrementalUpdate: true, updateMetadata: false });
  const { context, catalog } = document;
  const signature = context.register(
    context.obj({
      Type: 'Sig',
      Filter: 'Adobe.PPKLite',
      SubFilter: 'ETSI.CAdES.detached',
      ByteRange: [0, PDFName.of(open), PDFName.of(open), PDFName.of(open)],
      Contents: PDFHexString.of('0'.repeat(signatureBytes * 2)),
      Reason: PDFHexString.fromText(reason),
      Name: PDFHexString.fromText(name),
      M: PDFString.fromDate(at),
    }),
  );
  const page = document.getPage(0);
  const widget = context.register(
    context.obj({
      Type: 'Annot',
      Subtype: 'Widget',
      FT: 'Sig',
      Rect: [0, 0, 0, 0],
      V: signature,
      T: PDFString.of('Seal'),
      F: widgetFlags,
      P: page.ref,
    }),
  );
  page.node.addAnnot(widget);
  catalog.set(PDFName.of('AcroForm'), context.obj({ SigFlags: formFlags, Fields: [widget] }));
  return document.commit();
}
