/** Late-payment interest: the table of rates, what an item costs, and what of it is not claimed. */
import {
  addRate,
  bringRateBack,
  rateConsequence,
  takeRateAway,
} from '../../../application/interest/rates.ts';
import { claimAgain, waiveCharges } from '../../../application/interest/waive.ts';
import { percentToPpm } from '../../../domain/interest/reference-rates.ts';
import type { App, AppDeps } from '../../context.ts';
import { entityOf, userOf } from '../../plugins/access.ts';
import { created, createdMany, customerParams, done, emptyBody, entityParams, uuid } from '../../wire.ts';
import { registerAct } from '../customer-act.ts';
import { itemParams } from '../items/schema.ts';
import { presentItemInterest, presentRates } from './present.ts';
import * as wire from './schema.ts';

const url = '/api/entities/:entityId/interest/rates';
const tags = ['interest'];
const administer = { access: 'administer' } as const;

export function interestRoutes(app: App, deps: AppDeps): void {
  registerTable(app, deps);
  registerRate(app, deps);
  registerItem(app, deps);
  registerWaivers(app, deps);
}

function registerTable(app: App, deps: AppDeps): void {
  app.route({
    method: 'GET',
    url,
    config: { access: 'read' },
    schema: {
      tags,
      summary: 'Rates that late interest is counted from: those of the product and those of the company',
      operationId: 'listReferenceRates',
      params: entityParams,
      response: { 200: wire.rateTable },
    },
    handler: (request) => presentRates(deps.db, entityOf(request).id),
  });
  app.route({
    method: 'POST',
    url: `${url}/consequence`,
    config: administer,
    schema: {
      tags,
      summary: 'What a rate would change of the interest on everything overdue; saves nothing',
      operationId: 'previewReferenceRate',
      params: entityParams,
      body: wire.newRate,
      response: { 200: wire.rateConsequence },
    },
    handler: (request) => {
      const { id, today } = entityOf(request);
      const { percent, ...row } = request.body;
      return rateConsequence(deps.db, { entityId: id, today }, { ...row, ratePpm: percentToPpm(percent) });
    },
  });
}

function registerRate(app: App, deps: AppDeps): void {
  app.route({
    method: 'POST',
    url,
    config: administer,
    schema: {
      tags,
      summary: 'Enter a rate with its source; it counts instead of any other of that day',
      operationId: 'enterReferenceRate',
      params: entityParams,
      body: wire.newRate,
      response: { 200: created },
    },
    handler: async (request) => {
      const { percent, ...row } = request.body;
      const by = { entityId: entityOf(request).id, userId: userOf(request).userId, at: deps.now() };
      return { id: await addRate(deps.db, by, { ...row, ratePpm: percentToPpm(percent) }) };
    },
  });
  const moves = [
    ['remove', 'removeReferenceRate', 'A rate that was entered counts no more', takeRateAway],
    ['restore', 'restoreReferenceRate', 'A rate that was removed counts again', bringRateBack],
  ] as const;
  for (const [path, operationId, summary, move] of moves) {
    app.route({
      method: 'POST',
      url: `${url}/:rateId/${path}`,
      config: administer,
      schema: {
        tags,
        summary,
        operationId,
        params: wire.rateParams,
        body: emptyBody,
        response: { 200: done },
      },
      handler: async (request) => {
        const by = { entityId: entityOf(request).id, userId: userOf(request).userId, at: deps.now() };
        await move(deps.db, by, request.params.rateId);
        return { ok: true as const };
      },
    });
  }
}

function registerItem(app: App, deps: AppDeps): void {
  app.route({
    method: 'GET',
    url: '/api/entities/:entityId/items/:itemId/interest',
    config: { access: 'read' },
    schema: {
      tags,
      summary: 'Late interest and compensation of an item to this day, line by line, and what is waived',
      operationId: 'readItemInterest',
      params: itemParams,
      response: { 200: wire.itemInterest },
    },
    handler: (request) =>
      presentItemInterest(deps, { entityId: entityOf(request).id, itemId: request.params.itemId }),
  });
}

function registerWaivers(app: App, deps: AppDeps): void {
  registerAct(app, deps, {
    path: 'waivers',
    summary: 'Do not claim interest or compensation of an item',
    operationId: 'waiveCharges',
    params: customerParams,
    body: wire.newWaiver,
    answer: createdMany,
    write: waiveCharges,
  });
  registerAct(app, deps, {
    path: 'waivers/:waiverId/end',
    summary: 'Claim again what was waived',
    operationId: 'endWaiver',
    params: customerParams.extend({ waiverId: uuid }),
    body: emptyBody,
    answer: done,
    write: (scope, _body, { waiverId }) => claimAgain(scope, waiverId),
  });
}
