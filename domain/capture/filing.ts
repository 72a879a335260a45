/**
 * To whom a mail is filed: the address it was sent to, then the message of ours that it answers, then a link of
 * ours that stands in it, then what a person has said of its sender. A sender who is merely known is a suggestion for a
 * person, no more, because anybody can write any sender.
 */
import type { FiledBy } from '../vocabulary/mail.ts';

/** What is known of a mail, each list without repetitions. */
export interface FilingEvidence {
  /** Customers whose capture addresses it was sent to. */
  addressed: readonly string[];
  /** Customers to whom the messages went that it answers, the latest first. */
  answered: readonly string[];
  /** Customers whose page a link in it opens. */
  linked: readonly string[];
  /** The customer that a person has named for this sender. */
  ruled: string | null;
}

export interface Filing {
  customerId: string;
  filedBy: Exclude<FiledBy, 'person'>;
}

/**
 * Empty: nobody knows. Two addresses: a copy for each, because either may be meant. Links of several customers say
 * nothing: whoever is quoted in a list of accounts is not who writes.
 */
export function filingsOf({ addressed, answered, linked, ruled }: FilingEvidence): Filing[] {
  if (addressed.length > 0) return addressed.map((customerId) => ({ customerId, filedBy: 'address' }));
  const [latest] = answered;
  if (latest !== undefined) return [{ customerId: latest, filedBy: 'message_chain' }];
  const [linkedTo] = linked;
  if (linkedTo !== undefined && linked.length === 1)
    return [{ customerId: linkedTo, filedBy: 'link_marker' }];
  return ruled === null ? [] : [{ customerId: ruled, filedBy: 'sender_rule' }];
}

/** Message-IDs that a mail refers to, the nearest first: `In-Reply-To`, then `References` from its end (RFC 5322, 3.6.4). */
export function referredMessages(inReplyTo: readonly string[], references: readonly string[]): string[] {
  const listed = [...inReplyTo.flatMap(messageIds), ...references.flatMap(messageIds).toReversed()];
  return [...new Set(listed)].slice(0, mostReferences);
}

/** A thread of years is longer than anything that helps. */
const mostReferences = 50;

function messageIds(header: string): string[] {
  return header.slice(0, 64 * 1024).match(/<[^<>\s]{1,500}>/g) ?? [];
}
