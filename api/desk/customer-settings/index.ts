import { changeCustomerSettings, switchForCustomer } from '../../../application/customers/change.ts';
import { excludeCustomer, includeCustomer } from '../../../application/customers/exclude.ts';
import { z } from 'zod';
import { messageLanguages } from '../../../domain/vocabulary/languages.ts';
import { nettingRules } from '../../../domain/vocabulary/ledger.ts';
import type { App, AppDeps } from '../../context.ts';
import { entityOf, userOf } from '../../plugins/access.ts';
import { writeFact } from '../../plugins/facts.ts';
import { asRead } from '../../plugins/overwriting.ts';
import { amounts, customerParams, done, emptyBody, uuid } from '../../wire.ts';

/** Only what is named is changed. The scenario is changed by moving the case. */
const customerSettings = z
  .object({
    collectorId: uuid.nullable().optional(),
    language: z.enum(messageLanguages).nullable().optional(),
    netting: z.enum(nettingRules).optional(),
    /** Null: that of the legal entity. */
    minimumAmountMinor: amounts.nullable().optional(),
    asRead,
  })
  .strict()
  .refine(({ asRead: _read, ...settings }) => Object.keys(settings).length > 0, 'nothing to change')
  .meta({ id: 'CustomerSettings' });

const excludeBody = z
  .object({ reason: z.string().trim().min(1).max(1000) })
  .strict()
  .meta({ id: 'ExcludeCustomer' });

const pagesBody = z.object({ on: z.boolean() }).strict().meta({ id: 'SwitchInteractivePages' });
const captureBody = z.object({ on: z.boolean() }).strict().meta({ id: 'SwitchReplyCapture' });

const base = '/api/entities/:entityId/customers/:customerId';
const config = { access: 'act' } as const;
const tags = ['customers'];

export function customerSettingsRoutes(app: App, deps: AppDeps): void {
  registerSettings(app, deps);
  registerPages(app, deps);
  registerCapture(app, deps);
  registerExclusion(app, deps);
}

function registerSettings(app: App, deps: AppDeps): void {
  app.route({
    method: 'PATCH',
    url: base,
    config,
    schema: {
      tags,
      summary: 'Collector, language, netting and minimum amount of a customer',
      operationId: 'updateCustomer',
      params: customerParams,
      body: customerSettings,
      response: { 200: done },
    },
    handler: async (request) => {
      const entity = entityOf(request);
      const { asRead: read, ...changes } = request.body;
      const where = { entity, user: userOf(request), customerId: request.params.customerId };
      return writeFact(deps, where, (scope) => changeCustomerSettings(scope, { asRead: read, changes }));
    },
  });
}

/** P-3: one switch; switched off, links that are out there stop at once, because every visit asks for it. */
function registerPages(app: App, deps: AppDeps): void {
  app.route({
    method: 'PUT',
    url: `${base}/interactive-pages`,
    config,
    schema: {
      tags,
      summary: 'Interactive pages of a customer on or off',
      operationId: 'switchInteractivePages',
      params: customerParams,
      body: pagesBody,
      response: { 200: done },
    },
    handler: async (request) => {
      const where = {
        entity: entityOf(request),
        user: userOf(request),
        customerId: request.params.customerId,
      };
      const { on } = request.body;
      return writeFact(deps, where, (scope) => switchForCustomer(scope, { field: 'interactive_pages', on }));
    },
  });
}

/** what was answered to an address that went out is filed as before; messages from now on do not name it. */
function registerCapture(app: App, deps: AppDeps): void {
  app.route({
    method: 'PUT',
    url: `${base}/reply-capture`,
    config,
    schema: {
      tags,
      summary: 'Answers by mail to an address of this customer, on or off',
      operationId: 'switchReplyCapture',
      params: customerParams,
      body: captureBody,
      response: { 200: done },
    },
    handler: async (request) => {
      const where = {
        entity: entityOf(request),
        user: userOf(request),
        customerId: request.params.customerId,
      };
      const { on } = request.body;
      return writeFact(deps, where, (scope) => switchForCustomer(scope, { field: 'reply_capture', on }));
    },
  });
}

function registerExclusion(app: App, deps: AppDeps): void {
  app.route({
    method: 'POST',
    url: `${base}/exclude`,
    config,
    schema: {
      tags,
      summary: 'Never chase this customer, until included again',
      operationId: 'excludeCustomer',
      params: customerParams,
      body: excludeBody,
      response: { 200: done },
    },
    handler: async (request) => {
      const { reason } = request.body;
      const where = {
        entity: entityOf(request),
        user: userOf(request),
        customerId: request.params.customerId,
      };
      return writeFact(deps, where, (scope) => excludeCustomer(scope, reason));
    },
  });
  app.route({
    method: 'POST',
    url: `${base}/include`,
    config,
    schema: {
      tags,
      summary: 'Chase an excluded customer again',
      operationId: 'includeCustomer',
      params: customerParams,
      body: emptyBody,
      response: { 200: done },
    },
    handler: async (request) => {
      const where = {
        entity: entityOf(request),
        user: userOf(request),
        customerId: request.params.customerId,
      };
      return writeFact(deps, where, includeCustomer);
    },
  });
}
