import { z } from 'zod';
import { enteredRate, percentText } from '../../../domain/model/interest.ts';
import {
  dayCounts,
  interestLaws,
  interestObstacles,
  interestRemarks,
  interestRoundings,
  lateCharges,
  referenceRates,
} from '../../../domain/vocabulary/interest.ts';
import { currencyCode, isoDate, minor } from '../../../domain/model/common.ts';
import { amounts, entityParams, instant, uuid } from '../../wire.ts';

export const rateParams = entityParams.extend({ rateId: uuid });

export const newRate = enteredRate.strict().meta({ id: 'NewReferenceRate' });

const rateRow = z
  .object({
    /** Of an entered row; null: it came with the product. */
    id: uuid.nullable(),
    rate: z.enum(referenceRates),
    fromOn: isoDate,
    /** Of a year, as decimal text. */
    percent: percentText,
    source: z.string(),
    /** Whether a publication was found, or somebody vouches for it. */
    isConfirmed: z.boolean(),
    enteredBy: z.string().nullable(),
    enteredAt: instant.nullable(),
  })
  .meta({ id: 'ReferenceRateRow' });

export const rateTable = z
  .object({
    /** Whose law the company claims by; null: none that the product knows. */
    law: z.enum(interestLaws).nullable(),
    /** The rate that its claims count from; null: an agreed rate, or no known law. */
    used: z.enum(referenceRates).nullable(),
    /** Newest effect first. */
    rows: z.array(rateRow),
    /** The day up to which changes of each rate are in the table. */
    knownThroughOn: z.record(z.enum(referenceRates), isoDate),
  })
  .meta({ id: 'ReferenceRateTable' });

export const rateConsequence = z
  .object({
    /** What counts on that day without it. */
    before: z.object({ percent: percentText, source: z.string(), fromOn: isoDate }).nullable(),
    isUsed: z.boolean(),
    items: z.number().int(),
    changed: z.number().int(),
    interestBefore: amounts,
    interestAfter: amounts,
  })
  .meta({ id: 'RateConsequence' });

const remarks = z.array(z.enum(interestRemarks));
const money = z.object({ amountMinor: minor, currency: currencyCode });

const computation = z.object({
  law: z.enum(interestLaws),
  statute: z.string().nullable(),
  practice: z.string(),
  dayCount: z.enum(dayCounts),
  rounding: z.enum(interestRoundings),
  startsOn: isoDate,
  throughOn: isoDate,
  days: z.number().int(),
  segments: z.array(
    z.object({
      fromOn: isoDate,
      throughOn: isoDate,
      days: z.number().int(),
      principalMinor: minor,
      percent: percentText,
      referencePercent: percentText.nullable(),
      marginPercent: percentText,
      amountMinor: minor,
      source: z.string().nullable(),
      remarks,
    }),
  ),
  interestMinor: minor,
  currency: currencyCode,
  compensation: money.nullable(),
  compensationStatute: z.string().nullable(),
  remarks,
});

/** What an item costs late to this day, and what of it is not claimed. */
export const itemInterest = z
  .object({
    customerId: uuid,
    /** Null: `obstacle` says why nothing can be computed. */
    computation: computation.nullable(),
    obstacle: z.enum(interestObstacles).nullable(),
    claimed: z.object({ interestMinor: minor, compensation: money.nullable() }),
    /** What reminders added to it, oldest first; whatever happened to the item since changes nothing of it. */
    added: z.array(
      z.object({
        charge: z.enum(lateCharges),
        level: z.number().int(),
        amountMinor: minor,
        currency: currencyCode,
        addedOn: isoDate,
        actionId: uuid,
      }),
    ),
    /** Whether the item is open: only then what was added is asked for. */
    isOpen: z.boolean(),
    waivers: z.array(
      z.object({
        id: uuid,
        charge: z.enum(lateCharges),
        reason: z.string(),
        by: z.string().nullable(),
        at: instant,
      }),
    ),
  })
  .meta({ id: 'ItemInterest' });

export const newWaiver = z
  .object({
    itemId: uuid,
    charges: z.array(z.enum(lateCharges)).min(1).max(2),
    reason: z.string().trim().min(1).max(1000),
  })
  .strict()
  .meta({ id: 'NewChargeWaiver' });
