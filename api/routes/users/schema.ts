import { z } from 'zod';
import { interfaceLanguages, userRoles } from '../../../domain/vocabulary.ts';
import { instant, uuid } from '../../wire.ts';

export const user = z
  .object({
    id: uuid,
    email: z.string(),
    name: z.string(),
    phone: z.string().nullable(),
    role: z.enum(userRoles),
    language: z.string(),
    disabledAt: instant.nullable(),
    createdAt: instant,
  })
  .meta({ id: 'User' });

/** Names only, for choosing a collector. */
export const collectorRef = z
  .object({ id: uuid, name: z.string(), role: z.enum(userRoles) })
  .meta({ id: 'CollectorRef' });

export const userParams = z.object({ entityId: uuid, userId: uuid });
export const userLanguage = z.enum(interfaceLanguages);

/** Long rather than complicated; the most common ones are refused. */
const password = z.string().min(12).max(1024);

export const newUser = z
  .object({
    email: z.string().max(320),
    name: z.string().trim().min(1).max(200),
    phone: z.string().trim().max(40).optional(),
    role: z.enum(userRoles),
    language: userLanguage.default('en'),
    password,
  })
  .strict()
  .meta({ id: 'NewUser' });

export const userChanges = z
  .object({
    name: z.string().trim().min(1).max(200).optional(),
    phone: z.string().trim().max(40).nullable().optional(),
    role: z.enum(userRoles).optional(),
    language: userLanguage.optional(),
    disabled: z.boolean().optional(),
    password: password.optional(),
  })
  .strict()
  .refine((changes) => Object.keys(changes).length > 0, 'nothing to change')
  .meta({ id: 'UserChanges' });
