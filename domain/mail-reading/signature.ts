/** Where the writer's words end and the formula, the name and what comes with it begin. */
import { isClosingLine, isSalutationLine, isThanksLine, isThanksThenName } from './closings.ts';
import { isDepartment } from './departments.ts';
import { isDisclaimer, isMobileLine } from './furniture.ts';
import { isBlankLine, type MailLine } from './lines.ts';

export interface Writer {
  /** Name as the mail gives it, or ''. */
  name: string;
  address: string;
}

export interface SplitPart {
  words: MailLine[];
  signature: MailLine[];
  /** What is neither: an original without quote marks below the signature. */
  rest: MailLine[];
}

/** Splits a run of the writer's own lines. */
export function splitSignature(run: readonly MailLine[], writer: Writer): SplitPart {
  const lines = withoutFurniture(trimmed(run));
  const at = signatureStart(lines, writer);
  const words = lines.slice(0, at);
  const below = lines.slice(at);
  const { signature, rest, postscript } = splitBelow(below);
  const more = postscript.length > 0 && words.length > 0 ? [blank, ...postscript] : postscript;
  return { words: trimmed([...words, ...more]), signature: trimmed(signature), rest: trimmed(rest) };
}

const blank: MailLine = { text: '', depth: 0, mark: null };

export function trimmed<Line extends { text: string }>(lines: readonly Line[]): Line[] {
  let from = 0;
  let to = lines.length;
  while (from < to && isBlankLine(lines[from]!)) from++;
  while (to > from && isBlankLine(lines[to - 1]!)) to--;
  return lines.slice(from, to);
}

/** Without notes of lawyers and phones, which end what they stand below. */
function withoutFurniture(lines: readonly MailLine[]): MailLine[] {
  const kept: MailLine[] = [];
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at]!;
    const isParagraphStart = at === 0 || isBlankLine(lines[at - 1]!) || isDrawn(lines[at - 1]!.text);
    if (isMobileLine(line.text)) continue;
    if (at > 0 && isDisclaimerAt(lines, at, isParagraphStart)) {
      // The note goes to the end: what comes below it is more of the kind, unless somebody writes on.
      at = endOfParagraph(lines, at) - 1;
      continue;
    }
    kept.push(line);
  }
  return kept;
}

function isDisclaimerAt(lines: readonly MailLine[], at: number, isParagraphStart: boolean): boolean {
  const line = lines[at]!.text;
  if (line.trim().length < 5) return false;
  const isLong = line.length > 60;
  if (!isParagraphStart && !isLong && !/[:：]\s*$/.test(line)) return false;
  const paragraph = lines
    .slice(at, Math.min(endOfParagraph(lines, at), at + 6))
    .map(({ text }) => text)
    .join(' ');
  return isDisclaimer(paragraph);
}

function endOfParagraph(lines: readonly MailLine[], from: number): number {
  let at = from;
  while (at < lines.length && !isBlankLine(lines[at]!)) at++;
  return at;
}

function isDrawn(text: string): boolean {
  return /^[\s*_=–—-]{3,}$/.test(text);
}

function signatureStart(lines: readonly MailLine[], writer: Writer): number {
  const end = lines.length;
  for (let at = 0; at < end; at++) {
    const { text } = lines[at]!;
    if (/^\s*(?:--|—|–)\s*$/.test(text)) return withThanks(lines, backOverFormula(lines, at, writer));
    const isLongRule = /^\s*_{20,}\s*$/.test(text);
    if ((at > 0 || isLongRule) && /^\s*[_*=-]{3,}\s*$/.test(text) && isContactBlock(lines.slice(at + 1)))
      return withThanks(lines, backOverFormula(lines, at, writer));
    if (isClosingLine(text) && (at > 0 || (end > 1 && !isSalutationLine(text))) && endsLetter(lines, at))
      return withThanks(lines, at);
    if (lines[at]!.mark === 'signature' && at > 0 && lines.slice(at).every(isSignatureLine))
      return withThanks(lines, backOverFormula(lines, at, writer));
  }
  return withThanks(lines, backOverFormula(lines, nameStart(lines, writer), writer));
}

function isSignatureLine(line: MailLine): boolean {
  return line.mark === 'signature' || isBlankLine(line);
}

/** Whether what stands below a formula is no letter that goes on: not followed by sentences of the writer. */
function endsLetter(lines: readonly MailLine[], at: number): boolean {
  const below = trimmed(lines.slice(at + 1));
  if (below.length === 0) return true;
  // A wish in the middle ("Have a nice day. And by the way …") is followed by prose at once.
  const next = below.findIndex((line) => !isBlankLine(line));
  const text = below[next]!.text.trim();
  const isProse = text.length > 75 && /[.!?。]$/.test(text) && text.split(/\s+/).length > 9;
  return !isProse || isDisclaimer(text) || isPostscript(text);
}

/** Thanks directly above a formula or a name belong to it when they are no sentence. */
function withThanks(lines: readonly MailLine[], start: number): number {
  let at = start;
  for (;;) {
    let above = at - 1;
    while (above >= 0 && isBlankLine(lines[above]!)) above--;
    if (above < 1 && !(above === 0 && at < lines.length)) return at;
    const text = lines[above]!.text.trim();
    const isSentence = /[.!。！]$/.test(text) && at < lines.length && isClosingLine(lines[at]!.text);
    const isFormula = isClosingLine(text) || (isThanksLine(text) && !isSentence && at < lines.length);
    if (!isFormula || above === 0) return at;
    at = above;
  }
}

/** A formula directly above a name or a line of dashes. */
function backOverFormula(lines: readonly MailLine[], start: number, writer: Writer): number {
  let at = start;
  for (let steps = 0; steps < 6; steps++) {
    let above = at - 1;
    while (above >= 0 && isBlankLine(lines[above]!)) above--;
    if (above <= 0) return at;
    const text = lines[above]!.text;
    if (isClosingLine(text) || isNameLine(text, writer)) at = above;
    else return at;
  }
  return at;
}

/** Where a name without any formula, or a block of addresses and numbers, begins. */
function nameStart(lines: readonly MailLine[], writer: Writer): number {
  const end = lines.length;
  const block = asianBlockStart(lines);
  if (block !== null) return block;
  // The last paragraph, or the two last, made of short lines.
  let at = end;
  for (let back = end - 1; back > 0 && back > end - 14; back--) {
    const { text } = lines[back]!;
    if (isBlankLine(lines[back]!)) continue;
    if (
      back === lastWritten(lines) &&
      (isSignedLine(text) || isThanksThenName(text) || isLoneName(lines, back))
    )
      return back;
    if (isNameLine(text, writer) || isNameBelowThanks(lines, back)) {
      const below = trimmed(lines.slice(back + 1));
      if (below.length === 0 || below.every(({ text: line }) => isContactLine(line) || isShort(line)))
        return back;
    }
    if (isContactLine(text)) at = back;
    else if (!isShort(text)) break;
  }
  if (at === end) return end;
  // Contact lines count only where they are a block of their own.
  let start = at;
  while (start > 0 && !isBlankLine(lines[start - 1]!) && isShort(lines[start - 1]!.text)) start--;
  const card = lines.slice(start);
  const isApart = start > 0 && isBlankLine(lines[start - 1]!);
  return isApart && isContactBlock(card) ? start : end;
}

function lastWritten(lines: readonly MailLine[]): number {
  return lines.findLastIndex((line) => !isBlankLine(line));
}

/**
 * A name as the last paragraph, of whomever: capital letters, no sentence, below words that are more than a greeting.
 * Of scripts without capitals a short line without the signs of a sentence.
 */
function isLoneName(lines: readonly MailLine[], at: number): boolean {
  const text = lines[at]!.text.trim();
  if (!isBlankLine(lines[at - 1]!)) return false;
  const isLatin = /^\p{Lu}[\p{Ll}'’-]{1,20}\.?(?:[ -]\p{Lu}[\p{L}.'’-]*){0,2}$/u.test(text);
  const isInitialed = /^(?:\p{Lu}\. ?){1,2}\p{Lu}[\p{L}'’-]{1,20}$/u.test(text);
  return (
    (isLatin || isInitialed || isDepartment(text) || isAsianName(text)) && hasSentence(lines.slice(0, at))
  );
}

const asianName = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー・·（）()\s]{1,24}$/u;

/** Of scripts without capitals: short, and without what ends a sentence. */
function isAsianName(text: string): boolean {
  return asianName.test(text) && !/[はがをにますでした了的请請吗嗎]$/u.test(text);
}

function hasSentence(lines: readonly MailLine[]): boolean {
  return lines.some(({ text }) => !isSalutationLine(text) && (/[.!?。！？]/.test(text) || text.length > 20));
}

/** Where a firm and a name in signs without capitals begin, as the last paragraph. */
function asianBlockStart(lines: readonly MailLine[]): number | null {
  let at = lastWritten(lines);
  while (at > 0 && isAsianName(lines[at]!.text.trim())) at--;
  const start = at + 1;
  return start < lines.length && isBlankLine(lines[at]!) && hasSentence(lines.slice(0, at)) ? start : null;
}

/** `/Anna` and `- John Smith`, as people sign without a formula. */
function isSignedLine(line: string): boolean {
  return /^\s*(?:\/|[-–—]{1,2})\s?\p{Lu}[\p{L}.'’-]+(?: \p{Lu}[\p{L}.'’-]*){0,2}\s*$/u.test(line);
}

/** A name of somebody of whom only the thanks above tell that it is one. */
function isNameBelowThanks(lines: readonly MailLine[], at: number): boolean {
  let above = at - 1;
  while (above >= 0 && isBlankLine(lines[above]!)) above--;
  if (above < 0 || !isThanksLine(lines[above]!.text)) return false;
  return /^\s*\p{Lu}[\p{L}.'’-]*(?: \p{Lu}[\p{L}.'’-]*){0,3}\s*$/u.test(lines[at]!.text);
}

function isShort(line: string): boolean {
  const text = line.trim();
  return (
    text.length <= 60 && !/[.?!。？！]$/.test(text) && text.split(/\s+/).length <= 8 && !/[:：]$/.test(text)
  );
}

const phone = /(?:\+|00)\d[\d\s()./-]{6,}|\(?0\d[\d\s()./-]{6,}\d/;
const web = /\bwww\.|https?:\/\/|[^\s@]+@[^\s@]+\.[a-z]{2,}/i;
const label =
  /^\s*(?:t|p|m|f|e|w|tel|tél|tlf|fax|mob|mobile|mobil|phone|office|direct|cell|e-?mail|mail|web|www|mobiel|telefon|telefono|teléfono|telefoon|телефон|電話|电话|传真|手机|ligne directe|port|gsm|komórka|cep|mobitel|durchwahl|zentrale)\s*[.:：|]/i;

/** A line of a business card. */
export function isContactLine(line: string): boolean {
  const text = line.trim();
  if (text.length === 0 || text.length > 140) return false;
  const isSentence = /[.?!]$/.test(text) && text.split(/\s+/).length > 8;
  return (
    !isSentence &&
    (label.test(text) || ((phone.test(text) || web.test(text)) && text.split(/\s+/).length <= 10))
  );
}

function isContactBlock(lines: readonly { text: string }[]): boolean {
  const written = lines.filter((line) => !isBlankLine(line));
  if (written.length === 0 || written.length > 15) return false;
  const contacts = written.filter(({ text }) => isContactLine(text)).length;
  return contacts > 0 && written.every(({ text }) => isContactLine(text) || isShort(text));
}

/** Whether the line is the name of the writer, in full, in part or as initials, perhaps with a title. */
export function isNameLine(line: string, writer: Writer): boolean {
  const text = line.trim().replaceAll(/^[-–—/~*\s]+|[*\s,.]+$/g, '');
  if (text === '' || text.length > 50) return false;
  const words = wordsOf(text);
  if (words.length === 0 || words.length > 5) return false;
  const known = new Set([
    ...wordsOf(writer.name),
    ...wordsOf(writer.address.split('@')[0]!.replaceAll(/[._\d-]+/g, ' ')).filter((word) => word.length > 2),
  ]);
  if (known.size === 0) return false;
  const matched = words.filter((word) => known.has(word) || isInitialOf(word, known));
  if (matched.length === words.length && words.some((word) => known.has(word) && word.length > 1))
    return true;
  const initials = wordsOf(writer.name)
    .map((word) => word[0])
    .join('');
  return words.length === 1 && initials.length > 1 && words[0] === initials && text === text.toUpperCase();
}

function isInitialOf(word: string, known: ReadonlySet<string>): boolean {
  return word.length === 1 && [...known].some((name) => name.startsWith(word));
}

function wordsOf(text: string): string[] {
  return text
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^\p{L}]+/u)
    .filter(Boolean);
}

function isPostscript(text: string): boolean {
  return /^\s*(?:p\.? ?s\.?|n\.? ?b\.?|post ?scriptum|ps)\s*[:.,–-]?\s/iu.test(text);
}

/** From the formula on: the signature, words written below it, an original that lost its marks. */
function splitBelow(below: readonly MailLine[]): {
  signature: MailLine[];
  postscript: MailLine[];
  rest: MailLine[];
} {
  const signature: MailLine[] = [];
  const postscript: MailLine[] = [];
  for (let at = 0; at < below.length; at++) {
    const line = below[at]!;
    if (at > 0 && isPostscript(line.text)) {
      const end = endOfParagraph(below, at);
      postscript.push(...below.slice(at, end));
      at = end - 1;
      continue;
    }
    const isNewLetter =
      at > 1 &&
      isSalutationLine(line.text) &&
      trimmed(below.slice(at + 1)).length > 0 &&
      signature.length > 0;
    if (isNewLetter || isLongProse(below, at)) return { signature, postscript, rest: below.slice(at) };
    signature.push(line);
  }
  return { signature, postscript, rest: [] };
}

/** Sentences below a signature are nobody's signature. */
function isLongProse(lines: readonly MailLine[], at: number): boolean {
  if (at < 2 || !isBlankLine(lines[at - 1]!)) return false;
  const { text } = lines[at]!;
  return (
    text.length > 90 && /[.!?:。]$/.test(text.trim()) && text.split(/\s+/).length > 12 && !isContactLine(text)
  );
}
