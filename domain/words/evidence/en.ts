import type { EvidenceWords } from './words.ts';

export const en: EvidenceWords = {
  subject: 'Evidence of a tracked electronic letter',
  level:
    'Level: tracked electronic letter, sealed and recorded by the system of the sender. It is not an electronic registered letter under Regulation (EU) No 910/2014 (eIDAS).',
  selfMade:
    'The seal was made with a certificate of this installation itself: it proves that nothing was changed since, and nobody vouches for the name in it.',
  vouched: 'The seal was made with the certificate named below.',
  timed: 'An authority of time has stamped the seal.',
  sealReason: 'Sealed by the system of the sender',
  facts: {
    sender: 'From',
    recipient: 'To',
    subject: 'Subject',
    reference: 'Reference',
    pages: 'Pages',
    submitted: 'Sent',
    until: 'To be claimed until',
    content: 'SHA-256 of the letter',
    sealed: 'SHA-256 of the letter with its seal',
    outcome: 'Outcome',
  },
  heads: {
    at: 'When (UTC)',
    what: 'What',
    who: 'Who',
    hash: 'Chain, SHA-256',
  },
  events: {
    DEPOSITED: 'Sealed and sent',
    NOTIFIED: 'Link handed to the mail server of the recipient',
    NOT_NOTIFIED: 'The mail server refused the message',
    IDENTIFIED: 'Recipient identified by a one-time code and shown the letter',
    SIGNED: 'Signed for',
    DECLINED: 'Refused',
    NOT_CLAIMED: 'Not claimed',
  },
  reason: 'Reason given',
  pending: 'Open',
  how: 'Each event carries the SHA-256 of the one before it; evidence.json holds them as they were recorded. Whoever has the bundle can check the seal of both PDFs with any program that reads PDF signatures, or with OpenSSL.',
};
