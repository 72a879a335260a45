/** Claims as the sentences make them, each with its items; what a sentence leaves out it takes from the one before. */
import type { ClaimIntent, DisputeReason } from '../vocabulary/replies.ts';
import type { AmountSpan } from './amounts.ts';
import type { IsoDate } from '../model/common.ts';
import type { DateSpan } from './dates/find.ts';
import {
  addsDay,
  inheritedItems,
  inheritedKind,
  isOfCustomer,
  remember,
  withoutItems,
  type Memory,
} from './claim-context.ts';
import { askable, kindsOf, type Kind } from './claim-kinds.ts';
import { liesAhead } from './day-words.ts';
import { isOfFees } from './fees.ts';
import type { Lexicon } from './lexicon/lexicon.ts';
import type { ReadSentence, Segment } from './segments.ts';
import type { AccountItem } from './types.ts';

export interface Claim {
  intent: ClaimIntent;
  reason: DisputeReason | null;
  items: AccountItem[];
  /** They stand in its own words; else they were named before. */
  isNamed: boolean;
  /** One description gave all of them. */
  isDescribed: boolean;
  /** Says something of the whole account, or of all items not named otherwise. */
  isWhole: boolean;
  isOthers: boolean;
  dates: DateSpan[];
  amounts: AmountSpan[];
  /** What is left of an amount named before. */
  hasRest: boolean;
  isConditional: boolean;
  lexicon: Lexicon;
  /** Position of its sentence, and the stretch of the folded text that it rests on. */
  sentence: number;
  /** Which of the answers between quoted lines it stands in. */
  answer: number | null;
  from: number;
  to: number;
  /** Words between its days: a range, or a choice. */
  text: string;
  /** Where `text` begins in its sentence. */
  textFrom: number;
  /** Where its day and amount stand in the folded text, for the summary. */
  dayAt: { from: number; to: number }[];
  amountAt: { from: number; to: number }[];
  /** Nothing was said of the kind; the context is. */
  isInherited: boolean;
  isQuestion: boolean;
  /** Said in the present tense: its day tells whether it was or will be. */
  isPresent: boolean;
}

export function claimsOf(
  sentences: readonly ReadSentence[],
  today: IsoDate,
  account: readonly AccountItem[],
): Claim[] {
  const claims: Claim[] = [];
  const memory: Memory = {
    kind: null,
    items: [],
    itemsAt: -9,
    itemKinds: [],
    paragraph: -1,
    isHalf: false,
    isUndated: false,
    kindAt: -9,
    leftOut: [],
    leftOutAt: -9,
  };
  sentences.forEach((read, at) => {
    const isNewAnswer = at > 0 && read.topic?.answer !== sentences[at - 1]!.topic?.answer;
    if (isNewAnswer) Object.assign(memory, { kind: null, items: [], itemsAt: -9, itemKinds: [] });
    claims.push(...sentenceClaims({ read, at, memory, today, account }));
    memory.paragraph = read.sentence.paragraph;
    if (read.leftOut.length > 0) Object.assign(memory, { leftOut: read.leftOut, leftOutAt: at });
    memory.isHalf = /[;；]\s*$/.test(read.sentence.text);
  });
  return claims;
}

interface SentenceInput {
  read: ReadSentence;
  at: number;
  memory: Memory;
  today: IsoDate;
  account: readonly AccountItem[];
}

/** Whoever asks for a document asks no other question in the same sentence. */
function kindsBySegment(read: ReadSentence) {
  const asksFor = read.segments.some(({ entities }) =>
    entities.some((entity) => entity.kind === 'cue' && askable.has(entity.cue.intent)),
  );
  return read.segments.map((segment) =>
    kindsOf(segment, read).filter(({ intent }) => !(intent === 'question' && asksFor)),
  );
}

function sentenceClaims({ read, at, memory, today, account }: SentenceInput): Claim[] {
  const claims: Claim[] = [];
  let subject: AccountItem[] = [];
  const kinds = kindsBySegment(read);
  read.segments.forEach((segment, position) => {
    let own = kinds[position]!;
    const items = itemsOf(segment);
    const byAmount = items.length > 0 ? items : itemsOwed(segment, account);
    const facts = factsOf(segment);
    const taken =
      own.length === 0 &&
      !read.isBroken &&
      (saysSomething(read, segment, items, facts) || addsDay(memory, at, facts))
        ? inheritedKind({ read, segment, position, kinds, memory, facts, items, today })
        : null;
    const isInherited = taken !== null;
    if (taken !== null) own = [taken];
    if (isApprovedFor(segment, own, facts.dates, read.lexicon, today))
      own = own.map((kind) => (kind.intent === 'ongoing' ? { intent: 'promise', reason: null } : kind));
    for (const kind of own) {
      const isOnlyFees = kind.intent === 'refusal' && items.length === 0 && isOfFees(segment.text);
      const bound =
        isOfCustomer(kind) || isOnlyFees
          ? []
          : items.length > 0
            ? items
            : inheritedItems({ read, segment, subject, memory, at, kind });
      claims.push({
        ...kind,
        items: bound,
        isNamed: items.length > 0,
        isDescribed: segment.entities.filter(({ kind: what }) => what === 'items').length === 1,
        isWhole: (segment.isWhole || isOnlyFees) && items.length === 0,
        isOthers: segment.isOthers && items.length === 0 && !withoutItems.has(kind.intent),
        ...facts,
        ...(isOfSentCheque(segment) ? { dates: [] } : {}),
        isConditional: segment.isConditional,
        lexicon: read.lexicon,
        sentence: at,
        answer: read.topic?.answer ?? null,
        from: read.sentence.from + segment.from,
        to: read.sentence.from + segment.to,
        text: segment.text,
        textFrom: segment.from,
        dayAt: facts.dates.map((span) => placeIn(read, span)),
        amountAt: facts.amounts.map((span) => placeIn(read, span)),
        isInherited,
        isQuestion: read.sentence.isQuestion,
        isPresent: isInPresent(segment),
      });
    }
    remember(memory, { own, items: byAmount, at, read, dates: facts.dates });
    if (items.length > 0) subject = items;
  });
  return claims;
}

const approved =
  /(?<![\p{L}])(?:approved|signed off|validee?s?|approuvee?s?|bon a payer|freigegeben|genehmigt|aprobad[oa]s?|autorizad[oa]s?|conformad[oa]s?|approvat[aeio]|autorizzat[aeio]|goedgekeurd|geaccordeerd|akkoord|zatwierdzon\p{L}*|zaakceptowan\p{L}*|aprovad[oa]s?|validad[oa]s?|aprobat\p{L}*|validat\p{L}*|odobren\p{L}*|attesterad\p{L}*|godkan[dt]\p{L}*|onayland\p{L}*|onayli)(?![\p{L}])|承認済|承認され|已批准|已审批|审批通过/u;
const notApproved =
  /(?<![\p{L}])(?:not|n't|until|nicht|pas|no|non|niet|nie|nao|nu|nije|nisu|inte|await\p{L}*|attente|bis)(?![\p{L}])/u;

/** *Approved, 18 December*: the day that stands beside an approval and is to come is that of the payment. */
function isApprovedFor(
  { text }: Segment,
  own: readonly Kind[],
  dates: readonly DateSpan[],
  lexicon: Lexicon,
  today: IsoDate,
): boolean {
  return (
    own.some(({ intent }) => intent === 'ongoing') &&
    own.every(({ intent }) => intent !== 'promise') &&
    dates.length > 0 &&
    approved.test(text) &&
    !notApproved.test(text) &&
    liesAhead(dates, lexicon, today)
  );
}

/** Whether a stretch without a claim of its own adds to one: it names something that can be claimed of. */
function saysSomething(
  { topic }: ReadSentence,
  { isOthers }: Segment,
  items: readonly AccountItem[],
  { amounts, hasRest }: Pick<Claim, 'amounts' | 'hasRest'>,
): boolean {
  return items.length > 0 || amounts.length > 0 || hasRest || isOthers || (topic?.items.length ?? 0) > 0;
}

function isInPresent({ entities }: Segment): boolean {
  const cues = entities.flatMap((entity) =>
    entity.kind === 'cue' && entity.cue.intent === 'promise' ? [entity.cue] : [],
  );
  return cues.length > 0 && cues.every(({ needsDay }) => needsDay === true);
}

/** A cheque in the post: the day is that of the post. */
function isOfSentCheque({ entities }: Segment): boolean {
  return entities.some((entity) => entity.kind === 'cue' && entity.cue.isSent === true);
}

function placeIn({ sentence }: ReadSentence, { from, to }: { from: number; to: number }) {
  return { from: sentence.from + from, to: sentence.from + to };
}

const twin = /dupl|doubl|doppel|dubbel|dublett|mukerrer|doublon|doppi|zdubl|dvostr|重複|重复|重複|twice/;

/** Items that a stretch names by what is open on them alone. */
function itemsOwed({ entities }: Segment, account: readonly AccountItem[]): AccountItem[] {
  return entities.flatMap((entity) => {
    if (entity.kind !== 'amount' || !entity.amount.isCertain) return [];
    const owed = account.filter(({ openMinor }) => openMinor === entity.amount.amountMinor);
    return owed.length === 1 ? owed : [];
  });
}

/** Items of the stretch; one that stands apart, behind a comma and other words, belongs to what was not understood. */
function itemsOf({ entities, text, from }: Segment): AccountItem[] {
  const named = entities.filter((entity) => entity.kind === 'items');
  // `less CN-31` says what is deducted
  const invoices = named.filter(({ items }) => items.some(({ openMinor }) => openMinor > 0));
  const spans = invoices.length > 0 ? invoices : named;
  const cue = entities.find((entity) => entity.kind === 'cue');
  const twice = entities.find(
    (entity) =>
      entity.kind === 'cue' &&
      entity.cue.reason === 'other' &&
      twin.test(text.slice(entity.from - from, entity.to - from)),
  );
  // *A is a duplicate of B*: it is A that is disputed
  if (twice !== undefined && entities.some(({ kind, to }) => kind === 'amount' && to <= twice.from))
    return [...new Set(spans.filter((span) => span.to <= twice.from).flatMap(({ items }) => items))];
  if (twice !== undefined && spans.some((span) => span.to <= twice.from))
    return [...new Set(spans.filter((span) => span.to <= twice.from).flatMap(({ items }) => items))];
  let near = spans;
  if (cue !== undefined) {
    const before = spans.filter((span) => span.to <= cue.from);
    const apart = before.findLastIndex((span, index) => {
      const next = before[index + 1];
      return next !== undefined && standsApart(text.slice(span.to - from, next.from - from));
    });
    near = spans.filter((span) => apart === -1 || span.from > before[apart]!.from);
  }
  return [...new Set(near.flatMap(({ items }) => items))];
}

function standsApart(between: string): boolean {
  return /[,;]/.test(between) && (between.replace(/[,;][^,;]*$/, '').match(/\p{L}{2,}/gu) ?? []).length >= 3;
}

function factsOf(segment: Segment): Pick<Claim, 'dates' | 'amounts' | 'hasRest'> {
  return {
    dates: segment.entities.flatMap((entity) => (entity.kind === 'date' ? [entity.span] : [])),
    amounts: segment.entities.flatMap((entity) => (entity.kind === 'amount' ? [entity.amount] : [])),
    hasRest: segment.entities.some((entity) => entity.kind === 'rest'),
  };
}
