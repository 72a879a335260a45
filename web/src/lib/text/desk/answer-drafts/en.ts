import type { AnswerKind } from '../../../vocabulary.ts';
import { counting } from '../../plural.ts';

const count = counting('en-GB');

export const answerDrafts = {
  title: 'Drafted answer',
  lead: 'From what is known today, in the language of the writer. Nothing leaves until you send it.',
  kinds: {
    copy_request: 'Copies',
    paid: 'Payment',
    contact_change: 'New contact',
    dispute: 'Dispute',
    promise: 'Promise',
    ongoing: 'Under way',
    payment_plan: 'Payment plan',
  } satisfies Record<AnswerKind, string>,
  take: 'Edit the answer',
  takeOne: (kind: string) => `Edit the answer: ${kind}`,
  send: 'Send the drafted answer',
  sent: 'Answer on its way.',
  to: (address: string) => `To ${address}`,
  onPage: 'It stands on the page of the customer only: no address is known.',
  enclosed: (n: number) => count(n, { one: '# document goes along', other: '# documents go along' }),
  papers: 'Documents that go along',
  removePaper: (number: string) => `Do not send ${number}`,
  missing: (numbers: string) => `No file for ${numbers}: add it to the item, or send it separately.`,
  stranger: 'This address is not on file: no documents go there. Add the contact first.',
  needsPerson: 'The words ask for more than this: read them before you send.',
  contact: (name: string) => `New contact: ${name}`,
  addContact: 'Add the contact',
  contactAdded: 'Contact added.',
};
