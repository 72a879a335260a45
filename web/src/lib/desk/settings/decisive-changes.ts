/** Which of the changes in a form decide what leaves: their consequence is shown before they are saved. */
import type { Schemas } from '../../api/client.ts';

type Deciding = Extract<Schemas['AskCompanyConsequenceInput']['change'], { kind: 'settings' }>['changes'];

const names = {
  country: true,
  calendar: true,
  minimumAmountMinor: true,
  contactCap: true,
  sharedAddress: true,
  ledgerMaxAgeDays: true,
  replyHold: true,
} satisfies Record<keyof Deciding, true>;

/** Undefined: none of them differs from what was shown. */
export function decidingChanges(changes: object, shown: object): Deciding | undefined {
  const before = shown as Record<string, unknown>;
  const differing = Object.entries(changes).filter(
    ([name, value]) => name in names && JSON.stringify(value) !== JSON.stringify(before[name]),
  );
  return differing.length === 0 ? undefined : (Object.fromEntries(differing) as Deciding);
}
