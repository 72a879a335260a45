/** How typed text is compared with stored text: small letters, without accents; every word must be found. */

/** Fields by which a customer, an item or a message is found while somebody types. */
export const searchFields = [
  'name',
  'number',
  'email',
  'contact',
  'phone',
  'purchase_order',
  'goes_with',
  'text',
  'payment_reference',
  'subject',
  'recipient',
  'message_id',
] as const;
export type SearchField = (typeof searchFields)[number];

/** Words beyond these are left out of a search. */
const mostWords = 6;

/** From to, in UTF-16 units of the text that was searched. */
export interface Mark {
  from: number;
  to: number;
}

const accents = /[\u0300-\u036f]/g;

/** As it is compared. `relance_search_key` in the database is the same function. */
export function searchKey(text: string): string {
  return text
    .normalize('NFKD')
    .replaceAll(accents, '')
    .toLowerCase()
    .replaceAll(letters, (letter) => plainLetters[letter] ?? letter);
}

/** Letters that are not made of a base letter and a sign, by what people type for them. */
const plainLetters: Record<string, string> = {
  ł: 'l',
  ø: 'o',
  đ: 'd',
  ħ: 'h',
  ŧ: 't',
  ı: 'i',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  þ: 'th',
  // At the end of a word, and everywhere else.
  ς: 'σ',
};
const letters = new RegExp(`[${Object.keys(plainLetters).join('')}]`, 'g');

/** The words of what was typed, as they are compared, each once, in their order. */
export function searchWords(typed: string): string[] {
  const words = searchKey(typed)
    .split(/\s+/)
    .filter((word) => word !== '');
  return [...new Set(words)].slice(0, mostWords);
}

/** Where the words stand in a text, in order and without overlap; empty where none of them does. */
export function findMarks(text: string, words: readonly string[]): Mark[] {
  const { folded, origin } = fold(text);
  const found: Mark[] = [];
  for (const word of words) {
    for (let at = folded.indexOf(word); word !== '' && at >= 0; at = folded.indexOf(word, at + word.length)) {
      found.push({ from: origin[at]!.from, to: origin[at + word.length - 1]!.to });
    }
  }
  return merged(found);
}

/** Each unit of the folded text with the sign of the original that it came from. */
function fold(text: string): { folded: string; origin: Mark[] } {
  let folded = '';
  const origin: Mark[] = [];
  let at = 0;
  for (const sign of text) {
    const key = searchKey(sign);
    for (let unit = 0; unit < key.length; unit += 1) origin.push({ from: at, to: at + sign.length });
    folded += key;
    at += sign.length;
  }
  return { folded, origin };
}

function merged(marks: Mark[]): Mark[] {
  const inOrder = marks.toSorted((left, right) => left.from - right.from);
  const kept: Mark[] = [];
  for (const { from, to } of inOrder) {
    const last = kept.at(-1);
    if (last !== undefined && from <= last.to) last.to = Math.max(last.to, to);
    else kept.push({ from, to });
  }
  return kept;
}

/** A long text around its first mark, with the marks moved along; what was cut is an ellipsis. */
export function excerptAround(
  text: string,
  marks: readonly Mark[],
  length: number,
): { text: string; marks: Mark[] } {
  if (text.length <= length) return { text, marks: [...marks] };
  const first = marks[0]?.from ?? 0;
  const start = Math.max(0, Math.min(first - Math.floor(length / 3), text.length - length));
  const cut = text.slice(start, start + length);
  const before = start > 0 ? '…' : '';
  const shift = before.length - start;
  return {
    text: `${before}${cut}${start + length < text.length ? '…' : ''}`.toWellFormed(),
    marks: marks
      .filter(({ from }) => from >= start && from < start + length)
      .map(({ from, to }) => ({ from: from + shift, to: Math.min(to, start + length) + shift })),
  };
}
