/** What is stored of a transaction of a bank file. A change to these shapes needs a migration. */
import { z } from 'zod';
import { matchNotes } from '../vocabulary/bank.ts';
import { currencyCode } from './common.ts';

export const storedTransaction = z.object({
  text: z.string(),
  name: z.string(),
  endToEnd: z.string().nullable(),
  mandate: z.string().nullable(),
  structured: z.array(z.string()),
  others: z.array(z.string()),
  returnReason: z.string().nullable(),
  isReversal: z.boolean(),
  chargesMinor: z.number().int(),
  instructed: z
    .object({ amountMinor: z.number().int(), currency: currencyCode, rate: z.string().nullable() })
    .nullable(),
  code: z.string(),
});
export type StoredTransaction = z.infer<typeof storedTransaction>;

const target = z.object({
  lineId: z.string(),
  number: z.string(),
  instalment: z.number().int(),
  amountMinor: z.number().int(),
});

export const storedMatch = z.object({
  targets: z.array(target).default([]),
  unappliedMinor: z.number().int().default(0),
  notes: z.array(z.enum(matchNotes)).default([]),
  paymentId: z.string().nullable().default(null),
});
export type StoredMatch = z.infer<typeof storedMatch>;

/** `leave`: it is not booked. Otherwise: of this customer, for these items, the rest on its account. */
export const bankChoice = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('leave') }),
  z.object({
    kind: z.literal('book'),
    customerId: z.uuid(),
    numbers: z.array(z.string().min(1).max(100)).max(100),
  }),
]);
export type BankChoice = z.infer<typeof bankChoice>;
