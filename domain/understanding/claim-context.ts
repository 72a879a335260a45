/** What a stretch takes from the sentences around it: its kind, its items, the day of a promise. */
import type { IsoDate } from '../model/common.ts';
import type { ClaimIntent } from '../vocabulary/replies.ts';
import type { Kind } from './claim-kinds.ts';
import type { Claim } from './claims.ts';
import { liesAhead, liesBehind, saysTomorrow, saysYesterday } from './day-words.ts';
import type { ReadSentence, Segment } from './segments.ts';
import type { AccountItem } from './types.ts';

export interface Memory {
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
  /** What the sentence `leftOutAt` left out. */
  leftOut: readonly AccountItem[];
  leftOutAt: number;
  /** The last sentence promised without a day. */
  isUndated: boolean;
  kindAt: number;
}

/** *It may take a while. Say the 15th.*: the day of what was promised without one. */
export function addsDay({ isUndated, kindAt }: Memory, at: number, { dates }: Pick<Claim, 'dates'>): boolean {
  return isUndated && at - kindAt === 1 && dates.length > 0;
}

/** The kind of a stretch that has none of its own: from its sentence, the head of its list, or the sentence before. */
export function inheritedKind(input: {
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
  // *5,000 by Christmas, the rest once the replacements are here*
  if (
    segment.isConditional &&
    (facts.hasRest || segment.isOthers) &&
    inSentence.some((list) => payments(list) !== null)
  )
    return promise;
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
  const { isListLine, isBehindFirst } = read.sentence;
  const hasObject = facts.amounts.length > 0 || (items.length > 0 && !isBehindFirst);
  if (isListLine && memory.kind !== null && hasObject) return memory.kind;
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

export function inheritedItems(input: {
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
  // *We pay all but F-4. That one we dispute*
  if (at - memory.leftOutAt === 1 && kind.intent !== 'paid' && kind.intent !== 'promise')
    return [...memory.leftOut];
  if (segment.isWhole && !segment.isPointing) return [];
  if (memory.items.length === 0) return [];
  const distance = at - memory.itemsAt;
  const isTopic = memory.itemKinds.length === 0;
  if (isTopic && distance <= 2) return [...memory.items];
  if (distance > 1) return [];
  if (memory.isHalf) return [...memory.items];
  const isSoft = memory.itemKinds.every((intent) => intent === 'ongoing' || intent === 'question');
  // *We never ordered this. What is it for?*
  if (
    kind.intent === 'question' &&
    memory.itemKinds.every((intent) => intent === 'dispute' || intent === 'question')
  )
    return [...memory.items];
  const isSame = memory.itemKinds.includes(kind.intent);
  // *Two boxes were missing. Once they are here we pay.*
  const isOfComplaint =
    (kind.intent === 'refusal' ||
      (kind.intent === 'promise' && (segment.isConditional || isPlain(segment)))) &&
    memory.itemKinds.every((intent) => beforePaying.has(intent));
  if (isOfComplaint) return [...memory.items];
  if (isSoft || isSame) return [...memory.items];
  return segment.isPointing && !(memory.itemKinds.includes('paid') && kind.intent === 'promise')
    ? [...memory.items]
    : [];
}

/** Neither a day nor an amount of its own. */
function isPlain({ entities }: Segment): boolean {
  return entities.every(({ kind }) => kind !== 'date' && kind !== 'amount');
}

/** What is to be settled before something is paid. */
const beforePaying: ReadonlySet<ClaimIntent> = new Set<ClaimIntent>([
  'dispute',
  'refusal',
  'copy_request',
  'ongoing',
  'question',
]);

export function isOfCustomer({ intent }: Kind): boolean {
  return intent === 'contact_change' || intent === 'insolvency';
}

/** Of the customer, not of invoices. */
export const withoutItems: ReadonlySet<ClaimIntent> = new Set<ClaimIntent>([
  'insolvency',
  'contact_change',
  'bank_details',
]);

export function remember(
  memory: Memory,
  {
    own,
    items,
    at,
    read,
    dates,
  }: {
    own: readonly Kind[];
    items: AccountItem[];
    at: number;
    read: ReadSentence;
    dates: Claim['dates'];
  },
): void {
  const kind = own.at(-1);
  if (kind !== undefined) {
    memory.kind = kind;
    memory.kindAt = at;
    memory.isUndated = kind.intent === 'promise' && dates.every(({ rule }) => rule === 'vague');
  }
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
