/** What is proposed of a reply: what its author chose on the page, and what the words claim beside it, bound to items. */
import type { IsoDate } from '../model/common.ts';
import type { ClaimProposal } from '../understanding/types.ts';
import type { ProposalSource } from '../vocabulary/proposals.ts';
import type { ClaimIntent, DisputeReason, ReplyStatus } from '../vocabulary/replies.ts';

export interface BoundClaim {
  source: ProposalSource;
  intent: ClaimIntent;
  /** `amountMinor`: the part that was chosen on the page; null: not said item by item. */
  items: { itemId: string; amountMinor: number | null }[];
  amountMinor: number | null;
  currency: string | null;
  date: IsoDate | null;
  reason: DisputeReason | null;
  quote: string;
  confidence: number;
}

/** The choice made on the page. */
export interface FormChoice {
  status: ReplyStatus | null;
  promisedOn: IsoDate | null;
  paidOn: IsoDate | null;
  disputeReason: DisputeReason | null;
  items: { itemId: string; amountMinor: number | null }[];
}

/** Of these a claim without items is about those chosen on the page, where some were. */
const ofItems: ReadonlySet<ClaimIntent> = new Set<ClaimIntent>([
  'promise',
  'ongoing',
  'dispute',
  'paid',
  'copy_request',
  'refusal',
  'payment_plan',
]);

/**
 * @param claims what the words claim, by number of item
 * @param idsOf the items that a number stands for: instalments share one
 */
export function boundClaims(input: {
  form: FormChoice;
  claims: readonly ClaimProposal[];
  source: ProposalSource;
  idsOf: ReadonlyMap<string, readonly string[]>;
}): BoundClaim[] {
  const { form, claims, source, idsOf } = input;
  const chosen = chosenClaim(form);
  const bound = claims.map((claim): BoundClaim => {
    const named = claim.items.flatMap((number) => idsOf.get(number) ?? []);
    const items = named.length === 0 && ofItems.has(claim.intent) ? form.items : named.map(whole);
    const { intent, amountMinor, currency, date, reason, quote, confidence } = claim;
    return { source, intent, items, amountMinor, currency, date, reason, quote, confidence };
  });
  return chosen === null ? bound : [chosen, ...bound.filter((claim) => !repeats(claim, chosen))];
}

function whole(itemId: string): BoundClaim['items'][number] {
  return { itemId, amountMinor: null };
}

function chosenClaim({ status, promisedOn, paidOn, disputeReason, items }: FormChoice): BoundClaim | null {
  if (status === null) return null;
  return {
    source: 'form',
    intent: status,
    items,
    amountMinor: null,
    currency: null,
    date: status === 'promise' ? promisedOn : status === 'paid' ? paidOn : null,
    reason: status === 'dispute' ? (disputeReason ?? 'other') : null,
    quote: '',
    confidence: 1,
  };
}

/** The words say of the same items what was chosen for them. */
function repeats(claim: BoundClaim, chosen: BoundClaim): boolean {
  if (claim.intent !== chosen.intent) return false;
  const ids = new Set(chosen.items.map(({ itemId }) => itemId));
  return claim.items.every(({ itemId }) => ids.has(itemId));
}

/** A claim that was decided on before is not proposed again. */
export function withoutDecided(
  claims: readonly BoundClaim[],
  decided: readonly Pick<BoundClaim, 'intent' | 'items'>[],
): BoundClaim[] {
  return claims.filter(
    (claim) => !decided.some((one) => one.intent === claim.intent && sameItems(one, claim)),
  );
}

export function sameItems(one: Pick<BoundClaim, 'items'>, other: Pick<BoundClaim, 'items'>): boolean {
  const idsOf = ({ items }: Pick<BoundClaim, 'items'>) =>
    items
      .map(({ itemId }) => itemId)
      .toSorted()
      .join('|');
  return idsOf(one) === idsOf(other);
}

/** Whether a second reading says exactly what the first said. */
export function saysTheSame(one: readonly BoundClaim[], other: readonly BoundClaim[]): boolean {
  return JSON.stringify(one.map(comparable)) === JSON.stringify(other.map(comparable));
}

function comparable({ items, ...claim }: BoundClaim): unknown[] {
  const { source, intent, amountMinor, currency, date, reason, quote, confidence } = claim;
  const parts = items.map(({ itemId, amountMinor: part }) => `${itemId}/${part}`).toSorted();
  return [source, intent, amountMinor, currency, date, reason, quote, Math.round(confidence * 100), parts];
}
