// Stored as JSON in ImportSource.reading, ImportRun.reading, .questions, .errors, .totals, .review and .approval:
// changing it needs a migration of stored imports.
import { z } from 'zod';
import { errorCodes } from '../errors.ts';
import { bankFormats } from '../vocabulary/bank.ts';
import {
  creditSigns,
  dateOrders,
  dateSerials,
  decimalMarks,
  fileEncodings,
  identifierReadings,
  moneyInSigns,
  openAmountReadings,
  wordFields,
  zoneReadings,
} from '../vocabulary/imports.ts';
import { currencyCode, isoDate } from './common.ts';

export const decimalMark = z.enum(decimalMarks);

export const dateOrder = z.enum(dateOrders);

/** Words are compared without case, accents, blanks and signs; `*` stands for every word that is neither named nor known. */
const meaningOfWords = z.record(z.string().min(1).max(100), z.string().min(1).max(40));

/** What the words of a column mean: `{ status: { storniert: 'closed' }, side: { S: 'debit', H: 'credit' } }`. */
export const ledgerWords = z.partialRecord(z.enum(wordFields), meaningOfWords);
export type LedgerWords = z.infer<typeof ledgerWords>;

export const delimiters = [';', ',', '\t', '|'] as const;
export type Delimiter = (typeof delimiters)[number];

/**
 * How the files of a source are read. What is absent is detected; what was declared or answered stands until
 * somebody declares something else. `columns` maps a field to the header as it is written in the file, or to an
 * empty text for "no column is that".
 */
export const ledgerReading = z
  .object({
    columns: z.record(z.string(), z.string()).optional(),
    decimalMark: decimalMark.optional(),
    dateOrder: dateOrder.optional(),
    encoding: z.enum(fileEncodings).optional(),
    delimiter: z.enum(delimiters).optional(),
    /** The sign of money received, in a payments file. */
    moneyIn: z.enum(moneyInSigns).optional(),
    words: ledgerWords.optional(),
    creditSigns: z.enum(creditSigns).optional(),
    openAmount: z.enum(openAmountReadings).optional(),
    identifiers: z.enum(identifierReadings).optional(),
    zone: z.enum(zoneReadings).optional(),
    dateSerials: z.enum(dateSerials).optional(),
    /** Name of the sheet; the first visible one where absent. */
    sheet: z.string().max(100).optional(),
    /** Currency of rows that name none. */
    currency: currencyCode.optional(),
    /** Rows that cannot be read are left out, and what they may stand for is not cleared. */
    leaveOutErrors: z.boolean().optional(),
  })
  .strict();
export type LedgerReading = z.infer<typeof ledgerReading>;

const readingExample = z.object({ written: z.string(), read: z.string() });

/** One question with a few readings to choose from; each shows what it makes of values of the file. */
function choiceOf<Id extends string, Value extends string>(id: Id, values: readonly Value[]) {
  return z.object({
    id: z.literal(id),
    columns: z.array(z.string()),
    options: z.array(
      z.object({
        value: z.enum(values as readonly [Value, ...Value[]]),
        examples: z.array(readingExample),
        /** Values that this reading does not take. */
        unreadable: z.number().int(),
      }),
    ),
  });
}

/** Something that the file leaves open. The answer is a `LedgerReading` with that part filled in. */
export const importQuestion = z.discriminatedUnion('id', [
  choiceOf('decimalMark', decimalMarks),
  choiceOf('dateOrder', dateOrders),
  choiceOf('encoding', fileEncodings),
  choiceOf('creditSigns', creditSigns),
  choiceOf('openAmount', openAmountReadings),
  choiceOf('identifiers', identifierReadings),
  choiceOf('zone', zoneReadings),
  choiceOf('dateSerials', dateSerials),
  choiceOf('moneyIn', moneyInSigns),
  z.object({
    id: z.literal('columns'),
    /** Required fields for which no column, or more than one, was recognised. */
    fields: z.array(z.object({ field: z.string(), candidates: z.array(z.string()) })),
    headers: z.array(z.string()),
  }),
  z.object({
    id: z.literal('words'),
    field: z.enum(wordFields),
    /** Header of the column that holds them. */
    column: z.string(),
    words: z.array(
      z.object({
        word: z.string(),
        /** Rows that hold the word. */
        count: z.number().int(),
        samples: z.array(z.object({ row: z.number().int(), shown: z.string() })),
      }),
    ),
    /** What a word may mean; empty: a code that is written (a country, a language). */
    options: z.array(z.string()),
  }),
  z.object({ id: z.literal('errors'), count: z.number().int() }),
]);
export type ImportQuestion = z.infer<typeof importQuestion>;

export const importRowError = z.object({
  /** Row as a spreadsheet program numbers it: the header is usually row 1. */
  row: z.number().int(),
  column: z.string().nullable(),
  value: z.string(),
  code: z.enum(errorCodes),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
});
export type ImportRowError = z.infer<typeof importRowError>;

/** Control totals of one currency, in minor units: `before + new + changed + reappeared - cleared = after`. */
export const controlTotals = z.object({
  beforeMinor: z.number().int(),
  newMinor: z.number().int(),
  changedMinor: z.number().int(),
  reappearedMinor: z.number().int(),
  clearedMinor: z.number().int(),
  afterMinor: z.number().int(),
  /** Sum of the file's own rows. */
  fileMinor: z.number().int(),
});
export type ControlTotals = z.infer<typeof controlTotals>;

export const approvalReason = z.discriminatedUnion('code', [
  z.object({
    code: z.literal('clears_items'),
    cleared: z.number().int(),
    open: z.number().int(),
    pct: z.number(),
    limitPct: z.number(),
  }),
  z.object({
    code: z.literal('clears_amount'),
    currency: currencyCode,
    clearedMinor: z.number().int(),
    openMinor: z.number().int(),
    pct: z.number(),
    limitPct: z.number(),
  }),
  /** Between two statements of an account one is missing: `balance` in minor units, `number` as the bank counts. */
  z.object({
    code: z.literal('statement_missing'),
    kind: z.enum(['balance', 'number']),
    account: z.string(),
    expected: z.number().int(),
    found: z.number().int(),
    currency: z.string(),
  }),
  z.object({ code: z.literal('older_than_last'), asOf: isoDate, lastAsOf: isoDate }),
]);
export type ApprovalReason = z.infer<typeof approvalReason>;

/** What a reviewer is shown beside the change set itself. */
export const importReview = z.object({
  fileType: z.enum(['csv', 'xlsx', ...bankFormats]).optional(),
  rows: z.number().int().default(0),
  sheet: z.string().optional(),
  encoding: z.string().optional(),
  delimiter: z.string().optional(),
  headers: z.array(z.string()).default([]),
  /** Every column with the field it was read as (null: not used) and its first values. */
  columns: z
    .array(z.object({ header: z.string(), field: z.string().nullable(), samples: z.array(z.string()) }))
    .default([]),
  ignoredColumns: z.array(z.string()).default([]),
  newCustomers: z.number().int().default(0),
  /** Statements such as "no currency column: the entity's currency was taken", as codes with parameters. */
  remarks: z
    .array(
      z.object({
        code: z.string(),
        params: z.record(z.string(), z.union([z.string(), z.number()])).default({}),
      }),
    )
    .default([]),
});
export type ImportReview = z.infer<typeof importReview>;
