/** Which day a claim is about: of a promise one to come, of a payment one that has passed. */
import { addDays } from '../calendar/iso-date.ts';
import type { IsoDate } from '../model/common.ts';
import type { Claim } from './claims.ts';
import type { DateSpan } from './dates/find.ts';
import { resolveDate, termsDate } from './dates/resolve.ts';
import { daysAhead, daysBehind, liesBehind } from './day-words.ts';
import { isPeriod, saysJustNow } from './past-days.ts';
import type { SettledClaim } from './settled-claim.ts';
import type { AccountItem } from './types.ts';

/** Payment terms give a day to each date of issue. */
export function withTerms(claim: Claim, today: IsoDate): SettledClaim[] {
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
  // `Se estiver certo, pago`
  if (
    intent === 'paid' &&
    isPastToo.has(lexicon.language) &&
    claim.isConditional &&
    presentOrPast.test(claim.text)
  )
    return { intent: 'promise', date: null, hasDoubtfulDate: false };
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
  // *In January, on the 15th at the latest*: the day says more than the period
  const exactDays = spans.map((span, at) => (isExact(span) ? days[at]! : null)).filter((day) => day !== null);
  const hasPeriod = spans.some((span) => !isExact(span));
  const known = [
    ...new Set(hasPeriod && exactDays.length > 0 ? exactDays : days.filter((day) => day !== null)),
  ];
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
  // *Went out yesterday, you will see it on Thursday*
  const behind = spans.filter(({ rule }) => daysBehind.has(rule) && rule !== 'last_month');
  const exact = (behind.length > 0 ? behind : spans)
    .filter((span) => !isPeriod(span))
    .map((span) => resolve(span, 'past'));
  const ahead = spans.map((span) => resolve(span, 'future')).filter((day) => day !== null);
  // What is paid on a day to come is promised
  if (
    intent === 'paid' &&
    isPastToo.has(lexicon.language) &&
    ahead.length > 0 &&
    (spans.every(({ rule }) => daysAhead.has(rule)) ||
      (presentOrPast.test(claim.text) &&
        (days.every((day) => day > today || day < addDays(today, -longAgo)) ||
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
  const day = exact.findLast((one) => one !== null) ?? null;
  // A day without its year that would be one of last year is a slip
  const isSlip =
    day !== null && day < addDays(today, -longAgo) && spans.every(({ year }) => year === undefined);
  return { intent, date: isSlip ? null : day, hasDoubtfulDate: isSlip };
}

function isExact(span: DateSpan): boolean {
  return (
    (span.rule === 'calendar' || span.rule === 'day_of_month' || span.rule.startsWith('weekday')) &&
    span.isWeekOf !== true
  );
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
