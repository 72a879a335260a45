/** What `relance import` prints: the change set, and for everything that stands against it what to do. */
import type { Writable } from 'node:stream';
import type { RefusedError } from '../domain/errors.ts';
import type { ApprovalReason, ImportQuestion, ImportRowError } from '../domain/model/ledger.ts';
import { formatMoney } from '../domain/money/format.ts';
import { bankLineStates } from '../domain/vocabulary/bank.ts';
import { importChanges, type WordField } from '../domain/vocabulary/imports.ts';
import type { PrismaClient } from '../prisma/client.ts';
import { bankLineCounts, bankLines } from '../prisma/queries/bank/read.ts';
import { importRows, type ImportRowView } from '../prisma/queries/imports/rows.ts';
import type { ImportRunRow } from '../prisma/queries/imports/read.ts';

const shownRows = 20;

export async function printImport(
  db: PrismaClient,
  run: ImportRunRow,
  out: Writable,
  { apply }: { apply?: boolean },
): Promise<void> {
  const line = (text = '') => void out.write(`${text}\n`);
  line(`${run.fileName}: ${run.kind}, ${run.mode}, as of ${run.asOf}, source ${run.sourceName}`);
  if (run.failure !== null) {
    line(sentenceOf({ code: run.failure.code as RefusedError['code'], params: run.failure.params }));
    return;
  }
  for (const remark of remarksOf(run)) line(`  ${remark}`);
  for (const question of run.questions) for (const text of questionText(question)) line(text);
  for (const error of run.errors.slice(0, shownRows)) line(`  ${errorText(error)}`);
  if (run.errorCount > shownRows) line(`  … and ${run.errorCount - shownRows} more`);
  if (run.state === 'needs_input') return;
  line();
  const counts = importChanges.filter((change) => run.counts[change] !== undefined);
  line(
    counts.length === 0
      ? 'Nothing in it.'
      : counts.map((change) => `${change} ${run.counts[change]}`).join(', '),
  );
  if (run.review.newCustomers > 0) line(`customers that are created: ${run.review.newCustomers}`);
  printTotals(run, line);
  await printRows(db, run, line);
  if (run.kind === 'bank_statement') await printBankLines(db, run, line);
  for (const reason of run.approval) line(approvalText(reason));
  line(closing(run, apply === true));
}

function printTotals(run: ImportRunRow, line: (text?: string) => void): void {
  const totals = Object.entries(run.totals);
  if (totals.length === 0) return;
  line();
  const head = ['', 'before', 'new', 'changed', 'reappeared', 'cleared', 'after', 'in the file'];
  const rows = totals.map(([currency, t]) => [
    currency,
    ...[
      t.beforeMinor,
      t.newMinor,
      t.changedMinor,
      t.reappearedMinor,
      -t.clearedMinor,
      t.afterMinor,
      t.fileMinor,
    ].map((minor) => money(minor, currency)),
  ]);
  const widths = head.map((_, column) =>
    Math.max(...[head, ...rows].map((row) => (row[column] ?? '').length)),
  );
  for (const row of [head, ...rows])
    line(row.map((cell, column) => cell.padStart(widths[column]!)).join('  '));
}

/** What each transaction was found to pay; what a person has to choose first. */
async function printBankLines(
  db: PrismaClient,
  run: ImportRunRow,
  line: (text?: string) => void,
): Promise<void> {
  const counts = await bankLineCounts(db, run.id);
  line(bankLineStates.map((state) => `${state.replaceAll('_', ' ')} ${counts[state]}`).join(', '));
  for (const states of [['doubtful' as const], ['safe' as const]])
    for (const found of await bankLines(db, { importId: run.id, states, take: shownRows })) {
      const { rowNo, state, amountMinor, currency, rule, customer, match } = found;
      const pays = match.targets.map(({ number, amountMinor: part }) => `${number} ${money(part, currency)}`);
      const words = [rule ?? '', customer?.number ?? '', ...pays, ...match.notes];
      line(
        `  ${state} ${rowNo}: ${money(amountMinor, currency)} ${words
          .filter((word) => word !== '')
          .join(', ')
          .replaceAll('_', ' ')}`,
      );
    }
}

async function printRows(db: PrismaClient, run: ImportRunRow, line: (text?: string) => void): Promise<void> {
  const { rows, total } = await importRows(db, {
    importId: run.id,
    changes: ['new', 'changed', 'cleared', 'reappeared'],
    skip: 0,
    take: shownRows,
  });
  if (rows.length === 0) return;
  line();
  for (const row of rows) line(`  ${rowText(row)}`);
  if (total > rows.length) line(`  … and ${total - rows.length} more`);
}

function rowText(row: ImportRowView): string {
  const amount = (minor: number | null) =>
    minor === null || row.currency === null ? '' : money(minor, row.currency);
  const change =
    row.beforeOpenMinor === null
      ? amount(row.openMinor)
      : `${amount(row.beforeOpenMinor)} -> ${amount(row.openMinor)}`;
  const what = [
    row.customerNumber,
    row.number,
    row.instalment > 0 ? `#${row.instalment}` : null,
    row.dueOn,
    change,
    row.currency,
  ];
  return `${row.change.padEnd(10)} ${what.filter((part) => part !== null && part !== '').join('  ')}`;
}

function remarksOf(run: ImportRunRow): string[] {
  const { review } = run;
  const texts = review.remarks.map(({ code, params }) => {
    const known = remarkTexts[code];
    return known ? known(params) : `${code} ${JSON.stringify(params)}`;
  });
  if (review.ignoredColumns.length > 0)
    texts.push(`columns that are not used: ${review.ignoredColumns.join(', ')}`);
  return texts;
}

type Params = Record<string, string | number>;
const remarkTexts: Record<string, (params: Params) => string> = {
  decimal_mark: ({ value, by }) => `decimal ${value} (${by})`,
  date_order: ({ value, by }) => `dates in the order ${value} (${by})`,
  no_currency_column: ({ example }) =>
    `no currency column: the customer's currency was taken, else ${example}`,
  no_issue_date_column: () =>
    'no issue date column: new items count as issued on their due date, at the latest on the day of the file',
  running_balance: ({ column }) =>
    `${column} runs on from row to row: a balance; the amounts of the rows are taken`,
  open_from_sides: ({ debit, credit }) => `open is ${debit} less ${credit}`,
  open_from_paid: ({ total, paid }) => `open is ${total} less ${paid}`,
  both_sides: ({ count }) => `${count} rows have amounts on both sides; the difference counts`,
  due_before_issue: ({ count, example }) =>
    `${count} documents fall due before they were issued (${example})`,
  date_far_off: ({ column, count, example }) => `${column}: ${count} dates are far off (${example})`,
  sum_rows: ({ count }) => `${count} rows hold sums and are not read`,
  rows_joined: ({ count }) =>
    `${count} rows belong to documents of other rows with the same due date; amounts are added`,
  no_document: ({ count }) => `${count} rows are no documents and are not read`,
  currency_not_understood: ({ column, count, example }) =>
    `${column}: ${count} values are no currencies (${example})`,
  timeZone_not_understood: ({ column, count, example }) =>
    `${column}: ${count} values are no time zones (${example})`,
  email_not_understood: ({ column, count, example }) =>
    `${column}: ${count} values hold something that is no e-mail address (${example}); that part is left out`,
  email_not_sendable: ({ column, count, example }) =>
    `${column}: ${count} addresses are kept, but nothing can be sent to them (${example})`,
  customer_rows_differ: ({ column, count, example }) =>
    `${column}: ${count} rows say something else than the first row of their customer (${example}); the first one counts`,
};

const choiceTitles = {
  encoding: () => 'The text can be read in more than one encoding:',
  creditSigns: (columns: string) => `A minus stands beside a credit in ${columns}. What does it mean?`,
  openAmount: (columns: string) => `Which amount is open? ${columns} together leave it unclear:`,
  identifiers: (columns: string) =>
    `${columns}: a spreadsheet turned numbers into figures. If digits are lost, export again as text. Otherwise:`,
  zone: (columns: string) => `${columns}: midnights of another time zone. Which day is meant?`,
  dateSerials: (columns: string) =>
    `${columns}: numbers, as a spreadsheet counts days. Which days are meant?`,
} satisfies Record<string, (columns: string) => string>;

function optionText(option: {
  value: string;
  examples: { written: string; read: string }[];
  unreadable: number;
}): string {
  const { value, examples, unreadable } = option;
  const shown = examples.map(({ written, read }) => `${written} is ${read || 'not readable'}`).join('; ');
  return `  ${value}: ${shown}${unreadable > 0 ? ` (${unreadable} values not readable)` : ''}`;
}

function questionText(question: ImportQuestion): string[] {
  switch (question.id) {
    case 'decimalMark':
    case 'dateOrder': {
      const what = question.id === 'decimalMark' ? 'Amounts' : 'Dates';
      return [
        `${what} in ${question.columns.join(', ')} can be read in more than one way:`,
        ...question.options.map(optionText),
        '  Say which with --locale (for example --locale fr or --locale us).',
      ];
    }
    case 'moneyIn':
      return [
        `Most amounts in ${question.columns.join(', ')} have a minus: ${question.options[0]?.examples.map(({ written }) => written).join('; ') ?? ''}`,
        '  Say with --money-in plus or --money-in minus which sign money received has; the other is money that went back.',
      ];
    case 'encoding':
      return [
        choiceTitles.encoding(),
        ...question.options.map(optionText),
        `  Say which with --encoding ${question.options[0]?.value ?? 'windows-1250'}.`,
      ];
    case 'creditSigns':
    case 'openAmount':
    case 'identifiers':
    case 'zone':
    case 'dateSerials':
      return [
        choiceTitles[question.id](question.columns.join(', ')),
        ...question.options.map(optionText),
        `  Say which with --answer ${question.id}=${question.options[0]?.value ?? ''}.`,
      ];
    case 'words':
      return [
        `${question.column}: the meaning of these words is not known:`,
        ...question.words.map(
          ({ word, count, samples }) =>
            `  ${word} (${count} rows, such as ${samples.map(({ row, shown }) => `row ${row}: ${shown}`).join('; ')})`,
        ),
        `  Say what each means with --word "${question.field}:${question.words[0]?.word ?? 'WORD'}=MEANING"${question.options.length > 0 ? `; a meaning is ${question.options.join(', ')}` : `; a meaning is a code such as ${codeExamples[question.field] ?? ''}`}.`,
      ];
    case 'columns':
      return [
        ...question.fields.map(({ field, candidates }) =>
          candidates.length > 0
            ? `Several columns may be ${field}: ${candidates.join(', ')}`
            : `No column was recognised as ${field}.`,
        ),
        `  Columns of the file: ${question.headers.join(', ')}`,
        `  Say which with --column ${question.fields[0]?.field ?? 'number'}=HEADER.`,
      ];
    case 'errors':
      return [
        `${question.count} errors in rows of the file. Correct the file, or leave these rows out with --skip-errors:`,
      ];
  }
}

function errorText({ row, column, value, code, params }: ImportRowError): string {
  return `row ${row}${column === null ? '' : `, ${column}`}: ${JSON.stringify(value)} ${sentenceOf({ code, params })}`;
}

function approvalText(reason: ApprovalReason): string {
  switch (reason.code) {
    case 'clears_items':
      return `Needs approval: it would clear ${reason.cleared} of ${reason.open} open items (${reason.pct} %, limit ${reason.limitPct} %).`;
    case 'clears_amount':
      return `Needs approval: it would clear ${money(reason.clearedMinor, reason.currency)} of ${money(reason.openMinor, reason.currency)} ${reason.currency} (${reason.pct} %, limit ${reason.limitPct} %).`;
    case 'statement_missing':
      return `Needs approval: a statement of account ${reason.account} is missing (${reason.kind === 'balance' ? `opening balance ${money(reason.found, reason.currency)} after closing balance ${money(reason.expected, reason.currency)}` : `number ${reason.found} instead of ${reason.expected}`}).`;
    case 'older_than_last':
      return `Needs approval: it is of ${reason.asOf}, older than the last ledger of ${reason.lastAsOf}.`;
  }
}

function closing(run: ImportRunRow, wanted: boolean): string {
  if (run.state === 'applied') return 'Applied.';
  if (run.state === 'needs_approval')
    return 'Not applied. Approve it in the browser, or repeat with --apply --approve.';
  return wanted
    ? 'Not applied: the ledger has changed meanwhile. Look at the change set and repeat.'
    : 'Nothing was applied. Repeat with --apply, or apply it in the browser.';
}

function money(minor: number, currency: string): string {
  return formatMoney(minor, currency, 'en-GB');
}

const sentences: Partial<Record<RefusedError['code'], (params: Params) => string>> = {
  file_empty: ({ reason }) =>
    reason === 'no_rows'
      ? 'The file has a header and no rows. Export it again with data.'
      : 'The file is empty. Export it again.',
  file_too_large: ({ maxBytes, maxRows, reason }) =>
    maxRows
      ? `The file has more than ${maxRows} rows. Split it.`
      : reason
        ? 'The file needs too much memory. Save it as CSV, or split it.'
        : `The file is larger than ${Math.floor(Number(maxBytes) / 1024 / 1024)} MB. Split it, or save it as CSV.`,
  file_unreadable: ({ reason, row, sheet, found }) => unreadable(String(reason), row, sheet, found),
  file_truncated: ({ row }) =>
    `The file breaks off${row ? ` in row ${row}` : ''}: it was not transferred completely. Send it again.`,
  file_is_binary: ({ type }) =>
    `The file is ${type ? `a ${type} file` : 'no text'}, not a ledger. Export it as CSV or XLSX.`,
  file_has_formulas: ({ sheet, cell }) =>
    `Cell ${cell} of sheet ${sheet} holds a formula. Copy the sheet and paste it as values, then save it again.`,
  bank_file_wrong: ({ fault, place }) =>
    `The bank file was not read (${place}): ${String(fault).replaceAll('_', ' ')}. Ask the bank for another one.`,
  archive_bomb: () =>
    'The workbook unpacks to far more than a ledger would. Save it again from a spreadsheet program, or as CSV.',
  columns_missing: ({ missing, found }) =>
    `No column of a ledger was recognised. Needed are ${missing}; the file has: ${found}. Check that the first row names the columns.`,
  amount_invalid: ({ decimals, mark, reason }) =>
    decimals === undefined
      ? reason
        ? `is not possible as an amount (${reason})`
        : `is no amount${mark ? ` with decimal ${mark}` : ''}`
      : `has more than ${decimals} decimals`,
  date_invalid: ({ order }) => `is no date${order ? ` in the order ${order}` : ''}`,
  number_missing: ({ reason }) => (reason ? `is not usable (${reason})` : 'is missing'),
  number_shortened: () =>
    'was shortened by a spreadsheet program; format the column as text and export again',
  currency_unknown: ({ expected }) => `is not the currency expected${expected ? ` (${expected})` : ''}`,
  type_unknown: () => 'is no kind of document that is known',
  side_missing: () => 'is no mark of debit or credit, and the row has none',
  customer_unknown: () => 'is no customer of this entity',
  item_unknown: () => 'is no item of this customer',
  payment_on_credit: () => 'is a credit; a payment cannot be counted against it',
  nothing_to_return: () => 'is more than was recorded and could go back; name its item or its reference',
  idempotency_conflict: () => 'is recorded for the same items and day with another amount',
  duplicate_row: ({ firstRow }) => `stands already in row ${firstRow}`,
  columns_count: ({ expected, found }) =>
    `cells where the header has ${expected}${Number(found) > Number(expected) ? ': is there a separator inside a value?' : ''}`,
};

function unreadable(
  reason: string,
  row?: string | number,
  sheet?: string | number,
  found?: string | number,
): string {
  switch (reason) {
    case 'old_excel_or_password':
      return 'The file is an Excel workbook of before 2007 or has a password. Save it as .xlsx without a password.';
    case 'macros':
      return 'The workbook holds macros. Save it as .xlsx without macros.';
    case 'not_a_workbook':
      return 'The file is an archive, but no Excel workbook. Export the ledger as CSV or XLSX.';
    case 'sheet_missing':
      return `There is no sheet ${sheet}; the workbook has: ${found}.`;
    case 'too_many_columns':
      return `Row ${row} has more columns than a ledger. Check the export.`;
    case 'too_slow':
      return 'Reading the file took too long. Save it again, or as CSV.';
    default:
      return `The file is damaged${row ? ` in row ${row}` : ''}. Export it again.`;
  }
}

const codeExamples: Partial<Record<WordField, string>> = {
  country: 'DE, or none',
  language: 'de, or none',
  currency: 'USD',
};

/** A refusal in words; after a value for errors of a row. */
export function sentenceOf({ code, params }: Pick<RefusedError, 'code' | 'params'>): string {
  return sentences[code]?.(params) ?? `${code} ${JSON.stringify(params)}`;
}
