/**
 * Who may be asked by an internal e-mail (I-5): somebody in one of the entity's own domains who is no customer's
 * contact. Asked when a question is written, when a scenario is published, and again when the message leaves.
 */
import { parseEmailAddress, type EmailAddress } from '../contact/email-address.ts';
import { refuse, type Outcome } from '../errors.ts';

export interface ColleagueCheck {
  address: unknown;
  /** The entity's own domains as an administrator wrote them. */
  ownDomains: readonly string[];
  /** Addresses of the contacts of the entity's customers, at least those with the same local part. */
  customerAddresses: readonly string[];
}

/**
 * Refuses with `address_invalid`, `recipient_not_own_domain { domain, domains }` and `recipient_is_customer`.
 *
 * Only the very domain counts, not what lies below it: a name below one's own is often in other hands (a
 * newsletter service, a shop, a customer's area), so a sub-domain that colleagues use is listed itself.
 */
export function checkColleague({
  address,
  ownDomains,
  customerAddresses,
}: ColleagueCheck): Outcome<EmailAddress> {
  const parsed = parseEmailAddress(address);
  if (!parsed.ok) return parsed;
  const domain = domainOf(parsed.value.address);
  if (!ownDomains.some((own) => normalDomain(own) === domain)) {
    return refuse('recipient_not_own_domain', {
      domain: parsed.value.displayDomain,
      ...(ownDomains.length > 0 && { domains: ownDomains.join(', ') }),
    });
  }
  const mailbox = mailboxOf(parsed.value.address);
  const isCustomer = customerAddresses.some((customer) => {
    const known = parseEmailAddress(customer);
    return known.ok && mailboxOf(known.value.address) === mailbox;
  });
  return isCustomer ? refuse('recipient_is_customer') : parsed;
}

/**
 * A domain in the form in which domains are compared: A-labels, small letters. Undefined for what is no domain:
 * with an at sign or a trailing dot, a single label, an address literal.
 */
export function normalDomain(text: string): string | undefined {
  const domain = text.trim();
  if (domain.includes('@')) return undefined;
  const parsed = parseEmailAddress(`x@${domain}`);
  return parsed.ok ? domainOf(parsed.value.address) : undefined;
}

/** The local part by which contacts that may be the same mailbox are looked up: small letters, without its tag. */
export function localPartOf(address: string): string {
  const local = address.trim().slice(0, address.trim().lastIndexOf('@'));
  return local.toLowerCase().replace(/\+.*$/s, '');
}

/** Mail systems read the local part without letter case, and a tag after `+` leads to the same person. */
function mailboxOf(address: string): string {
  return `${localPartOf(address)}@${domainOf(address)}`;
}

function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1);
}
