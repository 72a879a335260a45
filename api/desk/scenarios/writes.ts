import { z } from 'zod';
import { RefusedError } from '../../../domain/errors.ts';
import type { Document } from '../../../domain/model/document.ts';
import type { ScenarioDefinition } from '../../../domain/model/scenario.ts';
import { publishProblems, scenarioProblemCodes } from '../../../domain/scenario/validate.ts';
import { usesTag } from '../../../domain/template/tagged-text.ts';
import { createDraft, createScenario, updateDraft } from '../../../prisma/queries/scenarios/write.ts';
import { readEntitySettings } from '../../../prisma/queries/entities/read.ts';
import { carriedLetterKinds } from '../../../prisma/queries/letter-connections/read.ts';
import { listTemplateSets } from '../../../prisma/queries/templates/read.ts';
import { inTransaction } from '../../../prisma/transaction.ts';
import {
  isScenarioNameTaken,
  otherScenarioNames,
  readScenario,
  type ScenarioRow,
} from '../../../prisma/queries/scenarios/read.ts';
import { lockEntity } from '../../../prisma/queries/entities/write.ts';
import type { Db } from '../../../prisma/client.ts';
import { refuseOverwriting } from '../../../application/overwriting.ts';
import type { App, AppDeps, EntityScope } from '../../context.ts';
import { entityOf } from '../../plugins/access.ts';
import { recordSettingChange } from '../../plugins/settings-history.ts';
import { entityParams, uuid } from '../../wire.ts';
import { inFieldsOf, scenarioChanges } from './changes.ts';
import { scenarioOf, shownWith, versionOf } from './find-scenario.ts';
import { presentScenario } from './present.ts';
import { carriedKinds, definition, draftChanges, scenario, scenarioParams, versionParams } from './schema.ts';

const findings = z
  .object({
    problems: z.array(
      z.object({
        path: z.string(),
        code: z.enum(scenarioProblemCodes),
        params: z.record(z.string(), z.union([z.string(), z.number()])),
      }),
    ),
    carriedKinds,
  })
  .meta({ id: 'ScenarioFindings' });

export const base = '/api/entities/:entityId/scenarios';
const config = { access: 'administer' } as const;
const tags = ['scenarios'];

export function registerScenarioWrites(app: App, deps: AppDeps): void {
  registerCreation(app, deps);
  registerVersions(app, deps);
}

function registerCreation(app: App, deps: AppDeps): void {
  app.route({
    method: 'POST',
    url: base,
    config,
    schema: {
      tags,
      summary: 'A new scenario from a definition (new or exported elsewhere), as its first draft',
      operationId: 'createScenario',
      params: entityParams,
      body: definition,
      response: { 200: scenario },
    },
    handler: async (request) => {
      const entity = entityOf(request);
      const { name } = request.body;
      if (await isScenarioNameTaken(deps.db, { entityId: entity.id, name })) {
        throw new RefusedError('scenario_invalid', { reason: 'name_taken', name });
      }
      const id = await inTransaction(deps.db, async (tx) => {
        const data = { name: request.body.name, changed: scenarioChanges(undefined, request.body) };
        await recordSettingChange(tx, deps, request, { kind: 'scenario_added', data });
        return createScenario(tx, { entityId: entity.id, definition: request.body });
      });
      return presentNow(deps, entity, id);
    },
  });
  app.route({
    method: 'POST',
    url: `${base}/validate`,
    config: { access: 'read' },
    schema: {
      tags,
      summary: 'What stands against publishing a definition; nothing is stored',
      operationId: 'validateScenario',
      params: entityParams,
      querystring: z
        .object({ scenarioId: uuid.optional().describe('Whose draft it is; absent: of a new scenario.') })
        .strict(),
      body: definition,
      response: { 200: findings },
    },
    handler: async (request) => {
      const entity = entityOf(request);
      const [problems, carriedKinds] = await Promise.all([
        problemsOf(deps, entity, request.body, request.query.scenarioId),
        carriedLetterKinds(deps.db, entity.id),
      ]);
      return { problems, carriedKinds };
    },
  });
}

function registerVersions(app: App, deps: AppDeps): void {
  app.route({
    method: 'POST',
    url: `${base}/:scenarioId/versions`,
    config,
    schema: {
      tags,
      summary: 'The next version as a draft',
      operationId: 'createScenarioDraft',
      params: scenarioParams,
      body: definition,
      response: { 200: scenario },
    },
    handler: async (request) => {
      const entity = entityOf(request);
      const row = await scenarioOf(deps, entity, request.params.scenarioId);
      const scenarioId = row.id;
      const draft = await inTransaction(deps.db, async (tx) => {
        const made = await createDraft(tx, { scenarioId, definition: request.body });
        if (made === null) return null;
        const data = { ...draftData(row.name, row.versions[0]?.definition, request.body), versionId: made };
        await recordSettingChange(tx, deps, request, { kind: 'scenario_draft_saved', data });
        return made;
      });
      if (draft === null) throw new RefusedError('scenario_invalid', { reason: 'draft_exists' });
      return presentNow(deps, entity, scenarioId);
    },
  });
  app.route({
    method: 'PUT',
    url: `${base}/:scenarioId/versions/:versionId`,
    config,
    schema: {
      tags,
      summary: 'Edit a draft; a published version is refused',
      operationId: 'updateScenarioDraft',
      params: versionParams,
      body: draftChanges,
      response: { 200: scenario },
    },
    handler: async (request) => {
      const entity = entityOf(request);
      const { asRead, ...wanted } = request.body;
      const row = await scenarioOf(deps, entity, request.params.scenarioId);
      const { id: versionId } = versionOf(row, request.params.versionId);
      await inTransaction(deps.db, async (tx) => {
        await lockEntity(tx, entity.id);
        const now = await refuseOverwritingDraft(tx, { entity, row, versionId, asRead, wanted });
        if (!(await updateDraft(tx, { versionId, definition: wanted })))
          throw new RefusedError('version_published');
        const data = { ...draftData(row.name, now, wanted), versionId };
        await recordSettingChange(tx, deps, request, { kind: 'scenario_draft_saved', data });
      });
      return presentNow(deps, entity, row.id);
    },
  });
}

interface Saving {
  entity: EntityScope;
  row: ScenarioRow;
  versionId: string;
  asRead: ScenarioDefinition | undefined;
  wanted: ScenarioDefinition | undefined;
}

/**
 * The stored definition of the version, read under the lock of the company.
 *
 * @throws RefusedError `changed_meanwhile` where it is not the one that was read
 */
export async function refuseOverwritingDraft(tx: Db, saving: Saving): Promise<unknown> {
  const { entity, row, versionId, asRead, wanted } = saving;
  const fresh = await readScenario(tx, { entityId: entity.id, scenarioId: row.id });
  const stored = fresh?.versions.find(({ id }) => id === versionId)?.definition;
  const now = readOr(stored);
  if (now === undefined || asRead === undefined || wanted === undefined) return stored;
  await refuseOverwriting(tx, {
    asRead: inFieldsOf(now, asRead),
    now: inFieldsOf(wanted, now),
    wanted: inFieldsOf(now, wanted),
    of: {
      legalEntityId: entity.id,
      kind: 'scenario_draft_saved',
      about: { field: 'versionId', id: versionId },
    },
  });
  return stored;
}

export function readOr(stored: unknown): ScenarioDefinition | undefined {
  const read = definition.safeParse(stored);
  return read.success ? read.data : undefined;
}

function draftData(name: string, before: unknown, after: ScenarioDefinition) {
  return { name, changed: scenarioChanges(readOr(before), after) };
}

function namesDeadline({ subject, body }: { subject: string; body: Document }): boolean {
  return /#deadline_date\b/.test(subject) || usesTag(body, 'deadline_date');
}

/** @param scenarioId whose draft it is; undefined: of a new scenario */
export async function problemsOf(
  { db }: AppDeps,
  entity: EntityScope,
  scenarioToCheck: ScenarioDefinition,
  scenarioId?: string,
) {
  const [sets, { ownDomains }, takenNames, carried] = await Promise.all([
    listTemplateSets(db, entity.id),
    readEntitySettings(db, entity.id),
    otherScenarioNames(db, { entityId: entity.id, scenarioId }),
    carriedLetterKinds(db, entity.id),
  ]);
  return publishProblems(scenarioToCheck, {
    takenNames,
    templateKeys: sets.map(({ key }) => key),
    colleagueTemplateKeys: sets.filter(({ audience }) => audience === 'colleague').map(({ key }) => key),
    deadlineTemplateKeys: sets.filter(({ templates }) => templates.some(namesDeadline)).map(({ key }) => key),
    letterKinds: carried,
    ownDomains,
  });
}

export async function presentNow(deps: AppDeps, entity: EntityScope, scenarioId: string) {
  const row = await scenarioOf(deps, entity, scenarioId);
  return presentScenario(row, await shownWith(deps, entity, [row]));
}
