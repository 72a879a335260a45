import { z } from 'zod';
import {
  letterBlocks,
  letterKinds,
  letterProofTypes,
  letterProviderNames,
  letterStates,
  letterStops,
  letterTroubles,
} from '../../../domain/vocabulary/letters.ts';
import { isoDate } from '../../../domain/model/common.ts';
import { entityParams, instant, minor, person, uuid } from '../../wire.ts';
import { customerRef } from '../agenda/schema.ts';

export const letterRow = z
  .object({
    id: uuid,
    /** Null: it was never frozen. */
    messageId: uuid.nullable(),
    kind: z.enum(letterKinds),
    provider: z.enum(letterProviderNames),
    state: z.enum(letterStates),
    /** Why it stands still until somebody does something at the provider. */
    block: z.enum(letterBlocks).nullable(),
    /** Handed over, and nobody knows whether it was taken; `state` is still that of before. */
    inDoubt: z.boolean(),
    /** Until then it can be taken back. */
    recallUntil: instant,
    createdAt: instant,
    submittedAt: instant.nullable(),
    endedAt: instant.nullable(),
    /** Of the last report. */
    lastAt: instant.nullable(),
    proofs: z.number().int(),
  })
  .meta({ id: 'LetterRow' });

export const letterList = z.object({ rows: z.array(letterRow) }).meta({ id: 'LetterList' });

export const letter = letterRow
  .omit({ proofs: true, lastAt: true })
  .extend({
    customer: customerRef,
    /** By which we know it, and the provider too. */
    reference: z.string(),
    /** What the provider calls it. */
    providerRef: z.string().nullable(),
    /** The provider's own page about it. */
    pageUrl: z.string().nullable(),
    /** That is the page of a sandbox: nothing is posted. */
    isSandbox: z.boolean(),
    trackingNumber: z.string().nullable(),
    pages: z.number().int(),
    costMinor: minor.nullable(),
    currency: z.string().nullable(),
    /** SHA-256 of the PDF that was handed over, hex. */
    pdfSha256: z.string().nullable(),
    /** A code of the provider that we do not know, as it came. */
    unknownCode: z.string().nullable(),
    /** Why it is still with us although its time has come; null: it is not, or nothing stands in its way. */
    trouble: z
      .object({
        reason: z.enum(letterTroubles),
        /** What the provider said. */
        text: z.string().nullable(),
        since: instant,
        retryAt: instant.nullable(),
      })
      .nullable(),
    /** It waits for the one-time code of a person; null: it does not. */
    code: z
      .object({
        /** Nobody has typed it until then: it is not sent, and its action has failed. */
        until: instant,
        askedAt: instant.nullable(),
        /** Seconds until another code may be asked for. */
        waitSeconds: z.number().int(),
        /** Of the code that was asked for last; null: none was. */
        triesLeft: z.number().int().nullable(),
      })
      .nullable(),
    /** It was to be stopped at the provider, and what that said; null: nobody wanted it. */
    stop: z.enum(letterStops).nullable(),
    /** It was handed over and its provider can still be asked to stop it. */
    mayBeStopped: z.boolean(),
    /** Where people may say that it is; empty: its provider says. */
    notedStates: z.array(z.enum(letterStates)),
    /** The company's day. */
    today: isoDate,
    events: z.array(
      z.object({
        id: uuid,
        /** As the provider writes it. */
        code: z.string(),
        text: z.string(),
        /** Null: a code that we do not know. */
        state: z.enum(letterStates).nullable(),
        /** When the provider says it was. */
        providerAt: instant.nullable(),
        /** When we learned it. */
        seenAt: instant,
        /** Who noted it; null: its provider reported it. */
        by: person.nullable(),
      }),
    ),
    proofs: z.array(
      z.object({
        id: uuid,
        type: z.enum(letterProofTypes),
        providerAt: instant.nullable(),
        fetchedAt: instant,
        /** Of the bytes, hex. */
        sha256: z.string(),
        isPdf: z.boolean(),
      }),
    ),
  })
  .meta({ id: 'Letter' });

export const letterParams = entityParams.extend({ letterId: uuid });
export const proofParams = letterParams.extend({ proofId: uuid });
