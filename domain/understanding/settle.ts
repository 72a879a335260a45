/** Claims made exact: days resolved, amounts chosen, sentences about one thing merged. */
import { addDays, daysBetween } from '../calendar/iso-date.ts';
import type { IsoDate } from '../model/common.ts';
import type { AmountSpan } from './amounts.ts';
import type { Claim } from './claims.ts';
import type { DateSpan } from './dates/find.ts';
import { resolveDate, termsDate } from './dates/resolve.ts';
import { daysAhead, daysBehind, liesBehind } from './day-words.ts';
import { isPeriod, saysJustNow } from './past-days.ts';
import { halves, remainder } from './remainders.ts';
import type { AccountItem } from './types.ts';

export interface SettledClaim extends Claim {
  date: IsoDate | null;
  amountMinor: number | null;
  currency: string | null;
  /** A day was written that cannot be meant. */
  hasDoubtfulDate: boolean;
}

export interface SettleContext {
  today: IsoDate;
  items: readonly AccountItem[];
}

export function settle(claims: readonly Claim[], context: SettleContext): SettledClaim[] {
  const dated = claims
    .flatMap((claim) => withTerms(claim, context))
    .map((claim) => withAmount(claim, context.items));
  const merged = merge(dated.map((claim) => byAmount(claim, context.items)));
  return withOthers(
    withRests(withRemainders(merged.map(withoutDeducted), context.items), context.items),
    context.items,
  );
}

/** A credit note named beside the invoice that is paid is deducted, not paid. */
function withoutDeducted(claim: SettledClaim): SettledClaim {
  const invoices = claim.items.filter(({ openMinor }) => openMinor > 0);
  const isPayment = claim.intent === 'promise' || claim.intent === 'paid';
  return isPayment && invoices.length > 0 && invoices.length < claim.items.length
    ? { ...claim, items: invoices }
    : claim;
}

/** An amount that is what another claim leaves of its item belongs to that item: disputed in part, the other part paid. */
function withRemainders(claims: readonly SettledClaim[], items: readonly AccountItem[]): SettledClaim[] {
  return claims.map((claim) => {
    if (claim.items.length > 0 || claim.amountMinor === null) return claim;
    const found = items.filter((item) =>
      claims.some(
        (other) =>
          other !== claim &&
          other.items.length === 1 &&
          other.items[0] === item &&
          other.amountMinor !== null &&
          other.amountMinor + claim.amountMinor! === item.openMinor,
      ),
    );
    return found.length === 1 ? { ...claim, items: found, isOthers: false } : claim;
  });
}

/** Payment terms give a day to each date of issue. */
function withTerms(claim: Claim, { today }: SettleContext): SettledClaim[] {
  const terms = claim.dates.find(({ rule }) => rule === 'terms_days' || rule === 'terms_end_of_month');
  const blank = { amountMinor: null, currency: null };
  if (terms === undefined || claim.intent !== 'promise' || claim.isConditional)
    return [{ ...claim, ...dayOf(claim, today), ...blank }];
  const days = new Map<IsoDate | null, AccountItem[]>();
  for (const item of claim.items) {
    const date = item.issuedOn === null ? null : termsDate(terms, item.issuedOn);
    const day = date !== null && date >= today ? date : null;
    days.set(day, [...(days.get(day) ?? []), item]);
  }
  if (days.size === 0) return [{ ...claim, ...blank, date: null, hasDoubtfulDate: false }];
  return [...days].map(([date, items]) => ({
    ...claim,
    ...blank,
    items,
    date,
    hasDoubtfulDate: date === null,
  }));
}

const choice = /(?<![\p{L}])(?:or|ou|oder|o|of|lub|albo|veya|ya da|sau|ili|eller)(?![\p{L}])|または|或/u;
const dated = new Set<Claim['intent']>(['promise', 'paid', 'dispute', 'payment_plan']);

function dayOf(claim: Claim, today: IsoDate): Pick<SettledClaim, 'date' | 'hasDoubtfulDate' | 'intent'> {
  const { intent, lexicon } = claim;
  const isMade = intent === 'paid' || (intent === 'dispute' && claim.reason === 'already_paid');
  if (isMade && claim.dates.length === 0 && saysJustNow(claim.text))
    return { intent, date: today, hasDoubtfulDate: false };
  if (
    !dated.has(intent) ||
    claim.dates.length === 0 ||
    (intent === 'dispute' && claim.reason !== 'already_paid')
  )
    return { intent, date: null, hasDoubtfulDate: false };
  if (intent === 'promise' && claim.isConditional) return { intent, date: null, hasDoubtfulDate: false };
  const resolve = (span: DateSpan, direction: 'future' | 'past') =>
    resolveDate(span, { today, direction, nextWeekday: lexicon.dates.nextWeekday });
  const spans = claim.dates;
  if (intent === 'payment_plan') {
    const days = spans.map((span) => resolve(span, 'future')).filter((day) => day !== null);
    return { intent, date: days.toSorted()[0] ?? null, hasDoubtfulDate: false };
  }
  if (intent !== 'promise') return dayMade(claim, today);
  const days = spans.map((span) => resolve(span, 'future'));
  // In Spanish and Portuguese `pagamos` is *we pay* and *we paid*
  if (
    isPastToo.has(lexicon.language) &&
    presentOrPast.test(claim.text) &&
    days.every((day) => day === null)
  ) {
    const past = spans.map((span) => resolve(span, 'past')).filter((day) => day !== null);
    if (past.length > 0 && past.every((day) => day >= addDays(today, -longAgo)))
      return { intent: 'paid', date: past.at(-1)!, hasDoubtfulDate: false };
  }
  const isBehind =
    spans.every(({ rule }) => daysBehind.has(rule)) ||
    (days.every((day) => day === null) && liesBehind(spans, lexicon, today));
  if (claim.isPresent && !negation.test(claim.text) && isBehind) {
    const past = spans.map((span) => resolve(span, 'past')).filter((day) => day !== null);
    return { intent: 'paid', date: past.at(-1) ?? null, hasDoubtfulDate: false };
  }
  const known = [...new Set(days.filter((day) => day !== null))];
  const isOpen = spans.every(({ rule }) => rule === 'vague');
  if (known.length === 0) return { intent, date: null, hasDoubtfulDate: !isOpen };
  if (known.length > 1 && isChoice(claim)) return { intent, date: null, hasDoubtfulDate: true };
  return { intent, date: known.toSorted().at(-1)!, hasDoubtfulDate: false };
}

/** Of a payment that was made, or seems so: what is paid on a day to come is promised. */
function dayMade(claim: Claim, today: IsoDate): Pick<SettledClaim, 'date' | 'hasDoubtfulDate' | 'intent'> {
  const { intent, lexicon, dates: spans } = claim;
  const resolve = (span: DateSpan, direction: 'future' | 'past') =>
    resolveDate(span, { today, direction, nextWeekday: lexicon.dates.nextWeekday });
  const days = spans.map((span) => resolve(span, 'past')).filter((day) => day !== null);
  const exact = spans.filter((span) => !isPeriod(span)).map((span) => resolve(span, 'past'));
  const ahead = spans.map((span) => resolve(span, 'future')).filter((day) => day !== null);
  // What is paid on a day to come is promised
  if (
    intent === 'paid' &&
    isPastToo.has(lexicon.language) &&
    ahead.length > 0 &&
    (spans.every(({ rule }) => daysAhead.has(rule)) ||
      (presentOrPast.test(claim.text) &&
        (days.every((day) => day > today) ||
          spans.every((span) => isOpenDay(span) && !already.test(claim.text)))))
  )
    return { intent: 'promise', date: ahead.at(-1)!, hasDoubtfulDate: false };
  if (
    intent === 'paid' &&
    ahead.length > 0 &&
    ((claim.isInherited && days.every((day) => day < addDays(today, -longAgo))) ||
      days.every((day) => day > addDays(today, 3))) &&
    (saysAhead(spans) ||
      (days.length === 0 && spans.some(({ besideWeekday }) => besideWeekday !== undefined)))
  )
    return { intent: 'promise', date: ahead.at(-1)!, hasDoubtfulDate: false };
  return { intent, date: exact.findLast((day) => day !== null) ?? null, hasDoubtfulDate: false };
}

const negation =
  /(?<![\p{L}])(?:not|n't|never|nicht|kein\p{L}*|pas|no|non|niet|geen|nie|nao|nu|nije|nisu|inte|ej)(?![\p{L}])/u;

const presentOrPast =
  /(?<![\p{L}])(?:(?:pag|abon|liquid|transfer|ingres|deposit|quit|regulariz|efectu|realiz|orden)[ai]mos|pago)(?![\p{L}])/u;
/** `na sexta`, `dia 10`: to come where nothing says that it has passed. */
function isOpenDay({ rule }: DateSpan): boolean {
  return rule === 'weekday' || rule === 'day_of_month';
}
const already = /(?<!\p{L})(?:ja|ya)(?!\p{L})/u;

const isPastToo: ReadonlySet<string> = new Set(['es', 'pt']);

/** A day without a year this far behind was meant ahead. */
const longAgo = 200;

function saysAhead(spans: readonly DateSpan[]): boolean {
  return spans.some(
    ({ rule }) =>
      ![
        'last_week',
        'last_month',
        'yesterday',
        'weekday',
        'day_of_month',
        'month',
        'week_number',
        'today',
        'this_week',
        'this_month',
      ].includes(rule),
  );
}

function isChoice({ dates, text, textFrom }: Claim): boolean {
  return dates.some((span, index) => {
    const next = dates[index + 1];
    return next !== undefined && choice.test(text.slice(span.to - textFrom, next.from - textFrom));
  });
}

const withMoney = new Set<Claim['intent']>([
  'promise',
  'paid',
  'payment_plan',
  'dispute',
  'question',
  'refusal',
  'copy_request',
  'ongoing',
]);

function withAmount(claim: SettledClaim, items: readonly AccountItem[]): SettledClaim {
  if (claim.intent === 'payment_plan') return withInstalment(claim, items);
  if (claim.reason === 'price') return withDifference(claim);
  if (!withMoney.has(claim.intent)) return claim;
  const chosen = oneAmount(claim.amounts);
  // A bare figure in a complaint counts pieces
  if (chosen === null || (claim.intent === 'dispute' && !chosen.isCertain)) return claim;
  return { ...claim, amountMinor: chosen.amountMinor, currency: chosen.currency };
}

/** Beside a price that was agreed the figure is that price, unless the words say what is too much. */
const agreedPrice =
  /(?<!\p{L})(?:should (?:be|have been|read)|agreed|quoted?|quotation|instead of|rather than|convenus?|devis|au lieu de|et non|vereinbart|abgemacht|statt|angebot|acordad\p{L}*|pactad\p{L}*|presupuesto|en lugar de|en vez de|concordat\p{L}*|pattuit\p{L}*|preventivo|anziche|invece di|afgesproken|offerte|in plaats van|zamiast|uzgodnion\p{L}*|combinad\p{L}*|orcamento|em vez de|yerine|in loc de|umjesto|dogovoren\p{L}*|istallet for|avtalat|overenskomm\p{L}*)(?!\p{L})|合同价|合同價|報価|見積/u;
const difference =
  /(?<!\p{L})(?:difference|too much|over ?charged|in dispute|of it|part of|trop|ecart|differen\p{L}*|differenz|zu ?viel|teil|de mas|diferencia|in piu|scheelt|verschil|te veel|teveel|roznic\p{L}*|za duzo|a mais|diferenc\p{L}*|fark|fazla|in plus|razlik\p{L}*|u dijelu|previse|skillnad\p{L}*|for mycket)(?!\p{L})|差額|差额|多/u;

/** In a dispute about prices most amounts are prices; the disputed part is what weighs beside the item. */
function withDifference(claim: SettledClaim): SettledClaim {
  const [item] = claim.items.length === 1 ? claim.items : [];
  if (item === undefined || (agreedPrice.test(claim.text) && !difference.test(claim.text))) return claim;
  const parts = claim.amounts.filter(
    ({ isCertain, amountMinor }) =>
      isCertain && amountMinor * 20 >= item.openMinor && amountMinor < item.openMinor,
  );
  const [part] = parts;
  return parts.length === 1 && part !== undefined
    ? { ...claim, amountMinor: part.amountMinor, currency: part.currency }
    : claim;
}

/** Of a plan the first instalment: the first amount that is not the whole of an item. */
function withInstalment(claim: SettledClaim, items: readonly AccountItem[]): SettledClaim {
  const whole = ({ amountMinor }: AmountSpan) => items.some(({ openMinor }) => openMinor === amountMinor);
  const chosen = claim.amounts.find((one) => !whole(one)) ?? claim.amounts[0];
  return chosen === undefined
    ? claim
    : { ...claim, amountMinor: chosen.amountMinor, currency: chosen.currency };
}

/** The only amount, or the one that is the sum of the others. */
function oneAmount(amounts: readonly AmountSpan[]): AmountSpan | null {
  const certain = amounts.some(({ isCertain }) => isCertain)
    ? amounts.filter(({ isCertain }) => isCertain)
    : amounts;
  const values = new Set(certain.map(({ amountMinor, currency }) => `${amountMinor} ${currency}`));
  if (values.size === 1) return certain[0]!;
  const sum = certain.reduce((total, { amountMinor }) => total + amountMinor, 0);
  return certain.length > 2 ? (certain.find(({ amountMinor }) => amountMinor * 2 === sum) ?? null) : null;
}

/** An amount that is owed on one item alone names it. */
function byAmount(claim: SettledClaim, items: readonly AccountItem[]): SettledClaim {
  const narrowed = narrowedBy(claim);
  if (narrowed !== null) return { ...claim, items: [narrowed] };
  if (claim.isNamed || claim.isWhole || claim.isOthers) return claim;
  const owed = ({ amountMinor, currency }: AmountSpan) =>
    items.filter((item) => Math.abs(item.openMinor) === amountMinor && item.currency === currency);
  const found = new Set(claim.amounts.map(owed).flatMap((fitting) => (fitting.length === 1 ? fitting : [])));
  return found.size > 0 ? { ...claim, items: [...found] } : claim;
}

/** *The one of September (860.40)*: of several that a description fits, the one with the amount. */
function narrowedBy(claim: SettledClaim): AccountItem | null {
  const amount = oneAmount(claim.amounts);
  if (!claim.isDescribed || claim.items.length < 2 || amount === null) return null;
  const found = claim.items.filter(({ openMinor }) => openMinor === amount.amountMinor);
  return found.length === 1 ? found[0]! : null;
}

const sameItems = (one: SettledClaim, other: SettledClaim) =>
  one.items.length === other.items.length && one.items.every((item) => other.items.includes(item));

function merge(claims: readonly SettledClaim[]): SettledClaim[] {
  const merged: SettledClaim[] = [];
  for (const claim of claims) {
    const index = merged.findLastIndex((one) => isOneClaim(one, claim));
    if (index === -1) merged.push(claim);
    else merged[index] = united(merged[index]!, claim);
  }
  return withoutWeaker(merged);
}

function isOneClaim(one: SettledClaim, next: SettledClaim): boolean {
  if (one.intent !== next.intent || one.answer !== next.answer) return false;
  if (one.hasRest || next.hasRest || one.isOthers !== next.isOthers) return false;
  if (one.intent === 'question' || withoutOwnItems(one)) return true;
  const sameReason = one.reason === next.reason || one.reason === 'other' || next.reason === 'other';
  if (!sameReason) return false;
  const sameDay = one.date === next.date;
  if (one.amountMinor !== null && next.amountMinor !== null && one.intent !== 'payment_plan')
    return sameItems(one, next) && sameDay && one.amountMinor === next.amountMinor;
  if (sameItems(one, next) && !one.isWhole === !next.isWhole) {
    if (
      one.intent === 'promise' &&
      next.intent === 'promise' &&
      one.date !== null &&
      next.date !== null &&
      !sameDay
    )
      return (
        one.amountMinor === null &&
        next.amountMinor === null &&
        daysBetween(one.date, next.date) <= 5 &&
        next.sentence !== one.sentence &&
        one.items.length > 0
      );
    return true;
  }
  const isOpen = (claim: SettledClaim) => claim.items.length === 0 && !claim.isWhole && !claim.isOthers;
  if (isOpen(next))
    return (
      (next.date === null || sameDay || one.date === null) &&
      next.sentence - one.sentence <= 2 &&
      next.amountMinor === null &&
      !next.isConditional
    );
  if (isOpen(one) && one.intent !== 'promise')
    return next.sentence - one.sentence <= 2 && (one.date === null || sameDay);
  // The same of other items
  const hasAmount = one.amountMinor !== null || next.amountMinor !== null;
  if (one.items.length === 0 || next.items.length === 0) return false;
  if (one.isConditional !== next.isConditional) return false;
  return sameDay && !hasAmount && one.reason === next.reason;
}

function withoutOwnItems({ intent }: SettledClaim): boolean {
  return (
    intent === 'contact_change' ||
    intent === 'bank_details' ||
    intent === 'insolvency' ||
    intent === 'payment_plan'
  );
}

/** Of a plan the first instalment, where the first sentence only has what is to be split. */
function instalmentOf(one: SettledClaim, next: SettledClaim): Partial<SettledClaim> {
  const isWhole =
    one.intent === 'payment_plan' && one.items.some(({ openMinor }) => openMinor === one.amountMinor);
  return isWhole && next.amountMinor !== null
    ? { amountMinor: next.amountMinor, currency: next.currency }
    : {};
}

function united(one: SettledClaim, next: SettledClaim): SettledClaim {
  const reason = one.reason === 'other' ? next.reason : one.reason;
  return {
    ...one,
    items: [...new Set([...one.items, ...next.items])],
    reason,
    date: one.intent === 'payment_plan' ? (one.date ?? next.date) : (next.date ?? one.date),
    amountMinor: one.amountMinor ?? next.amountMinor,
    currency: one.currency ?? next.currency,
    amounts: [...one.amounts, ...next.amounts],
    ...instalmentOf(one, next),
    dayAt: next.date === null ? one.dayAt : next.dayAt,
    amountAt: one.amountMinor === null ? next.amountAt : one.amountAt,
    isConditional: one.isConditional && (next.isConditional || next.date === null),
    hasDoubtfulDate: one.hasDoubtfulDate && next.hasDoubtfulDate,
    isWhole: one.isWhole || next.isWhole,
    ...(one.sentence === next.sentence ? { to: Math.max(one.to, next.to) } : {}),
  };
}

/** *Being checked* beside what will come of it, a complaint without reason beside its reason, says nothing more. */
function withoutWeaker(claims: readonly SettledClaim[]): SettledClaim[] {
  const covers = (strong: SettledClaim, weak: SettledClaim) =>
    weak.items.length === 0 ? !weak.isOthers : weak.items.every((item) => strong.items.includes(item));
  return claims.filter((claim) => {
    const others = claims.filter((other) => other !== claim);
    if (claim.intent === 'ongoing' || (claim.intent === 'question' && !claim.isQuestion))
      return !others.some(
        (other) => other.intent !== claim.intent && other.intent !== 'question' && covers(other, claim),
      );
    if (claim.intent === 'dispute' && claim.reason === 'other')
      return !others.some(
        (other) => other.intent === 'dispute' && other.reason !== 'other' && covers(other, claim),
      );
    // Where invoices go from now on is no request for one
    if (claim.intent === 'copy_request' && claim.items.length === 0)
      return !others.some(
        (other) => other.intent === 'contact_change' && Math.abs(other.sentence - claim.sentence) <= 1,
      );
    if (isBare(claim) && others.some((other) => other.intent === claim.intent && other.isInherited))
      return false;
    if (claim.intent === 'refusal')
      return !others.some(
        (other) => (other.intent === 'insolvency' || other.intent === 'payment_plan') && covers(other, claim),
      );
    if (claim.intent === 'promise' && claim.date === null && !claim.isConditional && claim.items.length === 0)
      return !others.some(({ intent }) => intent === 'payment_plan' || intent === 'insolvency');
    return true;
  });
}

/** The head of a list. */
function isBare({ items, date, amountMinor, isWhole, isConditional }: SettledClaim): boolean {
  return items.length === 0 && date === null && amountMinor === null && !isWhole && !isConditional;
}

/** *The rest*: of the item of which a part was named, by subtraction; else of the account. */
function withRests(claims: readonly SettledClaim[], items: readonly AccountItem[]): SettledClaim[] {
  const left = new Map<AccountItem, number>(items.map((item) => [item, item.openMinor]));
  let last: SettledClaim | undefined;
  let subject: SettledClaim | undefined;
  return claims.map((claim) => {
    const [item] = claim.items.length === 1 ? claim.items : [];
    if (!claim.hasRest || claim.amountMinor !== null) {
      if (item !== undefined && claim.amountMinor !== null)
        left.set(item, left.get(item)! - claim.amountMinor);
      if (claim.amountMinor !== null || claim.items.length > 0) last = claim;
      if (claim.items.length > 0) subject = claim;
      return claim;
    }
    const isPaidInPart = last !== undefined && (last.intent !== 'dispute' || last.reason !== 'price');
    const partOf =
      isPaidInPart && last?.items.length === 1 && last.amountMinor !== null ? last.items[0] : undefined;
    const open = partOf === undefined ? 0 : left.get(partOf)!;
    const half =
      last?.items.length === 1 && last.amountMinor === null && halves.test(last.text)
        ? last.items[0]
        : undefined;
    if (half !== undefined) return { ...claim, items: [half], isOthers: false };
    // *We wait for the credit note, then we pay the difference*
    if (!claim.isNamed && partOf === undefined && subject?.items.length === 1 && remainder.test(claim.text))
      return { ...claim, items: subject.items, isOthers: false };
    const fits = partOf !== undefined && open > 0 && (item === undefined || item === partOf);
    if (!fits) return { ...claim, items: claim.isNamed ? claim.items : [], isOthers: !claim.isNamed };
    return { ...claim, items: [partOf], amountMinor: open, currency: partOf.currency, isOthers: false };
  });
}

/** *The others*: the invoices that no other claim names. */
function withOthers(claims: readonly SettledClaim[], items: readonly AccountItem[]): SettledClaim[] {
  const named = new Set(claims.flatMap((claim) => claim.items));
  if (named.size === 0) return [...claims];
  const others = items.filter((item) => item.openMinor > 0 && !named.has(item));
  return claims.map((claim) =>
    claim.isOthers && claim.items.length === 0 ? { ...claim, items: others } : claim,
  );
}
