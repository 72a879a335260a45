import type { AnswerKind, SelfAnswerKind } from '../../../vocabulary.ts';
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
  self: {
    title: 'Answers that leave by themselves',
    text: 'The drafted answer to a mail is sent without a person, only for the kinds that are switched on, and only to contacts on file whose domain vouches for the mail.',
    none: 'None: every answer waits for a person.',
    on: 'Switched on',
    consequence: (address: string, customer: string) =>
      `An answer leaves ten minutes after the mail was read; until then it can be stopped on the page of the reply. At most ${address} a day go to one address and ${customer} to one customer. Programs are never answered. The reply waits for a person all the same, and holds the chase. What asks for more than a drafted answer, and what a model read, waits for a person.`,
    does: {
      copy_request: 'Copies: the documents asked for are sent, with a link to the page of the customer',
      paid: 'Payment: thanks where it is booked, else the day and the bank reference are asked for',
      dispute: 'Dispute: it is confirmed, with the name of whoever looks into it',
      promise: 'Promise: the day and the amount are confirmed, or asked for',
      ongoing: 'Under way: it is confirmed',
    } satisfies Record<SelfAnswerKind, string>,
    needsCheck: 'Senders are not checked here: nothing leaves by itself until they are.',
    leaves: (when: string) => `Without a person: leaves at ${when}`,
    left: 'Without a person',
    stop: 'Stop this answer',
    stopped: 'The answer is not sent.',
  },
};
