import { refuse, type Outcome } from '../errors.ts';

export interface EmailAddress {
  /** As stored, compared and put on the envelope: local part as written, domain in A-labels and small letters. */
  address: string;
  /** The domain as people write it, shown beside an A-label domain so that look-alikes can be seen (F2). */
  displayDomain: string;
}

const atom = /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+$/;
const label = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

/**
 * Reads one mailbox, strictly: dot-atom, `@`, domain. Comments, groups, quoted local parts, routes, display names,
 * address literals and control characters are refused rather than interpreted (F1): a parser must not decide who
 * receives a letter of demand. International domains are mapped once (UTS 46). Refuses with `address_invalid
 * { reason }`.
 */
export function parseEmailAddress(input: unknown): Outcome<EmailAddress> {
  if (typeof input !== 'string') return refuse('address_invalid', { reason: 'not_text' });
  const text = input.trim();
  if (text === '') return refuse('address_invalid', { reason: 'empty' });
  if (text.length > 254) return refuse('address_invalid', { reason: 'too_long' });
  if (/[\p{C}\p{Z}]/u.test(text)) return refuse('address_invalid', { reason: 'blank_or_control' });
  const parts = text.split('@');
  if (parts.length !== 2) return refuse('address_invalid', { reason: 'one_at_sign' });
  const [local = '', domain = ''] = parts;
  if (local.length > 64 || !local.split('.').every((part) => atom.test(part))) {
    return refuse('address_invalid', { reason: 'local_part' });
  }
  const ascii = asciiDomain(domain);
  if (ascii === undefined) return refuse('address_invalid', { reason: 'domain' });
  const address = `${local}@${ascii}`;
  if (address.length > 254) return refuse('address_invalid', { reason: 'too_long' });
  return { ok: true, value: { address, displayDomain: domain.normalize('NFC').toLowerCase() } };
}

/** The domain part in A-labels, or undefined where it is not a host name with at least two labels. */
function asciiDomain(domain: string): string | undefined {
  // Characters that a URL reader would take for something else (port, path, user, escapes, address literal).
  if (domain === '' || /[:/?#@%\\[\]<>(),;"']/.test(domain)) return undefined;
  const url = `http://${domain}/`;
  if (!URL.canParse(url)) return undefined;
  const ascii = new URL(url).hostname;
  const labels = ascii.split('.');
  const plain = /^[\x21-\x7e]+$/.test(domain);
  // Nothing but the mapping of international labels and letter case may have happened.
  if (plain && ascii !== domain.toLowerCase()) return undefined;
  if (labels.length < 2 || !labels.every((each) => label.test(each))) return undefined;
  return /^\d+$/.test(labels.at(-1)!) ? undefined : ascii;
}
