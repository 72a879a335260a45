import type { Sheet } from '../../domain/model/sheet.ts';
import { statementWords, type StatementWords } from '../../domain/statement/words.ts';
import type { PageLanguage } from '../../domain/vocabulary.ts';
import type { PortalStatement } from './schema.ts';

type Item = PortalStatement['items'][number];

const currencyColumn = 8;

/** The statement as a table with typed cells, in the order and with the words of the page (P-6). */
export function statementSheet(items: readonly Item[], language: PageLanguage): Sheet {
  const words = statementWords[language];
  return {
    title: words.statement,
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
    ],
    rows: items.map((item) => [
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
    ]),
  };
}

function statusText({ status }: Item, words: StatementWords): string | null {
  return status.kind === 'none' ? null : words.states[status.kind];
}
