/** Reads a stored bank file into the lines of its import; what they pay is found when the change set is computed. */
import { RefusedError } from '../../domain/errors.ts';
import type { StoredTransaction } from '../../domain/model/bank.ts';
import type { ImportReview } from '../../domain/model/ledger.ts';
import type { BankFormat } from '../../domain/vocabulary/bank.ts';
import type { ImportState } from '../../domain/vocabulary/imports.ts';
import type { Db } from '../../prisma/client.ts';
import { contentHash } from '../../prisma/hashes.ts';
import {
  clearBankRows,
  stageBankLines,
  stageBankStatements,
  type NewBankLine,
  type NewBankStatement,
} from '../../prisma/queries/bank/staging.ts';
import { applyTimeoutMs, type ImportRunRow } from '../../prisma/queries/imports/read.ts';
import { finishReading } from '../../application/imports/review.ts';
import { readStatements } from '../adapters/bank/open-statement.ts';
import type { KeyedEntry, ReadStatement, StatementMessage } from '../adapters/bank/statement-thread.ts';
import { defaultReadLimits, type FileSource, type ReadLimits } from '../adapters/spreadsheet/table.ts';
import type { ReadImportDeps } from './read-import.ts';

export interface BankReading {
  source: FileSource;
  /** Writes while this reading is the one that counts. */
  write: (work: (tx: Db) => Promise<void>) => Promise<void>;
}

export async function readBankFile(
  deps: ReadImportDeps,
  run: ImportRunRow,
  { source, write }: BankReading,
): Promise<ImportState> {
  const { db, limits = defaultReadLimits } = deps;
  const ref = { importId: run.id, legalEntityId: run.legalEntityId };
  const staging = new Staging(run);
  await write((tx) => clearBankRows(tx, run.id));
  for await (const message of messagesOf(source, limits, run)) {
    const rows = staging.add(message);
    if (rows.statements.length > 0) await write((tx) => stageBankStatements(tx, ref, rows.statements));
    for (let at = 0; at < rows.lines.length; at += linesAtOnce)
      await write((tx) => stageBankLines(tx, ref, rows.lines.slice(at, at + linesAtOnce)));
    deps.onProgress?.(0);
  }
  deps.onProgress?.(1000, applyTimeoutMs);
  if (staging.rowNo === 0) throw new RefusedError('file_empty');
  return finishReading(db, run, { review: staging.review(), questions: [], errors: [], errorCount: 0 });
}

/** One entry may hold a hundred thousand. */
const linesAtOnce = 1_000;

/** Where a text is not UTF-8: what banks wrote before it. */
function messagesOf(
  source: FileSource,
  limits: ReadLimits,
  run: ImportRunRow,
): AsyncGenerator<StatementMessage> {
  return readStatements(source, limits, run.reading.encoding ?? 'windows-1252');
}

class Staging {
  rowNo = 0;
  private readonly run: ImportRunRow;
  private format: BankFormat | undefined;

  constructor(run: ImportRunRow) {
    this.run = run;
  }

  add(message: StatementMessage): { statements: NewBankStatement[]; lines: NewBankLine[] } {
    switch (message.kind) {
      case 'goes_on':
        return { statements: [], lines: [] };
      case 'format':
        this.format = message.format;
        return { statements: [], lines: [] };
      case 'entries':
        return {
          statements: message.statements.map(statementOf),
          lines: message.entries.flatMap((entry) => this.linesOf(entry)),
        };
    }
  }

  private linesOf({ key, entry, account }: KeyedEntry): NewBankLine[] {
    const entryKey = contentHash([key]);
    const bookedOn = entry.bookedOn ?? entry.valueOn ?? this.run.asOf;
    return entry.transactions.map((transaction, part): NewBankLine => {
      const { references, counterparty, text, returnReason, chargesMinor, instructed, amountMinor } =
        transaction;
      const data: StoredTransaction = {
        text,
        name: counterparty.name,
        ...references,
        returnReason,
        isReversal: entry.isReversal,
        chargesMinor,
        instructed,
        code: entry.code,
      };
      return {
        rowNo: ++this.rowNo,
        place: entry.place,
        account,
        entryKey,
        part,
        parts: entry.transactions.length,
        bookedOn,
        amountMinor,
        currency: entry.currency,
        iban: counterparty.iban,
        data,
      };
    });
  }

  review(): ImportReview {
    return {
      rows: this.rowNo,
      headers: [],
      columns: [],
      ignoredColumns: [],
      newCustomers: 0,
      remarks: [],
      ...(this.format ? { fileType: this.format } : {}),
    };
  }
}

function statementOf({ seq, head, tail }: ReadStatement): NewBankStatement {
  const { account, currency, kind, number, page, opening } = head;
  return {
    seq,
    account,
    currency: currency ?? tail.closing?.currency ?? null,
    kind,
    number,
    page,
    openingMinor: opening?.amountMinor ?? null,
    closingMinor: tail.closing?.amountMinor ?? null,
    closingOn: tail.closing?.on ?? null,
  };
}
