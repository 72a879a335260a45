/** Setting up a company: how far it is, a test mail, and what the first reminder would say (D-13). */
import { onceUnder } from '../../../application/idempotency.ts';
import type { z } from 'zod';
import { setUpStates } from '../../../domain/company/set-up.ts';
import { parseEmailAddress } from '../../../domain/contact/email-address.ts';
import { refuse, RefusedError, type Refusal } from '../../../domain/errors.ts';
import type { OutboundState } from '../../../domain/vocabulary/messages.ts';
import { appendHistory } from '../../../prisma/queries/history/write.ts';
import { askNotice } from '../../../application/outbox.ts';
import { takeAttempt } from '../../../prisma/queries/attempts/write.ts';
import {
  newestTestMail,
  previewCandidates,
  readSetUpFacts,
  type SetUpFacts,
  type TestMailRow,
} from '../../../prisma/queries/set-up/read.ts';
import { inTransaction } from '../../../prisma/transaction.ts';
import type { App, AppDeps, EntityScope } from '../../context.ts';
import { entityOf, userOf } from '../../plugins/access.ts';
import { perUser } from '../../plugins/limits.ts';
import { FieldsRefused } from '../../plugins/errors.ts';
import { limitInFlight } from '../../plugins/in-flight.ts';
import { keyedCommand } from '../../plugins/idempotency.ts';
import { done, emptyBody, entityParams } from '../../wire.ts';
import { firstPreview, newestTest, setUp, testMailBody } from './schema.ts';

const base = '/api/entities/:entityId/set-up';
const config = { access: 'administer' } as const;
const tags = ['settings'];
/** The server holds it, regardless of what became of it later. */
const takenStates: readonly OutboundState[] = ['accepted', 'resolved_sent'];

export function setUpRoutes(app: App, deps: AppDeps): void {
  app.route({
    method: 'GET',
    url: base,
    config,
    schema: {
      tags,
      summary: 'How far the company is set up: each step with its state, computed from facts',
      operationId: 'readSetUp',
      params: entityParams,
      response: { 200: setUp },
    },
    handler: async (request) =>
      presentSetUp(await readSetUpFacts(deps.db, entityOf(request).id, userOf(request).userId)),
  });
  registerTestMail(app, deps);
  registerPreview(app, deps);
}

function registerTestMail(app: App, deps: AppDeps): void {
  app.route({
    method: 'GET',
    url: `${base}/test-mail`,
    config,
    schema: {
      tags,
      summary: 'What became of the newest test mail; null where there was none',
      operationId: 'readTestMail',
      params: entityParams,
      response: { 200: newestTest },
    },
    handler: async (request) => {
      const row = await newestTestMail(deps.db, entityOf(request).id);
      return { testMail: row === null ? null : presentTestMail(row) };
    },
  });
  app.route({
    method: 'POST',
    url: `${base}/test-mail`,
    config,
    schema: {
      tags,
      summary: 'A test mail from the sender of reminders, by the way that reminders leave; also while paused',
      operationId: 'askTestMail',
      params: entityParams,
      body: testMailBody,
      response: { 200: done },
    },
    handler: async (request) => {
      const entity = entityOf(request);
      const { userId, name, email, language } = userOf(request);
      const { key, to } = request.body;
      const recipient = parseEmailAddress(to === undefined || to.trim() === '' ? email : to);
      if (!recipient.ok) throw new FieldsRefused([{ path: 'to', code: 'email' }]);
      const recipientEmail = recipient.value.address;
      const at = deps.now();
      return inTransaction(deps.db, async (tx) =>
        onceUnder(tx, { scope: entity.id, ...keyedCommand(request, key) }, async () => {
          const wait = await takeAttempt(tx, { key: `test-mail/${entity.id}`, freeAttempts: 20 }, at);
          if (wait > 0) throw new RefusedError('too_many_attempts', { retryAfterSeconds: wait });
          await askNotice(tx, {
            key: `test-mail/${entity.id}/${key}`,
            kind: 'test_mail',
            legalEntityId: entity.id,
            customerId: null,
            recipientEmail,
            recipientName: recipientEmail === email ? name : '',
            language,
            data: { askedBy: userId },
          });
          const actor = { kind: 'user' as const, id: userId };
          await appendHistory(tx, [
            {
              legalEntityId: entity.id,
              kind: 'test_mail_asked',
              at,
              actor,
              data: { recipients: [recipientEmail] },
            },
          ]);
          return { ok: true as const };
        }),
      );
    },
  });
}

function registerPreview(app: App, deps: AppDeps): void {
  const oneAtATime = limitInFlight(1);
  app.route({
    method: 'POST',
    url: `${base}/preview`,
    config: { ...config, rateLimit: perUser(20) },
    schema: {
      tags,
      summary: 'The first reminder that would be written, with the pause thought away; sends nothing',
      operationId: 'previewFirst',
      params: entityParams,
      body: emptyBody,
      response: { 200: firstPreview },
    },
    handler: async (request) => {
      const entity = entityOf(request);
      const shown = await oneAtATime(userOf(request).userId, () => firstReminder(deps, entity));
      await appendHistory(deps.db, [
        {
          legalEntityId: entity.id,
          kind: 'preview_seen',
          at: deps.now(),
          actor: { kind: 'user', id: userOf(request).userId },
          key: `preview-seen/${entity.id}/${entity.today}`,
          data: { customer: shown.customer.number, stepName: shown.stepName },
        },
      ]);
      return shown;
    },
  });
}

/** @throws RefusedError why none can be shown: `no_contact`, refusals of composing, `not_found` without customers */
async function firstReminder(
  { db, previewNext, now }: AppDeps,
  entity: EntityScope,
): Promise<z.output<typeof firstPreview>> {
  let refusal: Refusal = refuse('not_found');
  for (const { hasPage, hasCollector, ...customer } of await previewCandidates(db, entity.id)) {
    const shown = await previewNext({ customerId: customer.id, now: now().getTime() });
    const remarks = [
      ...(hasCollector ? [] : (['no_collector'] as const)),
      ...(hasPage ? [] : (['no_page'] as const)),
    ];
    if (shown.ok) return { customer, remarks, ...shown.value };
    refusal = shown;
  }
  throw new RefusedError(refusal.code, refusal.params);
}

function presentSetUp(facts: SetUpFacts): z.output<typeof setUp> {
  const { entity, customers, openItems, colleagues, scenario, previewSeenAt } = facts;
  const isOn = entity.switchedOnAt !== null || (!entity.pausedForGood && entity.pausedUntil === null);
  return {
    steps: setUpStates({
      account: { email: facts.user.email, hasOwnPassword: facts.user.passwordSetAt !== null },
      company: {
        street: textOf(entity.address, 'street'),
        city: textOf(entity.address, 'city'),
        numbers: [entity.registrationNumber, entity.vatNumber],
        iban: entity.iban,
      },
      sender: {
        email: entity.senderEmail,
        changedAt: entity.senderChangedAt?.getTime() ?? null,
        provenAt: provenAt(facts.testMail),
      },
      hasTerms: entity.lateInterestPct !== null || entity.fixedCompensationMinor !== null,
      colleagues,
      customers,
      openItems,
      hasScenario: scenario !== null,
      pagesByDefault: facts.pagesByDefault,
      previewSeen: previewSeenAt !== null,
      isOn,
    }),
    isOn,
    switchedOnAt: entity.switchedOnAt === null ? null : entity.switchedOnAt.toISOString(),
    customers,
    openItems,
    ledgerAsOf: entity.ledgerAsOf,
    colleagues,
    scenario,
    pages: {
      byDefault: facts.pagesByDefault,
      defaultCollector: facts.defaultCollector,
      withPage: facts.withPage,
      withoutCollector: facts.withoutCollector,
    },
    previewSeenAt: previewSeenAt === null ? null : previewSeenAt.toISOString(),
    testMail: facts.testMail === null ? null : presentTestMail(facts.testMail),
  };
}

/** Taken by the mail server; it was made from what the sender was at this instant. */
function provenAt(row: TestMailRow | null): number | null {
  return row?.message && takenStates.includes(row.message.state)
    ? (row.message.frozenAt?.getTime() ?? null)
    : null;
}

function textOf(address: unknown, field: string): string {
  const value = Object(address)[field] as unknown;
  return typeof value === 'string' ? value.trim() : '';
}

function presentTestMail({
  id,
  recipientEmail,
  createdAt,
  message,
}: TestMailRow): NonNullable<z.output<typeof newestTest>['testMail']> {
  const last = message?.attempts[0];
  return {
    id,
    to: recipientEmail,
    askedAt: createdAt.toISOString(),
    state: message?.state ?? null,
    said: last?.response ?? last?.error ?? null,
    code: last?.responseCode ?? null,
    retryAt: message?.retryAt ? message.retryAt.toISOString() : null,
  };
}
