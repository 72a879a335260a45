import { z } from 'zod';
import {
  controlTotals,
  approvalReason,
  importQuestion,
  importReview,
  importRowError,
  ledgerReading,
} from '../../../domain/model/ledger.ts';
import { documentTypes } from '../../../domain/vocabulary/ledger.ts';
import { importChanges, importKinds, importModes, importStates } from '../../../domain/vocabulary/imports.ts';
import { currencyCode } from '../../../domain/model/common.ts';
import { instant, isoDate, minor, page, pageOf, pageSize, person, several, uuid } from '../../wire.ts';

/** A short name of the feed, by which columns and spelling are remembered. */
const sourceName = z.string().trim().min(1).max(100);

/** What is said about a file beside its content; in the query, so that the body is the file alone. */
export const uploadQuery = z
  .object({
    source: sourceName.default('upload'),
    kind: z.enum(importKinds).default('items'),
    mode: z.enum(importModes).default('full'),
    /** The day that the file stands for; today in the entity's time zone where absent. */
    asOf: isoDate.optional(),
    /** Language tag (`fr`, `de-CH`), `us`, `uk` or `iso`; detected where absent. */
    locale: z.string().max(35).optional(),
    currency: currencyCode.optional(),
    sheet: z.string().max(100).optional(),
    /** Encoding of the text by any usual name (`windows-1250`, `cp850`, `macroman`); detected where absent. */
    encoding: z.string().max(40).optional(),
    /** Columns, words and answers as JSON, in the form in which an import shows its `reading`. */
    reading: z.string().max(20_000).optional(),
    /** Applied without a person when there is nothing to ask, nothing wrong and nothing to approve. */
    unattended: z
      .enum(['true', 'false'])
      .default('false')
      .transform((value) => value === 'true'),
  })
  .strict();
export type UploadQuery = z.infer<typeof uploadQuery>;

/** Legal entity by its code; may be left out by a user of one entity only. */
export const entityCode = z.string().trim().min(1).max(50).optional();
export const pushQuery = uploadQuery.extend({ entity: entityCode }).strict();

export const importRun = z
  .object({
    id: uuid,
    source: z.string(),
    kind: z.enum(importKinds),
    mode: z.enum(importModes),
    state: z.enum(importStates),
    fileName: z.string(),
    asOf: isoDate,
    reading: ledgerReading,
    questions: z.array(importQuestion),
    /** Rows by change: new, changed, cleared, reappeared, unchanged. */
    counts: z.partialRecord(z.enum(importChanges), z.number().int()),
    totals: z.record(currencyCode, controlTotals),
    /** The first thousand; `errorCount` tells how many there are. */
    errors: z.array(importRowError),
    errorCount: z.number().int(),
    approval: z.array(approvalReason),
    review: importReview,
    failure: z
      .object({ code: z.string(), params: z.record(z.string(), z.union([z.string(), z.number()])) })
      .nullable(),
    /** Work done of `progressTotal` (thousandths of the stage that runs). */
    /** Nobody has worked on it for a minute: it is taken up again by itself, or by `repeat`. */
    standsStill: z.boolean(),
    progressDone: z.number().int(),
    progressTotal: z.number().int(),
    createdAt: instant,
    createdBy: person.nullable(),
    decidedBy: person.nullable(),
    appliedAt: instant.nullable(),
    undoneAt: instant.nullable(),
  })
  .meta({ id: 'ImportRun' });

export const importPage = pageOf(importRun, 'ImportPage');
export const importListQuery = z.object({ page, pageSize }).strict();

export const importRowView = z
  .object({
    row: z.number().int().nullable(),
    change: z.enum(importChanges),
    customerNumber: z.string(),
    customerName: z.string().nullable(),
    customerId: uuid.nullable(),
    itemId: uuid.nullable(),
    type: z.enum(documentTypes).nullable(),
    number: z.string().nullable(),
    instalment: z.number().int(),
    issuedOn: isoDate.nullable(),
    dueOn: isoDate.nullable(),
    currency: z.string().nullable(),
    openMinor: minor.nullable(),
    beforeOpenMinor: minor.nullable(),
    beforeDueOn: isoDate.nullable(),
  })
  .meta({ id: 'ImportRow' });
export const importRowPage = pageOf(importRowView, 'ImportRowPage');
export const importRowQuery = z.object({ change: several(z.enum(importChanges)), page, pageSize }).strict();

export const remarkRowQuery = z
  .object({ code: z.string().max(60).default(''), column: z.string().max(1000).default(''), page, pageSize })
  .strict();
/** `value` as it is written in the file. */
export const remarkRow = z
  .object({
    row: z.number().int(),
    value: z.string(),
    customerNumber: z.string().nullable(),
    number: z.string().nullable(),
  })
  .meta({ id: 'ImportRemarkRow' });
export const remarkRowPage = pageOf(remarkRow, 'ImportRemarkRowPage');

export const answers = z.object({ reading: ledgerReading }).strict().meta({ id: 'ImportAnswers' });
export const importAccepted = z
  .object({ id: uuid, state: z.enum(importStates) })
  .meta({ id: 'ImportAccepted' });
