/** Where sentences end: lines of lists, wrapped lines, abbreviations and dates with points. */
import type { WrittenText } from './written-text.ts';

export interface Sentence {
  /** Stretch of the folded text. */
  from: number;
  to: number;
  /** Folded, line ends as blanks. */
  text: string;
  /** Sentences of one paragraph share the number. */
  paragraph: number;
  /** A line of a list or table, which takes what the line above the list says. */
  isListLine: boolean;
  /** Not the first of its line: there it is prose, unless it has an amount. */
  isBehindFirst: boolean;
  isQuestion: boolean;
}

interface Block {
  from: number;
  to: number;
  paragraph: number;
  isListLine: boolean;
}

/** Lines shorter than this were ended by their writer, not by the mail program. */
const wrappedLine = 58;
/** Longer sentences are cut: no person writes them. */
const longestSentence = 1500;

const listStart = /^\s{0,20}(?:[-*•·▪◦‣➢>→+]\s|\(?\d{1,2}[.)]\s|\(?[a-z][.)]\s|・|●|■|□|①)/u;
const columns = /\S(?:\s{3,}|\s*\||\t)\s*\S/;
const startsWithNumber =
  /^\s*(?:\p{L}{1,12}[.:°]{0,2}\s{0,2})?#?[\p{L}]{0,6}[-/_. ]?\d{3,20}(?!\d)[\d/_-]{0,20}\s{0,20}(?:[-:=>(,]|\s)/u;

export function sentencesOf(written: WrittenText, abbreviations: ReadonlySet<string>): Sentence[] {
  return blocksOf(written).flatMap((block) =>
    endsIn(written, block, abbreviations).map(([from, to]) => sentence(written, block, from, to)),
  );
}

function sentence({ text }: WrittenText, block: Block, from: number, to: number): Sentence {
  const own = text.slice(from, to).replace(/\s/g, ' ');
  return {
    from,
    to,
    text: own,
    paragraph: block.paragraph,
    isListLine: block.isListLine,
    isBehindFirst: /\p{L}{2}|\d{3}/u.test(text.slice(block.from, from)),
    isQuestion: /[?？]["')\s]*$/.test(own) || /か[。．.]?\s*$|吗[。.]?\s*$/.test(own),
  };
}

function blocksOf(written: WrittenText): Block[] {
  const blocks: Block[] = [];
  let paragraph = 0;
  let at = 0;
  let last: (Block & { line: string }) | undefined;
  for (const line of written.text.split('\n')) {
    const from = at;
    at += line.length + 1;
    if (line.trim() === '') {
      paragraph += 1;
      last = undefined;
      continue;
    }
    const isListLine = listStart.test(line) || columns.test(line.trim()) || startsWithNumber.test(line);
    if (last !== undefined && continues(written, last, line, from, isListLine)) {
      last.to = from + line.length;
      last.line = line;
      continue;
    }
    last = { from, to: from + line.length, paragraph, isListLine, line };
    blocks.push(last);
  }
  return blocks;
}

/** True where the mail program broke the line, not the writer. */
function continues(
  written: WrittenText,
  last: Block & { line: string },
  line: string,
  from: number,
  isListLine: boolean,
): boolean {
  if (listStart.test(line) || columns.test(line.trim())) return false;
  const above = last.line.trimEnd();
  if (/[.!?:;。！？：]$/.test(above) && above.length < wrappedLine) return false;
  const first = written.original[written.origin[from + (line.length - line.trimStart().length)] ?? 0] ?? '';
  if (/[\u3040-\u30ff\u4e00-\u9fff]/.test(above))
    return !/[。！？!?:：]$/.test(above) && !isListLine && !/[,、，]$/.test(above);
  const isLower = first.toLowerCase() === first && first.toUpperCase() !== first;
  if (above.length >= wrappedLine) return !isListLine || !last.isListLine;
  if (isListLine) return false;
  // A salutation stands alone
  return isLower && !(above.endsWith(',') && above.length < 32) && !/[.!?]$/.test(above);
}

function endsIn(written: WrittenText, block: Block, abbreviations: ReadonlySet<string>): [number, number][] {
  const text = written.text.slice(block.from, block.to);
  const found: [number, number][] = [];
  let start = 0;
  for (const end of text.matchAll(/[.!?]+["')\]]*(?=\s|$)|;(?=\s)|；|[。！？]+[」』)）]?|[?？](?=\S)/g)) {
    const after = end.index + end[0].length;
    if (end[0].startsWith('.') && !isEnd(written, block, text, end.index, after, abbreviations)) continue;
    found.push([start, after]);
    start = after;
  }
  found.push([start, text.length]);
  return found
    .flatMap(([from, to]) => pieces(from, to))
    .filter(([from, to]) => text.slice(from, to).trim() !== '')
    .map(([from, to]) => [block.from + from, block.from + to]);
}

function pieces(from: number, to: number): [number, number][] {
  const cut: [number, number][] = [];
  for (let at = from; at < to; at += longestSentence) cut.push([at, Math.min(to, at + longestSentence)]);
  return cut;
}

/** Whether a point ends the sentence. */
function isEnd(
  written: WrittenText,
  block: Block,
  text: string,
  at: number,
  after: number,
  abbreviations: ReadonlySet<string>,
): boolean {
  const rest = text.slice(after, after + 24).trimStart();
  if (rest === '') return true;
  const word = /([\p{L}.]{1,12}|\d{1,4})$/u.exec(text.slice(Math.max(0, at - 12), at))?.[1] ?? '';
  const before = text.slice(Math.max(0, at - 12), at);
  const offset = after + (text.slice(after).length - text.slice(after).trimStart().length);
  const first = written.original[written.origin[block.from + offset] ?? 0] ?? '';
  const isLower = first.toLowerCase() === first && first.toUpperCase() !== first;
  // 15.12. or the 15. of a month
  if (/(?:^|[^\d])\d{1,2}\.\d{1,2}$/.test(before)) return !isLower && !/^\d/.test(rest);
  if (/(?:^|[^\d.,])\d{1,2}$/.test(before))
    return (
      !isLower &&
      !/^\d/.test(rest) &&
      !/^(?:jan|feb|mar|apr|ma[ij]|jun|jul|aug|sep|o[kc]t|nov|de[zc]|kal|kw\b)/.test(rest)
    );
  if (/^\p{L}$/u.test(word)) return false;
  // `Std. berechnet`, `szt. towaru`: no word of a language ends so
  if (isLower && /^[bcdfghjklmnpqrstvwxz]{2,5}$/.test(word)) return false;
  if (abbreviations.has(word.replace(/^\./, ''))) return false;
  return true;
}
