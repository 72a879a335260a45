/**
 * Codes, signs and words for currencies that a file does not settle by itself: a sign that several share (`$`), a word
 * nobody knows. Asked once a word, with rows that hold it.
 */
import type { ImportQuestion, LedgerWords } from '../model/ledger.ts';
import type { ImportKind } from '../vocabulary/imports.ts';
import { readWrittenAmount } from './amounts.ts';
import { cellText, isBlank, type Cell } from './cells.ts';
import type { ColumnMapping } from './columns.ts';
import { currencyOfHeader, readCurrency } from './currencies.ts';
import { amountFields } from './fields.ts';
import { WordEvidence, wordsQuestion } from './word-evidence.ts';

/** The currency of a row that names none, by the number of its customer. */
export type ExpectedCurrency = (customerNumber: string) => string;

export class CurrencyWords {
  private readonly columns: ColumnMapping['columns'];
  private readonly headers: string[];
  private readonly expected: ExpectedCurrency;
  /** By the name of the first column that holds one: the same word means the same in all of them. */
  private evidence: WordEvidence | undefined;

  constructor(kind: ImportKind, { columns }: ColumnMapping, headers: string[], expected: ExpectedCurrency) {
    this.columns = columns;
    this.headers = headers;
    // The currency of a customers file is what it says of the customer: no earlier one explains it.
    this.expected = kind === 'customers' ? () => '' : expected;
  }

  add(row: number, cells: Cell[], shown: () => string): void {
    const { currency: index, customerNumber } = this.columns;
    const expected = this.expected(cellText(customerNumber === undefined ? '' : cells[customerNumber]));
    if (index !== undefined && !isBlank(cells[index]))
      return this.take(index, cellText(cells[index]), expected, row, shown);
    for (const field of amountFields) {
      const column = this.columns[field];
      const cell = column === undefined ? undefined : cells[column];
      if (column === undefined || cell === undefined || isBlank(cell)) continue;
      const beside = besideAmount(cell) ?? currencyOfHeader(this.headers[column] ?? '');
      if (beside !== undefined) return this.take(column, beside, expected, row, shown);
    }
  }

  /** What is known or answered, by `wordKey`, and what is to be asked. */
  settle(answers: (LedgerWords | undefined)[]): {
    meanings: ReadonlyMap<string, string>;
    questions: ImportQuestion[];
  } {
    if (this.evidence === undefined) return { meanings: new Map(), questions: [] };
    const { meanings, unknown } = this.evidence.settle(answers, () => false);
    return { meanings, questions: unknown.length > 0 ? [wordsQuestion(this.evidence, unknown)] : [] };
  }

  private take(column: number, text: string, expected: string, row: number, shown: () => string): void {
    // Figures are no currency, regardless of the answer: the cells of the row have moved.
    if (/\d/.test(text) || (expected !== '' && readCurrency(text, expected) !== undefined)) return;
    this.evidence ??= new WordEvidence('currency', this.headers[column] ?? '');
    this.evidence.add(text, row, shown);
  }
}

/** A currency beside the amount is found whichever mark its decimals have. */
function besideAmount(cell: Cell): string | undefined {
  for (const mark of ['point', 'comma'] as const) {
    const amount = readWrittenAmount(cell, mark);
    if (amount.ok) return amount.value.currencyText;
  }
  return undefined;
}
