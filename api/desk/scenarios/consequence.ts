/** What it would cause to move running customers to a version, asked before it is published or followed (S-15). */
import { z } from 'zod';
import { actForDryRun } from '../../../application/bulk/dry-run.ts';
import type { ConsequenceForecast } from '../../../application/case/forecast.ts';
import { RefusedError } from '../../../domain/errors.ts';
import { nextChange, nextChanges, type NextThing } from '../../../domain/scenario/next-change.ts';
import { openActionsByStep } from '../../../prisma/queries/scenarios/open-actions.ts';
import type { App, AppDeps } from '../../context.ts';
import { entityOf, userOf } from '../../plugins/access.ts';
import { limitInFlight } from '../../plugins/in-flight.ts';
import { instant, isoDate, uuid } from '../../wire.ts';
import { counted, evaluateStretch, type ComparedCustomer } from '../consequence/sets.ts';
import { setConsequence, versionBody } from '../consequence/set-schema.ts';
import { scenarioOf, versionOf } from './find-scenario.ts';
import { scenarioParams, versionParams } from './schema.ts';

/** A form that is changed while it is worked out asks again before the first answer is there. */
const atOnceEach = 4;

const nextThing = z
  .object({
    stepKey: z.string(),
    stepName: z.string(),
    on: isoDate,
    /** When it leaves by itself; null: a person confirms or performs it. */
    at: instant.nullable(),
  })
  .meta({ id: 'NextThing' });

const versionConsequence = setConsequence
  .extend({
    /** Customers by what becomes of the next thing that happens with them. */
    changes: z.object(
      Object.fromEntries(nextChanges.map((kind) => [kind, z.number().int()])) as Record<
        (typeof nextChanges)[number],
        z.ZodNumber
      >,
    ),
    /** What stands open with those of this stretch. */
    open: z.object({
      /** Neither its step nor the text of it is another one, and it is still due: it stands on as it is. */
      stays: z.number().int(),
      /** Taken back: waited for a person. */
      waiting: z.number().int(),
      /** Taken back: confirmed or planned, and not gone yet. */
      leaving: z.number().int(),
      /** Being sent, or it is not known whether it arrived: it goes on as it is. */
      underWay: z.number().int(),
    }),
    /** Those of this stretch for whom the next thing is another one. */
    changed: z.array(
      z.object({
        customerId: uuid,
        name: z.string(),
        change: z.enum(nextChanges),
        before: nextThing.nullable(),
        after: nextThing.nullable(),
      }),
    ),
  })
  .meta({ id: 'VersionConsequence' });

const openActions = z
  .object({
    /** Steps of running customers that stand open, by the step. */
    rows: z.array(
      z.object({
        stepKey: z.string(),
        stepName: z.string(),
        /** Wait for a person, or failed. */
        waiting: z.number().int(),
        /** Confirmed or planned, and not gone yet. */
        leaving: z.number().int(),
        /** Being sent, or it is not known whether they arrived: they go on any is moved. */
        underWay: z.number().int(),
      }),
    ),
  })
  .meta({ id: 'ScenarioOpenActions' });

export function registerScenarioConsequence(app: App, deps: AppDeps): void {
  const limited = limitInFlight(atOnceEach);
  app.route({
    method: 'POST',
    url: '/api/entities/:entityId/scenarios/:scenarioId/versions/:versionId/consequence',
    config: { access: 'administer' },
    schema: {
      tags: ['scenarios'],
      summary:
        'What would follow if the customers of the scenario ran this version, draft or not; a stretch of them for each question; changes nothing',
      operationId: 'foreseeScenarioVersion',
      params: versionParams,
      body: versionBody,
      response: { 200: versionConsequence },
    },
    handler: async (request) => {
      const entity = entityOf(request);
      const user = userOf(request);
      const row = await scenarioOf(deps, entity, request.params.scenarioId);
      const params = { scenarioId: row.id, versionId: versionOf(row, request.params.versionId).id };
      const run = {
        legalEntityId: entity.id,
        kind: 'follow_version' as const,
        params,
        createdBy: user.userId,
      };
      const selection = { criteria: { scenario: [row.id] }, exceptIds: [] };
      return limited(user.userId, async () => {
        const carryOut = await actForDryRun(deps.db, run, deps.now());
        const asked = { entity, user, selection, from: request.body.from };
        const { named, ...stretch } = await evaluateStretch(deps, asked, { kind: 'act', carryOut });
        return { ...stretch, ...counted(named, deps.now()), ...changesOf(named) };
      });
    },
  });
  app.route({
    method: 'GET',
    url: '/api/entities/:entityId/scenarios/:scenarioId/open-actions',
    config: { access: 'read' },
    schema: {
      tags: ['scenarios'],
      summary: 'Steps of the scenario that stand open with running customers, counted by step',
      operationId: 'listScenarioOpenActions',
      params: scenarioParams,
      response: { 200: openActions },
    },
    handler: async (request) => {
      const row = await scenarioOf(deps, entityOf(request), request.params.scenarioId);
      return { rows: await openActionsByStep(deps.db, row.id) };
    },
  });
}

type Changes = Pick<z.output<typeof versionConsequence>, 'changes' | 'changed' | 'open'>;

function changesOf(named: ComparedCustomer[]): Changes {
  const changes = Object.fromEntries(nextChanges.map((kind) => [kind, 0])) as Changes['changes'];
  const changed = named.flatMap(({ customerId, name, before, after }): Changes['changed'] => {
    if (after instanceof RefusedError) return [];
    const [was, is] = [thingOf(before), thingOf(after)];
    const change = nextChange(was && comparable(was), is && comparable(is));
    changes[change] += 1;
    return change === 'same' ? [] : [{ customerId, name, change, before: was, after: is }];
  });
  return { changes, changed, open: openOf(named) };
}

function openOf(named: ComparedCustomer[]): Changes['open'] {
  const open = { stays: 0, waiting: 0, leaving: 0, underWay: 0 };
  for (const { before, after } of named) {
    if (after === null || after instanceof RefusedError || after.open === undefined) continue;
    const { is, stays } = after.open;
    // What falls away regardless of any version is not taken back by this one.
    if (!stays && before?.open?.stays === false) continue;
    open[is === 'under_way' ? 'underWay' : stays ? 'stays' : is] += 1;
  }
  return open;
}

function comparable({ stepKey, on, at }: z.output<typeof nextThing>): NextThing {
  return { stepKey, on, byItself: at !== null };
}

function thingOf(forecast: ConsequenceForecast | null): z.output<typeof nextThing> | null {
  if (forecast === null || forecast.inDoubt) return null;
  const { consequence, leavesAt, today } = forecast;
  const { due, on, kind } = consequence;
  if (due === undefined || on === undefined) return null;
  const { stepKey, stepName } = due;
  const at = leavesAt === undefined ? null : new Date(leavesAt).toISOString();
  // What waits already is there today, as is what is proposed today.
  return { stepKey, stepName, on: kind === 'waits' ? today : on, at };
}
