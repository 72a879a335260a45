/** How a company uses a provider of letters. */
import { z } from 'zod';
import { letterArchiveYears, letterEnvelopes, letterKinds, letterSpeeds } from '../vocabulary/letters.ts';
import { currencyCode, minor } from './common.ts';

/** What one letter of a kind costs, as agreed with the provider: for the quote and the cap; the provider's own price counts where it says one. */
export const letterPrice = z
  .object({ baseMinor: minor.nonnegative(), extraSheetMinor: minor.nonnegative().default(0) })
  .strict();

export const letterConnectionSettings = z
  .object({
    colour: z.boolean().default(false),
    duplex: z.boolean().default(true),
    envelope: z.enum(letterEnvelopes).default('auto'),
    speed: z.enum(letterSpeeds).default('standard'),
    archiveYears: z.literal(letterArchiveYears).default(3),
    /** How long a letter stays with us before it is handed over; until then it can be taken back. */
    recallMinutes: z
      .number()
      .int()
      .min(0)
      .max(7 * 24 * 60)
      .default(60),
    currency: currencyCode.default('EUR'),
    prices: z.partialRecord(z.enum(letterKinds), letterPrice).default({}),
    /** Letters of a calendar month cost no more than this; null: no cap. */
    monthlyCapMinor: minor.nonnegative().nullable().default(null),
  })
  .strict();
export type LetterConnectionSettings = z.infer<typeof letterConnectionSettings>;
