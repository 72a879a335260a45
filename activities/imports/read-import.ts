/** Reads a stored ledger file into the staging rows of its import, and leaves what a person has to see or answer. */
import { RefusedError } from '../../domain/errors.ts';
import { cellText, isBlank, type Cell } from '../../domain/ledger/cells.ts';
import { importMaxErrors } from '../../domain/ledger/limits.ts';
import type { ExpectedCurrency } from '../../domain/ledger/currency-words.ts';
import { Profiler, type Profile, type ResolvedReading } from '../../domain/ledger/profile.ts';
import type { LedgerField } from '../../domain/ledger/fields.ts';
import { readingToRemember } from '../../domain/ledger/remember.ts';
import { readRow, type RowContext, type RowError } from '../../domain/ledger/rows.ts';
import { isSumRow } from '../../domain/ledger/sum-rows.ts';
import type { ImportReview, ImportRowError, LedgerReading } from '../../domain/model/ledger.ts';
import type { ImportState } from '../../domain/vocabulary/imports.ts';
import type { Db, PrismaClient } from '../../prisma/client.ts';
import { readStoredFile, storedFile } from '../../prisma/queries/files/read.ts';
import {
  clearStaging,
  duplicateRows,
  joinSplitRows,
  leaveOutRows,
  mergeCustomerRows,
  stageRows,
  stageUnreadable,
  type StagedRow,
  type UnreadableRow,
} from '../../prisma/queries/imports/staging.ts';
import {
  failImport,
  holdReading,
  ReadingOver,
  setProgress,
  startReading,
} from '../../prisma/queries/imports/states.ts';
import { applyTimeoutMs, importRun, type ImportRunRow } from '../../prisma/queries/imports/read.ts';
import { rememberedReading, rememberReading } from '../../prisma/queries/imports/sources.ts';
import { finishReading } from '../../application/imports/review.ts';
import { expectedCurrencies, importingEntity } from '../../prisma/queries/imports/currencies.ts';
import { clearRemarkRows, storeRemarkRows } from '../../prisma/queries/imports/remarks.ts';
import { paymentErrors } from '../../application/imports/payments.ts';
import { inSets } from '../../prisma/queries/imports/query-plans.ts';
import { readBankFile } from './read-bank.ts';
import { Remarks } from './remarks.ts';
import { openTable } from '../adapters/spreadsheet/open-table.ts';
import {
  defaultReadLimits,
  type FileSource,
  type ReadLimits,
  type Table,
} from '../adapters/spreadsheet/table.ts';

// The command line refuses a file that is too large before it stores it.
export { defaultReadLimits };

export interface ReadImportDeps {
  db: PrismaClient;
  limits?: ReadLimits;
  now?: () => Date;
  /** Called often, with progress in thousandths, and how long the next step may take where that is long. */
  onProgress?: (done: number, nextStepMs?: number) => void;
}

/** Stages of progress, in thousandths: looked at, profiled, staged, compared with the ledger. */
const stages = { sniffed: 100, profiled: 400, staged: 850 };

/**
 * Reads the file of an import and answers its new state: `needs_input`, `review`, `needs_approval` or `failed`.
 * May be repeated at any time before the import is applied; each reading begins anew and ends the one before. A reading
 * that is over, because the import was rejected or read anew, stops at its next step and answers the state of now.
 */
export async function readImport(deps: ReadImportDeps, importId: string): Promise<ImportState> {
  const { db, now = () => new Date() } = deps;
  const readingNo = await startReading(db, importId, now());
  const run = await importRun(db, importId);
  if (run === null) throw new RefusedError('not_found');
  if (readingNo === null || run.fileId === null) return run.state;
  const reading = new Reading(deps, { ...run, readingNo });
  try {
    return await reading.run();
  } catch (error) {
    if (error instanceof RefusedError)
      await failImport(db, importId, { code: error.code, params: error.params }, { id: importId, readingNo });
    else if (!(error instanceof ReadingOver)) throw error;
    return (await importRun(db, importId))?.state ?? 'rejected';
  }
}

class Reading {
  private readonly deps: ReadImportDeps;
  private readonly importRow: ImportRunRow;
  private readonly errors: ImportRowError[] = [];
  private errorCount = 0;
  private readonly remarks = new Remarks();
  /** The row that is being read; null while none is. */
  private row: number | null = null;
  /** Read once for all passes over the file. */
  private currencies: ReturnType<typeof expectedCurrencies> | undefined;
  private shownProgress = 0;

  constructor(deps: ReadImportDeps, importRow: ImportRunRow) {
    this.deps = deps;
    this.importRow = importRow;
  }

  async run(): Promise<ImportState> {
    const { db, limits = defaultReadLimits } = this.deps;
    const { id, sourceId, legalEntityId, reading: declared } = this.importRow;
    if (this.importRow.kind === 'bank_statement')
      return readBankFile(this.deps, this.importRow, {
        source: await this.source(),
        write: (work) => this.write(work),
      });
    const remembered = await rememberedReading(db, sourceId);
    const entity = await importingEntity(db, legalEntityId);
    const table = await openTable(
      await this.source(),
      { ...remembered, encoding: undefined, delimiter: undefined, ...declared },
      limits,
      { remembered: remembered.encoding, country: entity.country },
    );
    try {
      const profile = await this.profile(table, declared, remembered, entity.timeZone);
      const review = this.review(table, profile);
      await this.write(async (tx) => {
        await clearStaging(tx, id);
        await clearRemarkRows(tx, id);
      });
      if (profile.resolved === null || table.encodingQuestion !== undefined) {
        return await this.finish({
          review,
          questions: [
            ...(table.encodingQuestion === undefined ? [] : [table.encodingQuestion]),
            ...profile.questions,
          ],
          errors: [],
          errorCount: 0,
        });
      }
      await this.stage(table, profile.resolved);
      await this.checkAgainstEachOther(profile.resolved);
      const questions =
        this.errorCount > 0 && !declared.leaveOutErrors
          ? [{ id: 'errors' as const, count: this.errorCount }]
          : [];
      if (questions.length === 0) await this.remember(table, profile, declared, remembered);
      this.errors.sort((a, b) => a.row - b.row);
      const outcome = {
        review: this.review(table, profile),
        questions,
        errors: this.errors,
        errorCount: this.errorCount,
      };
      return await this.finish(outcome);
    } finally {
      await table.close();
    }
  }

  /** Writes for this reading, while it is the one that counts. */
  private async write(work: (tx: Db) => Promise<void>): Promise<void> {
    await this.deps.db.$transaction(async (tx) => {
      if (!(await holdReading(tx, this.importRow))) throw new ReadingOver();
      await work(tx);
    });
  }

  private finish(outcome: Parameters<typeof finishReading>[2]): Promise<ImportState> {
    this.deps.onProgress?.(1000, applyTimeoutMs);
    return finishReading(this.deps.db, this.importRow, outcome);
  }

  private async source(): Promise<FileSource> {
    const file = await storedFile(this.deps.db, this.importRow.fileId!);
    if (file === null) throw new RefusedError('file_empty');
    let passes = 0;
    const spans = [
      [0, stages.sniffed],
      [stages.sniffed, stages.profiled],
      [stages.profiled, stages.staged],
    ] as const;
    return {
      name: file.name,
      sizeBytes: file.sizeBytes,
      open: () => {
        const [from, until] = spans[Math.min(passes++, spans.length - 1)]!;
        return this.counted(file.id, file.sizeBytes, from, until);
      },
    };
  }

  private async *counted(
    fileId: string,
    size: number,
    from: number,
    until: number,
  ): AsyncGenerator<Uint8Array> {
    let bytes = 0;
    for await (const chunk of readStoredFile(this.deps.db, fileId)) {
      bytes += chunk.length;
      yield chunk;
      await this.progress(from + ((until - from) * bytes) / size);
    }
  }

  private async progress(done: number): Promise<void> {
    const shown = Math.round(done);
    this.deps.onProgress?.(Math.max(shown, this.shownProgress));
    if (shown < this.shownProgress + 20) return;
    this.shownProgress = shown;
    const at = this.deps.now?.() ?? new Date();
    if (!(await setProgress(this.deps.db, this.importRow, shown, at))) throw new ReadingOver();
  }

  private async profile(
    table: Table,
    declared: LedgerReading,
    remembered: LedgerReading,
    timeZone: string,
  ): Promise<Profile> {
    const expectedCurrency = await this.currencyOf();
    const profiler = new Profiler(this.importRow.kind, declared, remembered, { timeZone, expectedCurrency });
    for await (const batch of table.rows()) {
      for (const { row, cells } of batch) profiler.add(row, cells);
      this.deps.onProgress?.(this.shownProgress);
    }
    const profile = profiler.finish();
    if (!profile.ok) throw new RefusedError(profile.code, profile.params);
    return profile.value;
  }

  /** Of a row that names none: what was declared for the file, else the customer's own, else the company's. */
  private async currencyOf(): Promise<ExpectedCurrency> {
    const { legalEntityId, reading } = this.importRow;
    this.currencies ??= expectedCurrencies(this.deps.db, legalEntityId);
    const { byCustomer, entity } = await this.currencies;
    return (number) => reading.currency ?? byCustomer.get(number) ?? entity;
  }

  private async stage(table: Table, reading: ResolvedReading): Promise<void> {
    const currencyOf = await this.currencyOf();
    const context: RowContext = {
      reading,
      currencyOf,
      remark: (code, column, value) => this.remark(code, column, value),
      asOf: this.importRow.asOf,
    };
    if (reading.columns.currency === undefined && reading.kind !== 'customers') {
      this.remark('no_currency_column', '', currencyOf(''));
    }
    if (reading.kind === 'items' && reading.columns.issuedOn === undefined)
      this.remark('no_issue_date_column', '', '');
    for await (const batch of table.rows()) {
      const rows: StagedRow[] = [];
      const unreadable: UnreadableRow[] = [];
      for (const { row, cells } of batch) {
        if (row <= reading.headerRow || cells.every(isBlank)) continue;
        this.row = row;
        if (reading.kind === 'items' && isSumRow(cells, reading.columns)) {
          this.remark('sum_rows', '', String(row));
          continue;
        }
        const outcome = readRow(cells, context);
        const misshapen = misshapenRow(reading, cells);
        if (outcome.ok && outcome.row === null && misshapen === null)
          this.remark('no_document', '', String(row));
        else if (outcome.ok && outcome.row !== null && misshapen === null)
          rows.push({ rowNo: row, row: outcome.row });
        else {
          const known = outcome.ok ? { customerNumber: '', number: '' } : outcome;
          // A row whose cells have moved says nothing reliable about what it stands for.
          unreadable.push({
            rowNo: row,
            customerNumber: misshapen ? '' : known.customerNumber,
            number: misshapen ? '' : known.number,
            cells: misshapen || known.customerNumber === '' ? wordsIn(cells) : [],
          });
          this.addErrors(row, misshapen ? [misshapen] : outcome.ok ? [] : outcome.errors);
        }
      }
      this.row = null;
      const { id } = this.importRow;
      await this.write(async (tx) => {
        await stageRows(tx, id, rows);
        await stageUnreadable(tx, id, unreadable);
        await storeRemarkRows(tx, id, this.remarks.takeRows());
      });
      this.deps.onProgress?.(this.shownProgress);
    }
  }

  private addErrors(row: number, errors: RowError[]): void {
    this.errorCount += errors.length;
    for (const error of errors) if (this.errors.length < importMaxErrors) this.errors.push({ row, ...error });
  }

  private remark(code: string, column: string, value: string): void {
    this.remarks.add(code, column, value, this.row);
  }

  /** What only shows when all rows are there: the same due line twice, payments that the ledger refuses. */
  private async checkAgainstEachOther(reading: ResolvedReading): Promise<void> {
    const { db } = this.deps;
    const { id, legalEntityId } = this.importRow;
    const column = (field: keyof typeof reading.columns) => {
      const index = reading.columns[field];
      return index === undefined ? null : (reading.headers[index] ?? null);
    };
    this.deps.onProgress?.(stages.staged, applyTimeoutMs);
    if (reading.kind === 'payments') {
      const at = this.deps.now?.() ?? new Date();
      const columns = {
        customerNumber: column('customerNumber'),
        number: column('number'),
        amount: column('amount'),
        currency: column('currency'),
        reference: column('reference'),
      };
      const found = await paymentErrors(db, { importId: id, legalEntityId, at }, columns);
      this.errorCount += found.rowNos.length;
      this.errors.push(...found.errors.slice(0, importMaxErrors - this.errors.length));
      await leaveOutRows(db, id, found.rowNos);
      return;
    }
    if (reading.kind === 'customers') {
      for (const { rowNo, field, value } of await inSets(db, (tx) => mergeCustomerRows(tx, id)))
        this.remarks.add('customer_rows_differ', column(headerField(field)) ?? '', value, rowNo);
      await storeRemarkRows(db, id, this.remarks.takeRows());
      return;
    }
    for (const rowNo of await inSets(db, (tx) => joinSplitRows(tx, id)))
      this.remarks.add('rows_joined', column('number') ?? '', String(rowNo), rowNo);
    await storeRemarkRows(db, id, this.remarks.takeRows());
    const duplicates = await duplicateRows(db, id);
    for (const { rowNo, firstRow, number, customerNumber } of duplicates) {
      const error = {
        column: column('number'),
        value: number ?? customerNumber,
      };
      this.addErrors(rowNo, [{ ...error, code: 'duplicate_row', params: { firstRow } }]);
    }
    await leaveOutRows(
      db,
      id,
      duplicates.map(({ rowNo }) => rowNo),
    );
  }

  private async remember(
    table: Table,
    profile: Profile,
    declared: LedgerReading,
    remembered: LedgerReading,
  ): Promise<void> {
    await rememberReading(
      this.deps.db,
      this.importRow.sourceId,
      readingToRemember({ declared, remembered, profile, encoding: table.encoding }),
    );
  }

  private review(table: Table, profile: Profile): ImportReview {
    const { resolved } = profile;
    const remarks: ImportReview['remarks'] = [
      ...this.remarks.summary(),
      ...profile.remarks,
      ...(resolved === null
        ? []
        : [
            {
              code: 'decimal_mark',
              params: { value: resolved.decimalMark, by: profile.settledBy.decimalMark },
            },
            { code: 'date_order', params: { value: resolved.dateOrder, by: profile.settledBy.dateOrder } },
          ]),
    ];
    return {
      fileType: table.fileType,
      rows: profile.dataRows,
      headers: profile.headers,
      columns: profile.columns,
      ignoredColumns: profile.mapping.ignored,
      newCustomers: 0,
      remarks,
      ...(table.sheet === undefined ? {} : { sheet: table.sheet }),
      ...(table.encoding === undefined ? {} : { encoding: table.encoding }),
      ...(table.delimiter === undefined ? {} : { delimiter: table.delimiter }),
    };
  }
}

/**
 * A row with more cells than the header is one whose values have moved. One with fewer lacks its empty last cells, as
 * spreadsheet programs write them; if a value is gone instead, what stands in its place is no date and no amount.
 */
function misshapenRow({ headers }: ResolvedReading, cells: unknown[]): RowError | null {
  const width = headers.length;
  const extra = cells.slice(width).some((cell) => typeof cell === 'string' && cell.trim() !== '');
  if (!extra) return null;
  return {
    column: null,
    value: String(cells.length),
    code: 'columns_count',
    params: { expected: width, found: cells.length },
  };
}

/** The column from which a fact about a customer was read. */
function headerField(fact: string): LedgerField {
  return fact === 'name' ? 'customerName' : (fact as LedgerField);
}

/** What may be the number of a customer in a row that says it nowhere for certain. */
function wordsIn(cells: Cell[]): string[] {
  const texts = cells.map((cell) => cellText(cell)).filter((text) => text.length >= 2 && text.length <= 100);
  return [...new Set(texts)].slice(0, 50).map((text) => text.toWellFormed());
}
