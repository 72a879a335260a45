/** Rows of a bank file that is being read: put aside for the review. */
import type { StoredTransaction } from '../../../domain/model/bank.ts';
import type { IsoDate } from '../../../domain/model/common.ts';
import { storableValue } from '../../../domain/text/storable.ts';
import type { StatementKind } from '../../../domain/vocabulary/bank.ts';
import type { Db } from '../../client.ts';
import { fromIsoDate } from '../../convert.ts';

export interface NewBankStatement {
  seq: number;
  account: string;
  currency: string | null;
  kind: StatementKind;
  number: number | null;
  page: number | null;
  openingMinor: number | null;
  closingMinor: number | null;
  closingOn: IsoDate | null;
}

export interface NewBankLine {
  rowNo: number;
  place: string;
  account: string;
  entryKey: string;
  part: number;
  parts: number;
  bookedOn: IsoDate;
  amountMinor: number;
  currency: string;
  iban: string | null;
  data: StoredTransaction;
}

export interface BankImport {
  importId: string;
  legalEntityId: string;
}

export async function clearBankRows(db: Db, importId: string): Promise<void> {
  await db.bankLine.deleteMany({ where: { importId } });
  await db.bankStatement.deleteMany({ where: { importId } });
}

export async function stageBankStatements(
  db: Db,
  { importId, legalEntityId }: BankImport,
  statements: NewBankStatement[],
): Promise<void> {
  await db.bankStatement.createMany({
    data: statements.map(({ openingMinor, closingMinor, closingOn, ...statement }) => ({
      ...storableValue(statement),
      importId,
      legalEntityId,
      openingMinor: openingMinor === null ? null : BigInt(openingMinor),
      closingMinor: closingMinor === null ? null : BigInt(closingMinor),
      closingOn: closingOn === null ? null : fromIsoDate(closingOn),
    })),
  });
}

export async function stageBankLines(
  db: Db,
  { importId, legalEntityId }: BankImport,
  lines: NewBankLine[],
): Promise<void> {
  if (lines.length === 0) return;
  await db.bankLine.createMany({
    data: lines.map(({ bookedOn, amountMinor, ...line }) => ({
      ...storableValue(line),
      importId,
      legalEntityId,
      bookedOn: fromIsoDate(bookedOn),
      amountMinor: BigInt(amountMinor),
    })),
  });
}
