/** How a company uses a provider of letters. */
import { z } from 'zod';
import { letterArchiveYears, letterEnvelopes, letterKinds, letterSpeeds } from '../vocabulary/letters.ts';
import { currencyCode, minor } from './common.ts';

/** What one letter of a kind costs, as agreed with the provider: for the quote and the cap; the provider's own price counts where it says one. */
export const letterPrice = z
  .object({ baseMinor: minor.nonnegative(), extraSheetMinor: minor.nonnegative().default(0) })
  .strict();

const fields = {
  colour: z.boolean(),
  duplex: z.boolean(),
  envelope: z.enum(letterEnvelopes),
  speed: z.enum(letterSpeeds),
  archiveYears: z.literal(letterArchiveYears),
  /** How long a letter stays with us before it is handed over; until then it can be taken back. */
  recallMinutes: z
    .number()
    .int()
    .min(0)
    .max(7 * 24 * 60),
  currency: currencyCode,
  prices: z.partialRecord(z.enum(letterKinds), letterPrice),
  /** Letters of a calendar month cost no more than this; null: no cap. */
  monthlyCapMinor: minor.nonnegative().nullable(),
};

export const letterConnectionSettings = z
  .object({
    colour: fields.colour.default(false),
    duplex: fields.duplex.default(true),
    envelope: fields.envelope.default('auto'),
    speed: fields.speed.default('standard'),
    archiveYears: fields.archiveYears.default(3),
    recallMinutes: fields.recallMinutes.default(60),
    currency: fields.currency.default('EUR'),
    prices: fields.prices.default({}),
    monthlyCapMinor: fields.monthlyCapMinor.default(null),
  })
  .strict();
export type LetterConnectionSettings = z.infer<typeof letterConnectionSettings>;

/** Field by field; what is not named stays. */
export const letterConnectionChanges = z
  .object({ enabled: z.boolean(), kinds: z.array(z.enum(letterKinds)).max(letterKinds.length), ...fields })
  .partial()
  .strict();
export type LetterConnectionChanges = z.infer<typeof letterConnectionChanges>;
