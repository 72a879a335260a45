/** Internal interactive e-mails: asking a colleague from chosen items, a dispute, or the customer as a whole (I-1). */
import type { z } from 'zod';
import { RefusedError } from '../../../domain/errors.ts';
import { checkColleague } from '../../../domain/internal/recipient.ts';
import { messageLanguage } from '../../../domain/template/format.ts';
import type { Db } from '../../../prisma/client.ts';
import { readUserNames } from '../../../prisma/queries/customers.ts';
import { askNotice } from '../../../prisma/queries/notices.ts';
import {
  closeQuestion,
  colleagueFacts,
  countItems,
  createQuestion,
  disputedItemIds,
  knownColleagues,
  languageOfUser,
  listQuestions,
  questionNoticeKey,
  readQuestion,
  type QuestionListQuery,
} from '../../../prisma/queries/questions.ts';
import type { App, AppDeps, EntityScope } from '../../context.ts';
import { entityOf, userOf } from '../../plugins/access.ts';
import { customerOf } from '../../plugins/customer-of.ts';
import { accepted, writeFact, type FactScope, type Told } from '../../plugins/facts.ts';
import { keyedCommand } from '../../plugins/idempotency.ts';
import { customerParams, done, emptyBody, entityParams, uuid } from '../../wire.ts';
import { created } from '../qualification/schema.ts';
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
      return writeFact(deps, where, async (scope) => ask(scope, entity, request.body));
    },
  });
}

/** Stores the question and asks for its message; the same key again answers the question asked before. */
async function ask(
  { tx, customerId, userId, at }: FactScope,
  entity: EntityScope,
  body: z.output<typeof newQuestion>,
): Promise<{ answer: { id: string }; told: Told | null }> {
  const recipientEmail = await colleagueAddress(tx, entity.id, body.recipientEmail);
  const itemIds = await askedItems(tx, customerId, body);
  const { recipientName, subject, text } = body;
  const language = await languageOf(tx, entity.id, recipientEmail);
  const asked = { recipientEmail, recipientName, language, legalEntityId: entity.id, customerId };
  const { id, isNew } = await createQuestion(tx, {
    ...asked,
    key: `asked/${customerId}/${body.key}`,
    subject,
    text,
    itemIds,
    disputeId: body.disputeId ?? null,
    actionId: null,
    createdBy: userId,
    at,
  });
  if (!isNew) return { answer: { id }, told: null };
  await askNotice(tx, {
    ...asked,
    key: questionNoticeKey(id),
    kind: 'internal_question',
    data: { questionId: id },
  });
  const data = { questionId: id, subject, text, recipients: [recipientEmail] };
  const key = `question/${id}/sent`;
  return { answer: { id }, told: { key, kind: 'question_sent', data, itemIds, changesFacts: false } };
}

/** @throws RefusedError `address_invalid`, `recipient_not_own_domain`, `recipient_is_customer` */
async function colleagueAddress(tx: Db, legalEntityId: string, address: string): Promise<string> {
  const facts = await colleagueFacts(tx, { legalEntityId, address });
  return accepted(checkColleague({ address, ...facts })).address;
}

/** @throws RefusedError `not_found` for a dispute or an item of another customer */
async function askedItems(
  tx: Db,
  customerId: string,
  { itemIds, disputeId }: z.output<typeof newQuestion>,
): Promise<string[]> {
  const disputed = disputeId === undefined ? [] : await disputedItemIds(tx, { disputeId, customerId });
  if (disputed === null) throw new RefusedError('not_found');
  const wanted = [...new Set(itemIds.length > 0 ? itemIds : disputed)];
  if ((await countItems(tx, customerId, wanted)) !== wanted.length) throw new RefusedError('not_found');
  return wanted;
}

async function languageOf(tx: Db, legalEntityId: string, address: string): Promise<string> {
  const { language } = await tx.legalEntity.findUniqueOrThrow({
    where: { id: legalEntityId },
    select: { language: true },
  });
  return messageLanguage(await languageOfUser(tx, address), language);
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
      return writeFact(deps, { entity, user: userOf(request), customerId }, async ({ tx }) => {
        const question = await readQuestion(tx, questionId);
        if (question?.customerId !== customerId) throw new RefusedError('not_found');
        const closed = await closeQuestion(tx, { questionId, legalEntityId: entity.id, customerId });
        const told = {
          key: `question/${questionId}/closed`,
          kind: 'question_closed',
          data: { questionId, subject: question.subject, recipients: [question.recipientEmail] },
          itemIds: question.itemIds,
          changesFacts: false,
        } satisfies Told;
        return { answer: { ok: true as const }, told: closed ? told : null };
      });
    },
  });
}
