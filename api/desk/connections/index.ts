/** Mail server, journal mailbox and document store: whether they are set, where they lead, and whether they work. */
import type { z } from 'zod';
import { RefusedError } from '../../../domain/errors.ts';
import { connectionKinds, type ConnectionKind } from '../../../domain/vocabulary/settings.ts';
import { connectionTest as testFound, lastConnectionTest } from '../../../prisma/queries/connections/read.ts';
import { keepTrial, presentLastTest } from '../../connections/trials.ts';
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
      const user = userOf(request);
      const { kind } = request.params;
      const began = performance.now();
      const tried = await oneAtATime(user.userId, () =>
        deps.connections.test(kind, { entityCode: entity.code }),
      );
      if (tried === null) throw new RefusedError('not_found');
      return keepTrial(deps, { entityId: entity.id, user, of: { connection: kind } }, { tried, began });
    },
  });
}

async function present(
  { db, connections }: AppDeps,
  entity: EntityScope,
  kind: ConnectionKind,
): Promise<z.output<typeof connection>> {
  const last = await lastConnectionTest(db, { entityId: entity.id, of: { connection: kind } }, testFound);
  const facts = { kind, ...connections.describe(kind) };
  return { ...facts, lastTest: await presentLastTest(db, last) };
}
