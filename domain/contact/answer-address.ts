/** Where an answer to something said is mailed to. */
import type { CommentAudience } from '../vocabulary/replies.ts';

export interface SaidBy {
  audience: CommentAudience;
  /** Typed by the person who said it; null: not asked for. */
  authorEmail: string | null;
  /** That the link was sent to; null: it was given by hand. */
  linkEmail: string | null;
  /** Addresses of the customer's contacts. */
  contactEmails: (string | null)[];
}

/**
 * An address that somebody typed on the page is used when it is known: the one the link was sent to, or one of the
 * customer's contacts; else the answer goes where the link went, and only where there is no such address to what was
 * typed. Null: it is not mailed.
 */
export function answerAddress({ audience, authorEmail, linkEmail, contactEmails }: SaidBy): string | null {
  if (audience === 'internal') return null;
  if (authorEmail === null) return linkEmail;
  const known = contactEmails.some((email) => email?.toLowerCase() === authorEmail.toLowerCase());
  return known ? authorEmail : (linkEmail ?? authorEmail);
}
