/** *The big one*: the invoice on which most is open. */
import type { DescribedItems } from './described-items.ts';
import type { ItemIndex } from './item-index.ts';
import type { Lexicon } from './lexicon/lexicon.ts';
import { pointingWords } from './lexicon/pointing.ts';
import { compile } from './patterns.ts';

interface Sizes {
  biggest: RegExp | null;
  smallest: RegExp | null;
}

const sizes = new Map<string, Sizes>();

function sizesOf({ language }: Lexicon): Sizes {
  let words = sizes.get(language);
  if (words === undefined) {
    const { biggest = [], smallest = [] } = pointingWords[language] ?? {};
    words = { biggest: compile(biggest, language), smallest: compile(smallest, language) };
    sizes.set(language, words);
  }
  return words;
}

/** Nothing where two invoices are as big. */
export function itemsBySize(text: string, { items }: ItemIndex, lexicon: Lexicon): DescribedItems[] {
  const invoices = items.filter(({ openMinor }) => openMinor > 0);
  if (invoices.length < 2) return [];
  const { biggest, smallest } = sizesOf(lexicon);
  const amounts = invoices.map(({ openMinor }) => openMinor);
  const found: DescribedItems[] = [];
  for (const [pattern, open] of [
    [biggest, Math.max(...amounts)],
    [smallest, Math.min(...amounts)],
  ] as const) {
    const fitting = invoices.filter(({ openMinor }) => openMinor === open);
    if (pattern === null || fitting.length !== 1) continue;
    for (const match of text.matchAll(pattern))
      found.push({ from: match.index, to: match.index + match[0].length, items: fitting, date: null });
  }
  return found;
}
