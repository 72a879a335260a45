import { counting } from '../../plural.ts';

const count = counting('en-GB');

/** E-mails and letters that a person writes outside the scenario. */
export const written = {
  menu: 'Write',
  moves: { message: 'E-mail', letter: 'Letter', call: 'Call note', internal: 'Internal e-mail' },
  titles: { message: 'Write an e-mail', letter: 'Write a letter' },
  lead: 'Outside the scenario: it leaves at any hour, through the same checks as a step.',
  template: 'Text',
  freely: 'Write freely',
  language: 'Language',
  kind: 'Kind',
  byHand: 'I print and post it myself',
  byProvider: 'A provider posts it',
  byMail: 'By e-mail: it is opened, and signed for or refused, on a page',
  carriage: 'How it goes',
  notCarried: 'No provider is connected that carries this kind.',
  connect: 'Connect one',
  recipients: 'To',
  recipient: 'To',
  noRecipients: {
    message: 'No contact of this customer has an e-mail address.',
    letter: 'No contact of this customer gets letters.',
  },
  addContact: 'Add a contact',
  unusable: { message: 'the address bounced', letter: 'a letter came back' },
  items: 'Items',
  itemsChosen: (n: number, all: number) =>
    n === 0 ? `None of ${all}` : count(n, { one: `# of ${all}`, other: `# of ${all}` }),
  itemsHint: 'What is promised, disputed or on hold cannot be asked for.',
  noItems: 'Nothing can be asked for today. The message asks for no money.',
  overdueOnly: 'What is overdue',
  all: 'All',
  none: 'None',
  attachment: 'Attachment',
  attachments: {
    none: 'None',
    statement_pdf: 'Statement as PDF',
    documents: 'Documents of the items',
    statement_xlsx: 'Statement as workbook',
  },
  hint: 'Type # for values that are filled in when it leaves.',
  asksFor: 'Asks for',
  stopped: 'It cannot leave now',
  nothingLeft: 'Nothing of what was chosen is open any more. Choose other items, or none.',
  leaves: (n: number, seconds: number) =>
    `${count(n, { one: 'It leaves at once', other: `It leaves at once, to # people` })}${
      seconds === 0 ? '.' : `; you can take it back for ${seconds} seconds.`
    }`,
  handsOver:
    'It stands in the agenda and can be taken back for as long as letters stay with you (settings, connections); then it is handed over.',
  posted: 'It is kept as it is printed, and stands in the agenda until you complete it.',
  counts: 'It counts as a contact.',
  send: (n: number) => count(n, { one: 'Send the e-mail', other: 'Send # e-mails' }),
  handOver: 'Hand the letter over',
  sendElectronic: 'Send the letter',
  print: 'Print the letter',
  sent: { message: 'The e-mail is on its way', letter: 'The letter is on its way' },
  printed: 'The letter stands in the agenda until it is posted',
  takenBack: 'Taken back: nothing has left',
  discardTitle: 'Discard what you wrote?',
};
