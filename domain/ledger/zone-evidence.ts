/**
 * Instants in date columns. A program that writes local midnights in universal time means the day of the entity; one
 * that writes plain dates as midnights of some other zone means the day that is written. Where all stand at the edge
 * of a day and the two differ, it is not known.
 */
import type { ImportQuestion } from '../model/ledger.ts';
import { zoneReadings, type DateOrder } from '../vocabulary/imports.ts';
import { cellText, type Cell } from './cells.ts';
import { readDate, zonedTime } from './dates.ts';

const examplesKept = 3;

export class ZoneEvidence {
  private readonly timeZone: string | undefined;
  private readonly columns = new Set<string>();
  private onlyEdges = true;
  private readonly differing: string[] = [];

  constructor(timeZone: string | undefined) {
    this.timeZone = timeZone;
  }

  add(column: string, cell: Cell | undefined): void {
    if (this.timeZone === undefined || typeof cell === 'object') return;
    const text = cellText(cell);
    if (!/\d:\d/.test(text)) return;
    const zoned = zonedTime(text);
    if (zoned === null) return;
    this.columns.add(column);
    this.onlyEdges &&= zoned.atDayEdge;
    if (this.differing.length < examplesKept && this.day(text, 'entity') !== this.day(text, 'written'))
      this.differing.push(text);
  }

  question(): ImportQuestion | null {
    if (!this.onlyEdges || this.differing.length === 0) return null;
    return {
      id: 'zone',
      columns: [...this.columns],
      options: zoneReadings.map((value) => ({
        value,
        examples: this.differing.map((written) => ({ written, read: this.day(written, value) })),
        unreadable: 0,
      })),
    };
  }

  private day(text: string, reading: (typeof zoneReadings)[number]): string {
    // A date with a time and a zone opens with the year, or its order has no say in whether two days differ.
    const order: DateOrder = /^\d{4}/.test(text) ? 'ymd' : 'dmy';
    const read = readDate(text, order, reading === 'entity' ? this.timeZone : undefined);
    return read.ok ? read.value : '';
  }
}
