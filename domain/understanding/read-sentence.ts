/** One sentence taken apart: its cues, items, days and amounts, and the stretches that each make one claim. */
import type { IsoDate } from '../model/common.ts';
import { findAmounts, type AmountSpan } from './amounts.ts';
import { blanked, findCues, findMarkers, isPrecededBy, type Cue } from './cues.ts';
import { findDates, type DateSpan } from './dates/find.ts';
import { resolveDate } from './dates/resolve.ts';
import { findItems, type ItemIndex } from './items.ts';
import type { Lexicon } from './lexicon/lexicon.ts';
import { itemsByDescription } from './described-items.ts';
import { aboutPrices, countedTwice, excluded } from './contrasts.ts';
import { questionFrom } from './questions.ts';
import type { Sentence } from './sentences.ts';
import type { AccountItem } from './types.ts';

interface Place {
  from: number;
  to: number;
  /** Stands in brackets: it says more of what stands in front, and opens nothing. */
  isAside?: boolean;
}

export type Entity =
  | (Place & { kind: 'cue'; cue: Cue })
  | (Place & { kind: 'items'; items: AccountItem[] })
  | (Place & { kind: 'date'; span: DateSpan })
  | (Place & { kind: 'amount'; amount: AmountSpan })
  | (Place & { kind: 'rest' })
  | (Place & { kind: 'others' });

/** A stretch of a sentence that makes one claim, or gives items, a day or an amount to a claim beside it. */
export interface Segment {
  from: number;
  to: number;
  text: string;
  entities: Entity[];
  isConditional: boolean;
  isContesting: boolean;
  isWhole: boolean;
  isOthers: boolean;
  /** Points at what was named before. */
  isPointing: boolean;
}

export interface ReadSentence {
  sentence: Sentence;
  lexicon: Lexicon;
  segments: Segment[];
  hasUnknownItem: boolean;
  /** Items of the quoted line below which it was typed; null where it answers none. */
  topic: { items: readonly AccountItem[]; answer: number } | null;
}

export interface ReadingContext {
  index: ItemIndex;
  currency: string;
  monthFirst: boolean;
  today: IsoDate;
}

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

export function readSentence(sentence: Sentence, lexicon: Lexicon, context: ReadingContext): ReadSentence {
  const { text } = sentence;
  const { cues, withoutNoise } = findCues(text, lexicon);
  const isPlan = cues.some(({ intent }) => intent === 'payment_plan');
  const isMade = cues.some(({ intent, reason }) => intent === 'paid' || reason === 'already_paid');
  const { entities: found, hasUnknownItem } = factsOf(text, lexicon, context, { isPlan, isMade });
  // `om två veckor`, `two weeks after`: words of a day set no condition
  const inDay = (at: number) => found.some(({ kind, from, to }) => kind === 'date' && at >= from && at < to);
  const conditions = conditionsOf(withoutNoise, cues, lexicon).filter(({ from }) => !inDay(from));
  const isBroken = promiseWords.test(text) && findMarkers(text, lexicon, 'broken_promise').length > 0;
  const checks = findMarkers(withoutNoise, lexicon, 'contest');
  const hasDay = found.some(({ kind }) => kind === 'date');
  const isDependent = findMarkers(withoutNoise, lexicon, 'condition').length > 0;
  const said = cues.filter(
    (cue) => cue.needsDay !== true || hasDay || (isDependent && payVerb.test(text.slice(cue.from, cue.to))),
  );
  const ruled = withoutPlanned(said, { sentence, withoutNoise, lexicon, found }).filter(
    (cue) =>
      !isInside(cue, conditions, said) &&
      !(isBroken && cue.intent === 'refusal') &&
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
  excluded(text, found, ruled, context.index.items);
  aboutPrices(text, ruled, found);
  if (ruled.every(({ intent }) => intent !== 'dispute')) ruled.push(...countedTwice(text, found));
  const entities: Entity[] = [
    ...found.map(aside),
    ...ruled.map((cue) => ({ kind: 'cue' as const, from: cue.from, to: cue.to, cue })),
    ...findMarkers(withoutNoise, lexicon, 'rest').map((place) => ({ kind: 'rest' as const, ...place })),
    ...findMarkers(withoutNoise, lexicon, 'others').map((place) => ({ kind: 'others' as const, ...place })),
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
  return { sentence, lexicon, segments, hasUnknownItem, topic: null };
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
  const described = itemsByDescription({ text, dates, spans, index, lexicon, today });
  const itemDates = new Set<DateSpan>(described.flatMap(({ date }) => (date === null ? [] : [date])));
  const entities: Entity[] = [
    ...spans.map((span) => ({ kind: 'items' as const, ...span })),
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

/** `will be … transferred`: the participle of a promise that stands in front, with no item of its own. */
function belongsToPromise(cue: Cue, cues: readonly Cue[], facts: readonly Entity[]): boolean {
  const last = cues.findLast(
    (one) => one.to <= cue.from && (one.intent === 'promise' || one.intent === 'paid'),
  );
  if (last === undefined) return false;
  return !facts.some(({ kind, from }) => kind === 'items' && from >= last.to && from < cue.from);
}

/** Where a sentence may be parted: between the words, never inside of something that was read. */
function boundariesOf(text: string, entities: readonly Entity[], lexicon: Lexicon): number[] {
  const words = [...findMarkers(text, lexicon, 'and'), ...findMarkers(text, lexicon, 'but')].map(
    ({ from }) => from,
  );
  const signs = [...text.matchAll(/[,;:、，；：|]|\s[-/+]\s|\s{3,}|[)]/g)].map((match) => match.index);
  return [...new Set([...words, ...signs])]
    .filter((at) => entities.every((entity) => entity.kind === 'cue' || at <= entity.from || at >= entity.to))
    .sort((left, right) => left - right);
}

/**
 * A sentence is parted where a second cue comes with items or a day of its own, and where a second day follows with
 * items or an amount of its own: `F-1 on Friday and F-2 on Monday`.
 */
function cutsOf(entities: readonly Entity[], boundaries: readonly number[]): number[] {
  const cuts: number[] = [];
  let current: Entity[] = [];
  const cutBefore = (index: number, earliest: number) => {
    const entity = current[index]!;
    const at =
      boundaries.findLast((boundary) => boundary <= entity.from && boundary >= earliest) ?? entity.from;
    cuts.push(at);
    current = current.slice(index);
  };
  for (const entity of entities) {
    current.push(entity);
    const last = current.length - 1;
    if (entity.kind === 'cue') {
      const cue = current.findLastIndex((one, index) => index < last && one.kind === 'cue');
      if (cue === -1 && entity.cue.intent === 'ongoing') {
        cutBeforeRemainder(current, cutBefore);
      } else if (cue !== -1 && startsAnother(current, cue, last)) {
        const stop = current.findLastIndex(
          (one, index) => index < last && (one.kind === 'cue' || one.kind === 'date'),
        );
        const own = startOfNext(current, stop, last);
        // What stood in front of the first cue stands in front of the second
        const behind = boundaries.find((boundary) => boundary >= current[cue]!.to && boundary <= entity.from);
        const next = current.findIndex(
          (one, index) => index > cue && behind !== undefined && one.from >= behind,
        );
        if (behind !== undefined && next > cue && current.slice(0, cue).some(isObject)) {
          cuts.push(behind);
          current = current.slice(next);
          continue;
        }
        // A day directly in front of the second cue belongs to it when the first has one already
        const isLeading = current[stop]!.kind === 'date' && own === last && hasDateBetween(current, stop);
        cutBefore(isLeading ? stop : own, current[isLeading ? stop - 1 : stop]!.to);
      }
    } else if (entity.kind === 'date') {
      const before = current.findLastIndex((one, index) => index < last && one.kind === 'date');
      if (before === -1) continue;
      const own = startOfNext(current, before, last);
      if (own === last) continue;
      const isBehind = current.slice(0, before).some(isObject) || isRemainder(current[own]!);
      if (isBehind) cutBefore(own, current[before]!.to);
      else cutBefore(last, current[own]!.to);
    }
  }
  return cuts.filter((cut) => cut > 0);
}

/** *860.40 tomorrow, the rest is being checked*: without a word for paying the first part is a claim of its own. */
function cutBeforeRemainder(
  current: readonly Entity[],
  cutBefore: (index: number, earliest: number) => void,
): void {
  const day = current.findIndex((one) => one.kind === 'date');
  const left = current.findIndex((one, index) => index > day && isRemainder(one));
  if (day !== -1 && left !== -1 && current.slice(0, left).some(isObject)) cutBefore(left, current[day]!.to);
}

function isObject(entity: Entity): boolean {
  if (entity.isAside === true) return false;
  return (
    entity.kind === 'items' || entity.kind === 'amount' || entity.kind === 'rest' || entity.kind === 'others'
  );
}

/**
 * Which of the things behind a day belong to the next claim: the remainder alone, else all of them; where the first day
 * stood in front of its things, only the last.
 */
function startOfNext(entities: readonly Entity[], stop: number, end: number): number {
  const objects = entities.flatMap((one, index) =>
    index > stop && index < end && isObject(one) ? [index] : [],
  );
  // `and the rest on the 20th`: the remainder stands inside of the words of the second claim
  const ending = entities[end]!;
  if (
    ending.kind === 'cue' &&
    entities.some((one) => isRemainder(one) && one.from >= ending.from && one.to <= ending.to)
  )
    return end;
  const [first] = objects;
  const last = objects.at(-1);
  if (first === undefined || last === undefined) return end;
  if (isRemainder(entities[last]!)) return last;
  if (entities[stop]!.kind !== 'date' || entities.slice(0, stop).some(isObject)) return first;
  return entities[end]!.kind === 'date' ? first : last;
}

function isRemainder({ kind }: Entity): boolean {
  return kind === 'rest' || kind === 'others';
}

function hasDateBetween(entities: readonly Entity[], stop: number): boolean {
  return entities.some((one, index) => one.kind === 'date' && index < stop);
}

function startsAnother(entities: readonly Entity[], first: number, second: number): boolean {
  const [one, other] = [entities[first]!, entities[second]!];
  if (one.kind !== 'cue' || other.kind !== 'cue') return false;
  const hasOwn = entities
    .slice(first + 1, second)
    .some((entity) => entity.kind === 'items' || entity.kind === 'rest' || entity.kind === 'others');
  if (one.cue.intent !== other.cue.intent) return true;
  const hadItems = entities.slice(0, first).some((entity) => entity.kind === 'items');
  if (one.cue.intent === 'dispute') return hasOwn && hadItems && one.cue.reason !== other.cue.reason;
  return hasOwn && (hadItems || entities.slice(first + 1, second).some((entity) => entity.kind === 'date'));
}
