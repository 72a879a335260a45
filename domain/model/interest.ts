/** A computation of late interest as it is asked for at a terminal (docs/interest.md) and by the API. */
import { z } from 'zod';
import { debtorKinds, referenceRates } from '../vocabulary/interest.ts';
import { countryCode, currencyCode, isoDate, minor } from './common.ts';

/** Decimal text, so that no rate passes through a binary fraction: `12.25` is twelve and a quarter per cent. */
export const percentText = z
  .string()
  .regex(/^-?\d{1,3}(\.\d{1,4})?$/, 'a percentage as text, such as "12.25" with at most four decimals');
const agreedPercent = percentText.refine((text) => !text.startsWith('-'), 'not below zero');

export const interestTerms = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('law') }),
  z.object({ kind: z.literal('fixed'), percent: agreedPercent }),
  z.object({ kind: z.literal('over_reference'), points: agreedPercent }),
]);

export const enteredRate = z.object({
  rate: z.enum(referenceRates),
  fromOn: isoDate,
  percent: percentText,
  source: z.string().trim().min(1).max(500),
});

export const interestQuestion = z
  .object({
    version: z.literal(1),
    /** Of the creditor. */
    country: countryCode,
    debtor: z.enum(debtorKinds).default('business'),
    terms: interestTerms.default({ kind: 'law' }),
    item: z.object({ amountMinor: minor.nonnegative(), currency: currencyCode, dueOn: isoDate }),
    payments: z
      .array(z.object({ paidOn: isoDate, amountMinor: minor.nonnegative() }))
      .max(1_000)
      .default([]),
    /** First day of interest; absent: the day that the law names. */
    from: isoDate.optional(),
    noticeOn: isoDate.optional(),
    /** Last day of interest, included. */
    to: isoDate,
    /** Rates that are not in the table, or instead of what is. */
    rates: z.array(enteredRate).max(1_000).default([]),
  })
  .strict()
  .refine(({ item, to }) => Number(to.slice(0, 4)) - Number(item.dueOn.slice(0, 4)) <= 100, {
    path: ['to'],
    message: 'not more than a hundred years after the due date',
  });
export type InterestQuestion = z.infer<typeof interestQuestion>;
