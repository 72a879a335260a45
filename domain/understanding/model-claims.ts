/**
 * What a model claims about words, held against the words and the account: a claim whose quote, items, amount or date does not check
 * out is dropped whole. A model only proposes; how sure it says it is counts for nothing.
 */
import { addDays, isIsoDate } from '../calendar/iso-date.ts';
import type { IsoDate } from '../model/common.ts';
import { findAmounts } from './amounts.ts';
import { findDates } from './dates/find.ts';
import { resolveDate, termsDate } from './dates/resolve.ts';
import { lexiconsOf } from './language.ts';
import type { Account, ClaimProposal } from './types.ts';
import { claimIntents, disputeReasons } from '../vocabulary/replies.ts';
import { readableText } from './written-text.ts';

/** A claim as it came back: of the right shape, and nothing more. */
export interface ModelClaim {
  intent: string;
  items: string[];
  amountMinor: number | null;
  currency: string | null;
  date: string | null;
  reason: string | null;
  quote: string;
}

export interface CheckedClaims {
  claims: ClaimProposal[];
  dropped: number;
}

/** A payment is not promised for a later day, nor said to be older. */
const sanestDays = 365;
const mostClaims = 50;
const shortestQuote = 2;
const longestQuote = 2_000;

/** Where rules found the same, and where they did not. */
const agreed = 0.9;
const alone = 0.6;

/**
 * @param text what stands before the person who reads the proposals
 * @param shown what the model was shown: the same signs at the same places, some of them masked
 * @param byRules what the rules found in the same words
 */
export function checkedClaims(
  answered: readonly ModelClaim[],
  given: {
    text: string;
    shown: string;
    language: string;
    receivedOn: IsoDate;
    account: Account;
    byRules: readonly ClaimProposal[];
  },
): CheckedClaims {
  const written = { amounts: writtenAmounts(given), days: writtenDays(given) };
  const claims: ClaimProposal[] = [];
  for (const claim of answered.slice(0, mostClaims)) {
    const checked = checkedClaim(claim, given, written);
    if (checked !== null && !claims.some((one) => isSame(one, checked))) claims.push(checked);
  }
  return { claims, dropped: answered.length - claims.length };
}

function checkedClaim(
  claim: ModelClaim,
  given: Parameters<typeof checkedClaims>[1],
  { amounts, days }: { amounts: ReadonlySet<string>; days: ReadonlySet<IsoDate> },
): ClaimProposal | null {
  const { text, shown, receivedOn, account, byRules } = given;
  const intent = claimIntents.find((one) => one === claim.intent);
  const quote = quoteOf(claim.quote, { text, shown });
  if (intent === undefined || quote === null) return null;
  const numbers = new Map(account.items.map((item) => [item.number, item]));
  const items = [...new Set(claim.items)];
  if (items.some((number) => !numbers.has(number))) return null;
  const { amountMinor } = claim;
  const currency = amountMinor === null ? null : (claim.currency ?? account.currency);
  if (amountMinor !== null && !amounts.has(`${amountMinor} ${currency}`)) return null;
  const date = claim.date === null ? null : sane(claim.date, { intent, receivedOn });
  if (date === undefined || (date !== null && !days.has(date))) return null;
  if (date !== null && intent !== 'promise' && intent !== 'paid') return null;
  const reason =
    intent === 'dispute' ? (disputeReasons.find((one) => one === claim.reason) ?? 'other') : null;
  const isAgreed = byRules.some(
    (one) => one.intent === intent && (one.items.length === 0 || items.every((n) => one.items.includes(n))),
  );
  return { intent, items, amountMinor, currency, date, reason, quote, confidence: isAgreed ? agreed : alone };
}

/** The words of the text that were quoted; null: they are not in it. Blanks may have been written otherwise. */
function quoteOf(quote: string, { text, shown }: { text: string; shown: string }): string | null {
  const words = quote.trim();
  if (words.length < shortestQuote || words.length > longestQuote) return null;
  const at = shown.indexOf(words);
  if (at !== -1) return text.slice(at, at + words.length);
  const pattern = words
    .split(/\s+/)
    .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`))
    .join(String.raw`\s+`);
  const found = new RegExp(pattern).exec(shown);
  return found === null ? null : text.slice(found.index, found.index + found[0].length);
}

/** Undefined: no day, or one that cannot be meant. */
function sane(
  date: string,
  { intent, receivedOn }: { intent: string; receivedOn: IsoDate },
): IsoDate | undefined {
  if (!isIsoDate(date)) return undefined;
  const [from, until] =
    intent === 'paid'
      ? [addDays(receivedOn, -sanestDays), addDays(receivedOn, 31)]
      : [receivedOn, addDays(receivedOn, sanestDays)];
  return date >= from && date <= until ? date : undefined;
}

/** Every day that the words write, whichever way they are read. */
function writtenDays({
  text,
  language,
  receivedOn,
  account,
}: Pick<Parameters<typeof checkedClaims>[1], 'text' | 'language' | 'receivedOn' | 'account'>): Set<IsoDate> {
  const { text: folded } = readableText(text);
  const issued = account.items.flatMap(({ issuedOn }) => issuedOn ?? []);
  const days = new Set<IsoDate>();
  for (const lexicon of lexiconsOf(language, folded)) {
    const { nextWeekday } = lexicon.dates;
    const spans = [false, true].flatMap((monthFirst) => findDates(folded, lexicon, monthFirst));
    for (const span of spans) {
      for (const direction of ['future', 'past'] as const)
        days.add(resolveDate(span, { today: receivedOn, direction, nextWeekday }) ?? '');
      if (span.rule === 'terms_days' || span.rule === 'terms_end_of_month')
        for (const issuedOn of issued) days.add(termsDate(span, issuedOn));
    }
  }
  return days;
}

/** Amounts that the words write, what is open on an item, and what one leaves of the other. */
function writtenAmounts({
  text,
  language,
  account,
}: Pick<Parameters<typeof checkedClaims>[1], 'text' | 'language' | 'account'>): Set<string> {
  const { text: folded } = readableText(text);
  const written = lexiconsOf(language, folded).flatMap((lexicon) =>
    findAmounts(folded, lexicon, account.currency),
  );
  const amounts = new Set<string>();
  for (const { amountMinor, currency } of written) {
    amounts.add(`${amountMinor} ${currency}`);
    for (const item of account.items)
      if (item.currency === currency && item.openMinor > amountMinor)
        amounts.add(`${item.openMinor - amountMinor} ${currency}`);
  }
  return amounts;
}

function isSame(one: ClaimProposal, other: ClaimProposal): boolean {
  return (
    one.intent === other.intent &&
    one.date === other.date &&
    one.amountMinor === other.amountMinor &&
    one.items.length === other.items.length &&
    one.items.every((item) => other.items.includes(item))
  );
}
