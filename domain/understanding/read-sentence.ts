/** One sentence taken apart: its cues, items, days and amounts, and the stretches that each make one claim. */
import type { IsoDate } from '../model/common.ts';
import { currencyDecimals } from '../money/currency.ts';
import { findAmounts, type AmountSpan } from './amounts.ts';
import { blanked, findCues, findMarkers, isPrecededBy, type Cue } from './cues.ts';
import { findDates, type DateSpan } from './dates/find.ts';
import { resolveDate } from './dates/resolve.ts';
import { findItems } from './items.ts';
import type { Lexicon } from './lexicon/lexicon.ts';
import { itemsByDescription } from './described-items.ts';
import { aboutPrices, countedTwice, excluded } from './contrasts.ts';
import { questionFrom } from './questions.ts';
import type { Entity, Place, ReadingContext, ReadSentence, Segment } from './segments.ts';
import { boundariesOf, cutsOf } from './sentence-cuts.ts';
import type { Sentence } from './sentences.ts';
import type { AccountItem } from './types.ts';

/** Not keeping a promise is no refusal to pay. */
const promiseWords =
  /promi|lovat|zugesag|versproch|angekundig|vereinbart|promet|comprom|obiec|obeca|beloof|toegezeg|afgesprok|agreed|planned|convenu|prevu|annonc|concordat|acordad|combinad|soz ver|stabilit|dogovor|約束|约定|承诺/;

/** How a plan is paid, and where to, is no second promise. */
function withoutPlanned(
  cues: readonly Cue[],
  {
    sentence,
    withoutNoise,
    lexicon,
    found,
  }: { sentence: Sentence; withoutNoise: string; lexicon: Lexicon; found: readonly Entity[] },
): Cue[] {
  const has = (intent: Cue['intent']) => cues.some((cue) => cue.intent === intent);
  const isPlan =
    has('payment_plan') &&
    found.filter(({ kind }) => kind === 'items').length <= 1 &&
    (['rest', 'others'] as const).every((marker) => findMarkers(withoutNoise, lexicon, marker).length === 0);
  const isRuled = isPlan || (sentence.isQuestion && has('bank_details'));
  return cues.filter(({ intent }) => !(isRuled && intent === 'promise'));
}

/** A statement of account, and nothing that asks for it. */
const statement =
  /^(?:estratto conto|extracto de cuenta|extra[ct]*o de conta|(?:releve|extrait|etat) (?:de compte|complet|a jour)|kont[oe]\p{L}*auszug|extras de cont|fisa de cont|rekening(?:overzicht|afschrift)|kontoubersicht|saldenliste)$/u;

/** Two payments, each of them with its day, are two promises. */
const inTwo =
  /(?:two|2) (?:parts|halves|payments|goes)|deux (?:fois|parties|virements|paiements)|zwei (?:teilen|teilbetragen|halften|zahlungen)|(?:dos|2) (?:veces|pagos|partes)|due (?:parti|volte|bonifici)|twee (?:keer|delen|betalingen)|dwoch (?:czesciach|przelewach)|duas (?:vezes|partes)|iki (?:parca|sefer|kez)|doua (?:parti|transe|plati)|dva (?:dijela|puta|obroka)|tva (?:delar|omgangar|betalningar)|(?:2|二|两)(?:回|次|笔)/;

function withoutTwoParts(cues: readonly Cue[], sentence: Sentence, found: readonly Entity[]): Cue[] {
  const days = found.filter(({ kind }) => kind === 'date').length;
  const amounts = found.filter(({ kind }) => kind === 'amount').length;
  if (sentence.isQuestion || days === 0 || amounts === 0) return [...cues];
  return cues.map((cue) =>
    cue.intent === 'payment_plan' && inTwo.test(sentence.text.slice(cue.from, cue.to))
      ? { ...cue, intent: 'promise' as const }
      : cue,
  );
}

export function readSentence(sentence: Sentence, lexicon: Lexicon, context: ReadingContext): ReadSentence {
  const { text } = sentence;
  const { cues: written, withoutNoise } = findCues(text, lexicon);
  const isPlan = written.some(({ intent }) => intent === 'payment_plan');
  const isMade = written.some(({ intent, reason }) => intent === 'paid' || reason === 'already_paid');
  const { entities: found, hasUnknownItem } = factsOf(text, lexicon, context, { isPlan, isMade });
  const cues = withoutTwoParts(written, sentence, found);
  // `om två veckor`, `two weeks after`: words of a day set no condition
  const inDay = (at: number) => found.some(({ kind, from, to }) => kind === 'date' && at >= from && at < to);
  const conditions = conditionsOf(withoutNoise, cues, lexicon).filter(({ from }) => !inDay(from));
  const broken = promiseWords.test(text) ? findMarkers(text, lexicon, 'broken_promise') : [];
  const isBroken = broken.length > 0;
  const checks = findMarkers(withoutNoise, lexicon, 'contest');
  const hasDay = found.some(({ kind }) => kind === 'date');
  const isDependent = findMarkers(withoutNoise, lexicon, 'condition').length > 0;
  const said = cues.filter(
    (cue) => cue.needsDay !== true || hasDay || (isDependent && payVerb.test(text.slice(cue.from, cue.to))),
  );
  const ruled = withoutPlanned(said, { sentence, withoutNoise, lexicon, found }).filter(
    (cue) =>
      // `i går`: within the words of a day
      !found.some(({ kind, from, to }) => kind === 'date' && cue.from >= from && cue.to <= to) &&
      !isWayOfPaying(cue, said, text) &&
      !isInside(cue, conditions, said) &&
      !(isBroken && cue.intent === 'refusal') &&
      // `n'ai pas pu faire le virement`
      !(cue.intent === 'promise' && broken.some(({ from, to }) => cue.from >= from && cue.to <= to)) &&
      // `please check your books` is no work of theirs
      !(cue.intent === 'ongoing' && checks.some((place) => cue.from < place.to && cue.to > place.from)) &&
      // `we pay the whole statement` asks for none
      !(
        cue.intent === 'copy_request' &&
        statement.test(text.slice(cue.from, cue.to)) &&
        said.some(({ intent }) => intent === 'promise' || intent === 'paid')
      ) &&
      !(cue.isAlone === true && belongsToPromise(cue, cues, found)),
  );
  const brackets = bracketsOf(text, ruled);
  const aside = (entity: Entity): Entity =>
    brackets.some((place) => entity.from >= place.from && entity.to <= place.to)
      ? { ...entity, isAside: true }
      : entity;
  const leftOut = excluded(text, found, ruled, context.index.items);
  aboutPrices(text, ruled, found);
  if (ruled.every(({ intent }) => intent !== 'dispute')) ruled.push(...countedTwice(text, found));
  const entities: Entity[] = [
    ...found.map(aside),
    ...ruled.map((cue) => ({ kind: 'cue' as const, from: cue.from, to: cue.to, cue })),
    ...restsOf(withoutNoise, lexicon),
  ].toSorted(
    (left, right) =>
      left.from - right.from ||
      Number(left.kind === 'cue') - Number(right.kind === 'cue') ||
      right.to - left.to,
  );
  const asked = sentence.isQuestion ? questionFrom(text, entities) : [];
  const parted = cutsOf(entities, boundariesOf(text, entities, lexicon));
  const cuts = [...new Set([...parted, ...asked])].toSorted((left, right) => left - right);
  const segments = [...cuts, text.length].map((to, index) => {
    const from = index === 0 ? 0 : cuts[index - 1]!;
    return segment({ from, to, withoutNoise, entities, conditions, lexicon });
  });
  return { sentence, lexicon, segments, hasUnknownItem, topic: null, leftOut, isBroken };
}

/** What is left of an item, and the other items; the longer words where both could be meant. */
function restsOf(text: string, lexicon: Lexicon): Entity[] {
  const others = findMarkers(text, lexicon, 'others');
  const isRest = (place: Place) =>
    others.every(({ from, to }) => place.from >= to || place.to <= from || place.to - place.from > to - from);
  return [
    ...findMarkers(text, lexicon, 'rest')
      .filter(isRest)
      .map((place) => ({ kind: 'rest' as const, ...place })),
    ...others.map((place) => ({ kind: 'others' as const, ...place })),
  ];
}

function segment(input: {
  from: number;
  to: number;
  withoutNoise: string;
  entities: readonly Entity[];
  conditions: readonly Place[];
  lexicon: Lexicon;
}): Segment {
  const { from, to, withoutNoise, entities, conditions, lexicon } = input;
  const text = withoutNoise.slice(from, to);
  const own = entities.filter((entity) => entity.from >= from && entity.from < to);
  const has = (marker: 'contest' | 'whole' | 'others' | 'these') =>
    findMarkers(text, lexicon, marker).length > 0;
  return {
    from,
    to,
    text,
    entities: own,
    isConditional: conditions.some((place) => place.from < to && place.to > from),
    isContesting: has('contest'),
    isWhole: has('whole'),
    isOthers: has('others'),
    isPointing: has('these'),
  };
}

/** Items, days and amounts. Whole numbers of items come first, then days, amounts, and the ends of numbers. */
function factsOf(
  text: string,
  lexicon: Lexicon,
  context: ReadingContext,
  { isPlan, isMade }: { isPlan: boolean; isMade: boolean },
): { entities: Entity[]; hasUnknownItem: boolean } {
  const { index, currency, monthFirst, today } = context;
  const whole = findItems(text, index, lexicon, () => true).spans;
  let rest = text;
  for (const { from, to } of whole) rest = blanked(rest, from, to);
  // A currency beside it makes a figure an amount before it may be a day
  const priced = findAmounts(rest, lexicon, currency, index.openAmounts).filter(
    ({ hasCurrency }) => hasCurrency,
  );
  for (const { from, to } of priced) rest = blanked(rest, from, to);
  const dates = findDates(rest, lexicon, monthFirst);
  for (const { from, to } of dates) rest = blanked(rest, from, to);
  const amounts = [...priced, ...findAmounts(rest, lexicon, currency, index.openAmounts)].toSorted(
    (left, right) => left.from - right.from,
  );
  const certain = amounts.filter((amount) => amount.isCertain);
  const taken = [...dates, ...certain];
  const { spans, unknown } = findItems(text, index, lexicon, (from, to) =>
    taken.some((span) => from < span.to && to > span.from),
  );
  const free = amounts.filter(
    (one) => one.isCertain || spans.every((span) => one.to <= span.from || one.from >= span.to),
  );
  const stated = spans.flatMap((span) => statedAmount(text, span, spans, currency));
  const described = itemsByDescription({ text, dates, spans, index, lexicon, today });
  const itemDates = new Set<DateSpan>(described.flatMap(({ date }) => (date === null ? [] : [date])));
  const entities: Entity[] = [
    ...spans
      .filter((span) => stated.every(({ from }) => from !== span.from))
      .map((span) => ({ kind: 'items' as const, ...span })),
    ...stated.map((amount) => ({ kind: 'amount' as const, from: amount.from, to: amount.to, amount })),
    ...described
      .filter(({ items }) => items.length > 0)
      .map(({ from, to, items }) => ({ kind: 'items' as const, from, to, items })),
    ...dates
      .filter(
        (span) =>
          !itemDates.has(span) &&
          // *From 5 January on*: of a plan it is the day of the first instalment
          (isPlan ||
            (isMade && since.test(text.slice(Math.max(0, span.from - 16), span.from + 8))) ||
            !isOfSomethingElse(text, span, lexicon)) &&
          !isDateOfItem(span, spans, text, today, lexicon),
      )
      .map((span) => ({ kind: 'date' as const, from: span.from, to: span.to, span })),
    ...free.map((amount) => ({ kind: 'amount' as const, from: amount.from, to: amount.to, amount })),
  ];
  const isPart = (place: Place) => free.some((one) => place.from < one.to && place.to > one.from);
  return { entities, hasUnknownItem: unknown.some((place) => !isPart(place)) };
}

/** `SI-1155 (1155)`: what stands in brackets behind its item and is open on it is the amount, not the number again. */
function statedAmount(
  text: string,
  span: { from: number; to: number; items: AccountItem[] },
  spans: readonly { from: number; to: number; items: AccountItem[] }[],
  currency: string,
): AmountSpan[] {
  const [item] = span.items;
  const before = spans.findLast(({ to }) => to <= span.from);
  const amountMinor = Math.abs(item?.openMinor ?? 0);
  const figures = text.slice(span.from, span.to);
  const isSame = /^\d+$/.test(figures) && Number(figures) * 10 ** currencyDecimals(currency) === amountMinor;
  return isSame && before?.items[0] === item && /^\s?[(（=]\s?$/.test(text.slice(before!.to, span.from))
    ? [{ from: span.from, to: span.to, amountMinor, currency, isCertain: true, hasCurrency: false }]
    : [];
}

/** *Settled since the 24th* */
const since = /(?<!\p{L})(?:since|depuis|seit|desde|dal|dall|sinds|sedan|od|din)(?!\p{L})/u;

/** `your reminder of 24 November`: the day of something else. */
function isOfSomethingElse(text: string, span: DateSpan, lexicon: Lexicon): boolean {
  return isPrecededBy(text, span.from, lexicon, 'other_date');
}

/** Beside an item, and its day of issue or the day on which it was due. */
function isDateOfItem(
  span: DateSpan,
  items: readonly { from: number; to: number; items: AccountItem[] }[],
  text: string,
  today: IsoDate,
  lexicon: Lexicon,
): boolean {
  const before = items.findLast((item) => item.to <= span.from);
  const after = items.find((item) => item.from >= span.to);
  const near = [before, after].filter((item) => item !== undefined && item.items.length === 1);
  const date = resolveDate(span, { today, direction: 'past', nextWeekday: lexicon.dates.nextWeekday });
  const between = before === undefined ? '' : text.slice(before.to, span.from);
  return near.some(
    (item) =>
      date !== null &&
      span.rule === 'calendar' &&
      (item!.items[0]!.issuedOn === date || item!.items[0]!.dueOn === date) &&
      /^[\s,:()|-]{0,24}$/.test(between),
  );
}

/** In the present tense these promise under a condition too; verbs of motion do not. */
const payVerb =
  /pag|plat|achit|zahl|uberweis|begleich|regl|paie|paye|payons|virons|sold|betal|plac|liquid|abon|transf|bonif|sald|ody|odu|pay/;

/** Brackets without a claim of their own. */
function bracketsOf(text: string, cues: readonly Cue[]): Place[] {
  return [...text.matchAll(/[(（][^()（）]{1,120}[)）]/g)]
    .map((match) => ({ from: match.index, to: match.index + match[0].length }))
    .filter((place) => cues.every((cue) => cue.to <= place.from || cue.from >= place.to));
}

/** From the word that sets a condition to the end of its clause. */
function conditionsOf(text: string, cues: readonly Cue[], lexicon: Lexicon): Place[] {
  const ruling = cues.filter(({ intent }) => intent === 'promise' || intent === 'refusal');
  return findMarkers(text, lexicon, 'condition').map(({ from, to }) => {
    const comma = /[,;、，]|\s-\s/.exec(text.slice(to));
    const next = ruling.find((cue) => cue.from >= to)?.from ?? text.length;
    return { from, to: Math.min(comma === null ? text.length : to + comma.index, next) };
  });
}

/** A cue inside of a condition claims nothing where the sentence promises or refuses; of a refusal it is the reason. */
function isInside(cue: Cue, conditions: readonly Place[], cues: readonly Cue[]): boolean {
  if (!conditions.some((place) => cue.from >= place.from && cue.from < place.to)) return false;
  const isOutside = (one: Cue) => !conditions.some((place) => one.from > place.from && one.from < place.to);
  if (cues.some((one) => one.intent === 'refusal' && isOutside(one)))
    return cue.intent !== 'dispute' && cue.intent !== 'refusal';
  return (
    cue.intent !== 'promise' && cues.some((one) => one.intent === 'promise' && one !== cue && isOutside(one))
  );
}

/** *Réglée par virement le 27*: how it was paid, right behind what says so, is no second payment. */
function isWayOfPaying(cue: Cue, cues: readonly Cue[], text: string): boolean {
  return (
    cue.intent === 'promise' &&
    cues.some(
      (one) =>
        one.intent === 'paid' &&
        one.to <= cue.from &&
        /^\s?(?:(?:par|by|via|per|mit|por|con|tramite|met|door|w drodze|prin|putem|med|genom|un|une|a|el)\s){0,2}$/.test(
          text.slice(one.to, cue.from),
        ),
    ) &&
    !payVerbAhead.test(text.slice(cue.from, cue.to))
  );
}

/** A verb of its own: it will be paid. */
const payVerbAhead =
  /will|shall|ll\b|sera|seront|(?:er|ir)(?:ons|ai|a|ont)\b|werde|wird|sara|verra|zal|zullen|zostan|bedzi|vom |va fi|bit ce|cemo|kommer|ska |ecegiz|acagiz|ecek|acak/;

/** `will be … transferred`: the participle of a promise that stands in front, with no item of its own. */
function belongsToPromise(cue: Cue, cues: readonly Cue[], facts: readonly Entity[]): boolean {
  const last = cues.findLast(
    (one) => one.to <= cue.from && (one.intent === 'promise' || one.intent === 'paid'),
  );
  if (last === undefined) return false;
  return !facts.some(({ kind, from }) => kind === 'items' && from >= last.to && from < cue.from);
}
