/** What `relance import --json` prints, on one object; docs/import.md is its contract. */
import { z } from 'zod';
import {
  approvalReason,
  controlTotals,
  importQuestion,
  importReview,
  importRowError,
  ledgerReading,
} from '../domain/model/ledger.ts';
import { currencyCode, isoDate } from '../domain/model/common.ts';
import { importChanges, importKinds, importModes, importStates } from '../domain/vocabulary/imports.ts';
import { bankLineStates, matchNotes, matchRules } from '../domain/vocabulary/bank.ts';
import type { BankLineRow } from '../prisma/queries/bank/read.ts';
import type { ImportRunRow } from '../prisma/queries/imports/read.ts';

const instant = z.iso.datetime();
const params = z.record(z.string(), z.union([z.string(), z.number()]));

/** Raised when a field is taken away or means something else; new fields may come at any time. */
const version = 1;

/** A transaction and what it was found to pay. */
const bankLineShape = z
  .object({
    row: z.number().int(),
    place: z.string(),
    bookedOn: isoDate,
    amountMinor: z.number().int(),
    currency: z.string(),
    state: z.enum(bankLineStates),
    rule: z.enum(matchRules).nullable(),
    notes: z.array(z.enum(matchNotes)),
    customerNumber: z.string().nullable(),
    targets: z.array(
      z.object({ number: z.string(), instalment: z.number().int(), amountMinor: z.number().int() }).strict(),
    ),
    unappliedMinor: z.number().int(),
  })
  .strict();

/** Amounts are whole minor units of their currency, days `YYYY-MM-DD`, instants in UTC. */
export const importReportShape = z
  .object({
    version: z.literal(version),
    id: z.uuid(),
    source: z.string(),
    kind: z.enum(importKinds),
    mode: z.enum(importModes),
    state: z.enum(importStates),
    fileName: z.string(),
    fileSha256: z.string().nullable(),
    asOf: isoDate,
    reading: ledgerReading,
    questions: z.array(importQuestion),
    /** Rows by change. */
    counts: z.partialRecord(z.enum(importChanges), z.number().int()),
    totals: z.record(currencyCode, controlTotals),
    /** The first thousand; `errorCount` tells how many there are. */
    errors: z.array(importRowError),
    errorCount: z.number().int(),
    approval: z.array(approvalReason),
    review: importReview,
    failure: z.object({ code: z.string(), params }).nullable(),
    /** Of a bank file: its transactions, the first thousand; otherwise none. */
    bankLines: z.array(bankLineShape),
    createdAt: instant,
    appliedAt: instant.nullable(),
  })
  .strict();
export type ImportReport = z.infer<typeof importReportShape>;

/** The command did not come as far as an import; the sentence also stands on standard error. */
export const importFailureShape = z
  .object({
    version: z.literal(version),
    error: z.object({ code: z.string(), message: z.string(), params }).strict(),
  })
  .strict();

export function importReport(run: ImportRunRow, lines: BankLineRow[] = []): ImportReport {
  return {
    version,
    id: run.id,
    source: run.sourceName,
    kind: run.kind,
    mode: run.mode,
    state: run.state,
    fileName: run.fileName,
    fileSha256: run.fileSha256,
    asOf: run.asOf,
    reading: run.reading,
    questions: run.questions,
    counts: run.counts,
    totals: run.totals,
    errors: run.errors,
    errorCount: run.errorCount,
    approval: run.approval,
    review: run.review,
    failure: run.failure,
    bankLines: lines.map(bankLineReport),
    createdAt: run.createdAt.toISOString(),
    appliedAt: run.appliedAt?.toISOString() ?? null,
  };
}

function bankLineReport(line: BankLineRow): ImportReport['bankLines'][number] {
  const { rowNo, place, bookedOn, amountMinor, currency, state, rule, customer, match } = line;
  return {
    row: rowNo,
    place,
    bookedOn,
    amountMinor,
    currency,
    state,
    rule,
    notes: match.notes,
    customerNumber: customer?.number ?? null,
    targets: match.targets.map((target) => ({
      number: target.number,
      instalment: target.instalment,
      amountMinor: target.amountMinor,
    })),
    unappliedMinor: match.unappliedMinor,
  };
}

export function importFailure(
  code: string,
  message: string,
  about: z.infer<typeof params> = {},
): z.infer<typeof importFailureShape> {
  return { version, error: { code, message, params: about } };
}
