import { z } from 'zod';
import { auditedKinds } from '../../../domain/audit/audited-kinds.ts';
import { historyKinds } from '../../../domain/vocabulary/history.ts';
import { auditedNames, listAudit, type AuditRow } from '../../../prisma/queries/audit/read.ts';
import { readUserNames } from '../../../prisma/queries/customers/read.ts';
import type { App, AppDeps } from '../../context.ts';
import { entityOf, userOf } from '../../plugins/access.ts';
import { auditCsv } from './csv.ts';
import { idsIn } from './names-of-ids.ts';
import { auditEntry } from './schema.ts';
import { limitInFlight } from '../../plugins/in-flight.ts';
import { perUser } from '../../plugins/limits.ts';
import { entityParams, several, uuid } from '../../wire.ts';

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
export function auditRoutes(app: App, deps: AppDeps): void {
  const { db } = deps;
  registerExport(app, deps);
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
          .object({
            rows: z.array(auditEntry),
            /** Of the ids that changed fields were or are, those that have a name: customers, scenarios, people, companies. */
            names: z.record(uuid, z.string()),
            nextBefore: z.string().nullable(),
          })
          .meta({ id: 'AuditPage' }),
      },
    },
    handler: async (request) => {
      const { kind, userId, before, limit } = request.query;
      const { id: entityId } = entityOf(request);
      const events = await listAudit(db, {
        entityId,
        kinds: kind ?? auditedKinds,
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
        names: await namesIn(db, { entityId, readerId: userOf(request).userId }, shown),
        nextBefore: events.length > limit ? String(shown.at(-1)?.id) : null,
      };
    },
  });
}

/** As many entries as a spreadsheet is read in one go. */
const mostExported = 20_000;

function registerExport(app: App, { db }: AppDeps): void {
  const oneAtATime = limitInFlight(1);
  app.route({
    method: 'GET',
    url: '/api/entities/:entityId/audit.csv',
    config: { access: 'administer', rateLimit: perUser(10) },
    schema: {
      tags: ['settings'],
      summary: 'The log as CSV, one line for each changed field, newest first, at most 20,000 entries',
      operationId: 'exportAudit',
      params: entityParams,
      querystring: auditQuery.pick({ kind: true, userId: true }),
      response: { 200: { description: 'The table', content: { 'text/csv': { schema: z.unknown() } } } },
    },
    handler: async (request, reply) => {
      const { kind, userId } = request.query;
      const { id: entityId, code } = entityOf(request);
      const { userId: readerId } = userOf(request);
      const csv = await oneAtATime(readerId, async () => {
        const asked = { entityId, kinds: kind ?? auditedKinds, actorId: userId, limit: mostExported - 1 };
        const events = await listAudit(db, asked);
        const names = await readUserNames(
          db,
          events.map(({ actorId }) => actorId),
        );
        const entries = events.map((event) => presentEntry(event, names));
        return auditCsv(entries, await namesIn(db, { entityId, readerId }, events));
      });
      return reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', `attachment; filename="log-${code}.csv"`)
        .header('cache-control', 'no-store')
        .send(csv);
    },
  });
}

function namesIn(db: AppDeps['db'], reader: { entityId: string; readerId: string }, rows: AuditRow[]) {
  const ids = rows.flatMap(({ data }) => idsIn(Object(data)['changed']));
  return auditedNames(db, { ...reader, ids: [...new Set(ids)] });
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
