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
