/** Sentences of the page of a tracked letter, in English; its shape is what the other languages must fill. */
export const en = {
  title: (company: string) => `A letter from ${company}`,
  from: (company: string) => `From ${company}`,
  reference: 'Reference',
  sent: 'Sent',
  until: 'To be signed for by',
  fingerprint: 'SHA-256 of this letter',
  level:
    'Tracked electronic letter: sealed and recorded by the system of the sender. It is not an electronic registered letter under Regulation (EU) No 910/2014 (eIDAS).',
  selfMade:
    'The seal was made with a certificate of the sender’s own system: it shows that nothing was changed; nobody vouches for the name in it.',
  letter: 'The letter',
  open: 'Open the PDF',
  pages: (count: number) => (count === 1 ? '1 page' : `${count} pages`),
  pageOf: (page: number, of: number) => `Page ${page} of ${of}`,
  notShown: 'The pages cannot be shown here. Open the PDF.',
  choose: 'Your decision',
  signText:
    'You confirm that you have received this letter. It does not mean that you agree with what it says.',
  name: 'Your name',
  sign: 'Sign for the letter',
  refuseText: 'The sender is told that you refused it, and when.',
  reason: 'Reason (optional)',
  refuse: 'Refuse the letter',
  once: 'You decide once. It cannot be taken back.',
  signed: (at: string) => `You signed for this letter on ${at}.`,
  refused: (at: string) => `You refused this letter on ${at}.`,
  evidence: 'Download letter and evidence',
  evidenceSoon: 'The evidence is being made. Load this page again in a moment.',
  again: 'Load again',
  nameMissing: 'Please write your name.',
  answered: 'A decision has been made already; it stands.',
  codeTitle: 'Is it you?',
  codeText: 'Before you read the letter, we send a code to the address that got the e-mail.',
  sentTo: (address: string) => `The code is on its way to ${address}. It can take a minute.`,
  closedTitle: 'This letter can no longer be opened',
  closedText: 'The time to sign for it is over, or it was withdrawn. Please contact the sender.',
  revokedText: 'The link was ended. Please contact the sender.',
  neutralTitle: 'A letter for you',
  neutralText: 'Open the link in a browser to read it.',
};

export type LetterText = typeof en;
