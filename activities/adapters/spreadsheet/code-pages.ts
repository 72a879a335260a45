/**
 * Which encoding with one byte for each character a text has, by what it then shows: words of a language instead of
 * signs inside of words. Where two encodings show words that may both be meant, a person is asked.
 */
import iconv from 'iconv-lite';
import { fieldsNamed } from '../../../domain/ledger/headers.ts';
import type { ImportQuestion } from '../../../domain/model/ledger.ts';
import { importKinds, type FileEncoding } from '../../../domain/vocabulary/imports.ts';
import { alphabets, type Alphabet, type AlphabetName } from './alphabets.ts';

const western: AlphabetName[] = ['de', 'fr', 'es', 'it', 'pt', 'nl', 'sv', 'da', 'is'];
const central: AlphabetName[] = ['pl', 'cs', 'sk', 'hu', 'ro', 'hr', 'de'];

/** In the order in which they are taken where they show the same. */
const candidates: { encoding: FileEncoding; languages: AlphabetName[] }[] = [
  { encoding: 'windows-1252', languages: western },
  { encoding: 'windows-1250', languages: central },
  { encoding: 'iso-8859-2', languages: central },
  { encoding: 'cp850', languages: western },
  { encoding: 'macroman', languages: western },
  { encoding: 'cp852', languages: central },
  { encoding: 'maccenteuro', languages: central },
  { encoding: 'windows-1254', languages: ['tr', 'de', 'fr'] },
  { encoding: 'cp857', languages: ['tr', 'de', 'fr'] },
  { encoding: 'windows-1257', languages: ['lt', 'lv', 'et', 'pl', 'de'] },
  { encoding: 'windows-1251', languages: ['ru', 'uk'] },
  { encoding: 'cp866', languages: ['ru', 'uk'] },
  { encoding: 'koi8-r', languages: ['ru'] },
  { encoding: 'windows-1253', languages: ['el'] },
];

/** Countries whose programs write another page than windows-1252. */
const pagesOfCountries: [FileEncoding, string][] = [
  ['windows-1250', 'PL CZ SK HU RO HR SI BA ME AL'],
  ['windows-1251', 'RU UA BY BG RS MK KZ'],
  ['windows-1253', 'GR CY'],
  ['windows-1254', 'TR AZ'],
  ['windows-1257', 'LT LV EE'],
];

export interface CodePageHints {
  /** What an earlier file of the source turned out to be, or was said to be. */
  remembered?: FileEncoding | undefined;
  /** Country of the legal entity. */
  country?: string | undefined;
}

export interface CodePage {
  encoding: FileEncoding;
  /** Absent: the text shows which encoding it is. */
  question?: ImportQuestion;
}

/** As a natural logarithm: the best must be twenty times as likely as the next one. */
const certainty = 3;
/** What is worse than this is no text of the encoding, remembered or not. */
const hopeless = 12;
/** Worse than this for every byte: signs where letters should be, in every encoding that is tried. */
const noLetters = 6;
const optionsShown = 4;

interface Scored {
  encoding: FileEncoding;
  score: number;
  shown: string[];
}

/**
 * @param words bytes of words that hold at least one byte above 127, with what stands before and behind them
 * @param head the beginning of the file, with the names of the columns
 */
export function codePageOf(words: Buffer[], head: Buffer, hints: CodePageHints): CodePage {
  const scored = candidates.map(({ encoding, languages }): Scored => {
    const shown = words.map((word) => iconv.decode(word, encoding));
    const sum = shown.reduce((total, word) => total + likelihood(word, languages), 0);
    return { encoding, shown, score: sum + priorOf(encoding, hints) + 3 * knownHeaders(head, encoding) };
  });
  const different = distinct(scored).sort((a, b) => b.score - a.score);
  const [best, next] = different as [Scored, Scored | undefined];
  const remembered = scored.find(({ encoding }) => encoding === hints.remembered);
  if (remembered !== undefined && best.score - remembered.score < hopeless)
    return { encoding: remembered.encoding };
  const highBytes = words.reduce((sum, word) => sum + word.filter((byte) => byte > 127).length, 0);
  const isHopeless = best.score < -noLetters * highBytes;
  if (!isHopeless && (next === undefined || best.score - next.score >= certainty))
    return { encoding: best.encoding };
  const near = different.filter(({ score }) => isHopeless || best.score - score < certainty);
  return { encoding: best.encoding, question: questionOf(near.slice(0, optionsShown), words) };
}

function questionOf(options: Scored[], words: Buffer[]): ImportQuestion {
  // The words that the readings show differently say most.
  const differing = words
    .map((_, index) => index)
    .filter((index) => new Set(options.map(({ shown }) => shown[index])).size > 1)
    .slice(0, optionsShown);
  return {
    id: 'encoding',
    columns: [],
    options: options.map(({ encoding, shown }) => ({
      value: encoding,
      examples: differing.map((index) => ({
        written: words[index]!.toString('latin1')
          .replace(/[\u0080-\u00ff]/g, '?')
          .trim(),
        read: printable(shown[index] ?? ''),
      })),
      unreadable: 0,
    })),
  };
}

function printable(text: string): string {
  // eslint-disable-next-line no-control-regex
  const shown = text.replace(/[\u0000-\u001f\u007f-\u009f]/g, '·').trim();
  return bare(shown);
}

/** Without the separators around it. */
function bare(text: string): string {
  return text.replace(/^[;,|\t"]+|[;,|\t"]+$/g, '');
}

/** Encodings that show the same text are one. */
function distinct(scored: Scored[]): Scored[] {
  const byText = new Map<string, Scored>();
  for (const one of scored) {
    const text = one.shown.join('\n');
    const known = byText.get(text);
    if (known === undefined) byText.set(text, { ...one });
    else known.score = Math.max(known.score, one.score);
  }
  return [...byText.values()];
}

function priorOf(encoding: FileEncoding, { country }: CodePageHints): number {
  const own = pagesOfCountries.find(([, countries]) => country !== undefined && countries.includes(country));
  const expected = own?.[0] ?? 'windows-1252';
  // One ordinary word of the country's own languages is enough.
  if (encoding === expected) return certainty + 1;
  if (encoding === 'windows-1252') return 1;
  return encoding.startsWith('windows-') ? 0 : -1;
}

/** Names of columns with letters beyond a–z that are known when read in this encoding. */
function knownHeaders(head: Buffer, encoding: FileEncoding): number {
  const cells = iconv
    .decode(head, encoding)
    .split(/\r\n|\n|\r/, 20)
    .flatMap((line) => line.split(/[;,\t|]/));
  const names = cells
    .map((cell) => cell.replace(/^\s*"|"\s*$/g, ''))
    .filter((cell) => /[^\u0000-\u007f]/.test(cell)); // eslint-disable-line no-control-regex
  return names.filter((name) => importKinds.some((kind) => fieldsNamed(kind, name).length > 0)).length;
}

/** Of a word in the language that fits it best; 0 where nothing speaks against it. */
function likelihood(word: string, languages: AlphabetName[]): number {
  return Math.max(...languages.map((language) => likelihoodIn(word, alphabets[language])));
}

const impossible = -20;
const unlikely = -5;
/** A letter that is a word of its own: `à`, and what a sign looks like in the wrong encoding. */
const alone = -1.5;

function likelihoodIn(word: string, alphabet: Alphabet): number {
  let sum = 0;
  const chars = [...word];
  const isShouted = word === word.toUpperCase();
  chars.forEach((char, index) => {
    if (char <= '\u007f') return;
    const before = chars[index - 1] ?? ' ';
    const after = chars[index + 1] ?? ' ';
    const lower = char.toLowerCase();
    const weight = alphabet.letters[lower];
    if (weight === undefined) {
      sum += signLikelihood(char, before, after);
      return;
    }
    sum += Math.log(weight / 1000);
    if (!isLetter(before) && !isLetter(after)) sum += alone;
    if (char === lower || isShouted) return;
    sum += isLetter(before) ? unlikely : Math.log(0.3);
  });
  if (alphabet.isOwnScript && /[a-z]/i.test(word)) sum += impossible;
  if (alphabet.impossible?.test(word)) sum += unlikely;
  return sum;
}

/** Of a sign that is no letter of the language, by what stands around it. */
function signLikelihood(char: string, before: string, after: string): number {
  const isInside = isLetter(before) && isLetter(after);
  const isBeside = isLetter(before) || isLetter(after);
  if (/\p{L}/u.test(char) && !/[ºª]/.test(char)) return impossible;
  if (/[\u00a0\u202f]/.test(char)) return isInside ? unlikely : Math.log(0.3);
  if (/[’‘´]/.test(char)) return isInside ? Math.log(0.3) : Math.log(0.05);
  if (/[–—]/.test(char)) return isBeside ? unlikely : Math.log(0.2);
  if (/[€£]/.test(char)) return isBeside ? impossible : Math.log(0.3);
  if (/[°ºª]/.test(char)) return /[nN\d]/.test(before) && !isLetter(after) ? Math.log(0.3) : 2 * unlikely;
  if (/[“”„«»…•·®©™§µ½²³]/.test(char)) return isInside ? impossible : Math.log(0.02);
  return impossible;
}

function isLetter(char: string): boolean {
  return /\p{L}/u.test(char);
}

const wordsKept = 300;
const bytesKept = 100;

/** Collects words with bytes above 127 from the pieces of a file, each once. */
export class HighWords {
  private readonly seen = new Map<string, Buffer>();
  private rest: Buffer = Buffer.alloc(0);

  add(chunk: Uint8Array): void {
    if (this.seen.size >= wordsKept) return;
    const bytes = Buffer.concat([this.rest, chunk]);
    let start = 0;
    let hasHigh = false;
    for (let at = 0; at < bytes.length; at++) {
      const byte = bytes[at]!;
      if (byte > 127) hasHigh = true;
      else if (!isWordByte(byte)) {
        if (hasHigh) this.keep(bytes.subarray(Math.max(0, start - 1), at + 1));
        start = at + 1;
        hasHigh = false;
      }
    }
    this.rest = Buffer.from(bytes.subarray(Math.max(0, start - 1)).subarray(-bytesKept));
  }

  all(): Buffer[] {
    if (this.rest.some((byte) => byte > 127)) this.keep(this.rest);
    return [...this.seen.values()];
  }

  private keep(word: Buffer): void {
    if (this.seen.size >= wordsKept || word.length > bytesKept) return;
    this.seen.set(word.toString('latin1'), Buffer.from(word));
  }
}

function isWordByte(byte: number): boolean {
  return (byte >= 65 && byte <= 90) || (byte >= 97 && byte <= 122);
}
