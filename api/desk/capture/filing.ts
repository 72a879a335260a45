import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';
import {
  assignMail,
  dismissMail,
  moveMail,
  restoreMail,
  type ByHand,
} from '../../../application/inbound/by-hand.ts';
import { onceUnder } from '../../../application/idempotency.ts';
import { changeFacts, type Changed } from '../../../application/unit-of-work.ts';
import { RefusedError } from '../../../domain/errors.ts';
import type { FactsTransaction, Prisma } from '../../../prisma/client.ts';
import { readUserNames } from '../../../prisma/queries/customers/read.ts';
import { appendHistory } from '../../../prisma/queries/history/write.ts';
import { senderRules } from '../../../prisma/queries/inbound/list.ts';
import { deleteSenderRule } from '../../../prisma/queries/capture/write.ts';
import { inTransaction } from '../../../prisma/transaction.ts';
import type { App, AppDeps } from '../../context.ts';
import { entityOf, userOf } from '../../plugins/access.ts';
import { keyedCommand } from '../../plugins/idempotency.ts';
import { done, emptyBody, entityParams } from '../../wire.ts';
import {
  assignMail as assignBody,
  dismissMail as dismissBody,
  filedMail,
  mailParams,
  moveMail as moveBody,
  restoreMail as restoreBody,
  senderRuleList,
  senderRuleParams,
} from './schema.ts';

const config = { access: 'act' } as const;
const tags = ['capture'];

interface Act<B extends z.ZodType, A extends z.ZodType> {
  path: string;
  summary: string;
  operationId: string;
  body: B;
  answer: A;
  write: (tx: FactsTransaction, by: ByHand, body: z.output<B>) => Promise<Changed<z.input<A>>>;
}

export function mailFilingRoutes(app: App, deps: AppDeps): void {
  registerGiving(app, deps);
  registerPuttingAside(app, deps);
  registerRules(app, deps);
}

function registerGiving(app: App, deps: AppDeps): void {
  registerAct(app, deps, {
    path: 'assign',
    summary: 'Give a mail that waits to its customer; its sender can be remembered',
    operationId: 'assignInboundMail',
    body: assignBody,
    answer: filedMail,
    write: (tx, by, { customerId, remember }) => assignMail(tx, { ...by, customerId, remember }),
  });
  registerAct(app, deps, {
    path: 'move',
    summary: 'Move a mail from one customer to another: what it said, and what it holds, goes along',
    operationId: 'moveInboundMail',
    body: moveBody,
    answer: filedMail,
    write: (tx, by, { fromCustomerId, toCustomerId }) =>
      moveMail(tx, { ...by, fromCustomerId, toCustomerId }),
  });
}

function registerPuttingAside(app: App, deps: AppDeps): void {
  registerAct(app, deps, {
    path: 'dismiss',
    summary: 'Put a mail aside that concerns no customer; it is kept, and can be taken up again',
    operationId: 'dismissInboundMail',
    body: dismissBody,
    answer: done,
    write: async (tx, by, { reason }) => said(await dismissMail(tx, { ...by, reason: reason || null })),
  });
  registerAct(app, deps, {
    path: 'restore',
    summary: 'Take a mail up again that was put aside',
    operationId: 'restoreInboundMail',
    body: restoreBody,
    answer: done,
    write: async (tx, by) => said(await restoreMail(tx, by)),
  });
}

function said(changed: Changed<void>): Changed<{ ok: true }> {
  return { ...changed, result: { ok: true } };
}

function registerAct<B extends z.ZodType, A extends z.ZodType>(
  app: App,
  deps: AppDeps,
  { path, summary, operationId, body, answer, write }: Act<B, A>,
): void {
  const handler = async (request: FastifyRequest) => {
    const { inboundMailId: mailId } = request.params as z.output<typeof mailParams>;
    const asked = request.body as z.output<B> & { key: string };
    const by = { entityId: entityOf(request).id, mailId, userId: userOf(request).userId, at: deps.now() };
    const command = { scope: mailId, ...keyedCommand(request, asked.key) };
    return inTransaction(deps.db, (tx) =>
      onceUnder(tx, command, () =>
        changeFacts(tx, (facts) => write(facts, by, asked) as Promise<Changed<Prisma.InputJsonObject>>),
      ),
    );
  };
  app.route({
    method: 'POST',
    url: `/api/entities/:entityId/inbound-mails/:inboundMailId/${path}`,
    config,
    schema: { tags, summary, operationId, params: mailParams, body, response: { 200: answer } },
    // The compiler does not follow a schema that is a parameter; the serializer holds the answer to it.
    handler: handler as never,
  });
}

function registerRules(app: App, { db, now }: AppDeps): void {
  app.route({
    method: 'GET',
    url: '/api/entities/:entityId/sender-rules',
    config: { access: 'read' },
    schema: {
      tags,
      summary: 'Senders whose mail is filed to a customer because a person said so',
      operationId: 'listSenderRules',
      params: entityParams,
      response: { 200: senderRuleList },
    },
    handler: async (request) => {
      const rows = await senderRules(db, entityOf(request).id);
      const names = await readUserNames(
        db,
        rows.map(({ createdBy }) => createdBy),
      );
      return {
        rows: rows.map(({ id, address, customer, createdAt, createdBy }) => ({
          id,
          address,
          customer,
          at: createdAt.toISOString(),
          by: names.get(createdBy) ?? null,
        })),
      };
    },
  });
  app.route({
    method: 'POST',
    url: '/api/entities/:entityId/sender-rules/:senderRuleId/remove',
    config,
    schema: {
      tags,
      summary: 'Forget a sender: what they write waits for a person again, unless it shows whose it is',
      operationId: 'removeSenderRule',
      params: senderRuleParams,
      body: emptyBody,
      response: { 200: done },
    },
    handler: async (request) => {
      const legalEntityId = entityOf(request).id;
      const actor = { kind: 'user' as const, id: userOf(request).userId };
      await inTransaction(db, async (tx) => {
        const rule = await deleteSenderRule(tx, { legalEntityId, ruleId: request.params.senderRuleId });
        if (rule === null) throw new RefusedError('not_found');
        const { customerId, address } = rule;
        const kind = 'sender_rule_removed';
        await appendHistory(tx, [{ legalEntityId, customerId, kind, at: now(), actor, data: { address } }]);
      });
      return { ok: true as const };
    },
  });
}
