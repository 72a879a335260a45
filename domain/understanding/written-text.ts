/** The words as they are read: folded, short forms written out, addresses masked; with the way back to the original. */
import { fold, type Folded } from './fold.ts';
import { maskedSign } from './patterns.ts';

/** Longer texts are understood up to here; the rest is for a person. */
export const longestReadText = 60_000;

const addresses = /[^\s<>()"',;:]{1,64}@[^\s<>()"',;]{1,190}|(?:https?:\/\/|www\.)[^\s<>"]{1,2000}/g;

/** English negations and verbs are glued to the word in front, with or without the apostrophe. */
const shortForms: [RegExp, string][] = [
  [/(?<=\b(?:do|does|did|is|are|was|were|has|have|had|would|could|should|need))n'?t\b/g, ' not'],
  [/\bwon'?t\b(?!\w)/g, 'will not'],
  [/\bcan'?t\b|\bcannot\b/g, 'can not'],
  [/\bshan't\b/g, 'shall not'],
  [/(?<=\b(?:i|we|you|they|it|he|she|that))'ll\b/g, ' will'],
  [/(?<=\b(?:i|we|you|they))'ve\b/g, ' have'],
  [/(?<=\b(?:we|you|they))'re\b/g, ' are'],
  [/\bi'm\b/g, 'i am'],
];

export interface WrittenText extends Folded {
  original: string;
  /** There was more than is read. */
  isCut: boolean;
}

export function readableText(original: string): WrittenText {
  const isCut = original.length > longestReadText;
  const whole = isCut ? original.slice(0, longestReadText) : original;
  let folded = fold(whole);
  for (const [short, long] of shortForms) folded = rewritten(folded, short, long);
  return {
    original: whole,
    isCut,
    text: folded.text.replace(addresses, (address) => maskedSign.repeat(address.length)),
    origin: folded.origin,
  };
}

/** Each sign that was put in belongs to the place where the short form began. */
function rewritten({ text, origin }: Folded, short: RegExp, long: string): Folded {
  const places = [...text.matchAll(short)];
  if (places.length === 0) return { text, origin };
  const parts: string[] = [];
  const origins: number[] = [];
  let at = 0;
  for (const place of places) {
    parts.push(text.slice(at, place.index), long);
    for (let index = at; index < place.index; index += 1) origins.push(origin[index]!);
    const start = origin[place.index]!;
    for (let unit = 0; unit < long.length; unit += 1) origins.push(start);
    at = place.index + place[0].length;
  }
  parts.push(text.slice(at));
  for (let index = at; index < origin.length; index += 1) origins.push(origin[index]!);
  return { text: parts.join(''), origin: origins };
}

/** The original words of a stretch of the folded text, without blanks around them. */
export function originalWords(written: WrittenText, from: number, to: number): string {
  const start = written.origin[from] ?? written.original.length;
  const end = written.origin[to] ?? written.original.length;
  return written.original.slice(start, end).trim();
}
