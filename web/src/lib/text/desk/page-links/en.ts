import type { PageLanguage, ViewVerdict } from '../../../vocabulary.ts';
import { counting } from '../../plural.ts';

const count = counting('en-GB');

export const pageLinks = {
  tab: 'Interactive pages',
  title: 'Interactive page',
  on: 'On',
  off: 'Off',
  isOn: 'This customer can open the page by the links in messages.',
  isOff: 'Switched off: links of this customer show a polite page and nothing else.',
  switchOn: 'Switch on',
  switchOff: 'Switch off',
  switchedOn: 'Switched on.',
  switchedOff: 'Switched off. Existing links stop working at once.',
  links: 'Links',
  linksText: 'Each message carries its own link. The token itself is not stored and cannot be shown again.',
  none: 'No links yet',
  noneText: 'Links appear here with the messages that carry them.',
  make: 'New link',
  makeTitle: 'New link to the page of this customer',
  makeText: 'Whoever has the link sees the open items of this customer. It is shown once.',
  makeFor: 'For',
  noContact: 'Nobody in particular',
  languages: {
    en: 'English',
    fr: 'French',
    de: 'German',
    es: 'Spanish',
    it: 'Italian',
    nl: 'Dutch',
    pl: 'Polish',
    pt: 'Portuguese',
  } satisfies Record<PageLanguage, string>,
  makeSubmit: 'Make the link',
  made: 'Copy it now: it is not shown again.',
  address: 'Address',
  copy: 'Copy',
  copied: 'Copied.',
  until: (date: string) => `valid until ${date}`,
  expired: (date: string) => `expired on ${date}`,
  revoked: (date: string) => `revoked on ${date}`,
  active: 'Valid',
  expiredState: 'Expired',
  revokedState: 'Revoked',
  kinds: { customer: 'Customer', internal: 'Colleague', integration: 'Integration', letter: 'Letter' },
  columns: {
    recipient: 'For',
    kind: 'Opens',
    made: 'Made',
    valid: 'Validity',
    views: 'Opened',
    message: 'Message',
  },
  byHand: 'Handed out',
  openMessage: 'Message',
  views: (people: number, scanners: number) =>
    [
      count(people, { one: 'by a person, # time', other: 'by people, # times', zero: 'not by a person yet' }),
      ...(scanners > 0
        ? [count(scanners, { one: '# time by a scanner', other: '# times by scanners' })]
        : []),
    ].join(', '),
  viewLog: 'View log',
  neverOpened: 'Not opened yet',
  verdicts: {
    person: 'A person',
    scanner: 'A mail scanner',
    unknown: 'Not certain',
  } satisfies Record<ViewVerdict, string>,
  viewTimes: (n: number) => count(n, { one: '# time', other: '# times' }),
  revoke: 'Revoke …',
  revokeTitle: 'Revoke this link?',
  revokeText: (name: string) =>
    name === ''
      ? 'It stops working at once. Other links go on.'
      : `The link for ${name} stops working at once. Other links go on.`,
  revokeSubmit: 'Revoke the link',
  revokeDone: 'Link revoked.',
  revokeAddress: 'Revoke an address …',
  addressTitle: 'Revoke all links of an address?',
  addressText: (company: string) =>
    `For somebody who has left, or a mailbox that others read: every link that ${company} made for the address stops working at once, at all customers, and its browsers must show a code again. This cannot be undone; new links can be made.`,
  addressField: 'E-mail address',
  addressSubmit: 'Revoke all its links',
  addressDone: (n: number, email: string) =>
    count(n, {
      zero: `No link of ${email} was open. Its browsers are forgotten.`,
      one: `# link of ${email} revoked.`,
      other: `# links of ${email} revoked.`,
    }),
};
