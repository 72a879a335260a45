import { z } from 'zod';
import { letterConnectionChanges, letterPrice } from '../../../domain/model/letter-connection.ts';
import { currencyCode, minor } from '../../../domain/model/common.ts';
import {
  letterArchiveYears,
  letterEnvelopes,
  letterKinds,
  letterOptions,
  letterProviderNames,
  letterSpeeds,
} from '../../../domain/vocabulary/letters.ts';
import { connectionResults, connectionSteps } from '../../../domain/vocabulary/settings.ts';
import { asRead } from '../../plugins/overwriting.ts';
import { entityParams, instant, person } from '../../wire.ts';

const kinds = z.array(z.enum(letterKinds));

export const letterTest = z
  .object({
    result: z.enum(connectionResults),
    /** The last step that was begun. */
    step: z.enum(connectionSteps),
    /** What the provider said; no secret. */
    answered: z.string().nullable(),
    /** Kinds that the account may send, as was found. */
    kinds,
    tookMs: z.number().int(),
    at: instant,
    by: person.nullable(),
  })
  .meta({ id: 'LetterConnectionTest' });

export const letterConnection = z
  .object({
    provider: z.enum(letterProviderNames),
    /** This installation has credentials of the provider. */
    isSet: z.boolean(),
    /** A sandbox stands in for it: nothing is posted. */
    isSandbox: z.boolean(),
    /** Its page, where it can be steered. */
    sandboxUrl: z.string().nullable(),
    /** Kinds that it can carry; empty without credentials. */
    carries: kinds,
    /** What of the options it can be asked for. */
    options: z.array(z.enum(letterOptions)),
    enabled: z.boolean(),
    kinds,
    colour: z.boolean(),
    duplex: z.boolean(),
    envelope: z.enum(letterEnvelopes),
    speed: z.enum(letterSpeeds),
    archiveYears: z.literal(letterArchiveYears),
    recallMinutes: z.number().int(),
    currency: currencyCode,
    prices: z.partialRecord(z.enum(letterKinds), letterPrice),
    monthlyCapMinor: minor.nullable(),
    /** What the letters of this calendar month cost, as far as it is known. */
    spentMinor: minor,
    lastTest: letterTest.nullable(),
  })
  .meta({ id: 'LetterConnection' });

export const letterConnectionList = z
  .object({ rows: z.array(letterConnection) })
  .meta({ id: 'LetterConnectionList' });

export const changes = letterConnectionChanges
  .extend({ asRead })
  .strict()
  .meta({ id: 'LetterConnectionChanges' });

export const providerParams = entityParams.extend({ provider: z.enum(letterProviderNames) });
