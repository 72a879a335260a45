import { z } from 'zod';
import {
  connectionKinds,
  connectionResults,
  connectionSecurities,
  connectionSteps,
} from '../../../domain/vocabulary/settings.ts';
import { entityParams, instant, person } from '../../wire.ts';

export const connectionTest = z
  .object({
    result: z.enum(connectionResults),
    /** The last step that was begun. */
    step: z.enum(connectionSteps),
    /** What the other side said; never a password, a token, or an address other than the configured one. */
    answered: z.string().nullable(),
    tookMs: z.number().int(),
    at: instant,
    by: person.nullable(),
  })
  .meta({ id: 'ConnectionTest' });

export const connection = z
  .object({
    kind: z.enum(connectionKinds),
    isSet: z.boolean(),
    /** Mail only: it goes to the mailbox of this machine. */
    isLocal: z.boolean(),
    host: z.string().nullable(),
    port: z.number().int().nullable(),
    security: z.enum(connectionSecurities).nullable(),
    user: z.string().nullable(),
    /** A password or token is set; it is never shown. */
    hasPassword: z.boolean(),
    /** Journal only: where copies go. */
    address: z.string().nullable(),
    /** Journal only: where copies are looked for. */
    folder: z.string().nullable(),
    lastTest: connectionTest.nullable(),
  })
  .meta({ id: 'Connection' });

export const connectionList = z.object({ rows: z.array(connection) }).meta({ id: 'ConnectionList' });

export const connectionParams = entityParams.extend({ kind: z.enum(connectionKinds) });
