import type { z } from 'zod';
import { switchModel } from '../../../application/proposals/model-use.ts';
import { tryRules, type Trial } from '../../../application/proposals/trial.ts';
import { countProposals, type CountedProposals } from '../../../prisma/queries/proposals/figures.ts';
import { spentSince } from '../../../prisma/queries/proposals/read.ts';
import { modelUseOf } from '../../../prisma/queries/entities/read.ts';
import type { App, AppDeps } from '../../context.ts';
import { entityOf, userOf } from '../../plugins/access.ts';
import { limitInFlight } from '../../plugins/in-flight.ts';
import { entityParams } from '../../wire.ts';
import {
  precisionAnswer,
  precisionQuery,
  trialAnswer,
  trialBody,
  understandingBody,
  understandingSettings,
} from './schema.ts';

const tags = ['understanding'];
const config = { access: 'administer' } as const;

/** What people corrected, old mail read again, and the model: for administrators. */
export function registerProposalFigures(app: App, deps: AppDeps): void {
  registerPrecision(app, deps);
  registerTrial(app, deps);
  registerModel(app, deps);
}

function registerPrecision(app: App, { db }: AppDeps): void {
  app.route({
    method: 'GET',
    url: '/api/entities/:entityId/proposals/precision',
    config,
    schema: {
      tags,
      summary:
        'What people made of proposals, by entity, kind, language and source; of all entities of the administrator',
      operationId: 'readProposalPrecision',
      params: entityParams,
      querystring: precisionQuery,
      response: { 200: precisionAnswer },
    },
    handler: async (request) => {
      const { from, until, by } = request.query;
      const { userId } = userOf(request);
      const counted = await countProposals(db, { userId, from, until, by });
      const total = { accepted: 0, changed: 0, dropped: 0, open: 0 };
      for (const one of counted)
        for (const name of Object.keys(total) as (keyof typeof total)[]) total[name] += one[name];
      return {
        rows: counted.map(({ entityId: id, entityName: name, ...row }) => ({
          ...row,
          entity: { id, name },
          precision: precisionOf(row),
        })),
        total: { ...total, precision: precisionOf(total) },
      };
    },
  });
}

type Counts = Pick<CountedProposals, 'accepted' | 'changed' | 'dropped'>;

function precisionOf({ accepted, changed, dropped }: Counts): number | null {
  const decided = accepted + changed + dropped;
  return decided === 0 ? null : Math.round((accepted / decided) * 1000) / 1000;
}

function registerTrial(app: App, { db }: AppDeps): void {
  const limited = limitInFlight(1);
  app.route({
    method: 'POST',
    url: '/api/entities/:entityId/proposals/trial',
    config,
    schema: {
      tags,
      summary:
        'Read the replies of a period again by the rules of today and list what differs; writes nothing',
      operationId: 'tryReading',
      params: entityParams,
      body: trialBody,
      response: { 200: trialAnswer },
    },
    handler: async (request) =>
      limited(userOf(request).userId, async () =>
        presentTrial(await tryRules(db, { entityId: entityOf(request).id, ...request.body })),
      ),
  });
}

function presentTrial({ rows, ...trial }: Trial): z.output<typeof trialAnswer> {
  return {
    ...trial,
    rows: rows.map(({ reply, before, after, added, removed }) => ({
      reply: {
        id: reply.replyId,
        customer: { id: reply.customerId, number: reply.customerNumber, name: reply.customerName },
        receivedAt: reply.createdAt.toISOString(),
      },
      before: before.map(({ items, ...claim }) => ({ ...claim, items: [...items] })),
      after: after.map(({ intent, items, amountMinor, currency, date, reason, quote }) => ({
        intent,
        items: [...items],
        amountMinor,
        currency,
        date,
        reason,
        quote,
        state: null,
      })),
      added,
      removed,
    })),
  };
}

function registerModel(app: App, deps: AppDeps): void {
  const url = '/api/entities/:entityId/understanding';
  const response = { 200: understandingSettings };
  app.route({
    method: 'GET',
    url,
    config,
    schema: {
      tags,
      summary: 'Whether a model reads replies beside the rules, which one, and what it has cost today',
      operationId: 'readUnderstanding',
      params: entityParams,
      response,
    },
    handler: async (request) => settingsOf(deps, entityOf(request).id),
  });
  app.route({
    method: 'PUT',
    url,
    config,
    schema: {
      tags,
      summary:
        'Switch the model on or off; `redacted`: it is shown no names, addresses and numbers of people',
      operationId: 'changeUnderstanding',
      params: entityParams,
      body: understandingBody,
      response,
    },
    handler: async (request) => {
      const { id: entityId } = entityOf(request);
      const { userId } = userOf(request);
      await switchModel(deps.db, { entityId, userId, wanted: request.body.model, at: deps.now() });
      return settingsOf(deps, entityId);
    },
  });
}

async function settingsOf({ db, settings, now }: AppDeps, entityId: string) {
  const { qualifier } = settings;
  const midnight = new Date(now());
  midnight.setUTCHours(0, 0, 0, 0);
  const [model, spent] = [await modelUseOf(db, entityId), await spentSince(db, entityId, midnight)];
  return {
    model,
    isConnected: qualifier !== undefined,
    endpoint: qualifier?.endpoint ?? null,
    modelName: qualifier?.model ?? null,
    spentMicros: spent.costMicros,
    callsToday: spent.calls,
    capMicros: qualifier?.capMicros ?? null,
    mostCallsADay: qualifier?.mostCallsADay ?? null,
  };
}
