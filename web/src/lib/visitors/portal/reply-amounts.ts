/** Parts of amounts that a customer types beside the items, and the field that a refusal is shown at. */
import type { Draft } from '../shared/draft.ts';
import type { Item } from './portal-data.ts';
import type { Fault } from './problem-sentence.ts';

/** In the order of the form. */
const order = ['promisedOn', 'paidOn', 'disputeReason', 'amount.', 'text', 'files'];

/** The first field of the form that something is wrong with; null: none of them. */
export function firstField(faults: readonly Fault[]): string | null {
  const rank = ({ field }: Fault) => order.findIndex((name) => field?.startsWith(name));
  return faults.filter((one) => rank(one) >= 0).toSorted((a, b) => rank(a) - rank(b))[0]?.field ?? null;
}

/** By item, as typed into a form that was refused. */
export function typedAmounts(draft: Draft | null): Record<string, string> {
  return Object.fromEntries(
    Object.entries(draft?.fields ?? {}).flatMap(([name, [typed]]) =>
      name.startsWith('amount.') && typed ? [[name.slice('amount.'.length), typed]] : [],
    ),
  );
}

/** What is wrong with an amount as it is typed; null: nothing, or nothing is typed. */
export function amountFault(
  { openMinor, currency }: Item,
  typed: string | undefined,
  format: { readAmount(typed: string, currency: string): number | undefined },
): 'amount_invalid' | 'amount_over_open' | null {
  const text = (typed ?? '').trim();
  if (text === '') return null;
  const read = format.readAmount(text, currency);
  if (read === undefined) return 'amount_invalid';
  return read > openMinor ? 'amount_over_open' : null;
}
