/**
 * The tracked electronic letter that this installation carries by itself: sent as a link, read and signed for or refused
 * on a page behind a one-time code, not claimed after fifteen days. It has the course of a registered letter and none of its
 * legal force, and is never called one.
 */
import type { LetterState, TrackedLetterEventCode } from '../vocabulary/letters.ts';

/** As long as the post keeps a registered letter. */
export const claimDays = 15;
/** How long after that the letter and its evidence can still be read by the link. */
export const readingDays = 30;
export const mostReasonChars = 1_000;
export const mostNameChars = 200;

const dayMs = 24 * 60 * 60_000;

export function claimUntil(submittedAt: Date): Date {
  return new Date(submittedAt.getTime() + claimDays * dayMs);
}

const states: Record<TrackedLetterEventCode, LetterState> = {
  DEPOSITED: 'accepted',
  NOTIFIED: 'presented',
  NOT_NOTIFIED: 'undeliverable',
  IDENTIFIED: 'pending_signature',
  SIGNED: 'signed',
  DECLINED: 'refused',
  NOT_CLAIMED: 'unclaimed',
};

export function stateOfTracked(code: TrackedLetterEventCode): LetterState {
  return states[code];
}

const answers: readonly TrackedLetterEventCode[] = ['SIGNED', 'DECLINED'];
const ends: readonly TrackedLetterEventCode[] = [...answers, 'NOT_CLAIMED', 'NOT_NOTIFIED'];

/** Nobody can sign for it or refuse it any more. */
export function endsTracked(code: TrackedLetterEventCode): boolean {
  return ends.includes(code);
}

/** The reader has decided: the letter and its evidence stay readable for a while. */
export function isAnswer(code: TrackedLetterEventCode | null): boolean {
  return code !== null && answers.includes(code);
}

export interface TrackedCourse {
  submittedAt: Date | null;
  claimUntil: Date | null;
  outcome: TrackedLetterEventCode | null;
}

/**
 * What the link of a letter opens: `draft` and `closed` nothing, `open` the letter with the choice, `answered` the letter and its
 * evidence.
 */
export function standingOf(
  { submittedAt, claimUntil: until, outcome }: TrackedCourse,
  at: Date,
): 'draft' | 'open' | 'answered' | 'closed' {
  if (submittedAt === null || until === null) return 'draft';
  if (isAnswer(outcome)) return 'answered';
  return outcome !== null || at >= until ? 'closed' : 'open';
}

export interface ChainedEvent {
  sequence: number;
  code: TrackedLetterEventCode;
  /** ISO instant. */
  at: string;
  email: string | null;
  name: string;
  ip: string | null;
  userAgent: string;
  reason: string;
  pdfSha256: string;
}

/** What the hash of an event is made over, beside the hash of the one before; the order of the fields counts. */
export function chainedText(before: string, event: ChainedEvent): string {
  const { sequence, code, at, email, name, ip, userAgent, reason, pdfSha256 } = event;
  return JSON.stringify([before, sequence, code, at, email, name, ip, userAgent, reason, pdfSha256]);
}
