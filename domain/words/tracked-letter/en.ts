import type { TrackedLetterWords } from './words.ts';

export const en: TrackedLetterWords = {
  signSubject: '{company} has sent you a letter',
  signIntro:
    '{company} has sent you a tracked electronic letter. You read it on a page of its own, after a code that we send to this address, and then sign for it or refuse it.',
  openLetter: 'Open the letter',
  signUntil:
    'You can sign for it or refuse it until {date}. After that it counts as not claimed. The link is personal.',
  about: 'Subject',
  reference: 'Reference',
  recipient: 'To',
  level:
    'Level: tracked electronic letter, sealed and recorded by the system of the sender. It is not an electronic registered letter under Regulation (EU) No 910/2014 (eIDAS).',
  signedSubject: 'You have signed for the letter of {company}',
  refusedSubject: 'You have refused the letter of {company}',
  signedIntro:
    'You signed for this letter on {date}. The letter and the evidence of its delivery are yours to keep.',
  refusedIntro:
    'You refused this letter on {date}. The letter and the evidence of the refusal are yours to keep.',
  openEvidence: 'Letter and evidence',
  readUntil: 'They can be downloaded until {date}. The link is personal.',
  onItsWaySubject: 'Letter on its way to {customer}',
  onItsWayIntro: 'The letter was handed over. These are its references:',
  codeSubject: 'Code needed: letter to {customer}',
  codeIntro:
    'A qualified letter waits for you: it leaves only with a one-time code of the provider. Open its page, have the code sent to you, and type it there. Nothing is sent before.',
  enterCode: 'Enter the code',
  kind: 'Kind',
  providerRef: 'Number at the provider',
  follow: 'Follow the letter',
};
