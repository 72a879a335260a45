/**
 * Whose mail it may be that nobody could file: suggested to a person with the reason, never filed by it, because
 * anybody can write any sender and any number.
 */
import type { SuggestedBy } from '../vocabulary/mail.ts';

export interface MailClues {
  /** Of the writer, or of whom a colleague forwarded; in lower case. */
  addresses: string[];
  /** Domains of them that belong to one company. */
  domains: string[];
  /** What looks like numbers of documents, in capitals. */
  numbers: string[];
}

export interface Suggestion<Customer> {
  customer: Customer;
  because: SuggestedBy;
  /** The address or the number that says so. */
  evidence: string;
}

/** Hosts at which everybody may have a mailbox: their names say nothing of who writes. */
const publicHosts = new Set([
  ...[
    'gmail.com',
    'googlemail.com',
    'outlook.com',
    'hotmail.com',
    'live.com',
    'msn.com',
    'yahoo.com',
    'icloud.com',
  ],
  ...[
    'me.com',
    'aol.com',
    'gmx.com',
    'gmx.de',
    'gmx.net',
    'gmx.at',
    'gmx.ch',
    'web.de',
    't-online.de',
    'freenet.de',
  ],
  ...[
    'orange.fr',
    'wanadoo.fr',
    'free.fr',
    'sfr.fr',
    'laposte.net',
    'hotmail.fr',
    'yahoo.fr',
    'outlook.fr',
    'neuf.fr',
  ],
  ...[
    'bbox.fr',
    'libero.it',
    'virgilio.it',
    'tiscali.it',
    'alice.it',
    'yahoo.it',
    'hotmail.it',
    'hotmail.es',
  ],
  ...[
    'yahoo.es',
    'telefonica.net',
    'ziggo.nl',
    'kpnmail.nl',
    'planet.nl',
    'hetnet.nl',
    'wp.pl',
    'onet.pl',
    'o2.pl',
  ],
  ...[
    'interia.pl',
    'sapo.pt',
    'proton.me',
    'protonmail.com',
    'mail.ru',
    'yandex.com',
    'yandex.ru',
    'qq.com',
    '163.com',
  ],
  ...['bluewin.ch', 'telenet.be', 'skynet.be', 'btinternet.com', 'yahoo.co.uk', 'hotmail.co.uk', 'sky.com'],
]);

/** Letters and figures with at least three figures, as they stand: `F-21041`, `2026/118`. */
const documentNumber =
  /(?<![\p{L}\p{N}])(?=[\p{L}\p{N}/._-]*\d[\p{L}\p{N}/._-]*\d[\p{L}\p{N}/._-]*\d)[\p{L}\p{N}][\p{L}\p{N}/._-]{2,34}(?<![/._-])/gu;
const mostNumbers = 60;

export function cluesOf({ addresses, texts }: { addresses: (string | null)[]; texts: string[] }): MailClues {
  const known = [...new Set(addresses.flatMap((address) => address?.toLowerCase() ?? []))];
  const domains = known.map((address) => address.slice(address.lastIndexOf('@') + 1));
  const numbers = texts.flatMap((text) => text.slice(0, 20_000).toUpperCase().match(documentNumber) ?? []);
  return {
    addresses: known,
    domains: [...new Set(domains)].filter((domain) => domain !== '' && !publicHosts.has(domain)),
    numbers: [...new Set(numbers)].slice(0, mostNumbers),
  };
}

/**
 * The surest of what was found: the one customer with this contact, the one whose documents are named, the one with
 * this domain. Two customers that are as likely are none.
 */
export function suggestionOf<Customer extends { id: string }>(
  clues: MailClues,
  found: {
    contacts: { address: string; exact: boolean; customer: Customer }[];
    items: { number: string; customer: Customer }[];
  },
): Suggestion<Customer> | null {
  const exact = found.contacts.filter(({ address, exact }) => exact && clues.addresses.includes(address));
  const named = found.items.filter(({ number }) => clues.numbers.includes(number));
  const near = found.contacts.filter(({ address }) =>
    clues.domains.some((domain) => address.endsWith(`@${domain}`)),
  );
  const both = exact.filter(({ customer }) => named.some((item) => item.customer.id === customer.id));
  return (
    only('known_contact', both.length > 0 ? both : exact, ({ address }) => address) ??
    only('item_number', named, ({ number }) => number) ??
    only('known_domain', near, ({ address }) => address.slice(address.lastIndexOf('@') + 1))
  );
}

function only<Customer extends { id: string }, Clue extends { customer: Customer }>(
  because: SuggestedBy,
  found: Clue[],
  evidenceOf: (clue: Clue) => string,
): Suggestion<Customer> | null {
  const [first] = found;
  if (first === undefined || found.some(({ customer }) => customer.id !== first.customer.id)) return null;
  return { customer: first.customer, because, evidence: evidenceOf(first) };
}
