/** What differs between the ways in which a reply arrives; everything else is the same for all of them. */
import type { ActorKind, HistoryKind } from '../../domain/vocabulary/history.ts';
import type { CommentAudience, CommentSource } from '../../domain/vocabulary/replies.ts';

export type ReplySource = CommentSource;

interface Quota {
  of: 'link' | 'customer';
  lengthMs: number;
  limit: number;
}

interface SourceTraits {
  /** Who may ever read it besides the people of the house. */
  audience: CommentAudience;
  event: { kind: HistoryKind; actor: ActorKind };
  /** Until a person has handled it, the chase of the customer waits. */
  holdsChase: boolean;
  notice: { kind: 'submission_received' | 'internal_answer'; keyPrefix: string };
  /** Where the entity asks for it, acting needs a one-time code shown in this browser (P-13). */
  asksForCode: boolean;
  /** The person who was asked about items answers about all of them, unless some are named. */
  asksAboutItems: boolean;
  /** Paid items stay in what is said: one was asked about them. */
  keepsSettledItems: boolean;
  /** Far above what a person writes in earnest; a flood ends here, before it wakes a case (B11). */
  quotas: readonly Quota[];
}

const hourMs = 60 * 60_000;

/** What a customer says, whichever way it comes. */
const ofCustomer = {
  audience: 'customer',
  event: { kind: 'comment_received', actor: 'customer' },
  holdsChase: true,
  notice: { kind: 'submission_received', keyPrefix: 'comment' },
  asksAboutItems: false,
  keepsSettledItems: false,
} as const satisfies Partial<SourceTraits>;

export const replySources: Record<ReplySource, SourceTraits> = {
  portal: {
    ...ofCustomer,
    asksForCode: true,
    quotas: [
      { of: 'link', lengthMs: hourMs, limit: 30 },
      { of: 'customer', lengthMs: 24 * hourMs, limit: 200 },
    ],
  },
  internal_page: {
    audience: 'internal',
    event: { kind: 'question_answered', actor: 'colleague' },
    holdsChase: false,
    notice: { kind: 'internal_answer', keyPrefix: 'internal_answer' },
    asksForCode: false,
    asksAboutItems: true,
    keepsSettledItems: true,
    quotas: [{ of: 'link', lengthMs: hourMs, limit: 30 }],
  },
  email: {
    ...ofCustomer,
    // What a colleague wrote above a mail that was sent on stands in it: pages of customers show none (visitor-role.sql).
    audience: 'customer',
    asksForCode: false,
    // Nothing that came by mail is dropped; how much comes is limited at its door.
    quotas: [],
  },
  invoice_status: {
    ...ofCustomer,
    asksForCode: false,
    // A program of the company pushes them, under its own account.
    quotas: [],
  },
};
