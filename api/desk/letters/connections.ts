/** By whom the company sends letters, with which options, and whether it works (L-4, L-6). */
import type { z } from 'zod';
import { changeLetterConnection, connectionForm } from '../../../application/letters/connect.ts';
import { spentThisMonth } from '../../../application/letters/queue.ts';
import { RefusedError } from '../../../domain/errors.ts';
import type { LetterProviderName } from '../../../domain/vocabulary/letters.ts';
import { lastConnectionTest } from '../../../prisma/queries/connections/read.ts';
import { letterTest } from '../../../prisma/queries/letter-connections/read.ts';
import { carriedKinds, connectedProviders, tryCarrier } from '../../connections/letter-carriers.ts';
import { keepTrial, presentLastTest } from '../../connections/trials.ts';
import type { App, AppDeps, EntityScope } from '../../context.ts';
import { entityOf, userOf } from '../../plugins/access.ts';
import { limitInFlight } from '../../plugins/in-flight.ts';
import { perUser } from '../../plugins/limits.ts';
import { emptyBody, entityParams } from '../../wire.ts';
import * as wire from './schema.ts';

const base = '/api/entities/:entityId/letter-connections';
const config = { access: 'administer' } as const;
const tags = ['letters'];
const trialsAMinute = 12;

export function letterConnectionRoutes(app: App, deps: AppDeps): void {
  app.route({
    method: 'GET',
    url: base,
    config,
    schema: {
      tags,
      summary:
        'Providers of letters: whether they are set, how the company uses them, what the last tests found',
      operationId: 'listLetterConnections',
      params: entityParams,
      response: { 200: wire.letterConnectionList },
    },
    handler: async (request) => {
      const entity = entityOf(request);
      return { rows: await Promise.all(connectedProviders.map((name) => present(deps, entity, name))) };
    },
  });
  registerChange(app, deps);
  registerTest(app, deps);
}

function registerChange(app: App, deps: AppDeps): void {
  app.route({
    method: 'PATCH',
    url: `${base}/:provider`,
    config,
    schema: {
      tags,
      summary:
        'Use a provider of letters or stop using it, and its options; automatic steps whose kind nobody carries any more wait for confirmation',
      operationId: 'changeLetterConnection',
      params: wire.providerParams,
      body: wire.changes,
      response: { 200: wire.letterConnection },
    },
    handler: async (request) => {
      const entity = entityOf(request);
      const provider = connected(request.params.provider);
      const { asRead, ...changes } = request.body;
      await changeLetterConnection(
        deps.db,
        { entityId: entity.id, currency: entity.currency, userId: userOf(request).userId, at: deps.now() },
        { provider, carries: carriedKinds(deps.carriers.providers[provider]), changes, asRead },
      );
      return present(deps, entity, provider);
    },
  });
}

function registerTest(app: App, deps: AppDeps): void {
  const oneAtATime = limitInFlight(1);
  app.route({
    method: 'POST',
    url: `${base}/:provider/test`,
    config: { ...config, rateLimit: perUser(trialsAMinute) },
    schema: {
      tags,
      summary: 'Signs in at the provider and asks which kinds the account may send; sends nothing',
      operationId: 'testLetterConnection',
      params: wire.providerParams,
      body: emptyBody,
      response: { 200: wire.letterTest },
    },
    handler: async (request) => {
      const entity = entityOf(request);
      const user = userOf(request);
      const provider = connected(request.params.provider);
      const began = performance.now();
      const tried = await oneAtATime(user.userId, () => tryCarrier(deps.carriers, provider));
      if (tried === null) throw new RefusedError('letter_provider_not_set');
      return keepTrial(
        deps,
        { entityId: entity.id, user, of: { connection: 'letters', provider } },
        { tried, began },
      );
    },
  });
}

/** @throws RefusedError `not_found` for posting by hand, which nobody connects */
function connected(provider: LetterProviderName): LetterProviderName {
  if (!connectedProviders.includes(provider as never)) throw new RefusedError('not_found');
  return provider;
}

async function present(
  { db, carriers, now }: AppDeps,
  entity: EntityScope,
  provider: LetterProviderName,
): Promise<z.output<typeof wire.letterConnection>> {
  const of = { entityId: entity.id, provider, currency: entity.currency };
  const [form, spentMinor, last] = await Promise.all([
    connectionForm(db, of),
    spentThisMonth(db, { ...of, timeZone: entity.timeZone, at: now() }),
    lastConnectionTest(db, { entityId: entity.id, of: { provider } }, letterTest),
  ]);
  const carries = carriedKinds(carriers.providers[provider]);
  const options = carriers.providers[provider]?.capabilities.options ?? [];
  const facts = {
    provider,
    isSet: carries !== null,
    isSandbox: provider !== 'self_hosted' && carries !== null && carriers.sandboxUrl !== null,
    sandboxUrl: provider === 'self_hosted' ? null : carriers.sandboxUrl,
    carries: [...(carries ?? [])],
    options: [...options],
    ...form,
    spentMinor,
  };
  return { ...facts, lastTest: await presentLastTest(db, last) };
}
