import type { ClaimIntent } from '../../../vocabulary.ts';
import { counting } from '../../plural.ts';

const count = counting('en-GB');

/** What is read out of the words of a reply, proposed item by item. */
export const proposals = {
  title: 'Proposed from these words',
  lead: 'Nothing counts before you accept it.',
  summary: 'In short',
  needsPerson: 'Asks for more than a status: read it yourself.',
  intents: {
    promise: 'Promise to pay',
    ongoing: 'In progress',
    dispute: 'Dispute',
    paid: 'Already paid',
    copy_request: 'Asks for a copy',
    contact_change: 'Another contact',
    bank_details: 'Bank details',
    payment_plan: 'Payment plan',
    refusal: 'Refuses to pay',
    insolvency: 'Insolvency',
    question: 'Question',
  } satisfies Record<ClaimIntent, string>,
  wholeAccount: 'Whole account',
  noDate: 'no date named',
  unsure: 'Uncertain',
  unsureHint: 'The rules are not sure of this one: compare it with the words.',
  quote: 'Words it rests on',
  chosen: 'Chosen on the customer’s page',
  situation: 'Where these items stand',
  unread: 'The words are being read. Proposals appear here within seconds.',
  neverRead: 'Nobody has read these words for proposals yet.',
  read: 'Read the words now',
  readAsked: 'The words are being read.',
  reopen: 'Open again',
  accept: 'Accept',
  acceptAll: (n: number) => count(n, { one: 'Accept it', other: 'Accept all #' }),
  acceptAllComplete: (n: number) =>
    count(n, { one: 'Accept + complete the action', other: 'Accept all + complete the action' }),
  change: 'Change',
  drop: 'Drop',
  note: 'Noted',
  named: (action: string, what: string) => `${action}: ${what}`,
  states: { accepted: 'Accepted', changed: 'Accepted with changes', dropped: 'Dropped' },
  accepted: (what: string) => `Accepted: ${what}`,
  dropped: 'Dropped. The words stay as they are.',
  noted: 'Noted.',
  acceptedAll: (n: number) => count(n, { one: '# proposal accepted', other: '# proposals accepted' }),
  stoppedAt: (what: string) => `Stopped at: ${what}`,
  bankTitle: 'This reply writes about bank details',
  bankText:
    'Such mails are a common fraud. Nothing of it is filled in anywhere: call the customer at a number that you know before you do anything.',
  editing: (what: string) => `You change the proposal “${what}”. Submit to accept it with your changes.`,
  stopEditing: 'Do not change it',
  none: 'Nothing is proposed: no promise, dispute or other statement was recognised in these words.',
};
