/** The end of a draft: it is published, and its customers are moved where that was asked for, or it is thrown away. */
import { startRunWithin } from '../../../application/bulk/start.ts';
import { RefusedError } from '../../../domain/errors.ts';
import type { ScenarioDefinition } from '../../../domain/model/scenario.ts';
import type { Db } from '../../../prisma/client.ts';
import { lockEntity } from '../../../prisma/queries/entities/write.ts';
import { isScenarioUsed, readScenario, type ScenarioRow } from '../../../prisma/queries/scenarios/read.ts';
import {
  deleteDraft,
  deleteScenario,
  publishDraft,
  renameScenario,
} from '../../../prisma/queries/scenarios/write.ts';
import { inTransaction } from '../../../prisma/transaction.ts';
import type { App, AppDeps, EntityScope } from '../../context.ts';
import { entityOf, userOf } from '../../plugins/access.ts';
import { recordSettingChange } from '../../plugins/settings-history.ts';
import { scopeOf } from '../customer-search/index.ts';
import { scenarioChanges } from './changes.ts';
import { scenarioOf, versionOf } from './find-scenario.ts';
import {
  definition,
  discardedDraft,
  discarding,
  publication,
  publishedScenario,
  versionParams,
} from './schema.ts';
import { base, presentNow, problemsOf, readOr, refuseOverwritingDraft } from './writes.ts';

const config = { access: 'administer' } as const;
const tags = ['scenarios'];

export function registerPublishing(app: App, deps: AppDeps): void {
  registerPublication(app, deps);
  registerDiscarding(app, deps);
}

function registerPublication(app: App, deps: AppDeps): void {
  app.route({
    method: 'POST',
    url: `${base}/:scenarioId/versions/:versionId/publish`,
    config,
    schema: {
      tags,
      summary:
        'Publish a draft; refused with the first problem when it cannot work. From then on it never changes. With `move`, customers of the scenario go over to it',
      operationId: 'publishScenarioVersion',
      params: versionParams,
      body: publication,
      response: { 200: publishedScenario },
    },
    handler: async (request) => {
      const entity = entityOf(request);
      const row = await scenarioOf(deps, entity, request.params.scenarioId);
      const version = versionOf(row, request.params.versionId);
      if (version.state === 'published') throw new RefusedError('version_published');
      const { asRead, move } = request.body;
      const { userId } = userOf(request);
      const at = deps.now();
      const runId = await inTransaction(deps.db, async (tx) => {
        // Nobody writes the draft between what is checked here and what is published.
        await lockEntity(tx, entity.id);
        const toPublish = await checkedDraft(tx, deps, { entity, row, versionId: version.id, asRead });
        if (!(await publishDraft(tx, { versionId: version.id, userId, at })))
          throw new RefusedError('version_published');
        if (toPublish.name !== row.name)
          await renameScenario(tx, { scenarioId: row.id, name: toPublish.name });
        const earlier = row.versions.find(({ state }) => state === 'published');
        const changed = scenarioChanges(readOr(earlier?.definition), toPublish);
        const data = { name: toPublish.name, version: version.version, changed };
        await recordSettingChange(tx, deps, request, { kind: 'scenario_published', data });
        return move ? startMove(tx, { entity, row, versionId: version.id, userId, at }) : null;
      });
      return { ...(await presentNow(deps, entity, row.id)), runId };
    },
  });
}

interface Draft {
  entity: EntityScope;
  row: ScenarioRow;
  versionId: string;
}

/** @throws RefusedError `changed_meanwhile`, or `scenario_invalid` with the first problem */
async function checkedDraft(
  tx: Db,
  deps: AppDeps,
  draft: Draft & { asRead: ScenarioDefinition | undefined },
): Promise<ScenarioDefinition> {
  const { entity, row, asRead } = draft;
  const toPublish = definition.parse(await refuseOverwritingDraft(tx, { ...draft, wanted: asRead }));
  const [problem] = await problemsOf(deps, entity, toPublish, row.id);
  if (problem === undefined) return toPublish;
  const { code: reason, path, params } = problem;
  throw new RefusedError('scenario_invalid', { ...params, reason, path });
}

/** Answers the act that moves them; null where nobody runs another version. */
async function startMove(
  tx: Db,
  { entity, row, versionId, userId, at }: Draft & { userId: string; at: Date },
): Promise<string | null> {
  const isRun = row.versions.some((one) => one.id !== versionId && one._count.cases > 0);
  if (!isRun) return null;
  const { id } = await startRunWithin(tx, {
    scope: scopeOf(entity),
    key: `publish/${versionId}`,
    kind: 'follow_version',
    selection: { criteria: { scenario: [row.id] }, exceptIds: [] },
    params: { scenarioId: row.id, versionId },
    userId,
    at,
  });
  return id;
}

function registerDiscarding(app: App, deps: AppDeps): void {
  app.route({
    method: 'DELETE',
    url: `${base}/:scenarioId/versions/:versionId`,
    config,
    schema: {
      tags,
      summary: 'Throw a draft away; a scenario that has no other version goes with it',
      operationId: 'discardScenarioDraft',
      params: versionParams,
      body: discarding,
      response: { 200: discardedDraft },
    },
    handler: async (request) => {
      const entity = entityOf(request);
      const row = await scenarioOf(deps, entity, request.params.scenarioId);
      const { id: versionId, version } = versionOf(row, request.params.versionId);
      const { asRead } = request.body;
      const isGone = await inTransaction(deps.db, async (tx) => {
        await lockEntity(tx, entity.id);
        const thrown = readOr(
          await refuseOverwritingDraft(tx, { entity, row, versionId, asRead, wanted: asRead }),
        );
        if (!(await deleteDraft(tx, versionId))) throw new RefusedError('version_published');
        const left = await readScenario(tx, { entityId: entity.id, scenarioId: row.id });
        const isLast = left?.versions.length === 0;
        if (isLast) {
          if (await isScenarioUsed(tx, row.id)) throw new RefusedError('scenario_in_use');
          await deleteScenario(tx, row.id);
        }
        const data = { name: thrown?.name ?? row.name, version };
        await recordSettingChange(tx, deps, request, { kind: 'scenario_draft_discarded', data });
        return isLast;
      });
      return { scenario: isGone ? null : await presentNow(deps, entity, row.id) };
    },
  });
}
