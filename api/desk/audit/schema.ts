import { z } from 'zod';
import { actorKinds, historyKinds } from '../../../domain/vocabulary/history.ts';
import { instant, uuid } from '../../wire.ts';

export const auditEntry = z
  .object({
    id: z.string(),
    kind: z.enum(historyKinds),
    at: instant,
    actor: z.object({ kind: z.enum(actorKinds), name: z.string().nullable() }),
    customer: z.object({ id: uuid, number: z.string(), name: z.string() }).nullable(),
    /** What it was about: `changed` names each field with `from` and `to`. */
    data: z.record(z.string(), z.unknown()),
  })
  .meta({ id: 'AuditEntry' });
