/** Looks at the whole file once: what kind is it, in which encoding, and which character separates its columns. */
import iconv from 'iconv-lite';
import { RefusedError } from '../../../domain/errors.ts';
import {
  delimiters,
  type Delimiter,
  type ImportQuestion,
  type LedgerReading,
} from '../../../domain/model/ledger.ts';
import { codePageOf, HighWords, type CodePage, type CodePageHints } from './code-pages.ts';
import type { FileSource, ReadLimits } from './table.ts';

const headBytes = 64 * 1024;

export type Encoding = NonNullable<LedgerReading['encoding']>;
export type Sniffed =
  | { kind: 'workbook' }
  | {
      kind: 'text';
      encoding: Encoding;
      /** Several encodings show words that may be meant. */
      encodingQuestion?: ImportQuestion;
      delimiter: Delimiter;
      endsWithNewline: boolean;
      firstLineIsSeparator: boolean;
    };

/** Beginnings of files that people upload by mistake, with the words to name them. */
const magics: { bytes: string; name: string }[] = [
  { bytes: '25504446', name: 'PDF' },
  { bytes: '89504e47', name: 'PNG' },
  { bytes: 'ffd8ff', name: 'JPEG' },
  { bytes: '47494638', name: 'GIF' },
  { bytes: '1f8b', name: 'GZIP' },
  { bytes: '377abcaf', name: '7z' },
  { bytes: '52617221', name: 'RAR' },
  { bytes: '7f454c46', name: 'ELF' },
  { bytes: '4d5a90', name: 'EXE' },
];

/**
 * Refuses `file_empty`, `file_too_large`, `file_is_binary` and `file_unreadable` (old Excel or password-protected
 * workbook). Declared encoding and delimiter are taken without looking.
 */
export async function sniffFile(
  source: FileSource,
  declared: Pick<LedgerReading, 'encoding' | 'delimiter'>,
  limits: ReadLimits,
  hints: CodePageHints = {},
): Promise<Sniffed> {
  if (source.sizeBytes === 0) throw new RefusedError('file_empty');
  if (source.sizeBytes > limits.maxFileBytes) {
    throw new RefusedError('file_too_large', { sizeBytes: source.sizeBytes, maxBytes: limits.maxFileBytes });
  }
  const sample = new FileSample();
  for await (const chunk of source.open()) {
    sample.add(chunk);
    if (sample.isWorkbook()) return { kind: 'workbook' };
    sample.refuseForeign();
  }
  const { encoding, question }: CodePage =
    declared.encoding === undefined ? sample.encoding(hints) : { encoding: declared.encoding };
  const head = iconv.decode(sample.head(), encoding);
  if (head.trim() === '') throw new RefusedError('file_empty');
  if (looksBinary(head)) throw new RefusedError('file_is_binary');
  const separator = /^\ufeff?sep=(.)\r?\n/i.exec(head)?.[1] as Delimiter | undefined;
  return {
    kind: 'text',
    encoding,
    ...(question === undefined ? {} : { encodingQuestion: question }),
    delimiter: declared.delimiter ?? separator ?? delimiterOf(head),
    endsWithNewline: sample.endsWithNewline(),
    firstLineIsSeparator: separator !== undefined,
  };
}

class FileSample {
  private headParts: Buffer[] = [];
  private headLength = 0;
  private size = 0;
  private tail: Uint8Array = new Uint8Array();
  private utf8: InstanceType<typeof TextDecoder> | null = new TextDecoder('utf-8', { fatal: true });
  private readonly highWords = new HighWords();
  private hasZero = false;
  private checkedMagic = false;

  add(chunk: Uint8Array): void {
    this.size += chunk.length;
    if (this.headLength < headBytes) {
      const part = Buffer.from(chunk.subarray(0, headBytes - this.headLength));
      this.headParts.push(part);
      this.headLength += part.length;
    }
    if (chunk.length > 0) this.tail = chunk.slice(-2);
    this.hasZero ||= chunk.includes(0);
    this.checkUtf8(() => this.utf8?.decode(chunk, { stream: true }));
    // A file that is UTF-8 up to here has no words that would show another encoding.
    if (this.utf8 === null) this.highWords.add(chunk);
  }

  head(): Buffer {
    return Buffer.concat(this.headParts);
  }

  isWorkbook(): boolean {
    return this.size >= 4 && this.head().subarray(0, 4).toString('hex') === '504b0304';
  }

  refuseForeign(): void {
    if (this.checkedMagic || this.size < 8) return;
    this.checkedMagic = true;
    const start = this.head().subarray(0, 8).toString('hex');
    // Compound file: Excel before 2007, or a workbook with a password.
    if (start === 'd0cf11e0a1b11ae1')
      throw new RefusedError('file_unreadable', { reason: 'old_excel_or_password' });
    const foreign = magics.find(({ bytes }) => start.startsWith(bytes));
    if (foreign) throw new RefusedError('file_is_binary', { type: foreign.name });
  }

  /** A byte order mark, the pattern of zero bytes, valid UTF-8 throughout; otherwise what the text shows. */
  encoding(hints: CodePageHints): CodePage {
    const head = this.head();
    if (head[0] === 0xff && head[1] === 0xfe) return { encoding: 'utf-16le' };
    if (head[0] === 0xfe && head[1] === 0xff) return { encoding: 'utf-16be' };
    if (this.hasZero) return { encoding: wideEncoding(head) };
    this.checkUtf8(() => this.utf8?.decode());
    return this.utf8 === null ? codePageOf(this.highWords.all(), head, hints) : { encoding: 'utf-8' };
  }

  endsWithNewline(): boolean {
    return [...this.tail].some((byte) => byte === 0x0a || byte === 0x0d);
  }

  private checkUtf8(decode: () => void): void {
    try {
      decode();
    } catch {
      this.utf8 = null;
    }
  }
}

/** Ledgers are mostly figures and Latin letters: in UTF-16 every second byte is then zero. */
function wideEncoding(head: Buffer): Encoding {
  let even = 0;
  let odd = 0;
  for (let at = 0; at < head.length; at++) {
    if (head[at] === 0) {
      if (at % 2 === 0) even++;
      else odd++;
    }
  }
  const half = head.length / 2;
  if (odd > half * 0.7 && even < half * 0.1) return 'utf-16le';
  if (even > half * 0.7 && odd < half * 0.1) return 'utf-16be';
  throw new RefusedError('file_is_binary');
}

function looksBinary(head: string): boolean {
  // eslint-disable-next-line no-control-regex
  const controls = head.match(/[\u0000-\u0008\u000e-\u001f\ufffd]/g)?.length ?? 0;
  return controls > head.length * 0.01;
}

/** The character that stands most often in the first lines, outside quotes, and equally often in most of them. */
function delimiterOf(head: string): Delimiter {
  const lines = plainLines(head).slice(0, 50);
  const scored = delimiters.map((delimiter) => {
    const counts = lines.map((line) => line.split(delimiter).length - 1);
    const usual = mostFrequent(counts.filter((count) => count > 0));
    const agreeing = counts.filter((count) => count === usual).length;
    return { delimiter, score: usual === 0 ? 0 : (agreeing / lines.length) * 100 + usual };
  });
  scored.sort((a, b) => b.score - a.score);
  return scored[0]!.score > 0 ? scored[0]!.delimiter : ',';
}

/** Lines without what stands in quotes; the last one may be cut by the end of the head and is left out. */
function plainLines(head: string): string[] {
  const lines = head
    .replace(/"(?:[^"]|"")*"/g, '""')
    .split(/\r\n|\n|\r/)
    .filter((line) => line.trim() !== '');
  return lines.length > 2 ? lines.slice(0, -1) : lines;
}

function mostFrequent(counts: number[]): number {
  const times = new Map<number, number>();
  for (const count of counts) times.set(count, (times.get(count) ?? 0) + 1);
  return [...times].sort((a, b) => b[1] - a[1] || b[0] - a[0])[0]?.[0] ?? 0;
}
