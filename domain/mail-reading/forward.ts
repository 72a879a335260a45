/** What a colleague forwarded: who wrote it, when, and what. */
import { headerBlockAt, isForwardSeparator, isOriginalSeparator, isRule } from './separators.ts';
import { attributionParts } from './attribution-parts.ts';
import type { BodyContext, HumanPart } from './human-part.ts';
import { isBlankLine, type MailLine } from './lines.ts';
import { writtenDate } from './written-date.ts';

/** Who wrote what was forwarded. Fields that the mail does not give are null. */
export interface Original {
  /** Address. */
  from: string | null;
  name: string | null;
  /** Day on which it was written, `YYYY-MM-DD`, as the mail gives it. */
  date: string | null;
  subject: string | null;
}

export interface Forwarded extends Original {
  /** Words of whoever forwarded it. */
  note: string;
}

type ReadHumanPart = (lines: readonly MailLine[], context: BodyContext, depth: number) => HumanPart;

/**
 * Reads the lines from the separator on. The original may be quoted as a whole, and holds quotes and a signature of its
 * own; a forward of a forward gives the first writer.
 */
export function readForward(
  lines: readonly MailLine[],
  context: BodyContext,
  depth: number,
  readHumanPart: ReadHumanPart,
): { original: Original; words: HumanPart } | null {
  const { original, body } = readOriginal(lines);
  const writer = { name: original.name ?? '', address: original.from ?? '' };
  const words = readHumanPart(body, { ...context, subject: original.subject ?? '', writer }, depth + 1);
  const inner = words.forwarded;
  if (inner === null) return { original, words };
  // Colleagues passed it on among themselves: the first writer counts. What a customer forwards is no customer's word.
  if (hostOf(original.from) === hostOf(context.writer.address)) {
    const { note: _, ...first } = inner;
    return { original: first, words };
  }
  return { original, words: inner.note === '' ? words : { ...words, text: inner.note, answers: [] } };
}

function hostOf(address: string | null): string {
  return address?.split('@').at(-1)?.toLowerCase() ?? '';
}

function readOriginal(lines: readonly MailLine[]): { original: Original; body: MailLine[] } {
  const body = unquoted(lines);
  const texts = body.map(({ text }) => text);
  let at = 0;
  while (at < body.length && isPassedOver(texts[at]!)) at++;
  const block = headerBlockAt(texts, at);
  if (block !== null) {
    return {
      original: {
        ...mailbox(block.from ?? ''),
        date: writtenDate(block.date ?? ''),
        subject: block.subject?.trim() || null,
      },
      body: unquoted(body.slice(at + block.length)),
    };
  }
  const attribution = attributionParts(texts, at);
  if (attribution !== null)
    return {
      original: { ...mailbox(attribution.text), date: writtenDate(attribution.text), subject: null },
      body: unquoted(body.slice(at + attribution.length)),
    };
  return { original: { from: null, name: null, date: null, subject: null }, body: unquoted(body.slice(at)) };
}

function isPassedOver(text: string): boolean {
  return text.trim() === '' || isForwardSeparator(text) || isOriginalSeparator(text) || isRule(text);
}

/** One quote mark less where everything has one. */
function unquoted(lines: readonly MailLine[]): MailLine[] {
  const first = lines.findIndex((line) => !isBlankLine(line));
  if (first < 0) return [];
  const written = lines.slice(first);
  const lowest = Math.min(
    ...written
      .filter((line) => !isBlankLine(line))
      .slice(0, 400)
      .map(({ depth }) => depth),
  );
  // A line below a quote that is not quoted ("Sent from my phone") does not make the quote somebody else's.
  const mostly = written.filter((line) => !isBlankLine(line) && line.depth > 0).length;
  const less = lowest > 0 ? lowest : mostly >= written.length * 0.8 && written[0]!.depth > 0 ? 1 : 0;
  const indent = commonIndent(written);
  return written.map((line) => ({
    ...line,
    text: line.text.slice(Math.min(indent, line.text.length)),
    depth: Math.max(0, line.depth - less),
    mark: line.mark === 'original' && !isBlankLine(line) ? null : line.mark,
  }));
}

/** Old Outlook moves what it forwards to the right. */
function commonIndent(lines: readonly MailLine[]): number {
  const indents = lines.filter((line) => !isBlankLine(line)).map(({ text }) => /^ */.exec(text)![0].length);
  return indents.length === 0 ? 0 : indents.reduce((least, indent) => Math.min(least, indent));
}

/** Name and address of a sender as clients write it. */
export function mailbox(text: string): { from: string | null; name: string | null } {
  const address = /[^\s<>()[\]"'*:]{1,64}@[^\s<>()[\]"',;:*]{1,190}/.exec(text.replaceAll(/mailto:/gi, ''));
  const name = text
    .replaceAll(/mailto:/gi, '')
    .replaceAll(/[<[(]?[^\s<>()[\]"']{1,64}@[^\s<>()[\]"',;:]{1,190}[>\])]?/g, ' ')
    .replaceAll(/[<>[\]()"*;]|(?:^|\s)['‘’]|['‘’](?:\s|$)/g, ' ')
    .replaceAll(
      /\b(?:im auftrag von|on behalf of|de la part de|namens|en nombre de|per conto di|via)\b.*$/gi,
      ' ',
    )
    .replaceAll(/\s+/g, ' ')
    .trim();
  return { from: address?.[0].toLowerCase() ?? null, name: name === '' ? null : name.slice(0, 200) };
}
