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
  columns: SheetColumn[];
  rows: SheetCell[][];
}
