import type { KeyedCommand } from '../../../application/idempotency.ts';
import { z } from 'zod';
import { RefusedError } from '../../../domain/errors.ts';
import { giveScenario } from '../../../application/case/begin.ts';
import { hasCase } from '../../../prisma/queries/customers/read.ts';
import { findPublishedVersion } from '../../../prisma/queries/scenarios/read.ts';
import type { App, AppDeps, EntityScope, SignedIn } from '../../context.ts';
import { entityOf, userOf } from '../../plugins/access.ts';
import { customerOf } from '../../plugins/customer-of.ts';
import { command, type CommandOf } from '../../plugins/commands.ts';
import { writeFact } from '../../plugins/facts.ts';
import { keyedCommand } from '../../plugins/idempotency.ts';
import { commandKey, customerParams, done, isoDate, uuid } from '../../wire.ts';

const reason = z.string().trim().min(1).max(1000);

const pauseBody = z
  .object({
    key: commandKey,
    /** First day on which things go on; null: until resumed. */
    until: isoDate.nullable(),
    reason,
  })
  .strict()
  .meta({ id: 'PauseCase' });
const resumeBody = z
  .object({ key: commandKey, reason: reason.optional() })
  .strict()
  .meta({ id: 'ResumeCase' });
const moveBody = z
  .object({
    key: commandKey,
    scenarioId: uuid,
    /** Absent: the newest published version. */
    versionId: uuid.optional(),
    reason: reason.optional(),
  })
  .strict()
  .meta({ id: 'MoveCase' });

const base = '/api/entities/:entityId/customers/:customerId/case';

/** Commands to the case of a customer. */
export function caseRoutes(app: App, deps: AppDeps): void {
  const config = { access: 'act' } as const;
  const shared = { tags: ['cases'], params: customerParams, response: { 200: done } };
  app.route({
    method: 'POST',
    url: `${base}/pause`,
    config,
    schema: {
      ...shared,
      summary: 'Pause until a day or until resumed',
      operationId: 'pauseCase',
      body: pauseBody,
    },
    handler: async (request) =>
      run(deps, entityOf(request), userOf(request), request.params.customerId, {
        ...request.body,
        kind: 'pause',
      }),
  });
  app.route({
    method: 'POST',
    url: `${base}/resume`,
    config,
    schema: { ...shared, summary: 'End a pause', operationId: 'resumeCase', body: resumeBody },
    handler: async (request) =>
      run(deps, entityOf(request), userOf(request), request.params.customerId, {
        ...request.body,
        kind: 'resume',
      }),
  });
  app.route({
    method: 'POST',
    url: `${base}/move`,
    config,
    schema: {
      ...shared,
      summary:
        'Move to another scenario or version; what was done is kept, levels already had are not repeated',
      operationId: 'moveCase',
      body: moveBody,
    },
    handler: async (request) => {
      const entity = entityOf(request);
      const { key, scenarioId, versionId, reason: why } = request.body;
      const version = await findPublishedVersion(deps.db, { entityId: entity.id, scenarioId, versionId });
      if (version === null) throw new RefusedError('not_found');
      const { customerId } = request.params;
      if (!(await hasCase(deps.db, { entityId: entity.id, customerId }))) {
        const command = keyedCommand(request, key);
        return beginCase(deps, { entity, user: userOf(request), customerId, scenarioId, command });
      }
      const move = { kind: 'move', key, scenarioVersionId: version.id, reason: why } as const;
      return run(deps, entity, userOf(request), customerId, move);
    },
  });
}

async function run(deps: AppDeps, entity: EntityScope, user: SignedIn, customerId: string, asked: CommandOf) {
  await customerOf(deps.db, entity, customerId);
  await command(deps, user, customerId, asked);
  return { ok: true as const };
}

interface Beginning {
  entity: EntityScope;
  user: SignedIn;
  customerId: string;
  scenarioId: string;
  command: KeyedCommand;
}

/** A customer that nothing followed so far: with a scenario, its first evaluation makes the case. */
async function beginCase(deps: AppDeps, { entity, user, customerId, scenarioId, command }: Beginning) {
  const { key } = command;
  return writeFact(deps, { entity, user, customerId, command }, (scope) =>
    giveScenario(scope, { scenarioId, key }),
  );
}
