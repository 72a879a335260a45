/** From the lines of a body to the words of its writer: what is quoted, forwarded or signature is told apart. */
import { isClosingLine, isSalutationLine } from './closings.ts';
import { isBanner } from './furniture.ts';
import { attributionParts } from './attribution-parts.ts';
import { readForward, type Forwarded } from './forward.ts';
import { isBlankLine, linesToText, plainCapitals, type MailLine } from './lines.ts';
import { soundsLikeReminder } from './reminders.ts';
import {
  attributionAt,
  headerBlockAt,
  brokenHeaderRun,
  isForwardSeparator,
  isOriginalSeparator,
  isRule,
} from './separators.ts';
import { quoteByLibrary } from './votes.ts';
import { splitSignature, trimmed, type Writer } from './signature.ts';

export interface BodyContext {
  subject: string;
  writer: Writer;
  /** Addresses and hosts of whoever received the mail: an original from there is ours. */
  receivers: readonly string[];
  /** Texts of ours that may stand below without a mark. */
  sent: readonly string[];
}

export interface HumanPart {
  text: string;
  quoted: string;
  signature: string;
  forwarded: Forwarded | null;
  answers: InlineAnswer[];
}

/** Words that were typed between quoted lines. */
export interface InlineAnswer {
  /** Where they begin in the text. */
  at: number;
  /** The quoted lines above them. */
  to: string;
}

/** So many quoted lines above an answer are kept: it is about the nearest. */
const nearest = 12;

/** Answers as they stand when a text is put in front. */
export function answersBehind(answers: readonly InlineAnswer[], before: string): InlineAnswer[] {
  const shift = before === '' ? 0 : before.length + 2;
  return answers.map(({ at, to }) => ({ at: at + shift, to }));
}

/** Forwards of forwards are followed so deep. */
const deepest = 8;

export function readHumanPart(lines: readonly MailLine[], context: BodyContext, depth = 0): HumanPart {
  const body = withoutBanners(withBrokenRuns(lines));
  const marked = markAttributions(body);
  const boundary = findBoundary(marked, context) ?? boundaryByLibrary(marked, depth);
  const own = boundary === null ? marked : marked.slice(0, boundary.from);
  const after = boundary === null ? [] : marked.slice(boundary.from);
  const found =
    boundary?.kind === 'forward' && depth < deepest
      ? readForward(after, context, depth, readHumanPart)
      : null;
  const read = readRuns(own, context);
  // Our own words that somebody sends back are quoted, whatever the client calls it.
  const forwarded = found !== null && isOurs(found.original.from ?? '', context) ? null : found;
  if (forwarded !== null) {
    const { words } = forwarded;
    const joined = (parts: string[]) => parts.filter((text) => text !== '').join('\n\n');
    return {
      text: joined([read.text, words.text]),
      quoted: joined([read.quoted, words.quoted]),
      signature: joined([read.signature, words.signature]),
      forwarded: { ...forwarded.original, note: read.text },
      answers: [...read.answers, ...answersBehind(words.answers, read.text)],
    };
  }
  const quoted = linesToText([...read.quotedLines, ...(after.length > 0 ? [blank, ...after] : [])]);
  return { text: read.text, quoted, signature: read.signature, forwarded: null, answers: read.answers };
}

/** Headers that a client joined into one line stand below each other again. */
function withBrokenRuns(lines: readonly MailLine[]): MailLine[] {
  return lines.flatMap((line) => brokenHeaderRun(line.text)?.map((text) => ({ ...line, text })) ?? [line]);
}

const blank: MailLine = { text: '', depth: 0, mark: null };

function withoutBanners(lines: readonly MailLine[]): MailLine[] {
  const body = trimmed(lines);
  let from = 0;
  // A banner stands in one of the first paragraphs, above everything that was written.
  for (let at = 0; at < Math.min(body.length, 12); at++) {
    if (isBlankLine(body[at]!) || isRule(body[at]!.text)) continue;
    if (!isBanner(body[at]!.text)) break;
    from = at + 1;
    while (from < body.length && !isBlankLine(body[from]!) && isBannerRest(body[from]!.text)) from++;
    at = from - 1;
  }
  if (from === 0) return body;
  return trimmed(body.slice(from)).filter(({ text }, at) => at > 0 || !isRule(text));
}

/** The second line of a warning that was broken over lines. */
function isBannerRest(text: string): boolean {
  return (
    isBanner(text) ||
    /(?:links?|attachments?|sender|content is safe|anlagen|anhänge|pièces jointes|expéditeur|absender)\b/i.test(
      text,
    )
  );
}

/** Lines that introduce a quote belong to it. */
function markAttributions(lines: readonly MailLine[]): MailLine[] {
  // A sentence does not go on in a quote.
  const texts = lines.map(({ text, depth }) => (depth === 0 ? text : ''));
  const marked = [...lines];
  const isFollowedByQuote = (after: number) => {
    for (let at = after; at < Math.min(lines.length, after + 3); at++)
      if (!isBlankLine(lines[at]!)) return lines[at]!.depth > 0;
    return false;
  };
  for (let at = 0; at < lines.length; at++) {
    if (lines[at]!.depth > 0 || isBlankLine(lines[at]!)) continue;
    const length = attributionAt(texts, at, isFollowedByQuote);
    if (length === 0) continue;
    const isMarked = isFollowedByQuote(at + length);
    for (let line = at; line < at + length; line++)
      marked[line] = { ...marked[line]!, depth: isMarked ? 1 : 0, mark: isMarked ? null : 'original' };
    at += length - 1;
  }
  return marked;
}

/** Asked where nothing of ours was found: neither a quote mark nor a separator. */
function boundaryByLibrary(lines: readonly MailLine[], depth: number): Boundary | null {
  if (depth > 0 || lines.some((line) => line.depth > 0)) return null;
  const from = quoteByLibrary(lines);
  return from === null ? null : { from, kind: 'reply' };
}

interface Boundary {
  from: number;
  kind: 'reply' | 'forward';
}

/** Where the writer's own lines end for good. */
function findBoundary(lines: readonly MailLine[], context: BodyContext): Boundary | null {
  const texts = lines.map(({ text }) => text);
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at]!;
    if (line.depth > 0) {
      const forward = quotedForward(lines, texts, at, context);
      if (forward !== null) return forward;
      continue;
    }
    if (isForwardSeparator(line.text)) return { from: at, kind: 'forward' };
    if (line.mark === 'original' || isOriginalSeparator(line.text)) {
      if (trimmed(lines.slice(at + 1)).length === 0 && isBlankLine(line)) continue;
      return { from: at, kind: kindBelow(texts, at, context) };
    }
    if (isBlankLine(line)) continue;
    const block = headerBlockAt(texts, at);
    if (block !== null) return { from: ruleAbove(lines, at), kind: kindBelow(texts, at, context) };
    if (at > 0 && isUnmarkedReminder(lines, at, context)) return { from: at, kind: 'reply' };
  }
  return null;
}

/** Apple Mail quotes what it forwards: the words that say so stand above or in the quote. */
function quotedForward(
  lines: readonly MailLine[],
  texts: readonly string[],
  at: number,
  context: BodyContext,
): Boundary | null {
  if (at > 0 && lines[at - 1]!.depth > 0) return null;
  let first = at;
  while (first < lines.length && isBlankLine(lines[first]!)) first++;
  if (first === lines.length || lines[first]!.depth === 0) return null;
  if (isForwardSeparator(texts[first]!)) return { from: first, kind: 'forward' };
  const isOriginal = isOriginalSeparator(texts[first]!) || headerBlockAt(texts, first) !== null;
  return isOriginal && isForwardSubject(context.subject) ? { from: first, kind: 'forward' } : null;
}

/** Prefixes of subjects of forwards and of answers; the first one counts. */
const forwardPrefix =
  /^\s*(?:\[[^\]]{1,30}\]\s*)?(?:fwd?|fw|wg|tr|rv|i|pd|enc|vs|vb|vl|ilt|i̇lt|ynt-ilt|doorst|dw|redir|redirec[tț]|reenv|res-env|r?enc|videresend|továbbítás|转发|轉寄|转寄|轉發|転送|fs|prosl|pros|proslijeđeno|przek|fwd|bg|rif-inoltro|inoltro|inoltrato|trans|transf)\s*(?:\[\d+\])?\s*[:：]/iu;

function isForwardSubject(subject: string): boolean {
  return forwardPrefix.test(plainCapitals(subject));
}

function kindBelow(texts: readonly string[], at: number, context: BodyContext): Boundary['kind'] {
  if (!isForwardSubject(context.subject)) return 'reply';
  // A prefix without sender below it is the subject of what is answered.
  if (headerBlockNear(texts, at)?.from !== undefined) return 'forward';
  return attributionParts(texts, at) === null ? 'reply' : 'forward';
}

function headerBlockNear(texts: readonly string[], from: number) {
  for (let at = from; at < Math.min(texts.length, from + 8); at++) {
    if (texts[at]!.trim() === '') continue;
    const block = headerBlockAt(texts, at);
    if (block !== null) return block;
  }
  return null;
}

/** Whether a sender is who received the mail: their own words come back, they are no customer's. */
export function isOurs(sender: string, { receivers }: Pick<BodyContext, 'receivers'>): boolean {
  const address = /[^\s<>()[\]"']+@[^\s<>()[\]"',;:]+/.exec(sender)?.[0]?.toLowerCase();
  if (address === undefined) return false;
  const host = address.split('@')[1]!;
  return receivers.some((receiver) => {
    const other = receiver.toLowerCase();
    if (other === address) return true;
    const theirs = other.split('@').at(-1)!;
    return theirs === host || theirs.endsWith(`.${host}`) || host.endsWith(`.${theirs}`);
  });
}

function ruleAbove(lines: readonly MailLine[], at: number): number {
  let above = at - 1;
  while (above > 0 && isBlankLine(lines[above]!)) above--;
  const isDrawn = above >= 0 && lines[above]!.depth === 0 && isRule(lines[above]!.text);
  return isDrawn ? above : at;
}

/** A second letter below the first, which is ours by its words or as a whole. */
function isUnmarkedReminder(lines: readonly MailLine[], at: number, context: BodyContext): boolean {
  const above = trimmed(lines.slice(0, at)).filter(({ depth }) => depth === 0);
  if (above.length === 0) return false;
  const below = lines
    .slice(at, at + 60)
    .filter(({ depth }) => depth === 0)
    .map(({ text }) => text);
  if (startsSentText(below, context.sent)) return true;
  const { text: first } = lines[at]!;
  if (!isBlankLine(lines[at - 1]!) || !isSalutationLine(first) || isClosingLine(first)) return false;
  if (above.every(({ text }) => isSalutationLine(text) || text.trim() === '')) return false;
  return soundsLikeReminder(below.join('\n'));
}

/** Whether lines are the beginning of a text that was sent to the writer. */
function startsSentText(lines: readonly string[], sent: readonly string[]): boolean {
  if (sent.length === 0) return false;
  const start = letters(lines.slice(0, 6).join(' ')).slice(0, 120);
  if (start.length < 40) return false;
  return sent.some((text) => letters(text).includes(start.slice(0, 80)));
}

function letters(text: string): string {
  return text
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '')
    .slice(0, 200_000);
}

/** Own lines, possibly between quoted ones: each run is freed of its signature, and they are joined in order. */
function readRuns(lines: readonly MailLine[], context: BodyContext) {
  const runs: { isOwn: boolean; lines: MailLine[] }[] = [];
  for (const line of lines) {
    const isOwn = line.depth === 0;
    const last = runs.at(-1);
    if (last !== undefined && (last.isOwn === isOwn || isBlankLine(line))) last.lines.push(line);
    else runs.push({ isOwn, lines: [line] });
  }
  const words: string[] = [];
  const signatures: string[] = [];
  const quotedLines: MailLine[] = [];
  const answers: InlineAnswer[] = [];
  let above: readonly MailLine[] = [];
  /** Of the words and the lines between them. */
  let length = 0;
  let isInterleaved = false;
  const hasOwnWords = lines.some(
    (line) => line.depth === 0 && line.mark !== 'signature' && !isBlankLine(line),
  );
  for (const run of runs) {
    if (!run.isOwn) {
      quotedLines.push(...run.lines);
      if (answers.length > 0) isInterleaved = true;
      above = run.lines;
      continue;
    }
    // Somebody wrote the whole mail into the field of the signature.
    const own = hasOwnWords ? run.lines : run.lines.map((line) => ({ ...line, mark: null }));
    const split = splitSignature(own, context.writer);
    const text = linesToText(split.words);
    if (text !== '' && above.length > 0) answers.push({ at: length, to: linesToText(above.slice(-nearest)) });
    if (text !== '') {
      words.push(text);
      length += text.length + 2;
    }
    above = [];
    const signature = linesToText(split.signature);
    if (signature !== '') signatures.push(signature);
    quotedLines.push(...split.rest);
  }
  return {
    text: words.join('\n\n'),
    signature: signatures.join('\n\n'),
    quotedLines,
    quoted: linesToText(quotedLines),
    // Everything below the original as a whole answers no line of it
    answers: isInterleaved ? answers : [],
  };
}
