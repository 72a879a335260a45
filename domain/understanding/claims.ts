/** Claims as the sentences make them, each with its items; what a sentence leaves out it takes from the one before. */
import type { ClaimIntent, DisputeReason } from '../vocabulary/replies.ts';
import type { AmountSpan } from './amounts.ts';
import type { IsoDate } from '../model/common.ts';
import type { DateSpan } from './dates/find.ts';
import { liesAhead, liesBehind, saysTomorrow, saysYesterday } from './day-words.ts';
import type { Lexicon } from './lexicon/lexicon.ts';
import type { Entity, ReadSentence, Segment } from './read-sentence.ts';
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

interface Kind {
  intent: ClaimIntent;
  reason: DisputeReason | null;
}

/** Asked as a question they remain what they are. */
const askable: ReadonlySet<ClaimIntent> = new Set<ClaimIntent>([
  'copy_request',
  'bank_details',
  'payment_plan',
  'contact_change',
  'insolvency',
  'dispute',
  'refusal',
]);

interface Memory {
  /** Kind of the last claim, for lines and sentences that only add items and days. */
  kind: Kind | null;
  /** The sentence of `kind` opened a list. */
  items: AccountItem[];
  /** Position of the sentence that named `items`. */
  itemsAt: number;
  /** Kinds that were claimed of `items`; empty for a mere topic. */
  itemKinds: ClaimIntent[];
  paragraph: number;
  /** The sentence of `items` goes on behind a semicolon. */
  isHalf: boolean;
}

export function claimsOf(
  sentences: readonly ReadSentence[],
  today: IsoDate,
  account: readonly AccountItem[],
): Claim[] {
  const claims: Claim[] = [];
  const memory: Memory = { kind: null, items: [], itemsAt: -9, itemKinds: [], paragraph: -1, isHalf: false };
  sentences.forEach((read, at) => {
    const isNewAnswer = at > 0 && read.topic?.answer !== sentences[at - 1]!.topic?.answer;
    if (isNewAnswer) Object.assign(memory, { kind: null, items: [], itemsAt: -9, itemKinds: [] });
    claims.push(...sentenceClaims({ read, at, memory, today, account }));
    memory.paragraph = read.sentence.paragraph;
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

function sentenceClaims({ read, at, memory, today, account }: SentenceInput): Claim[] {
  const claims: Claim[] = [];
  let subject: AccountItem[] = [];
  const asksFor = read.segments.some(({ entities }) =>
    entities.some((entity) => entity.kind === 'cue' && askable.has(entity.cue.intent)),
  );
  const kinds = read.segments.map((segment) =>
    kindsOf(segment, read).filter(({ intent }) => !(intent === 'question' && asksFor)),
  );
  read.segments.forEach((segment, position) => {
    let own = kinds[position]!;
    const items = itemsOf(segment);
    const byAmount = items.length > 0 ? items : itemsOwed(segment, account);
    const facts = factsOf(segment);
    const taken =
      own.length === 0 && saysSomething(read, segment, items, facts)
        ? inheritedKind({ read, segment, position, kinds, memory, facts, items, today })
        : null;
    const isInherited = taken !== null;
    if (taken !== null) own = [taken];
    if (isApprovedFor(segment, own, facts.dates, read.lexicon, today))
      own = own.map((kind) => (kind.intent === 'ongoing' ? { intent: 'promise', reason: null } : kind));
    for (const kind of own) {
      const bound = isOfCustomer(kind)
        ? []
        : items.length > 0
          ? items
          : inheritedItems({ read, segment, subject, memory, at, kind });
      claims.push({
        ...kind,
        items: bound,
        isNamed: items.length > 0,
        isDescribed: segment.entities.filter(({ kind: what }) => what === 'items').length === 1,
        isWhole: segment.isWhole && items.length === 0,
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
    remember(memory, { own, items: byAmount, at, read });
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

/** A question from its first word on; else only its last stretch asks. */
const asksFirst =
  /^[^\p{L}]*(?:[\p{L}]{1,9}[,!]?\s){0,2}(?:can|could|may|would|is|are|will|shall|do|does|did|what|why|when|which|how|podr|pued|podem|que|cual|konn|koen|kann|durf|was|wann|warum|peut|pourr|pouv|est|serait|quel|a quoi|poss|potr|pot|cosa|quando|kun|mag|zou|wat|czy|moz|pode|posso|putem|put|ce|cand|mog|sto|kan|skulle|far|vad|nar|acaba)/u;

/** What a stretch claims: one kind as a rule; the weaker ones beside a stronger one are part of it. */
function kindsOf(segment: Segment, read: ReadSentence): Kind[] {
  const cues = segment.entities.flatMap((entity: Entity) => (entity.kind === 'cue' ? [entity.cue] : []));
  const isQuestion =
    read.sentence.isQuestion && (segment === read.segments.at(-1) || asksFirst.test(read.sentence.text));
  const intents = new Set(cues.map(({ intent }) => intent));
  const one = (intent: ClaimIntent): Kind[] => [{ intent, reason: null }];
  if (isQuestion && ![...intents].some((intent) => askable.has(intent)))
    return intents.size > 0 || isRealQuestion(segment, read) ? one('question') : [];
  if (intents.has('insolvency')) return one('insolvency');
  if (intents.has('payment_plan')) return one('payment_plan');
  if (intents.has('bank_details')) return one('bank_details');
  const reason = strongestReason(
    cues.flatMap((cue) => (cue.intent === 'dispute' && cue.reason !== null ? [cue.reason] : [])),
  );
  if (intents.has('refusal'))
    return reason === null ? one('refusal') : [{ intent: 'dispute', reason }, ...one('refusal')];
  const kinds: Kind[] = [];
  if (reason !== null && !(reason === 'other' && intents.has('paid')))
    kinds.push({ intent: 'dispute', reason });
  if (reason === 'other' && intents.has('paid')) return [{ intent: 'dispute', reason: 'already_paid' }];
  if (intents.has('copy_request')) kinds.push(...one('copy_request'));
  if (intents.has('promise') && !intents.has('paid')) kinds.push(...one('promise'));
  else if (intents.has('paid') && !intents.has('promise')) kinds.push(...one('paid'));
  else if (intents.has('paid'))
    kinds.push(...one(cues.findLast(({ intent }) => intent === 'paid' || intent === 'promise')!.intent));
  if (intents.has('contact_change') && kinds.length === 0) kinds.push(...one('contact_change'));
  if (intents.has('ongoing') && kinds.length === 0) kinds.push(...one('ongoing'));
  if (intents.has('question') && kinds.length === 0) kinds.push(...one('question'));
  return kinds;
}

/** More than a tag such as `ok?` */
function isRealQuestion(segment: Segment, read: ReadSentence): boolean {
  return segment === read.segments.at(-1) && segment.text.replace(/[^\p{L}]/gu, '').length >= 4;
}

/** What is wrong with the goods explains more than what is wrong with the paper; the lowest number counts. */
const reasonRanks: Record<DisputeReason, number> = {
  already_paid: 0,
  quality: 1,
  quantity: 2,
  price: 3,
  delivery: 4,
  missing_order: 5,
  other: 6,
};

function strongestReason(reasons: readonly DisputeReason[]): DisputeReason | null {
  return reasons.toSorted((left, right) => reasonRanks[left] - reasonRanks[right])[0] ?? null;
}

/** The kind of a stretch that has none of its own: from its sentence, the head of its list, or the sentence before. */
function inheritedKind(input: {
  read: ReadSentence;
  segment: Segment;
  position: number;
  kinds: readonly Kind[][];
  memory: Memory;
  facts: Pick<Claim, 'dates' | 'amounts' | 'hasRest'>;
  items: readonly AccountItem[];
  today: IsoDate;
}): Kind | null {
  const { read, segment, position, kinds, memory, facts, items, today } = input;
  const isAhead = liesAhead(facts.dates, read.lexicon, today);
  const promise: Kind = { intent: 'promise', reason: null };
  const payments = (list: Kind[] | undefined) =>
    list?.find(({ intent }) => intent === 'promise' || intent === 'paid') ?? null;
  const inSentence = [...kinds.slice(0, position).toReversed(), ...kinds.slice(position + 1)];
  const hasDay = facts.dates.length > 0;
  for (const list of inSentence) {
    const paying = payments(list);
    if (paying === null || !hasDay) continue;
    // *Paid yesterday, the rest in January*
    const isLeft = paying.intent === 'paid' && (facts.hasRest || segment.isOthers);
    return isLeft && isAhead && !saysYesterday(facts.dates) ? promise : paying;
  }
  if (inSentence.some((list) => list.length > 0) && !hasDay) return null;
  if (read.sentence.isQuestion) return null;
  const isPayment = memory.kind?.intent === 'promise' || memory.kind?.intent === 'paid';
  // *F-1 is short of a box. F-2 on the 10th*: a day to come beside an item is that of its payment
  const isOther = memory.kind !== null && !isPayment && memory.kind.intent !== 'payment_plan';
  if (isOther && hasDay && isAhead && items.length > 0 && kinds.every((list) => list.length === 0))
    return promise;
  if (read.sentence.isListLine && memory.kind !== null && (items.length > 0 || facts.amounts.length > 0)) {
    return memory.kind;
  }
  // *The others are paid today. F-2 only once it has been corrected*
  if (memory.kind?.intent === 'promise' && items.length > 0 && segment.isConditional) return promise;
  // *F-1 was paid yesterday. F-2 tomorrow*
  if (isPayment && hasDay) return isAhead && saysTomorrow(facts.dates) ? promise : memory.kind;
  // What stands behind a proposal to pay in parts belongs to it
  if (memory.kind?.intent === 'payment_plan' && (facts.amounts.length > 0 || hasDay)) return memory.kind;
  // Items with a day and nothing else: when they will be paid
  if (hasDay && items.length > 0 && memory.kind === null)
    return isAhead || !liesBehind(facts.dates, read.lexicon, today)
      ? promise
      : { intent: 'paid', reason: null };
  const isSilent = kinds.every((list) => list.every(({ intent }) => intent === 'ongoing'));
  if (isSilent && facts.amounts.length > 0 && saysYesterday(facts.dates))
    return { intent: 'paid', reason: null };
  return isSilent && isAhead ? promise : null;
}

function inheritedItems(input: {
  read: ReadSentence;
  segment: Segment;
  subject: readonly AccountItem[];
  memory: Memory;
  at: number;
  kind: Kind;
}): AccountItem[] {
  const { segment, subject, memory, at, kind } = input;
  if (segment.isOthers) return [];
  if (withoutItems.has(kind.intent)) return [];
  if (subject.length > 0) return [...subject];
  const topic = input.read.topic?.items ?? [];
  if (topic.length > 0) return [...topic];
  if (segment.isWhole && !segment.isPointing) return [];
  if (memory.items.length === 0) return [];
  const distance = at - memory.itemsAt;
  const isTopic = memory.itemKinds.length === 0;
  if (isTopic && distance <= 2) return [...memory.items];
  if (distance !== 1) return [];
  if (memory.isHalf) return [...memory.items];
  const isSoft = memory.itemKinds.every((intent) => intent === 'ongoing' || intent === 'question');
  // *We never ordered this. What is it for?*
  if (
    kind.intent === 'question' &&
    memory.itemKinds.every((intent) => intent === 'dispute' || intent === 'question')
  )
    return [...memory.items];
  const isSame = memory.itemKinds.includes(kind.intent);
  if (isSoft || isSame) return [...memory.items];
  return segment.isPointing && !(memory.itemKinds.includes('paid') && kind.intent === 'promise')
    ? [...memory.items]
    : [];
}

function isOfCustomer({ intent }: Kind): boolean {
  return intent === 'contact_change' || intent === 'insolvency';
}

/** Of the customer, not of invoices. */
const withoutItems: ReadonlySet<ClaimIntent> = new Set<ClaimIntent>([
  'insolvency',
  'contact_change',
  'bank_details',
]);

function remember(
  memory: Memory,
  { own, items, at, read }: { own: readonly Kind[]; items: AccountItem[]; at: number; read: ReadSentence },
): void {
  const kind = own.at(-1);
  if (kind !== undefined) memory.kind = kind;
  if (items.length === 0) {
    // What is said next of the same items
    if (kind !== undefined && memory.items.length > 0 && at - memory.itemsAt === 1) {
      memory.itemsAt = at;
      memory.itemKinds = [...memory.itemKinds, kind.intent];
    }
    return;
  }
  const isListed =
    own.length === 0 && read.sentence.isListLine && at - memory.itemsAt <= 1 && memory.itemKinds.length === 0;
  memory.items = isListed || memory.itemsAt === at ? [...new Set([...memory.items, ...items])] : items;
  memory.itemKinds =
    memory.itemsAt === at
      ? [...memory.itemKinds, ...own.map(({ intent }) => intent)]
      : own.map(({ intent }) => intent);
  memory.itemsAt = at;
}
