import { z } from 'zod';
import { interfaceLanguages } from '../../../domain/vocabulary/languages.ts';
import { userRoles } from '../../../domain/vocabulary/accounts.ts';
import { uuid } from '../../wire.ts';

export const signInBody = z
  .object({ email: z.string().min(1).max(320), password: z.string().min(1).max(1024) })
  .strict()
  .meta({ id: 'SignIn' });

export const entitySummary = z
  .object({
    id: uuid,
    code: z.string(),
    name: z.string(),
    currency: z.string(),
    country: z.string(),
    timeZone: z.string(),
    today: z.string(),
    /** False until somebody has switched sending on for the first time. */
    isSetUp: z.boolean(),
    /** Nothing leaves: all sending is stopped, also before it is switched on. */
    isPaused: z.boolean(),
  })
  .meta({ id: 'EntitySummary' });

export const me = z
  .object({
    id: uuid,
    email: z.string(),
    name: z.string(),
    role: z.enum(userRoles),
    language: z.enum(interfaceLanguages),
    /** What this role may do, so that the web shows no button that would be refused. */
    may: z.object({ act: z.boolean(), administer: z.boolean() }),
    /** People whose deputy I am: what waits for them waits for me too. */
    deputyFor: z.array(uuid),
    entities: z.array(entitySummary),
    localMailbox: z.boolean(),
    version: z.string(),
  })
  .meta({ id: 'Me' });
