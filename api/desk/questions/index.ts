/** Internal interactive e-mails: asking a colleague from chosen items, a dispute, or the customer as a whole (I-1). */
import { askColleague } from '../../../application/questions/ask.ts';
import { endQuestion } from '../../../application/questions/close.ts';
import type { z } from 'zod';
import { checkColleague } from '../../../domain/internal/recipient.ts';
import { readUserNames } from '../../../prisma/queries/customers/read.ts';
import {
  colleagueFacts,
  knownColleagues,
  listQuestions,
  type QuestionListQuery,
} from '../../../prisma/queries/questions/read.ts';
import type { App, AppDeps, EntityScope } from '../../context.ts';
import { entityOf, userOf } from '../../plugins/access.ts';
import { customerOf } from '../../plugins/customer-of.ts';
import { writeFact } from '../../plugins/facts.ts';
import { keyedCommand } from '../../plugins/idempotency.ts';
import { created, customerParams, done, emptyBody, entityParams, uuid } from '../../wire.ts';
import { registerIntegration } from './integration.ts';
import { presentQuestion } from './present.ts';
import { colleagues, newQuestion, questionList, questionQuery } from './schema.ts';

const base = '/api/entities/:entityId/customers/:customerId/questions';
const tags = ['internal questions'];

export function questionRoutes(app: App, deps: AppDeps): void {
  registerReads(app, deps);
  registerAsking(app, deps);
  registerClosing(app, deps);
  registerIntegration(app, deps);
}

function registerReads(app: App, deps: AppDeps): void {
  app.route({
    method: 'GET',
    url: '/api/entities/:entityId/questions',
    config: { access: 'read' },
    schema: {
      tags,
      summary: 'Questions to colleagues about all customers of the entity, newest first',
      operationId: 'listQuestions',
      params: entityParams,
      querystring: questionQuery,
      response: { 200: questionList },
    },
    handler: async (request) => questionsPage(deps, entityOf(request), request.query),
  });
  app.route({
    method: 'GET',
    url: base,
    config: { access: 'read' },
    schema: {
      tags,
      summary: 'Questions to colleagues about one customer, newest first',
      operationId: 'listCustomerQuestions',
      params: customerParams,
      querystring: questionQuery,
      response: { 200: questionList },
    },
    handler: async (request) => {
      const entity = entityOf(request);
      const { id: customerId } = await customerOf(deps.db, entity, request.params.customerId);
      return questionsPage(deps, entity, { ...request.query, customerId });
    },
  });
  app.route({
    method: 'GET',
    url: '/api/entities/:entityId/colleagues',
    config: { access: 'act' },
    schema: {
      tags,
      summary:
        'Who may be asked: users of the entity, addresses asked before, and the domains that are allowed',
      operationId: 'listColleagues',
      params: entityParams,
      response: { 200: colleagues },
    },
    handler: async (request) => {
      const { id: legalEntityId } = entityOf(request);
      const { ownDomains } = await colleagueFacts(deps.db, { legalEntityId, address: '' });
      const known = await knownColleagues(deps.db, legalEntityId);
      const rows = known.filter(({ email: address }) => {
        return checkColleague({ address, ownDomains, customerAddresses: [] }).ok;
      });
      return { ownDomains, rows };
    },
  });
}

async function questionsPage(
  { db }: AppDeps,
  entity: EntityScope,
  { state, page, pageSize, customerId }: z.output<typeof questionQuery> & { customerId?: string },
) {
  const query: QuestionListQuery = { legalEntityId: entity.id, customerId, states: state, page, pageSize };
  const { rows, total } = await listQuestions(db, query);
  const names = await readUserNames(
    db,
    rows.map(({ createdBy }) => createdBy),
  );
  return { rows: rows.map((row) => presentQuestion(row, names)), total, page, pageSize };
}

function registerAsking(app: App, deps: AppDeps): void {
  app.route({
    method: 'POST',
    url: base,
    config: { access: 'act' },
    schema: {
      tags,
      summary: 'Ask a colleague by an internal interactive e-mail; refused outside the own domains',
      operationId: 'askColleague',
      params: customerParams,
      body: newQuestion,
      response: { 200: created },
    },
    handler: async (request) => {
      const entity = entityOf(request);
      const command = keyedCommand(request, request.body.key);
      const where = { entity, user: userOf(request), customerId: request.params.customerId, command };
      return writeFact(deps, where, (scope) => askColleague(scope, request.body));
    },
  });
}

function registerClosing(app: App, deps: AppDeps): void {
  app.route({
    method: 'POST',
    url: `${base}/:questionId/close`,
    config: { access: 'act' },
    schema: {
      tags,
      summary:
        'Close a question: its page stays readable until the link expires, nothing more can be answered',
      operationId: 'closeQuestion',
      params: customerParams.extend({ questionId: uuid }),
      body: emptyBody,
      response: { 200: done },
    },
    handler: async (request) => {
      const { customerId, questionId } = request.params;
      const entity = entityOf(request);
      return writeFact(deps, { entity, user: userOf(request), customerId }, (scope) =>
        endQuestion(scope, questionId),
      );
    },
  });
}
