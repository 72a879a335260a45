/** Marks by which a mail says that a program sent it, or that none may answer it (RFC 3834, RFC 2919, RFC 2369). */
import { headerOf, headersOf, type MailPart } from './mail-part.ts';

/** What each mail of ours carries: the part of its Message-ID before the at sign, which servers on the way leave alone. */
export const ownMarkHeader = 'X-Relance-Message';

export interface MachineMarks {
  /** `Auto-Submitted` other than `no`. */
  isAutoSubmitted: boolean;
  /** What it carries of a mail of Relance, of ours or of anybody else's; null: nothing. */
  ownMark: string | null;
  /** To many, or of a list. */
  isBulk: boolean;
  /** Asks machines not to answer. */
  asksForSilence: boolean;
  /** From an address that nobody reads. */
  isFromNobody: boolean;
}

const nobody =
  /(?:^|[<\s"])(?:no|do[-_.]?not|ne[-_.]?pas)[-_.]?(?:reply|repondre|response)[\w.+-]*@|mailer-daemon@|postmaster@/i;

export function machineMarks(mail: MailPart): MachineMarks {
  const submitted = headersOf(mail, 'auto-submitted').map((value) =>
    value.split(/[;(]/)[0]!.trim().toLowerCase(),
  );
  const precedence = headersOf(mail, 'precedence').join(' ');
  const listed = ['list-id', 'list-unsubscribe', 'list-post', 'list-help', 'mailing-list'];
  return {
    isAutoSubmitted: submitted.some((value) => value !== '' && value !== 'no'),
    ownMark: headerOf(mail, ownMarkHeader.toLowerCase())?.trim().slice(0, 100) ?? null,
    isBulk:
      /\b(?:bulk|junk|list|auto_reply)\b/i.test(precedence) ||
      listed.some((name) => headerOf(mail, name) !== null),
    asksForSilence:
      /\b(?:all|autoreply)\b/i.test(headersOf(mail, 'x-auto-response-suppress').join(' ')) ||
      ['x-autoreply', 'x-autorespond', 'x-autoresponse', 'x-loop'].some(
        (name) => headerOf(mail, name) !== null,
      ),
    isFromNobody: nobody.test(
      [...headersOf(mail, 'from'), ...headersOf(mail, 'reply-to')].join(' ').slice(0, 2_000),
    ),
  };
}

/** Whether a program must leave it unanswered, whatever its words say. */
export function saysMachine(marks: MachineMarks): boolean {
  const { isAutoSubmitted, ownMark, isBulk, asksForSilence, isFromNobody } = marks;
  return isAutoSubmitted || ownMark !== null || isBulk || asksForSilence || isFromNobody;
}
