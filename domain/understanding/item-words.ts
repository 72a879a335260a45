/** What stands around the numbers of items, by language: words for an invoice or an order, *to* and *and* between two. */
import type { Lexicon } from './lexicon/lexicon.ts';
import { compile, withoutNumberWords } from './patterns.ts';

export interface ItemWords {
  invoice: RegExp | null;
  /** A word that means an invoice, not any number. */
  called: RegExp;
  order: RegExp | null;
  articles: ReadonlySet<string>;
  range: RegExp;
  and: RegExp;
  /** A clause that begins with the number. */
  next: RegExp;
}

const wordsOf = new Map<string, ItemWords>();

/** Compiled once a language. */
export function readWords(lexicon: Lexicon): ItemWords {
  let words = wordsOf.get(lexicon.language);
  if (words === undefined) {
    const before = (list: readonly string[]) => {
      const found = compile(list, lexicon.language);
      return found === null
        ? null
        : new RegExp(`${found.source}[\\s.:#°'"(]{0,4}(?:n[or°]?s?[.:]?\\s{0,2})?$`, 'u');
    };
    const joined = (list: readonly string[]) => compile(list, lexicon.language)?.source ?? '\\u0004';
    words = {
      invoice: before(lexicon.invoiceWords),
      called: new RegExp(joined(lexicon.invoiceWords.map(withoutNumberWords)), 'u'),
      order: before(lexicon.orderWords),
      articles: new Set(lexicon.articles),
      range: new RegExp(
        `^\\s{0,3}(?:${joined(lexicon.rangeWords)}|-|\\.\\.\\.?|~|〜|～|から|至|到)\\s{0,3}$`,
        'u',
      ),
      next: new RegExp(`(?:[,;]|${joined(lexicon.andWords)}|${joined(lexicon.butWords)})\\s{1,3}$`, 'u'),
      and: new RegExp(
        `^\\s{0,3}(?:[,;/+&、,]|${joined(lexicon.andWords)}|[,、]\\s{0,2}${joined(lexicon.andWords)})\\s{0,3}-?$`,
        'u',
      ),
    };
    wordsOf.set(lexicon.language, words);
  }
  return words;
}
