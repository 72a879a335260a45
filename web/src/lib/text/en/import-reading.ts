import type {
  CreditSigns,
  EntrySide,
  IdentifierReading,
  OpenAmountReading,
  StatusMeaning,
  TypeMeaning,
  WordField,
  ZoneReading,
} from '../../vocabulary.ts';
import { counting } from '../plural.ts';

type Params = Record<string, string | number>;

const count = counting('en-GB');

/** How a file is read: what is asked about its columns, words and signs, and what a reviewer is told of it. */
export const importReading = {
  columns: {
    title: 'How the columns are read',
    text: 'Choose what a column is and read the file again. The choice is remembered for this source.',
    column: 'Column',
    samples: 'First values',
    field: 'Read as',
    unused: 'Not used',
    encoding: 'Encoding',
    currency: 'Currency of rows that name none',
    currencyAuto: 'The customer’s, else the company’s',
    submit: 'Read again with these columns',
    twice: (field: string) => `Two columns are read as ${field}. Choose one.`,
  },
  missing: 'The file has no column for',
  several: 'Several columns may be',
  wayOn: {
    number:
      'Choose the column that tells documents apart. If there is none, export the open items again with document numbers.',
    customerNumber:
      'Choose the column that tells customers apart; a name will do, as long as it stays the same in every file.',
    dueOn:
      'Choose the due date. If the export has none, add it in your accounting program and export again; the document date is right only for invoices that are payable at once.',
    openAmount:
      'Choose what is still open of each document, not its total. Two columns for debit and credit, or a total and what was paid, will do as well: choose them below.',
    receivedOn: 'Choose the day on which the money came in.',
    amount: 'Choose the amount that was received.',
  } as Record<string, string>,
  questions: {
    encoding: 'In which encoding is the file? Choose the line that reads right.',
    creditSigns: 'What does a minus beside a credit mean?',
    openAmount: 'Which amount is open?',
    identifiers: 'A spreadsheet turned numbers into figures. What are they?',
    zone: 'These dates are midnights of another time zone. Which day is meant?',
  },
  hints: {
    encoding: '',
    creditSigns: '',
    openAmount: '',
    identifiers:
      'If digits are lost (1.23E+09), reject this import, format the column as text and export again.',
    zone: '',
  },
  creditSigns: {
    mark_decides: 'The mark decides: it is a credit either way',
    minus_reverses: 'The minus reverses the mark: it is owed',
  } satisfies Record<CreditSigns, string>,
  openAmount: {
    column: 'The column of the open amount, as it stands',
    entry: 'The amount of the row itself; the other column is a running balance',
    minus_paid: 'The amount less what is paid',
  } satisfies Record<OpenAmountReading, string>,
  identifiers: {
    number: 'The number without the zeros',
    as_written: 'As they are written',
  } satisfies Record<IdentifierReading, string>,
  zone: {
    entity: 'The day in the company’s time zone',
    written: 'The day that is written',
  } satisfies Record<ZoneReading, string>,
  words: {
    type: 'What do these kinds of documents mean?',
    status: 'Is a document with this status still owed?',
    paymentStatus: 'Is a document with this payment status still owed?',
    paidFlag: 'Is a document marked like this still owed?',
    openFlag: 'Is a document marked like this still owed?',
    side: 'Which side do these marks stand for?',
    country: 'Which countries are these?',
    language: 'Which languages are these?',
  } satisfies Record<WordField, string>,
  noCode: {
    country: 'None: the company’s country is taken for new customers',
    language: 'None: messages are in the company’s language',
  },
  meanings: {
    invoice: 'Invoice',
    credit_note: 'Credit note',
    debit_note: 'Debit note',
    unapplied_payment: 'Payment',
    by_sign: 'As the sign says: owed if positive, a credit if negative',
    no_document: 'No document: leave the row out',
    open: 'Owed, as far as it is open',
    closed: 'Not owed (paid, cancelled, a draft)',
    debit: 'Debit: the customer owes it',
    credit: 'Credit: it is taken off',
  } satisfies Record<TypeMeaning | StatusMeaning | EntrySide, string>,
  inRows: (n: number) => count(n, { one: 'in # row', other: 'in # rows' }),
  row: (n: number) => `Row ${n}`,
  notes: 'What the reading found',
  remarks: {
    running_balance: ({ column }: Params) =>
      `“${column}” runs on from row to row: it is a balance, and the amounts of the rows are taken.`,
    open_from_sides: ({ debit, credit }: Params) => `Open is “${debit}” less “${credit}”.`,
    open_from_paid: ({ total, paid }: Params) => `Open is “${total}” less “${paid}”.`,
    both_sides: ({ count: n }: Params) =>
      count(Number(n), {
        one: '# row has amounts on both sides; the difference counts.',
        other: '# rows have amounts on both sides; the difference counts.',
      }),
    due_before_issue: ({ count: n, example }: Params) =>
      count(Number(n), {
        one: `# document falls due before it was issued (${example}).`,
        other: `# documents fall due before they were issued (${example} …).`,
      }),
    date_far_off: ({ column, count: n, example }: Params) =>
      count(Number(n), {
        one: `“${column}”: # date is far off (${example}). Check it before you apply.`,
        other: `“${column}”: # dates are far off (${example} …). Check them before you apply.`,
      }),
    sum_rows: ({ count: n }: Params) =>
      count(Number(n), {
        one: '# row holds a sum and is not read.',
        other: '# rows hold sums and are not read.',
      }),
    rows_joined: ({ count: n }: Params) =>
      count(Number(n), {
        one: '# row belongs to a document of another row with the same due date; their amounts are added.',
        other: '# rows belong to documents of other rows with the same due date; their amounts are added.',
      }),
    no_document: ({ count: n }: Params) =>
      count(Number(n), {
        one: '# row is no document and is not read.',
        other: '# rows are no documents and are not read.',
      }),
  } as Record<string, (p: Params) => string>,
};
