/**
 * Many letters in one file, for the printer: PDF/A-3b as each of them, each on a sheet of its own. Written as the
 * letters come, one in memory at a time: a thousand of them need no more of it than one.
 */
import { createHash } from 'node:crypto';
import type { LetterPart, LetterPartInput } from './letter-part.ts';

export interface Merging {
  /** Each as it was printed. */
  letters: AsyncIterable<Uint8Array> | Iterable<Uint8Array>;
  /** Printed on both sides: letters and their enclosures begin on a front page. */
  duplex: boolean;
  /** On a thread of its own, where there is one. */
  partOf: (input: LetterPartInput) => Promise<LetterPart>;
}

export interface Merged {
  letters: number;
  pages: number;
}

const catalog = 1;
const tree = 2;
const metadata = 3;
const firstOfLetters = 4;

/** The bytes of the file in order; returns what was merged. Without a letter there is no file. */
export async function* mergeLetters({
  letters,
  duplex,
  partOf,
}: Merging): AsyncGenerator<Uint8Array, Merged> {
  const file = new PdfFile();
  const pages: number[] = [];
  const hash = createHash('sha256');
  let colours: number | undefined;
  let count = 0;
  let next = firstOfLetters;
  for await (const pdf of letters) {
    hash.update(pdf);
    const part = await partOf({ pdf, first: next, tree, duplex, withColours: count === 0 });
    if (count === 0) yield file.begin();
    yield file.objects(part, next);
    pages.push(...part.pages);
    colours ??= part.colours;
    next += part.offsets.length;
    count += 1;
  }
  if (count === 0) return { letters: 0, pages: 0 };
  // Named by the letters in it: the same letters are the same file.
  const id = hash.digest('hex').slice(0, 32);
  const intents = colours === undefined ? '' : ` /OutputIntents ${colours} 0 R`;
  yield file.object(catalog, `<< /Type /Catalog /Pages ${tree} 0 R /Metadata ${metadata} 0 R${intents} >>`);
  const kids = pages.map((number) => `${number} 0 R`).join(' ');
  yield file.object(tree, `<< /Type /Pages /Count ${pages.length} /Kids [${kids}] >>`);
  yield file.object(metadata, stream(archiveXmp));
  yield file.end(next, id);
  return { letters: count, pages: pages.length };
}

const archiveXmp =
  '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">' +
  '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">' +
  '<rdf:Description xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" rdf:about="">' +
  '<pdfaid:part>3</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance></rdf:Description>' +
  '</rdf:RDF></x:xmpmeta><?xpacket end="w"?>';

function stream(text: string): string {
  const length = Buffer.byteLength(text, 'utf8');
  return `<< /Type /Metadata /Subtype /XML /Length ${length} >>\nstream\n${text}\nendstream`;
}

/** Where everything stands (ISO 32000-1, 7.5). */
class PdfFile {
  private length = 0;
  private readonly places: number[] = [];

  begin(): Uint8Array {
    // Four bytes above 127 say that what follows is no text.
    return this.write(Buffer.from('%PDF-1.7\n%\u00e2\u00e3\u00cf\u00d3\n', 'latin1'));
  }

  objects({ bytes, offsets }: LetterPart, first: number): Uint8Array {
    for (const [index, offset] of offsets.entries()) this.places[first + index] = this.length + offset;
    return this.write(bytes);
  }

  object(number: number, text: string): Uint8Array {
    this.places[number] = this.length;
    return this.write(Buffer.from(`${number} 0 obj\n${text}\nendobj\n`, 'utf8'));
  }

  end(size: number, id: string): Uint8Array {
    const at = this.length;
    const rows = Array.from({ length: size - 1 }, (_none, index) => this.row(index + 1));
    return this.write(
      Buffer.from(
        `xref\n0 ${size}\n0000000000 65535 f \n${rows.join('')}trailer\n` +
          `<< /Size ${size} /Root ${catalog} 0 R /ID [<${id}> <${id}>] >>\nstartxref\n${at}\n%%EOF\n`,
        'latin1',
      ),
    );
  }

  private row(number: number): string {
    const place = this.places[number];
    return place === undefined ? '0000000000 00001 f \n' : `${String(place).padStart(10, '0')} 00000 n \n`;
  }

  private write(bytes: Uint8Array): Uint8Array {
    this.length += bytes.length;
    return bytes;
  }
}
