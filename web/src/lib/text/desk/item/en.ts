import { counting } from '../../plural.ts';

const count = counting('en-GB');

/** The page of one item, and where items are named elsewhere. */
export const item = {
  facts: {
    heading: 'The item',
    type: 'Type',
    customer: 'Customer',
    issued: 'Issued',
    due: 'Due',
    original: 'Amount',
    open: 'Open',
    purchaseOrder: 'Purchase order',
    text: 'Text',
    step: 'Reminded so far',
    noStep: 'Not reminded yet',
    cleared: 'Cleared on',
    document: 'Document',
  },
  noDocument: 'No document yet.',
  status: {
    heading: 'Status now',
    cleared: (date: string) => `Cleared on ${date}: nothing is open.`,
    credit: 'A credit: it reduces what is asked for.',
    late: (amount: string, late: string) => `${amount} is open, ${late}.`,
    promised: (amount: string, date: string) => `${amount} is promised for ${date}.`,
    promisedPart: (part: string, open: string, date: string) => `${part} of ${open} is promised for ${date}.`,
    disputed: (amount: string, reason: string) => `${amount} is disputed (${reason}) and not chased.`,
    disputedPart: (part: string, open: string, reason: string) =>
      `${part} of ${open} is disputed (${reason}); the rest is chased.`,
    held: (reason: string) => `On hold until somebody releases it: ${reason}`,
    heldUntil: (date: string, reason: string) => `On hold until ${date}: ${reason}`,
    given: (name: string, by: string) => `${name}, given ${by}`,
    task: (text: string, date: string) => `Task for ${date}: ${text}`,
    brokenPromise: 'a promise was not kept',
  },
  payments: 'Payments',
  paymentKinds: { payment: 'Payment', credit: 'Credit' },
  related: 'Belongs with',
  comments: {
    heading: 'Replies & Comments',
    none: 'Nobody has said anything about this item yet',
    noneText: 'What the customer or a colleague says about it appears here, whole.',
  },
  messages: {
    heading: 'Messages that listed it',
    none: 'No message has listed this item yet',
    noneText: 'Reminders, answers and questions that name it are kept here exactly as they were sent.',
  },
  history: {
    heading: 'History',
    none: 'Nothing has happened to this item yet',
    noneText: 'Imports, reminders, promises, disputes and payments appear here with their reasons.',
  },
  upload: 'Add the document …',
  replaceDocument: 'Replace the document …',
  listed: (n: number) => count(n, { one: 'Listed item', other: 'Listed items' }),
};
