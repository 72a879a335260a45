/** Identifiers that a spreadsheet turned into numbers (`4711.0`, `1,23E+09`): asked about where they fill a column. */
import type { ImportQuestion } from '../model/ledger.ts';
import { identifierReadings, type IdentifierReading } from '../vocabulary/imports.ts';
import { cellText, identifierText, isLongerNumber, isShortenedNumber, type Cell } from './cells.ts';

const examplesKept = 4;
/** A single `1234.0` among other numbers is no numbering of chapters any more. */
const longNumber = /^\d{4,}[.,]0+$/;

interface Seen {
  values: number;
  longer: number;
  shortened: number;
  long: boolean;
  examples: string[];
}

export class IdentifierEvidence {
  private readonly columns = new Map<string, Seen>();

  add(column: string, cell: Cell | undefined): void {
    // A typed number of a workbook says itself what it is.
    if (typeof cell === 'object') return;
    const text = cellText(cell);
    if (text === '') return;
    const seen = this.columns.get(column) ?? {
      values: 0,
      longer: 0,
      shortened: 0,
      long: false,
      examples: [],
    };
    this.columns.set(column, seen);
    seen.values++;
    const isLonger = isLongerNumber(text);
    const isShortened = isShortenedNumber(text);
    if (isLonger) seen.longer++;
    if (isShortened) seen.shortened++;
    seen.long ||= longNumber.test(text);
    if ((isLonger || isShortened) && seen.examples.length < examplesKept && !seen.examples.includes(text))
      seen.examples.push(text);
  }

  /** Null: nothing to ask. Digits that were lost cannot be had back, so that a column of such has one answer only. */
  question(): ImportQuestion | null {
    const doubtful = [...this.columns].filter(
      ([, { values, longer, shortened, long }]) =>
        longer * 2 >= values || shortened * 2 >= values || (long && longer > 0),
    );
    if (doubtful.length === 0) return null;
    const examples = doubtful.flatMap(([, seen]) => seen.examples).slice(0, examplesKept);
    const isLost = doubtful.some(([, { values, shortened }]) => shortened * 2 >= values);
    const options = identifierReadings.filter((reading) => !isLost || reading === 'as_written');
    return {
      id: 'identifiers',
      columns: doubtful.map(([column]) => column),
      options: options.map((value) => ({ value, examples: examples.map(shown(value)), unreadable: 0 })),
    };
  }
}

function shown(reading: IdentifierReading) {
  return (written: string) => ({ written, read: identifierText(written, reading) ?? '' });
}
