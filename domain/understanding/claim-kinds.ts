/** What a stretch of a sentence claims by its own words. */
import type { ClaimIntent, DisputeReason } from '../vocabulary/replies.ts';
import type { Entity, ReadSentence, Segment } from './segments.ts';

export interface Kind {
  intent: ClaimIntent;
  reason: DisputeReason | null;
}

/** Asked as a question they remain what they are. */
export const askable: ReadonlySet<ClaimIntent> = new Set<ClaimIntent>([
  'copy_request',
  'bank_details',
  'payment_plan',
  'contact_change',
  'insolvency',
  'dispute',
  'refusal',
]);

/** A question from its first word on; else only its last stretch asks. */
const asksFirst =
  /^[^\p{L}]*(?:[\p{L}]{1,9}[,!]?\s){0,2}(?:can|could|may|would|is|are|will|shall|do|does|did|what|why|when|which|how|podr|pued|podem|que|cual|konn|koen|kann|durf|was|wann|warum|peut|pourr|pouv|est|serait|quel|a quoi|poss|potr|pot|cosa|quando|kun|mag|zou|wat|czy|moz|pode|posso|putem|put|ce|cand|mog|sto|kan|skulle|far|vad|nar|acaba)/u;

/** What a stretch claims: one kind as a rule; the weaker ones beside a stronger one are part of it. */
export function kindsOf(segment: Segment, read: ReadSentence): Kind[] {
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
  const reasons = cues.flatMap((cue) =>
    cue.intent === 'dispute' && cue.reason !== null ? [cue.reason] : [],
  );
  // *Has no order number and was returned*: it is the invoice that was
  const isPaper = reasons.includes('missing_order') && returned.test(segment.text);
  const reason = strongestReason(isPaper ? reasons.filter((one) => one !== 'quality') : reasons);
  if (intents.has('refusal'))
    return reason === null ? one('refusal') : [{ intent: 'dispute', reason }, ...one('refusal')];
  const kinds: Kind[] = [];
  if (reason !== null && !(reason === 'other' && intents.has('paid')))
    kinds.push({ intent: 'dispute', reason });
  if (reason === 'other' && intents.has('paid')) return [{ intent: 'dispute', reason: 'already_paid' }];
  if (intents.has('copy_request')) kinds.push(...one('copy_request'));
  if (intents.has('promise') && !intents.has('paid')) kinds.push(...one('promise'));
  else if (intents.has('paid') && !intents.has('promise')) kinds.push(...one('paid'));
  else if (intents.has('paid') && isArrival(cues, segment)) kinds.push(...one('paid'));
  else if (intents.has('paid'))
    kinds.push(...one(cues.findLast(({ intent }) => intent === 'paid' || intent === 'promise')!.intent));
  if (intents.has('contact_change') && kinds.length === 0) kinds.push(...one('contact_change'));
  if (intents.has('ongoing') && kinds.length === 0) kinds.push(...one('ongoing'));
  if (intents.has('question') && kinds.length === 0) kinds.push(...one('question'));
  return kinds;
}

const arrival =
  /see it|with you|have it|reach|arriv|land|hit|show|your (?:account|bank)|bei (?:ihnen|euch)|ihrem konto|eingeh|chez vous|votre compte|recevrez|aurez|su cuenta|vuestra cuenta|llegar|vera|vostro conto|riceverete|arriver|jullie rekening|uw rekening|binnen|wplyn|na koncie|na sua conta|vossa conta|hesabiniz|ulas|gec|in contul|intra|ajung|stize|stici|vas\p{L}* racun|ert konto|framme|着金|届|到账|到賬|收到/u;

/** *It went out yesterday, so you will see it on Thursday*: the second says when it arrives. */
function isArrival(cues: readonly { intent: ClaimIntent }[], { entities, text, from }: Segment): boolean {
  const paid = cues.findIndex(({ intent }) => intent === 'paid');
  const promise = entities.findLast((one) => one.kind === 'cue' && one.cue.intent === 'promise');
  const isLast = cues.findLastIndex(({ intent }) => intent === 'promise') > paid;
  return (
    isLast && promise !== undefined && arrival.test(text.slice(promise.from - from, promise.to - from + 20))
  );
}

const returned =
  /return|retur|zuruck|renvoy|devuel|devolv|respint|restitu|vrac|odesl|iade|geretourn|teruggest/;

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
