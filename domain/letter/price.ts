/** What a letter will cost, as far as the company knows before its provider says. */
import type { LetterConnectionSettings } from '../model/letter-connection.ts';
import type { LetterKind } from '../vocabulary/letters.ts';

/** Minor units; null: no price is entered for the kind. */
export function expectedCost(
  { prices, duplex }: Pick<LetterConnectionSettings, 'prices' | 'duplex'>,
  { kind, pages }: { kind: LetterKind; pages: number },
): number | null {
  const price = prices[kind];
  if (price === undefined) return null;
  const sheets = Math.max(1, duplex ? Math.ceil(pages / 2) : pages);
  return price.baseMinor + (sheets - 1) * price.extraSheetMinor;
}

/** What the cap of a month counts for it, in the currency of the cap: a price in another one cannot be counted against it. */
export function countedCost(
  settings: Pick<LetterConnectionSettings, 'prices' | 'duplex' | 'currency'>,
  quote: { minor: number; currency: string } | null,
  letter: { kind: LetterKind; pages: number },
): number | null {
  return quote?.currency === settings.currency ? quote.minor : expectedCost(settings, letter);
}
