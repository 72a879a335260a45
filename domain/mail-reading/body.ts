/** The body of a mail among its parts: HTML where there is some, because clients mark quotes in it; then text. */
import { htmlLines } from './html-lines.ts';
import { isBlankLine, textLines, type MailLine } from './lines.ts';
import { isContainer, isMessage, partsOfMessage, type MailPart } from './mail-part.ts';

export function bodyLines(mail: MailPart): MailLine[] {
  const lines: MailLine[] = [];
  for (const part of shownParts(mail)) {
    const read = part.type === 'text/html' ? htmlLines(part.text!) : textLines(plainText(part.text!));
    if (lines.length > 0 && read.length > 0) lines.push({ text: '', depth: 0, mark: null });
    // One by one: a body of many lines is more than a call takes arguments.
    for (const line of read) lines.push(line);
  }
  return lines;
}

/** The parts that a mail program shows as the mail. */
export function shownParts(mail: MailPart): MailPart[] {
  const parts = bodyParts(mail);
  return parts.length > 0 ? parts : hiddenBody(mail);
}

/** The body in `winmail.dat`, where there is no other. */
function hiddenBody(mail: MailPart): MailPart[] {
  const container = partsOfMessage(mail).find((part) => isContainer(part) && part.parts.length > 0);
  return container === undefined ? [] : container.parts.filter(isBody).slice(0, 1);
}

/** The parts that stand below each other in the window of a reader. */
function bodyParts(part: MailPart): MailPart[] {
  if (isMessage(part) || isContainer(part) || part.disposition === 'attachment') return [];
  if (part.type === 'multipart/alternative') return bestAlternative(part);
  if (part.type === 'multipart/related' || part.type === 'multipart/signed') {
    const first = part.parts.find((one) => bodyParts(one).length > 0);
    return first === undefined ? [] : bodyParts(first);
  }
  if (part.parts.length > 0) {
    const all = part.parts.flatMap(bodyParts);
    // Some gateways send text and HTML of the same words one after the other.
    const [first, second] = all;
    const isTwice =
      all.length === 2 &&
      first!.type !== 'text/html' &&
      second!.type === 'text/html' &&
      isSameText(first!, second!);
    return isTwice ? [second!] : all;
  }
  return isBody(part) ? [part] : [];
}

function isBody({ type, text, fileName, disposition }: MailPart): boolean {
  if (text === null || text.trim() === '') return false;
  if (type.startsWith('multipart/')) return true;
  if (type !== 'text/html' && !/^text\/(?:plain|enriched|x-amp-html)$/.test(type)) return false;
  if (type === 'text/x-amp-html') return false;
  return fileName === null || disposition === 'inline';
}

function bestAlternative({ parts }: MailPart): MailPart[] {
  const candidates = parts.map(bodyParts).filter((found) => found.length > 0);
  const page = candidates.findLast((found) => found.some(({ type }) => type === 'text/html'));
  if (page !== undefined && hasWords(page)) return page;
  return candidates.findLast(hasWords) ?? candidates.at(-1) ?? [];
}

function hasWords(parts: readonly MailPart[]): boolean {
  return parts.some((part) =>
    part.type === 'text/html'
      ? htmlLines(part.text!.slice(0, 400_000)).some((line) => !isBlankLine(line))
      : part.text!.trim() !== '',
  );
}

function isSameText(plain: MailPart, page: MailPart): boolean {
  const letters = (text: string) => text.replaceAll(/[^\p{L}\p{N}]+/gu, '').slice(0, 60);
  const start = letters(plain.text!.slice(0, 400));
  if (start.length < 8) return false;
  const shown = htmlLines(page.text!.slice(0, 100_000))
    .slice(0, 40)
    .map(({ text }) => text)
    .join('');
  return letters(shown.slice(0, 2_000)).startsWith(start.slice(0, 40));
}

/** Without the frame of a signature by PGP. */
function plainText(text: string): string {
  if (!text.startsWith('-----BEGIN PGP SIGNED MESSAGE-----')) return text;
  const from = text.indexOf('\n\n');
  const end = text.indexOf('\n-----BEGIN PGP SIGNATURE-----');
  return text.slice(from < 0 ? 0 : from + 2, end < 0 ? text.length : end).replaceAll(/^- /gm, '');
}
