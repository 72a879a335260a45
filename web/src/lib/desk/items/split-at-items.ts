/** Finds the numbers of items in a sentence that was put together from facts. */
import { itemName } from './item-name.ts';

export interface NamedItem {
  id: string;
  number: string;
  instalment: number;
}

export interface TextPart {
  text: string;
  itemId?: string;
}

/**
 * The sentence in pieces, those that are the number of an item with its id. A number counts only where it stands
 * alone, and the longest wins: `F-10` is not found in `F-100`. A number that several items carry is left as text.
 */
export function splitAtItems(sentence: string, items: readonly NamedItem[]): TextPart[] {
  const ids = idsByName(items.filter(({ number }) => number !== '' && sentence.includes(number)));
  const names = [...ids.keys()].sort((left, right) => right.length - left.length);
  const parts: TextPart[] = [];
  let from = 0;
  let at = 0;
  while (at < sentence.length) {
    const name = names.find((one) => sentence.startsWith(one, at) && standsAlone(sentence, at, one.length));
    if (name === undefined) {
      at += 1;
      continue;
    }
    if (at > from) parts.push({ text: sentence.slice(from, at) });
    const itemId = ids.get(name);
    parts.push(itemId ? { text: name, itemId } : { text: name });
    at += name.length;
    from = at;
  }
  if (from < sentence.length) parts.push({ text: sentence.slice(from) });
  return parts;
}

/** By the name with its instalment, and by the number alone where only one item has it; null: several do. */
function idsByName(items: readonly NamedItem[]): Map<string, string | null> {
  const ids = new Map<string, string | null>();
  for (const item of items) {
    for (const name of new Set([item.number, itemName(item)])) {
      ids.set(name, ids.has(name) && ids.get(name) !== item.id ? null : item.id);
    }
  }
  return ids;
}

const partOfNumber = /[\p{L}\p{N}]/u;
const joined = /^[-/_][\p{L}\p{N}]/u;

function standsAlone(sentence: string, at: number, length: number): boolean {
  const before = sentence.slice(0, at);
  const after = sentence.slice(at + length);
  if (partOfNumber.test(before.slice(-1)) || /[\p{L}\p{N}][-/_]$/u.test(before)) return false;
  return !partOfNumber.test(after.slice(0, 1)) && !joined.test(after);
}
