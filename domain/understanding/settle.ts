/** Claims made exact: days resolved, amounts chosen, sentences about one thing merged. */
import type { IsoDate } from '../model/common.ts';
import type { Claim } from './claims.ts';
import { merge } from './merge-claims.ts';
import { withOthers, withRemainders, withRests } from './remainders.ts';
import { byAmount, withAmount } from './settle-amounts.ts';
import { withTerms } from './settle-days.ts';
import type { SettledClaim } from './settled-claim.ts';
import type { AccountItem } from './types.ts';

export interface SettleContext {
  today: IsoDate;
  items: readonly AccountItem[];
}

export function settle(claims: readonly Claim[], context: SettleContext): SettledClaim[] {
  const dated = claims
    .flatMap((claim) => withTerms(claim, context.today))
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
