/** What a letter will cost: by its provider where that has prices to ask for, otherwise by the company's own list. */
import { expectedCost } from '../../domain/letter/price.ts';
import type { LetterConnectionSettings } from '../../domain/model/letter-connection.ts';
import { ProviderError, type LetterProvider, type Price, type PricedLetter } from './provider.ts';

export interface LetterQuote extends Price {
  source: 'provider' | 'own_list';
  /** The provider was asked and did not say: the list stands in for it. */
  isSilent: boolean;
}

/** Nobody waits longer for a price; the letter goes without it. */
const waitMs = 3_000;
/** So long an answer is believed, and so long one that did not come is not asked for again. */
const saidForMs = 10 * 60_000;
const silentForMs = 60_000;
const mostKept = 500;

interface Kept {
  price: Price | null | 'silent';
  until: number;
}

const kept = new WeakMap<LetterProvider, Map<string, Kept>>();

/** Null: nobody knows a price. Never throws for a provider that is away. */
export async function quoteOf(
  provider: LetterProvider,
  settings: LetterConnectionSettings,
  letter: PricedLetter,
): Promise<LetterQuote | null> {
  const said = provider.quote === undefined ? null : await askedPrice(provider, letter);
  if (said !== null && said !== 'silent') return { ...said, source: 'provider', isSilent: false };
  const minor = expectedCost(settings, letter);
  if (minor === null) return null;
  return { minor, currency: settings.currency, source: 'own_list', isSilent: said === 'silent' };
}

async function askedPrice(provider: LetterProvider, letter: PricedLetter): Promise<Kept['price']> {
  const mine = kept.get(provider) ?? new Map<string, Kept>();
  kept.set(provider, mine);
  const key = JSON.stringify([letter.kind, letter.pages, letter.country, letter.options]);
  const known = mine.get(key);
  if (known && known.until > Date.now()) return known.price;
  const price = await withinTime(provider, letter);
  if (mine.size >= mostKept) mine.clear();
  mine.set(key, { price, until: Date.now() + (price === 'silent' ? silentForMs : saidForMs) });
  return price;
}

async function withinTime(provider: LetterProvider, letter: PricedLetter): Promise<Kept['price']> {
  const { promise: late, resolve } = Promise.withResolvers<'silent'>();
  const timer = setTimeout(() => resolve('silent'), waitMs);
  try {
    return await Promise.race([provider.quote!(letter), late]);
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    return 'silent';
  } finally {
    clearTimeout(timer);
  }
}
