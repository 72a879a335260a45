/**
 * Items that words identify: always by looking up the numbers of this account, never by guessing what a number looks
 * like. Letters in front, blanks, leading zeros, O for 0, the end of a number alone, lists and ranges are understood.
 */
import { fits, partsOf, stripped, type ItemIndex, type ItemSpan } from './item-index.ts';
import { readWords, type ItemWords } from './item-words.ts';
import type { Lexicon } from './lexicon/lexicon.ts';
import { byEnd, byShortEnd } from './number-ends.ts';
import type { AccountItem } from './types.ts';

export interface FoundItems {
  spans: ItemSpan[];
  /** Numbers called an invoice that the account does not have. */
  unknown: { from: number; to: number }[];
}

const token =
  /(?<![\p{Script=Latin}\d])(?:(?<letters>\p{Script=Latin}{1,8}(?:[-/_]\p{Script=Latin}{1,4})?)(?<join>[-/_.#°: ]{0,3}))?(?<digits>\d(?:[\do]|[il](?=\d)){0,15}(?:[-/_.](?:\p{Script=Latin}{1,3}(?=[\d-]))?[\do]{1,12}){0,5})(?![\p{Script=Latin}%\d]|[.,]\d)/gu;
const figuresInBlanks = /(?<![\p{L}\d.,])(\d{1,6}(?: \d{1,6}){1,4})(?![\d.,]\d|\d)/gu;

/**
 * The numbers of the account in a sentence, in their order. `isTaken`: stretches that were read as days or amounts.
 * First the whole numbers (`isTaken` is not asked), then the ends of numbers.
 */
export function findItems(
  text: string,
  index: ItemIndex,
  lexicon: Lexicon,
  isTaken: (from: number, to: number) => boolean,
): FoundItems {
  const words = readWords(lexicon);
  const spans = wholeNumbers(text, index, words);
  const isFree = (from: number, to: number) =>
    !isTaken(from, to) && spans.every((span) => to <= span.from || from >= span.to);
  const unknown: FoundItems['unknown'] = [];
  for (const match of text.matchAll(token)) {
    const { letters = '', join = '', digits = '' } = match.groups!;
    const to = match.index + match[0].length;
    const from = to - digits.length;
    if (!isFree(from, to)) continue;
    const before = text.slice(Math.max(0, from - 40), from);
    const glued = letters !== '' && !/\s/.test(join) ? letters : '';
    const { groups } = partsOf(digits);
    const found =
      byEnd(groups, glued, before, text.slice(to, to + 3), { index, words, spans, text, from }) ??
      byShortEnd(digits, glued, text.slice(to, to + 40), { index, words, spans, text, from, lexicon });
    if (found !== null) spans.push({ from: glued === '' ? from : match.index, to, items: found });
    else if (isUnknown(groups, glued, before, index, words)) unknown.push({ from: match.index, to });
  }
  spans.sort((left, right) => left.from - right.from);
  return { spans: withRanges(text, spans, index, words), unknown };
}

function wholeNumbers(text: string, index: ItemIndex, words: ItemWords): ItemSpan[] {
  const spans: ItemSpan[] = [];
  const isFree = (from: number, to: number) => spans.every((span) => to <= span.from || from >= span.to);
  for (const match of text.matchAll(token)) {
    const { letters = '', join = '', digits = '' } = match.groups!;
    const to = match.index + match[0].length;
    const from = to - digits.length;
    const before = text.slice(Math.max(0, from - 40), from);
    const isGlued = letters !== '' && !/\s/.test(join);
    const figures = partsOf(digits).groups.join('');
    const items =
      lookUp(figures, isGlued ? letters : '', before, index, words) ??
      orderAsWritten(`${letters.replace(/[-/_]/g, '')}${stripped(figures)}`, index);
    const start = letters !== '' && (isGlued || index.letters.has(letters)) ? match.index : from;
    if (items !== null) spans.push({ from: start, to, items });
    else spans.push(...slashedNumbers(digits, from, index));
  }
  for (const match of text.matchAll(figuresInBlanks)) {
    for (const part of splitFigures(match[1]!, match.index)) {
      if (!isFree(part.from, part.to) || part.digits.length < 4) continue;
      const items = lookUp(part.digits, '', text.slice(Math.max(0, part.from - 40), part.from), index, words);
      if (items !== null) spans.push({ from: part.from, to: part.to, items });
    }
  }
  return spans.toSorted((left, right) => left.from - right.from);
}

/** Neighbouring groups of figures, taken together, the longest stretch first: `21 041`. */
function* splitFigures(
  text: string,
  offset: number,
): Generator<{ from: number; to: number; digits: string }> {
  const groups = [...text.matchAll(/\d+/g)];
  for (let size = groups.length; size >= 2; size -= 1)
    for (let start = 0; start + size <= groups.length; start += 1) {
      const part = groups.slice(start, start + size);
      const last = part.at(-1)!;
      yield {
        from: offset + part[0]!.index,
        to: offset + last.index + last[0].length,
        digits: part.map(([digits]) => digits).join(''),
      };
    }
}

/** `21041/42/43`: the first whole, the others by their ends. */
function slashedNumbers(digits: string, from: number, index: ItemIndex): ItemSpan[] {
  const parts = [...digits.matchAll(/[\do]+/g)];
  if (parts.length < 2) return [];
  const first = index.byDigits.get(stripped(partsOf(parts[0]![0]).groups.join('')));
  if (first === undefined || first.length !== 1 || parts[0]![0].length < 4) return [];
  const spans: ItemSpan[] = [];
  let head = parts[0]![0];
  for (const part of parts) {
    const whole =
      part[0].length < head.length ? head.slice(0, head.length - part[0].length) + part[0] : part[0];
    const found = index.byDigits.get(stripped(whole));
    if (found?.length !== 1) return spans.length > 1 ? spans : [];
    spans.push({ from: from + part.index, to: from + part.index + part[0].length, items: [found[0]!.item] });
    head = whole;
  }
  return spans;
}

/** `REQ-61`: an order number with its own letters. */
function orderAsWritten(written: string, { byWrittenOrder }: ItemIndex): AccountItem[] | null {
  const found = byWrittenOrder.get(written);
  return found === undefined ? null : [...found];
}

/** Items by all their digits; an order number counts behind a word for orders, or where its digits are long. */
function lookUp(
  digits: string,
  letters: string,
  before: string,
  index: ItemIndex,
  words: ItemWords,
): AccountItem[] | null {
  const key = stripped(digits);
  if (key === '') return null;
  const isOrder = words.order?.test(before) === true;
  const found = index.byDigits.get(key) ?? [];
  const fitting = found.filter((one) => fits(letters, one.letters));
  const orders = index.byOrder.get(key);
  if (isOrder && orders !== undefined) return [...orders];
  const isWritten = letters !== '' && fitting.some((one) => one.letters === letters);
  if (!isOrder && fitting.length > 0 && (key.length >= 3 || isWritten || words.invoice?.test(before))) {
    const exact = fitting.filter((one) => letters !== '' && one.letters === letters);
    const chosen = exact.length > 0 ? exact : fitting;
    return chosen.length === 1 ? [chosen[0]!.item] : null;
  }
  if (orders !== undefined && (letters !== '' || digits.length >= 5)) return [...orders];
  return null;
}

/** Called an invoice, or written as this account's numbers are. */
function isUnknown(
  groups: readonly string[],
  letters: string,
  before: string,
  index: ItemIndex,
  words: ItemWords,
): boolean {
  const digits = groups.join('');
  if (digits.length < 3 || words.order?.test(before)) return false;
  if (letters !== '' && index.letters.has(letters)) return digits.length >= 3;
  return (
    digits.length >= 4 &&
    words.invoice?.test(before) === true &&
    words.called.test(before) &&
    !/^20\d\d$/.test(digits)
  );
}

/** `F-1 to F-4` is all numbers of the account between them. */
function withRanges(
  text: string,
  spans: readonly ItemSpan[],
  index: ItemIndex,
  words: ItemWords,
): ItemSpan[] {
  const joined: ItemSpan[] = [];
  for (const span of spans) {
    const last = joined.at(-1);
    const between = last === undefined ? '' : text.slice(last.to, span.from);
    if (
      last === undefined ||
      !words.range.test(between) ||
      last.items.length !== 1 ||
      span.items.length !== 1
    ) {
      joined.push(span);
      continue;
    }
    const items = itemsBetween(last.items[0]!, span.items[0]!, index);
    if (items.length < 2) joined.push(span);
    else joined[joined.length - 1] = { from: last.from, to: span.to, items };
  }
  return joined;
}

function itemsBetween(first: AccountItem, last: AccountItem, index: ItemIndex): AccountItem[] {
  const value = (item: AccountItem) => BigInt(partsOf(item.number.toLowerCase()).groups.join('') || '0');
  const letters = (item: AccountItem) => partsOf(item.number.toLowerCase()).letters;
  const [low, high] = [value(first), value(last)];
  return index.items.filter(
    (item) => letters(item) === letters(first) && value(item) >= low && value(item) <= high,
  );
}
