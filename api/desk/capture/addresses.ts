import { makeCaptureAddress, withdrawCaptureAddress } from '../../../application/inbound/addresses.ts';
import { captureAddress } from '../../../domain/capture/address.ts';
import { captureSchema } from '../../../domain/model/capture.ts';
import type { Db } from '../../../prisma/client.ts';
import { readUserNames } from '../../../prisma/queries/customers/read.ts';
import { captureAddressesOf, captureOfCustomer } from '../../../prisma/queries/inbound/read.ts';
import type { App, AppDeps } from '../../context.ts';
import { entityOf, userOf } from '../../plugins/access.ts';
import { customerOf } from '../../plugins/customer-of.ts';
import { writeFact } from '../../plugins/facts.ts';
import { keyedCommand } from '../../plugins/idempotency.ts';
import { customerParams, done, emptyBody } from '../../wire.ts';
import { captureAddressParams, customerCapture, madeCaptureAddress, newCaptureAddress } from './schema.ts';

const url = '/api/entities/:entityId/customers/:customerId/capture';
const config = { access: 'act' } as const;
const tags = ['capture'];

export function captureAddressRoutes(app: App, deps: AppDeps): void {
  registerReading(app, deps);
  registerActs(app, deps);
}

function registerReading(app: App, { db }: AppDeps): void {
  app.route({
    method: 'GET',
    url,
    config: { access: 'read' },
    schema: {
      tags,
      summary: 'The addresses at which replies of a customer are taken, those that were withdrawn too',
      operationId: 'readCustomerCapture',
      params: customerParams,
      response: { 200: customerCapture },
    },
    handler: async (request) => {
      const { customerId } = request.params;
      await customerOf(db, entityOf(request), customerId);
      const { isOn, addressOf } = await captureOf(db, customerId);
      const rows = await captureAddressesOf(db, customerId);
      const names = await readUserNames(
        db,
        rows.flatMap(({ createdBy, withdrawnBy }) => [createdBy, withdrawnBy]),
      );
      const nameOf = (id: string | null) => (id === null ? null : (names.get(id) ?? null));
      const live = rows.find(({ withdrawnAt }) => withdrawnAt === null);
      return {
        on: isOn,
        companyOn: addressOf !== null,
        address: live === undefined ? null : (addressOf?.(live.token) ?? null),
        addresses: rows.map(({ token, createdAt, createdBy, withdrawnAt, withdrawnBy }) => ({
          token,
          address: addressOf?.(token) ?? null,
          createdAt: createdAt.toISOString(),
          createdBy: nameOf(createdBy),
          withdrawnAt: withdrawnAt?.toISOString() ?? null,
          withdrawnBy: nameOf(withdrawnBy),
        })),
      };
    },
  });
}

/** `addressOf` null: the company takes no mail. */
async function captureOf(db: Db, customerId: string) {
  const { isOn, scheme } = await captureOfCustomer(db, customerId);
  const read = captureSchema.nullable().parse(scheme);
  return { isOn, addressOf: read && ((token: string) => captureAddress(read, token)) };
}

function registerActs(app: App, deps: AppDeps): void {
  app.route({
    method: 'POST',
    url: `${url}/addresses`,
    config,
    schema: {
      tags,
      summary: 'One more address for replies; those from before can be withdrawn with it',
      operationId: 'makeCaptureAddress',
      params: customerParams,
      body: newCaptureAddress,
      response: { 200: madeCaptureAddress },
    },
    handler: async (request) => {
      const { key, only } = request.body;
      const { customerId } = request.params;
      const command = keyedCommand(request, key);
      const where = { entity: entityOf(request), user: userOf(request), customerId, command };
      const { token } = await writeFact(deps, where, (scope) => makeCaptureAddress(scope, { only }));
      const { addressOf } = await captureOf(deps.db, customerId);
      return { token, address: addressOf?.(token) ?? null };
    },
  });
  app.route({
    method: 'POST',
    url: `${url}/addresses/:token/withdraw`,
    config,
    schema: {
      tags,
      summary: 'An address takes no mail any more: whoever writes to it is told by their own server',
      operationId: 'withdrawCaptureAddress',
      params: captureAddressParams,
      body: emptyBody,
      response: { 200: done },
    },
    handler: async (request) => {
      const { customerId, token } = request.params;
      const where = { entity: entityOf(request), user: userOf(request), customerId };
      return writeFact(deps, where, (scope) => withdrawCaptureAddress(scope, token));
    },
  });
}
