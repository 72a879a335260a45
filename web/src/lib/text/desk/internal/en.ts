/** Questions to colleagues. */
import { counting } from '../../plural.ts';

const count = counting('en-GB');

export const internalQuestions = {
  ask: 'Ask a colleague',
  title: (n: number) =>
    count(n, {
      zero: 'Ask a colleague about this customer',
      one: 'Ask a colleague about # item',
      other: 'Ask a colleague about # items',
    }),
  lead: 'Your colleague gets an e-mail with a link, sees these items with all comments, internal ones included, and answers without an account. The answer comes to you by e-mail.',
  about: 'About',
  recipientEmail: 'E-mail address of the colleague',
  recipientName: 'Name',
  domains: (list: string) => `Only addresses in ${list}.`,
  noDomains:
    'No mail domain of your own is set yet, so nobody can be asked. An administrator adds one to the settings of interactive pages.',
  openSettings: 'Open the settings',
  subject: 'Subject',
  text: 'Your question',
  textHint: 'The customer never sees it.',
  send: 'Send the question',
  asked: (name: string) => `The question goes to ${name}`,
  heading: 'Questions to colleagues',
  states: { open: 'Waiting for an answer', answered: 'Answered', closed: 'Closed' },
  to: (name: string) => `To ${name}`,
  answerOf: (at: string) => `Answer of ${at}`,
  integrated: 'In the history',
  integrate: 'Add to the history',
  undo: 'Take back',
  close: 'Close',
  closeOne: (subject: string) => `Close the question “${subject}”`,
  closedToast: 'Question closed',
  integratedToast: 'Answer added to the history of its items',
  undoneToast: 'Taken back; the answer waits in Replies & Comments again',
};
