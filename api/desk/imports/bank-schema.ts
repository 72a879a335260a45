import { z } from 'zod';
import { bankLineStates, matchNotes, matchRules } from '../../../domain/vocabulary/bank.ts';
import { currencyCode } from '../../../domain/model/common.ts';
import { isoDate, minor, page, pageSize, pageWithTotals, several, uuid } from '../../wire.ts';

export const bankLine = z
  .object({
    /** Counted through the file, from 1. */
    row: z.number().int(),
    place: z.string(),
    account: z.string(),
    bookedOn: isoDate,
    /** Below zero: it left the account. */
    amountMinor: minor,
    currency: z.string(),
    text: z.string(),
    payerName: z.string(),
    payerIban: z.string().nullable(),
    reference: z.string().nullable(),
    returnReason: z.string().nullable(),
    /** What the bank booked with it as charges. */
    chargesMinor: minor,
    /** What was ordered in another currency. */
    instructed: z.object({ amountMinor: minor, currency: currencyCode }).nullable(),
    state: z.enum(bankLineStates),
    rule: z.enum(matchRules).nullable(),
    notes: z.array(z.enum(matchNotes)),
    customer: z.object({ id: uuid, number: z.string(), name: z.string() }).nullable(),
    targets: z.array(z.object({ number: z.string(), instalment: z.number().int(), amountMinor: minor })),
    unappliedMinor: minor,
    /** What a person said: to book it, or to leave it out. */
    chosen: z.enum(['book', 'leave']).nullable(),
    isBooked: z.boolean(),
  })
  .meta({ id: 'BankLine' });
export const bankLinePage = pageWithTotals(bankLine, 'BankLinePage', {
  /** Lines by state. */
  counts: z.record(z.enum(bankLineStates), z.number().int()),
});
export const bankLineQuery = z.object({ state: several(z.enum(bankLineStates)), page, pageSize }).strict();

/** `numbers`: of documents that it pays, the oldest due first; none: all of it stays on the customer's account. */
export const lineChoice = z
  .object({
    choice: z
      .discriminatedUnion('kind', [
        z.object({ kind: z.literal('leave') }).strict(),
        z
          .object({
            kind: z.literal('book'),
            customerNumber: z.string().trim().min(1).max(100),
            numbers: z.array(z.string().trim().min(1).max(100)).max(100),
          })
          .strict(),
      ])
      .nullable(),
  })
  .strict()
  .meta({ id: 'BankLineChoice' });
