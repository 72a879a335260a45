import { z } from 'zod';
import { mostNameChars, mostReasonChars } from '../../domain/letter/tracked.ts';
import { trackedLetterEventCodes } from '../../domain/vocabulary/letters.ts';
import { instant } from '../wire.ts';

export const letterPage = z
  .object({
    sender: z.object({ name: z.string(), country: z.string() }),
    recipient: z.object({ name: z.string(), email: z.string() }),
    subject: z.string(),
    reference: z.string(),
    pages: z.number().int(),
    language: z.string(),
    timeZone: z.string(),
    sentAt: instant,
    /** After this it counts as not claimed. */
    claimUntil: instant,
    /** Null: still to be decided. */
    outcome: z.enum(trackedLetterEventCodes).nullable(),
    endedAt: instant.nullable(),
    /** Of the PDF as it can be read and downloaded, with its seal, hex. */
    sealedSha256: z.string(),
    /** The seal shows that nothing was changed; nobody vouches for its name. */
    isSelfMade: z.boolean(),
    isTimeStamped: z.boolean(),
    /** The evidence can be downloaded. */
    hasEvidence: z.boolean(),
  })
  .meta({ id: 'LetterPage' });

export const letterDecision = z
  .object({
    decision: z.enum(['sign', 'refuse']),
    /** Who signs, as it was typed. */
    name: z.string().trim().max(mostNameChars).default(''),
    /** Why it is refused. */
    reason: z.string().trim().max(mostReasonChars).default(''),
  })
  .strict()
  .refine(({ decision, name }) => decision === 'refuse' || name !== '', { path: ['name'] })
  .meta({ id: 'LetterDecision' });
