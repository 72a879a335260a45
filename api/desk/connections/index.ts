/** Mail server, journal mailbox and document store: whether they are set, where they lead, and whether they work. */
import type { z } from 'zod';
import { RefusedError } from '../../../domain/errors.ts';
import { connectionKinds, type ConnectionKind } from '../../../domain/vocabulary/settings.ts';
import { lastConnectionTest } from '../../../prisma/queries/connections/read.ts';
import { readUserNames } from '../../../prisma/queries/customers/read.ts';
import { appendHistory } from '../../../prisma/queries/history/write.ts';
import type { App, AppDeps, EntityScope } from '../../context.ts';
import { entityOf, userOf } from '../../plugins/access.ts';
import { limitInFlight } from '../../plugins/in-flight.ts';
import { perUser } from '../../plugins/limits.ts';
import { emptyBody, entityParams } from '../../wire.ts';
import { type connection, connectionList, connectionParams, connectionTest } from './schema.ts';

const base = '/api/entities/:entityId/connections';
const config = { access: 'administer' } as const;
const tags = ['settings'];
/** Of one person in a minute: enough to mend a password, too few to search a network by. */
const trialsAMinute = 12;

export function connectionRoutes(app: App, deps: AppDeps): void {
  app.route({
    method: 'GET',
    url: base,
    config,
    schema: {
      tags,
      summary: 'What this installation is connected to and what the last tests found; no password, no token',
      operationId: 'listConnections',
      params: entityParams,
      response: { 200: connectionList },
    },
    handler: async (request) => {
      const entity = entityOf(request);
      return { rows: await Promise.all(connectionKinds.map((kind) => present(deps, entity, kind))) };
    },
  });
  registerTest(app, deps);
}

function registerTest(app: App, deps: AppDeps): void {
  const oneAtATime = limitInFlight(1);
  app.route({
    method: 'POST',
    url: `${base}/:kind/test`,
    config: { ...config, rateLimit: perUser(trialsAMinute) },
    schema: {
      tags,
      summary:
        'Tries a connection for ten seconds at most: signs in and looks, sends nothing and changes nothing',
      operationId: 'testConnection',
      params: connectionParams,
      body: emptyBody,
      response: { 200: connectionTest },
    },
    handler: async (request) => {
      const entity = entityOf(request);
      const { userId, name } = userOf(request);
      const { kind } = request.params;
      const began = performance.now();
      const tried = await oneAtATime(userId, () => deps.connections.test(kind, { entityCode: entity.code }));
      if (tried === null) throw new RefusedError('not_found');
      const tookMs = Math.round(performance.now() - began);
      const at = deps.now();
      await appendHistory(deps.db, [
        {
          legalEntityId: entity.id,
          kind: 'connection_tested',
          at,
          actor: { kind: 'user', id: userId },
          data: { connection: kind, ...tried, tookMs },
        },
      ]);
      return { ...tried, tookMs, at: at.toISOString(), by: { id: userId, name } };
    },
  });
}

async function present(
  { db, connections }: AppDeps,
  entity: EntityScope,
  kind: ConnectionKind,
): Promise<z.output<typeof connection>> {
  const last = await lastConnectionTest(db, { entityId: entity.id, connection: kind });
  const facts = { kind, ...connections.describe(kind) };
  if (last === null) return { ...facts, lastTest: null };
  const { userId, at, ...test } = last;
  const name = userId === null ? undefined : (await readUserNames(db, [userId])).get(userId);
  const by = userId === null || name === undefined ? null : { id: userId, name };
  return { ...facts, lastTest: { ...test, at: at.toISOString(), by } };
}
