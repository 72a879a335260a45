/**
 * Days as a spreadsheet counts them (`45992`), in columns of dates: the format of the cell was lost on the way. Which
 * day the count begins with is not in the number, so that it is asked once for the file.
 */
import type { ImportQuestion } from '../model/ledger.ts';
import { dateSerials } from '../vocabulary/imports.ts';
import { cellText, type Cell } from './cells.ts';
import { serialDay } from './dates.ts';

const examplesKept = 4;

export class SerialEvidence {
  private readonly columns = new Set<string>();
  private readonly examples: string[] = [];
  private count = 0;

  add(column: string, cell: Cell | undefined): void {
    if ((typeof cell === 'object' && 'date' in cell) || serialDay(cell, 'from_1900') === null) return;
    this.count++;
    this.columns.add(column);
    const text = cellText(cell);
    if (this.examples.length < examplesKept && !this.examples.includes(text)) this.examples.push(text);
  }

  question(): ImportQuestion | null {
    if (this.count === 0) return null;
    return {
      id: 'dateSerials',
      columns: [...this.columns],
      options: dateSerials.map((value) => ({
        value,
        examples: this.examples.map((written) => ({ written, read: serialDay(written, value) ?? '' })),
        unreadable: value === 'no_date' ? this.count : 0,
      })),
    };
  }
}
