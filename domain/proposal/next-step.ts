/** The one most relevant thing to do about a reply (P-10, P-11, R-6): by what its words claim, weightiest first. */
import { addDays } from '../calendar/iso-date.ts';
import { shiftForward, type SendingCalendar } from '../calendar/sending-days.ts';
import type { IsoDate } from '../model/common.ts';
import type { Channel } from '../vocabulary/channels.ts';
import { replySteps, type ReplyStep } from '../vocabulary/proposals.ts';
import type { ClaimIntent } from '../vocabulary/replies.ts';

export interface NextStep {
  step: ReplyStep;
  /** Null: at once, on the page itself. */
  on: IsoDate | null;
  channel: Channel | null;
  proposalId: string | null;
}

export interface OpenProposal {
  id: string;
  intent: ClaimIntent;
  date: IsoDate | null;
}

const stepOf: Record<ClaimIntent, ReplyStep> = {
  bank_details: 'verify_bank_details',
  insolvency: 'stop_chasing',
  refusal: 'call',
  dispute: 'clarify_dispute',
  question: 'answer',
  payment_plan: 'decide_plan',
  promise: 'accept_promise',
  paid: 'check_payment',
  copy_request: 'send_copy',
  contact_change: 'update_contact',
  ongoing: 'wait',
};

/** How it is done, and after how many days. */
const ways: Record<ReplyStep, { channel: Channel | null; days: number | null }> = {
  verify_bank_details: { channel: 'phone', days: 0 },
  stop_chasing: { channel: 'manual', days: 0 },
  settle_dispute: { channel: null, days: null },
  call: { channel: 'phone', days: 0 },
  clarify_dispute: { channel: 'internal_email', days: 0 },
  answer: { channel: 'email', days: 0 },
  decide_plan: { channel: 'phone', days: 0 },
  ask_for_date: { channel: 'email', days: 0 },
  check_payment: { channel: 'manual', days: 3 },
  send_copy: { channel: 'email', days: 0 },
  update_contact: { channel: 'manual', days: 0 },
  accept_promise: { channel: null, days: null },
  wait: { channel: 'phone', days: 7 },
  read_words: { channel: null, days: null },
};

/**
 * @returns null where nothing is left to do: it was handled, or says nothing
 * @param today the day in the customer's time zone
 */
export function nextStep(input: {
  isPending: boolean;
  isEmpty: boolean;
  needsPerson: boolean;
  /** It answers a question about a dispute that is still open. */
  answersDispute: boolean;
  open: readonly OpenProposal[];
  today: IsoDate;
  calendar: SendingCalendar;
}): NextStep | null {
  const { isPending, isEmpty, needsPerson, answersDispute, open, today, calendar } = input;
  const wanted = open.map((proposal) => ({ proposalId: proposal.id, step: stepFor(proposal) }));
  const candidates: { proposalId: string | null; step: ReplyStep }[] = [
    ...wanted,
    ...(answersDispute && isPending ? [{ proposalId: null, step: 'settle_dispute' as const }] : []),
    ...(isPending && !isEmpty && (needsPerson || open.length === 0)
      ? [{ proposalId: null, step: 'read_words' as const }]
      : []),
  ];
  const [first] = candidates.toSorted((one, other) => weightOf(one.step) - weightOf(other.step));
  if (first === undefined) return null;
  const { channel, days } = ways[first.step];
  return { ...first, channel, on: days === null ? null : shiftForward(calendar, addDays(today, days)) };
}

function stepFor({ intent, date }: OpenProposal): ReplyStep {
  return intent === 'promise' && date === null ? 'ask_for_date' : stepOf[intent];
}

function weightOf(step: ReplyStep): number {
  return replySteps.indexOf(step);
}
