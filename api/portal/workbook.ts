import type { IsoDate } from '../../domain/model/common.ts';
import type { Sheet, SheetCell } from '../../domain/model/sheet.ts';
import { sumByCurrency } from '../../domain/money/amounts.ts';
import type { StatementFigures } from '../../domain/statement/amount-to-pay.ts';
import type { StatementWords } from '../../domain/words/statement/words.ts';
import { statementWords } from '../../domain/words/statement/words.ts';
import { formatDate, pageLocale } from '../../domain/template/format.ts';
import type { PageLanguage } from '../../domain/vocabulary/languages.ts';
import type { PortalStatement } from './schema.ts';
import { chargesOf } from './statement.ts';

type Item = PortalStatement['items'][number];

const openColumn = 7;
const currencyColumn = 8;

interface Account {
  creditor: string;
  customer: { name: string; number: string };
  asOn: IsoDate;
  /** By currency, of the whole account: what the page and the reminder say. */
  figures: Record<string, StatementFigures>;
}

/**
 * The statement as a table with typed cells, in the order and with the words of the page (P-6): above it whose it is,
 * below it the sum of the rows and the balance of the account.
 */
export function statementSheet(items: readonly Item[], account: Account, language: PageLanguage): Sheet {
  const words = statementWords[language];
  return {
    title: words.statement,
    above: [
      [words.company, account.creditor],
      [words.customer, `${account.customer.name} (${account.customer.number})`],
      [words.asOf, formatDate(account.asOn, pageLocale(language, ''))],
    ],
    columns: [
      { header: words.number, width: 20, kind: 'text' },
      { header: words.type, width: 18, kind: 'text' },
      { header: words.instalment, width: 12, kind: 'number' },
      { header: words.issued, width: 12, kind: 'date' },
      { header: words.due, width: 12, kind: 'date' },
      { header: words.daysOverdue, width: 14, kind: 'number' },
      { header: words.original, width: 16, kind: 'amount', currency: { column: currencyColumn } },
      { header: words.open, width: 16, kind: 'amount', currency: { column: currencyColumn } },
      { header: words.currency, width: 10, kind: 'text' },
      { header: words.purchaseOrder, width: 18, kind: 'text' },
      { header: words.text, width: 30, kind: 'text' },
      { header: words.status, width: 24, kind: 'text' },
      { header: words.promisedFor, width: 14, kind: 'date' },
      { header: words.part, width: 18, kind: 'amount', currency: { column: currencyColumn } },
    ],
    rows: items.flatMap((item) => [rowOf(item, words), ...chargeRows(item, words)]),
    below: [...sumsOf(items, words), ...balanceOf(account.figures, words)],
  };
}

function rowOf(item: Item, words: StatementWords): SheetCell[] {
  return [
    item.number,
    words.types[item.type],
    item.instalment > 0 ? item.instalment : null,
    item.issuedOn,
    item.dueOn,
    item.openMinor > 0 && item.daysOverdue >= 1 ? item.daysOverdue : null,
    item.originalMinor,
    item.openMinor,
    item.currency,
    item.purchaseOrder,
    item.text,
    statusText(item, words),
    item.status.until,
    item.status.amountMinor,
  ];
}

/** Late charges below their document. */
function chargeRows(item: Item, words: StatementWords): SheetCell[][] {
  return item.charges.map(({ charge, amountMinor, addedOn }) => {
    const cells = rowOf(item, words).map((): SheetCell => null);
    cells[0] = item.number;
    cells[1] = words.charges[charge];
    cells[3] = addedOn;
    cells[openColumn] = amountMinor;
    cells[currencyColumn] = item.currency;
    return cells;
  });
}

function statusText({ status }: Item, words: StatementWords): string | null {
  return status.kind === 'none' ? null : words.states[status.kind];
}

function sumsOf(items: readonly Item[], words: StatementWords): SheetCell[][] {
  const sums = sumByCurrency(
    items.map((item) => ({ amountMinor: item.openMinor + chargesOf(item), currency: item.currency })),
  );
  return Object.entries(sums)
    .sort(byCurrency)
    .map(([currency, minor]) => line(words.listed, minor, currency));
}

/** The same lines, under the same conditions, as the summary of the page. */
function balanceOf(figures: Account['figures'], { totals }: StatementWords): SheetCell[][] {
  const currencies = Object.entries(figures).sort(byCurrency);
  if (currencies.length === 0) return [];
  const lines = currencies.flatMap(([currency, of]) => [
    of.balanceMinor < 0
      ? line(totals.inFavour, -of.balanceMinor, currency)
      : line(totals.open, of.balanceMinor, currency),
    ...(
      [
        [totals.overdue, of.lateMinor],
        [totals.toPay, of.lateMinor === of.overdueMinor ? 0 : of.overdueMinor],
        [totals.disputed, of.disputedMinor],
        [totals.promised, of.promisedMinor],
        [of.netted ? totals.credits : totals.creditsBeside, of.creditsMinor],
      ] as const
    )
      .filter(([, minor]) => minor !== 0)
      .map(([label, minor]) => line(label, minor, currency)),
  ]);
  return [[totals.heading], ...lines];
}

function byCurrency([left]: [string, unknown], [right]: [string, unknown]): number {
  return left < right ? -1 : 1;
}

function line(label: string, minor: number, currency: string): SheetCell[] {
  const cells: SheetCell[] = [];
  cells[0] = label;
  cells[openColumn] = minor;
  cells[currencyColumn] = currency;
  return Array.from(cells, (cell) => cell ?? null);
}
