import type { PlaceKey } from '../../../frame/place-keys.ts';
import { counting } from '../../plural.ts';
import type { SearchField } from '../../../vocabulary.ts';

const count = counting('en-GB');

/** The search over everything (⌘K). */
export const search = {
  label: 'Search everything',
  placeholder: 'Search customers, items, messages, pages',
  open: (keys: string) => `Search (${keys})`,
  groups: { customers: 'Customers', items: 'Items', messages: 'Messages', pages: 'Pages' },
  fields: {
    name: 'Name',
    number: 'Number',
    email: 'Contact’s e-mail',
    contact: 'Contact',
    phone: 'Contact’s telephone',
    purchase_order: 'Purchase order',
    goes_with: 'Goes with',
    text: 'Text',
    payment_reference: 'Payment',
    subject: 'Subject',
    recipient: 'Recipient',
    message_id: 'Message-ID',
  } satisfies Record<SearchField, string>,
  /** Words by which a page is found beside its name. */
  words: {
    agenda: 'work to do today home confirm actions',
    upcoming: 'coming up planned forecast calendar automatic',
    replies: 'comments answers inbox disputes promises portal',
    unassigned: 'mail tray unknown senders unfiled inbox',
    tasks: 'follow-ups calls to do reminders',
    customers: 'debtors accounts balances',
    messages: 'mails e-mails sent reminders letters delivery outbox',
    imports: 'ledger upload file excel csv open items',
    scenarios: 'dunning steps strategy sequence',
    templates: 'texts letters wording mail',
    mailbox: 'local mail inbox test',
    assignment: 'rules collectors search & assign',
    setUp: 'start checklist first steps',
    account: 'profile password my language telephone',
    company: 'settings entity address iban bank vat logo currency terms interest',
    sending: 'settings sender hours holidays pause minimum limits interactive pages portal',
    incoming: 'settings replies by mail capture address inbox smtp imap attachments',
    understanding: 'settings precision accuracy corrections proposals accepted dropped model AI',
    interest: 'settings late payment interest compensation reference bank',
    statuses: 'settings catalogue qualification',
    users: 'settings people team roles invite deputies',
    log: 'settings audit changes who',
    health: 'settings queues problems system state',
  } satisfies Record<PlaceKey, string>,
  more: (n: number) =>
    count(n, { one: 'more than # found: type more', other: 'more than # found: type more' }),
  found: (n: number) => count(n, { one: '# result', other: '# results', zero: 'nothing found' }),
  nothing: (typed: string) => `Nothing found for “${typed}”`,
  tryThis:
    'Try a part of the name, the number of an item, a purchase order, a payment reference, an e-mail address or a Message-ID.',
  typeMore:
    'Type at least two letters to search customers and items, three to search within them and messages.',
  cleared: 'cleared',
  keys: { move: 'move', open: 'open', close: 'close' },
};
