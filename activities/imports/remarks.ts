/** What a reading reports beside errors: each kind with its count, and the rows that it is about. */
import type { ImportReview } from '../../domain/model/ledger.ts';
import type { RemarkRow } from '../../prisma/queries/imports/remarks.ts';

/** Rows kept of one kind; what goes beyond them is counted. */
const rowsKept = 10_000;
const textKept = 200;

export class Remarks {
  private readonly kinds = new Map<
    string,
    { code: string; column: string; example: string; count: number }
  >();
  private waiting: RemarkRow[] = [];

  /** `row` null: about the file as a whole. */
  add(code: string, column: string, value: string, row: number | null): void {
    const key = `${code}|${column}`;
    const text = value.slice(0, textKept).toWellFormed();
    const kind = this.kinds.get(key) ?? { code, column, example: text, count: 0 };
    this.kinds.set(key, kind);
    kind.count++;
    if (row !== null && kind.count <= rowsKept) this.waiting.push({ code, column, rowNo: row, value: text });
  }

  /** Rows that are not stored yet; each is given once. */
  takeRows(): RemarkRow[] {
    const rows = this.waiting;
    this.waiting = [];
    return rows;
  }

  summary(): ImportReview['remarks'] {
    return [...this.kinds.values()].map(({ code, column, example, count }) => ({
      code,
      params: { ...(column === '' ? {} : { column }), ...(example === '' ? {} : { example }), count },
    }));
  }
}
