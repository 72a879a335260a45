/** A table on its way into a workbook: plain data, each column with the kind of its cells. */
import type { IsoDate } from './common.ts';

export type SheetColumn = { header: string; width: number } & (
  | { kind: 'text' | 'date' | 'number' }
  /** In minor units of this currency, or of the one that another cell of the row names. */
  | { kind: 'amount'; currency: string | { column: number } }
);

/** A date is a day, an amount is in minor units; null leaves the cell empty. */
export type SheetCell = string | number | IsoDate | null;

export interface Sheet {
  title: string;
  /** Whose table it is and of which day, above the heads: a label and what it names. */
  above?: [label: string, value: string][];
  columns: SheetColumn[];
  rows: SheetCell[][];
  /** Sums and remarks below the rows, in the same columns; an empty row stands between. */
  below?: SheetCell[][];
}
