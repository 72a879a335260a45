/**
 * Whether an answer may leave without a person, and why no two programs can ever go on answering each other (R-4,
 * E8): a mail of a program, and one to the null path, is never answered; and whoever hides that it is one meets the caps.
 */
import { saysMachine, type MachineMarks } from '../mail-reading/machine-marks.ts';
import type { SelfAnswerBar } from '../vocabulary/answers.ts';
import type { Authentication, MailKind } from '../vocabulary/mail.ts';

/** In a day of the entity. */
export const selfAnswersADay = { address: 2, customer: 5 } as const;

/** So long an answer that leaves by itself waits, for a person to stop it. */
export const selfAnswerWaitMs = 10 * 60_000;

export interface ReceivedMail {
  kind: MailKind;
  marks: MachineMarks;
  /** Empty: the null path of bounces; null: not known. */
  envelopeFrom: string | null;
  /** Its sender or its Message-ID is ours. */
  isOwn: boolean;
  /** Its sender is a contact of the customer. */
  isSenderKnown: boolean;
  /** Whether the domain of its sender vouches for it; null: not known yet, or nobody is to check. */
  authentication: Authentication | null;
}

export interface SelfAnswering {
  /** For every claim of the mail. */
  isSwitchedOn: boolean;
  /** The words ask for more than was drafted. */
  needsPerson: boolean;
  /** Answers that left by themselves today. */
  today: { address: number; customer: number };
}

/** The first thing that keeps an answer from leaving by itself; null: it may. */
export function selfAnswerBar(mail: ReceivedMail, answering: SelfAnswering): SelfAnswerBar | null {
  const { today } = answering;
  if (!answering.isSwitchedOn) return 'not_switched_on';
  if (mail.isOwn) return 'own_mail';
  if (mail.kind !== 'human' || mail.envelopeFrom === '' || saysMachine(mail.marks)) return 'machine_mail';
  if (!mail.isSenderKnown) return 'sender_unknown';
  if (mail.authentication !== 'passed') return 'not_authenticated';
  if (answering.needsPerson) return 'needs_person';
  if (today.address >= selfAnswersADay.address || today.customer >= selfAnswersADay.customer)
    return 'too_many';
  return null;
}
