import type {
  CreditSigns,
  DateSerials,
  EntrySide,
  IdentifierReading,
  OpenAmountReading,
  StatusMeaning,
  TypeMeaning,
  WordField,
  ZoneReading,
} from '../../../vocabulary.ts';
import { counting } from '../../plural.ts';

type Params = Record<string, string | number>;

const count = counting('en-GB');

/** How a file is read: what is asked about its columns, words and signs, and what a reviewer is shown of it. */
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
    dateSerials: 'These dates are numbers, as a spreadsheet counts days. Which days are meant?',
  },
  hints: {
    encoding: '',
    creditSigns: '',
    openAmount: '',
    identifiers:
      'If digits are lost (1.23E+09), reject this import, format the column as text and export again.',
    zone: '',
    dateSerials: 'The format of the cells was lost when the file was exported.',
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
  dateSerials: {
    from_1900: 'Counted from 1900, as Excel does',
    from_1904: 'Counted from 1904, as older Excel for Mac did',
    no_date: 'No dates: these rows are errors',
  } satisfies Record<DateSerials, string>,
  words: {
    type: 'What do these kinds of documents mean?',
    status: 'Is a document with this status still owed?',
    paymentStatus: 'Is a document with this payment status still owed?',
    paidFlag: 'Is a document marked like this still owed?',
    openFlag: 'Is a document marked like this still owed?',
    side: 'Which side do these marks stand for?',
    country: 'Which countries are these?',
    language: 'Which languages are these?',
    currency: 'Which currencies are these?',
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
  showRows: 'Show the rows',
  rowsGone: 'The rows are no longer kept.',
  /** Remarks about the file as a whole, or about columns: they have no rows. */
  ofWholeFile: [
    'running_balance',
    'open_from_sides',
    'open_from_paid',
    'no_currency_column',
    'no_issue_date_column',
    'decimal_mark',
    'date_order',
  ],
  /** A remark without a sentence of its own. */
  otherRemark: ({ code, count: n }: Params) => `${code}${n === undefined ? '' : `: ${n}`}`,
  remarks: {
    no_currency_column: ({ example }: Params) =>
      `The file has no currency column: the customer’s currency is taken, else ${example}.`,
    no_issue_date_column: () =>
      'The file has no issue date: new items count as issued on their due date, at the latest on the day of the file.',
    decimal_mark: ({ value }: Params) =>
      value === 'comma'
        ? 'Decimals stand after a comma: 1.234,56.'
        : 'Decimals stand after a point: 1,234.56.',
    date_order: ({ value }: Params) =>
      value === 'ymd'
        ? 'Dates are year, month, day.'
        : value === 'mdy'
          ? 'Dates are month, day, year.'
          : 'Dates are day, month, year.',
    email_not_understood: ({ column, count: n, example }: Params) =>
      count(Number(n), {
        one: `“${column}”: # value holds something that is no e-mail address (${example}); that part is left out.`,
        other: `“${column}”: # values hold something that is no e-mail address (${example} …); that part is left out.`,
      }),
    email_not_sendable: ({ column, count: n, example }: Params) =>
      count(Number(n), {
        one: `“${column}”: # address is kept, but no mail can be sent to it (${example}).`,
        other: `“${column}”: # addresses are kept, but no mail can be sent to them (${example} …).`,
      }),
    currency_not_understood: ({ column, count: n, example }: Params) =>
      count(Number(n), {
        one: `“${column}”: # value is no currency (${example}) and is not taken over.`,
        other: `“${column}”: # values are no currencies (${example} …) and are not taken over.`,
      }),
    timeZone_not_understood: ({ column, count: n, example }: Params) =>
      count(Number(n), {
        one: `“${column}”: # value is no time zone (${example}) and is not taken over.`,
        other: `“${column}”: # values are no time zones (${example} …) and are not taken over.`,
      }),
    customer_rows_differ: ({ column, count: n, example }: Params) =>
      count(Number(n), {
        one: `“${column}”: # row says something else than the first row of its customer (${example}); the first one counts.`,
        other: `“${column}”: # rows say something else than the first row of their customer (${example} …); the first one counts.`,
      }),
    number_used_again: ({ count: n, example }: Params) =>
      count(Number(n), {
        one: `# number is used again (${example}): the document has another date and is taken as a new one, from the first step.`,
        other: `# numbers are used again (${example} …): the documents have other dates and are taken as new ones, from the first step.`,
      }),
    address_differs: ({ count: n, example }: Params) =>
      count(Number(n), {
        one: `# row gives an address that is not among those of its customer (${example}). It changes nothing until you decide, below.`,
        other: `# rows give addresses that are not among those of their customers (${example} …). They change nothing until you decide, below.`,
      }),
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
