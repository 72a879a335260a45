import { z } from 'zod';
import { actorKinds, historyKinds } from '../../../domain/vocabulary.ts';
import { auditedKinds, listAudit, type AuditRow } from '../../../prisma/queries/audit.ts';
import { readUserNames } from '../../../prisma/queries/customers.ts';
import type { App, AppDeps } from '../../context.ts';
import { entityOf } from '../../plugins/access.ts';
import { entityParams, instant, several, uuid } from '../../wire.ts';

const auditEntry = z
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

const auditQuery = z
  .object({
    kind: several(z.enum(auditedKinds)),
    userId: uuid.optional(),
    before: z
      .string()
      .regex(/^\d{1,18}$/)
      .optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  })
  .strict();

/** who changed what, when, from what to what. */
export function auditRoutes(app: App, { db }: AppDeps): void {
  app.route({
    method: 'GET',
    url: '/api/entities/:entityId/audit',
    config: { access: 'administer' },
    schema: {
      tags: ['settings'],
      summary: 'Who changed settings, accounts and customers, newest first, with what was before and after',
      operationId: 'listAudit',
      params: entityParams,
      querystring: auditQuery,
      response: {
        200: z
          .object({ rows: z.array(auditEntry), nextBefore: z.string().nullable() })
          .meta({ id: 'AuditPage' }),
      },
    },
    handler: async (request) => {
      const { kind, userId, before, limit } = request.query;
      const events = await listAudit(db, {
        entityId: entityOf(request).id,
        kinds: kind,
        actorId: userId,
        beforeId: before === undefined ? undefined : BigInt(before),
        limit,
      });
      const shown = events.slice(0, limit);
      const names = await readUserNames(
        db,
        shown.map(({ actorId }) => actorId),
      );
      return {
        rows: shown.map((row) => presentEntry(row, names)),
        nextBefore: events.length > limit ? String(shown.at(-1)?.id) : null,
      };
    },
  });
}

function presentEntry(row: AuditRow, names: Map<string, string>): z.output<typeof auditEntry> {
  const kind = historyKinds.find((known) => known === row.kind);
  if (kind === undefined) throw new Error(`history kind ${row.kind} is not in the vocabulary`);
  return {
    id: String(row.id),
    kind,
    at: row.at.toISOString(),
    actor: { kind: row.actorKind, name: row.actorId === null ? null : (names.get(row.actorId) ?? null) },
    customer: row.customer,
    data: row.data as Record<string, unknown>,
  };
}
