// Stored as JSON in LegalEntity.letterSettings and, in part, with templates: changing it needs a migration of stored settings.
import { z } from 'zod';
import { letterEnclosures, letterReferences, windowProfiles } from '../vocabulary/letters.ts';

const line = (most: number) => z.string().trim().max(most);

/** What letters print of a company besides its name and address. */
export const letterSettings = z
  .object({
    /** Null: the envelope that is usual in the country of the company. */
    window: z.enum(windowProfiles).nullable().default(null),
    /** Before the date; empty: the city of the company. */
    place: line(100).default(''),
    /** Below the address of the sender: telephone, e-mail, opening hours. */
    details: z.array(line(120).min(1)).max(8).default([]),
    /** At the foot, after the numbers of registers: legal form, capital, managing directors. */
    legal: z.array(line(160).min(1)).max(3).default([]),
    /** Beside the address, in this order. */
    references: z.array(z.enum(letterReferences)).max(letterReferences.length).default(['customer_number']),
    logo: z.boolean().default(true),
    /** The picture of a signature, where the company has one. */
    signature: z.boolean().default(true),
    signatureName: line(100).default(''),
    signatureRole: line(100).default(''),
    enclosures: z.array(z.enum(letterEnclosures)).max(letterEnclosures.length).default([]),
  })
  .strict();
export type LetterSettings = z.infer<typeof letterSettings>;

/** As stored, with what was never set as it is usual. */
export function readLetterSettings(stored: unknown): LetterSettings {
  const read = letterSettings.safeParse(stored ?? {});
  return read.success ? read.data : letterSettings.parse({});
}
