/** One thing that the words of a reply claim, as it is proposed to a person, in words. */
import type { Schemas } from '../../api/client.ts';
import type { Format } from '../../format.ts';
import type { Text } from '../../text/desk/context.ts';

export type Proposal = Schemas['Proposal'];

/** Below it a person should look twice. */
export const leastSureConfidence = 0.7;

/** Whether one click gives its status. */
export function isAcceptable({ state, becomes, problem }: Proposal): boolean {
  return state === 'proposed' && becomes !== null && problem === null;
}

/** What words claim, whether it is proposed or only read again. */
export type Claimed = Pick<Proposal, 'intent' | 'amountMinor' | 'currency' | 'date' | 'reason'> & {
  items: { number: string }[];
};

/** What is claimed, of which items, of how much, for when. */
export function proposalText(t: Text, format: Format, proposal: Claimed): string {
  const { intent, items } = proposal;
  const about =
    items.length === 0 ? t.proposals.wholeAccount : format.list(items.map(({ number }) => number));
  return [t.proposals.intents[intent], about, ...proposalDetails(t, format, proposal)].join(' · ');
}

/** Amount, day and reason, as far as the words give them. */
export function proposalDetails(
  t: Text,
  format: Format,
  { intent, amountMinor, currency, date, reason }: Claimed,
): string[] {
  const isPromise = intent === 'promise';
  const day = date === null ? (isPromise ? t.proposals.noDate : '') : format.date(date);
  return [
    amountMinor === null || currency === null ? '' : format.money(amountMinor, currency),
    date === null ? day : isPromise ? t.replies.forDay(day) : t.replies.onDay(day),
    reason === null ? '' : t.vocabulary.disputeReasons[reason],
  ].filter(Boolean);
}
