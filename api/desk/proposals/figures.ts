import type { z } from 'zod';
import { switchModel } from '../../../application/proposals/model-use.ts';
import { claimRead, tryReading, type Trial } from '../../../application/proposals/trial.ts';
import { tryModel } from '../../../activities/replies/try-model.ts';
import { RefusedError } from '../../../domain/errors.ts';
import { saysAlike, type ReadClaim } from '../../../domain/proposal/compare.ts';
import {
  countProposals,
  listMadeProposals,
  type CountedProposals,
} from '../../../prisma/queries/proposals/figures.ts';
import { proposalsByIds, spentSince } from '../../../prisma/queries/proposals/read.ts';
import { modelUseOf } from '../../../prisma/queries/entities/read.ts';
import type { App, AppDeps } from '../../context.ts';
import { entityOf, userOf } from '../../plugins/access.ts';
import { limitInFlight } from '../../plugins/in-flight.ts';
import { entityParams } from '../../wire.ts';
import {
  madeProposals,
  madeQuery,
  precisionAnswer,
  precisionQuery,
  trialAnswer,
  trialBody,
  type triedClaim,
  understandingBody,
  understandingSettings,
} from './schema.ts';

const tags = ['understanding'];
const config = { access: 'administer' } as const;

/** What people corrected, old mail read again, and the model: for administrators. */
export function registerProposalFigures(app: App, deps: AppDeps): void {
  registerPrecision(app, deps);
  registerMade(app, deps);
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

function registerMade(app: App, { db }: AppDeps): void {
  app.route({
    method: 'GET',
    url: '/api/entities/:entityId/proposals/made',
    config,
    schema: {
      tags,
      summary:
        'The proposals behind the counts of this entity: their words, their reply and what was made of them',
      operationId: 'listMadeProposals',
      params: entityParams,
      querystring: madeQuery,
      response: { 200: madeProposals },
    },
    handler: async (request) => {
      const { page, pageSize } = request.query;
      const { rows, total } = await listMadeProposals(db, {
        entityId: entityOf(request).id,
        ...request.query,
      });
      const claims = new Map(
        (
          await proposalsByIds(
            db,
            rows.map(({ id }) => id),
          )
        ).map((row) => [row.id, claimRead(row)]),
      );
      return {
        rows: rows.map((row) => ({
          id: row.id,
          reply: replyRef(row),
          claim: presentClaim(claims.get(row.id)!),
          decided: row.decidedAt === null ? null : { at: row.decidedAt.toISOString(), by: row.decidedByName },
        })),
        total,
        page,
        pageSize,
      };
    },
  });
}

/** A part of a trial answers within moments, so that its progress is seen and it can be ended. */
const partMs = 1_500;

function registerTrial(app: App, { db, now, qualifier }: AppDeps): void {
  const limited = limitInFlight(1);
  app.route({
    method: 'POST',
    url: '/api/entities/:entityId/proposals/trial',
    config,
    schema: {
      tags,
      summary:
        'Read the replies of a period again, by the rules of today or the model, and list what differs: a part at a time, no proposal is written',
      operationId: 'tryReading',
      params: entityParams,
      body: trialBody,
      response: { 200: trialAnswer },
    },
    handler: async (request) =>
      limited(userOf(request).userId, async () => {
        const { by, after, ...period } = request.body;
        if (by === 'model' && qualifier === undefined) throw new RefusedError('model_not_connected');
        const endsAt = performance.now() + partMs;
        const trial = await tryReading(db, {
          entityId: entityOf(request).id,
          ...period,
          after,
          reader: by === 'model' ? (reply) => tryModel({ prisma: db, clock: now, qualifier }, reply) : null,
          isTimeLeft: () => performance.now() < endsAt,
        });
        return presentTrial(trial);
      }),
  });
}

function presentTrial({ rows, ...trial }: Trial): z.output<typeof trialAnswer> {
  return {
    ...trial,
    rows: rows.map(({ reply, before, after, added, removed }) => ({
      reply: replyRef({ ...reply, receivedAt: reply.createdAt }),
      before: before.map((claim) => compared(claim, after)),
      after: after.map((claim) => compared({ ...claim, state: null }, before)),
      added,
      removed,
    })),
  };
}

function compared(claim: ReadClaim & Pick<ShownClaim, 'state'>, others: readonly ReadClaim[]) {
  return { ...presentClaim(claim), isShared: others.some((other) => saysAlike(other, claim)) };
}

function replyRef(row: {
  replyId: string;
  customerId: string;
  customerNumber: string;
  customerName: string;
  receivedAt: Date;
}) {
  return {
    id: row.replyId,
    customer: { id: row.customerId, number: row.customerNumber, name: row.customerName },
    receivedAt: row.receivedAt.toISOString(),
  };
}

type ShownClaim = z.output<typeof triedClaim>;

function presentClaim(claim: ReadClaim & Pick<ShownClaim, 'state'>): ShownClaim {
  const { intent, items, amountMinor, currency, date, reason, quote, state } = claim;
  return { intent, items: [...items], amountMinor, currency, date, reason, quote, state };
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
