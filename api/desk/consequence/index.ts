import type { z } from 'zod';
import type { ConsequenceForecast } from '../../../application/case/forecast.ts';
import { traitsOf } from '../../../domain/channels/traits.ts';
import { RefusedError } from '../../../domain/errors.ts';
import { actionById } from '../../../prisma/queries/actions/read.ts';
import { findActions } from '../../../prisma/queries/agenda/actions.ts';
import { connectionsFor } from '../../../prisma/queries/letter-connections/read.ts';
import { readCustomerNames } from '../../../prisma/queries/customers/read.ts';
import type { App, AppDeps } from '../../context.ts';
import { entityOf, userOf } from '../../plugins/access.ts';
import { customerOf } from '../../plugins/customer-of.ts';
import { inParallel } from '../../plugins/in-parallel.ts';
import { dryRun, orRefusal, type DryRunTarget } from '../../plugins/dry-run.ts';
import { customerParams, entityParams } from '../../wire.ts';
import { undoMsFor } from '../actions/undo.ts';
import { intendedOf } from './intents.ts';
import { untouchedOf, type CustomerForecast } from './untouched.ts';
import {
  consequence,
  consequenceBody,
  manyBody,
  manyConsequences,
  presentRefusal,
  type ConsequenceWire,
  type Intention,
} from './schema.ts';

/** Dry runs at the same time for one request. */
const width = 4;

/** What a click would cause, and when: asked while a form is filled in; nothing is written. */
export function consequenceRoutes(app: App, deps: AppDeps): void {
  app.route({
    method: 'POST',
    url: '/api/entities/:entityId/customers/:customerId/consequence',
    config: { access: 'act' },
    schema: {
      tags: ['cases'],
      summary:
        'What would follow if this were done now: which message leaves when, or why nothing does; changes nothing',
      operationId: 'forecastConsequence',
      params: customerParams,
      body: consequenceBody,
      response: { 200: consequence },
    },
    handler: async (request) => {
      const entity = entityOf(request);
      const target = { entity, user: userOf(request), customerId: request.params.customerId };
      await customerOf(deps.db, entity, target.customerId);
      return forecastOf(deps, target, request.body.intention);
    },
  });
  registerMany(app, deps);
}

function registerMany(app: App, deps: AppDeps): void {
  app.route({
    method: 'POST',
    url: '/api/entities/:entityId/actions/consequence',
    config: { access: 'act' },
    schema: {
      tags: ['actions'],
      summary: 'What would follow if all of these were confirmed, postponed or skipped now; changes nothing',
      operationId: 'forecastConsequences',
      params: entityParams,
      body: manyBody,
      response: { 200: manyConsequences },
    },
    handler: async (request) => {
      const entity = entityOf(request);
      const user = userOf(request);
      const { body } = request;
      const found = await findActions(deps.db, {
        entityId: entity.id,
        actionIds: body.actions.map(({ id }) => id),
      });
      const customers = new Map(found.map(({ id, customerId }) => [id, customerId]));
      const one = async ({ id, positionHash }: (typeof body.actions)[number]) => {
        const customerId = customers.get(id);
        if (customerId === undefined) return null;
        const intention = intentionOf(body, id, positionHash);
        return { customerId, after: await dryRunOrRefusal(deps, { entity, user, customerId }, intention) };
      };
      const results = await inParallel(body.actions, width, one);
      const names = await readCustomerNames(deps.db, [...new Set(customers.values())]);
      return summaryOf(
        deps,
        results.map((result) => result && { ...result, name: names.get(result.customerId) ?? '' }),
      );
    },
  });
}

function intentionOf(body: z.output<typeof manyBody>, actionId: string, positionHash: string): Intention {
  switch (body.command) {
    case 'confirm':
      return { kind: 'confirm', actionId, positionHash };
    case 'postpone':
      return { kind: 'postpone', actionId, until: body.until };
    case 'skip':
    case 'complete':
      return { kind: body.command, actionId };
  }
}

async function forecastOf(
  deps: AppDeps,
  target: DryRunTarget,
  intention: Intention,
): Promise<ConsequenceWire> {
  const after = present(deps, await dryRunOrRefusal(deps, target, intention));
  return { ...after, recallMinutes: await recallMinutesOf(deps, target, intention, after) };
}

/** How long a letter that is confirmed stays here; 0: none is, or it is handed over at once. */
async function recallMinutesOf(
  { db }: AppDeps,
  { entity, customerId }: DryRunTarget,
  intention: Intention,
  { kind: outcome, step }: ConsequenceWire,
): Promise<number> {
  const isLetter = outcome === 'leaves' && step !== null && traitsOf(step.channel).byConnector;
  if (!isLetter || intention.kind !== 'confirm') return 0;
  const action = await actionById(db, intention.actionId, customerId);
  const kind = action?.letterKind ?? 'standard';
  const connections = await connectionsFor(db, { entityId: entity.id, kind });
  const minutes = connections.map(({ settings }) => settings.recallMinutes);
  // Which of them it will be is seen once the letter is laid out; so long it stays with any.
  return minutes.length === 0 ? 0 : Math.min(...minutes);
}

/** What would follow, or what the click would be refused with. */
async function dryRunOrRefusal(
  deps: AppDeps,
  target: DryRunTarget,
  intention: Intention,
): Promise<ConsequenceForecast | null | RefusedError> {
  return orRefusal(async () => dryRun(deps, target, await intendedOf(deps, target, intention)));
}

function present(deps: AppDeps, result: ConsequenceForecast | null | RefusedError): ConsequenceWire {
  const forecast = result instanceof RefusedError ? null : result;
  const due = forecast?.consequence.due;
  return {
    kind: kindOf(result),
    step:
      due === undefined
        ? null
        : {
            key: due.stepKey,
            name: due.stepName,
            position: due.position,
            level: due.level,
            channel: due.channel,
            mode: due.mode,
          },
    totals: due?.totals ?? {},
    lineCount: due?.lines.length ?? 0,
    on: forecast?.consequence.on ?? null,
    at: forecast?.leavesAt === undefined ? null : new Date(forecast.leavesAt).toISOString(),
    gate: forecast?.consequence.gate ?? null,
    refusal: presentRefusal(result),
    undoSeconds: undoMsFor(deps) / 1000,
    recallMinutes: 0,
    today: forecast?.today ?? null,
    timeZone: forecast?.timeZone ?? null,
  };
}

function kindOf(result: ConsequenceForecast | null | RefusedError): ConsequenceWire['kind'] {
  if (result instanceof RefusedError) return 'refused';
  if (result === null) return 'not_followed';
  return result.inDoubt ? 'in_doubt' : result.consequence.kind;
}

/** `null`: the action is not there any more. */
function summaryOf(deps: AppDeps, results: (CustomerForecast | null)[]): z.output<typeof manyConsequences> {
  const all = results.map((result) => result && present(deps, result.after));
  const of = (...kinds: ConsequenceWire['kind'][]) =>
    all.filter((one): one is ConsequenceWire => one !== null && kinds.includes(one.kind));
  const between = (values: (string | null)[]) => {
    const sorted = values.filter((value) => value !== null).sort();
    return { count: values.length, first: sorted[0] ?? null, last: sorted.at(-1) ?? null };
  };
  return {
    leaves: between(of('leaves').map(({ at }) => at)),
    asks: between(of('asks', 'waits').map(({ on }) => on)),
    nothing: of('nothing', 'in_doubt', 'not_followed').length,
    refused: all.filter((one) => one === null || one.kind === 'refused').length,
    untouched: untouchedOf(results.filter((result) => result !== null)),
    undoSeconds: Math.ceil(undoMsFor(deps, all.length) / 1000),
  };
}
