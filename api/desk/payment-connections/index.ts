/** By whom the company takes payments of customers, how, and whether it works (P-8). */
import type { z } from 'zod';
import {
  changePaymentConnection,
  paymentConnectionForm,
} from '../../../application/online-payments/connect.ts';
import { paymentHookUrl } from '../../../application/online-payments/hint.ts';
import { RefusedError } from '../../../domain/errors.ts';
import { paymentConnectorNames, type PaymentConnectorName } from '../../../domain/vocabulary/payments.ts';
import { lastConnectionTest } from '../../../prisma/queries/connections/read.ts';
import { paymentConnectionOf, paymentTest } from '../../../prisma/queries/payment-connections/read.ts';
import { noTakers, tryConnector } from '../../connections/payment-connectors.ts';
import { keepTrial, presentLastTest } from '../../connections/trials.ts';
import type { App, AppDeps } from '../../context.ts';
import { entityOf, userOf } from '../../plugins/access.ts';
import { limitInFlight } from '../../plugins/in-flight.ts';
import { perUser } from '../../plugins/limits.ts';
import { emptyBody, entityParams } from '../../wire.ts';
import * as wire from './schema.ts';

const base = '/api/entities/:entityId/payment-connections';
const config = { access: 'administer' } as const;
const tags = ['payments'];
const trialsAMinute = 12;

export function paymentConnectionRoutes(app: App, deps: AppDeps): void {
  app.route({
    method: 'GET',
    url: base,
    config,
    schema: {
      tags,
      summary:
        'Connectors of payments: whether they are set, how the company uses them, what the last tests found',
      operationId: 'listPaymentConnections',
      params: entityParams,
      response: { 200: wire.paymentConnectionList },
    },
    handler: async (request) => {
      const { id } = entityOf(request);
      return { rows: await Promise.all(paymentConnectorNames.map((name) => present(deps, id, name))) };
    },
  });
  app.route({
    method: 'PATCH',
    url: `${base}/:connector`,
    config,
    schema: {
      tags,
      summary: 'Take payments by a connector or stop, by which methods, and who writes down the money',
      operationId: 'changePaymentConnection',
      params: wire.connectorParams,
      body: wire.changes,
      response: { 200: wire.paymentConnection },
    },
    handler: async (request) => {
      const { id } = entityOf(request);
      const { connector } = request.params;
      const { asRead, ...changes } = request.body;
      const takes = (deps.takers ?? noTakers).connectors[connector]?.capabilities.methods ?? null;
      const by = { entityId: id, userId: userOf(request).userId, at: deps.now() };
      await changePaymentConnection(deps.db, by, { provider: connector, takes, changes, asRead });
      return present(deps, id, connector);
    },
  });
  registerTest(app, deps);
}

function registerTest(app: App, deps: AppDeps): void {
  const oneAtATime = limitInFlight(1);
  app.route({
    method: 'POST',
    url: `${base}/:connector/test`,
    config: { ...config, rateLimit: perUser(trialsAMinute) },
    schema: {
      tags,
      summary: 'Signs in at the connector and asks which methods are switched on there; asks for no money',
      operationId: 'testPaymentConnection',
      params: wire.connectorParams,
      body: emptyBody,
      response: { 200: wire.paymentTest },
    },
    handler: async (request) => {
      const { id } = entityOf(request);
      const user = userOf(request);
      const { connector } = request.params;
      const began = performance.now();
      const tried = await oneAtATime(user.userId, () => tryConnector(deps.takers ?? noTakers, connector));
      if (tried === null) throw new RefusedError('payment_connector_not_set');
      return keepTrial(
        deps,
        { entityId: id, user, of: { connection: 'payments', provider: connector } },
        { tried, began },
      );
    },
  });
}

async function present(
  { db, takers = noTakers, settings }: AppDeps,
  entityId: string,
  provider: PaymentConnectorName,
): Promise<z.output<typeof wire.paymentConnection>> {
  const of = { entityId, provider };
  const [form, stored, last] = await Promise.all([
    paymentConnectionForm(db, of),
    paymentConnectionOf(db, of),
    lastConnectionTest(db, { entityId, of: { provider } }, paymentTest),
  ]);
  const { capabilities } = takers.connectors[provider] ?? {};
  const isEnteredThere = capabilities !== undefined && !capabilities.subscribesItself && stored !== null;
  const facts = {
    connector: provider,
    isSet: capabilities !== undefined,
    isSandbox: capabilities !== undefined && takers.sandboxUrl !== null,
    sandboxUrl: takers.sandboxUrl,
    takes: [...(capabilities?.methods ?? [])],
    hookUrl: isEnteredThere ? paymentHookUrl(settings.publicUrl, stored.hookKey) : null,
    ...form,
  };
  return { ...facts, lastTest: await presentLastTest(db, last) };
}
