import type { z } from 'zod';
import { onceUnder } from '../../../application/idempotency.ts';
import { mailHookSecret } from '../../../application/inbound/hook.ts';
import { dayOf } from '../../../application/inbound/quota.ts';
import { askCaptureTest } from '../../../application/inbound/self-test.ts';
import { selfAnswersADay } from '../../../domain/answers/self-answer.ts';
import { captureAddress, generalAddress, type CaptureScheme } from '../../../domain/capture/address.ts';
import { RefusedError } from '../../../domain/errors.ts';
import { captureSchema, captureTest } from '../../../domain/model/capture.ts';
import { selfAnswerKinds } from '../../../domain/vocabulary/answers.ts';
import type { Db } from '../../../prisma/client.ts';
import { takeAttempt } from '../../../prisma/queries/attempts/write.ts';
import { readUserNames } from '../../../prisma/queries/customers/read.ts';
import { appendHistory } from '../../../prisma/queries/history/write.ts';
import {
  captureSchemes,
  captureSettings as readCaptureSettings,
  type CaptureSettings,
} from '../../../prisma/queries/inbound/read.ts';
import { mailsRefused } from '../../../prisma/queries/capture/counts.ts';
import { setCaptureSettings } from '../../../prisma/queries/capture/write.ts';
import { inTransaction } from '../../../prisma/transaction.ts';
import type { App, AppDeps } from '../../context.ts';
import { entityOf, userOf } from '../../plugins/access.ts';
import { keyedCommand } from '../../plugins/idempotency.ts';
import { entityParams } from '../../wire.ts';
import { changeSettings } from '../settings/change.ts';
import { askCaptureTest as testBody, captureSettings, captureWebhook, changeCapture } from './schema.ts';

const url = '/api/entities/:entityId/capture-settings';
const config = { access: 'administer' } as const;
const tags = ['capture'];

export function captureSettingsRoutes(app: App, deps: AppDeps): void {
  app.route({
    method: 'GET',
    url,
    config: { access: 'read' },
    schema: {
      tags,
      summary: 'How replies by mail are taken, by which door, and what became of the last test',
      operationId: 'readCaptureSettings',
      params: entityParams,
      response: { 200: captureSettings },
    },
    handler: async (request) => present(deps, entityOf(request).id),
  });
  registerChange(app, deps);
  registerTest(app, deps);
  registerHook(app, deps);
}

function registerChange(app: App, deps: AppDeps): void {
  app.route({
    method: 'PUT',
    url,
    config,
    schema: {
      tags,
      summary: 'The form of the addresses, or none; every message that waits to leave is made anew',
      operationId: 'changeCaptureSettings',
      params: entityParams,
      body: changeCapture,
      response: { 200: captureSettings },
    },
    handler: async (request) => {
      const entity = entityOf(request);
      await changeSettings(deps, { entity, userId: userOf(request).userId }, async (tx) => {
        const before = await readCaptureSettings(tx, entity.id);
        const after = settingsAfter(before, request.body);
        const changed = changesBetween(before, after);
        if (Object.keys(changed).length === 0) return null;
        if (after.scheme !== null) await requireFree(tx, entity.id, after.scheme);
        await setCaptureSettings(tx, entity.id, after);
        return { kind: 'settings_changed', data: { changed } };
      });
      return present(deps, entity.id);
    },
  });
}

type WrittenSettings = Omit<CaptureSettings, 'scheme' | 'test'> & { scheme: CaptureScheme | null };

/** What is not named stays as it is. */
function settingsAfter(before: CaptureSettings, asked: z.output<typeof changeCapture>): WrittenSettings {
  const { scheme, keepsFiles, inCopy, checksSenders, authserv, selfAnswers } = asked;
  return {
    scheme,
    keepsFiles,
    inCopy: inCopy ?? before.inCopy,
    checksSenders: checksSenders ?? before.checksSenders,
    authserv: authserv === undefined ? before.authserv : authserv,
    selfAnswers:
      selfAnswers === undefined
        ? before.selfAnswers
        : selfAnswerKinds.filter((kind) => selfAnswers.includes(kind)),
  };
}

function changesBetween(before: CaptureSettings, after: WrittenSettings) {
  const values = ({ scheme, ...rest }: WrittenSettings) => ({
    captureScheme: formOf(scheme),
    captureInCopy: rest.inCopy,
    captureKeepsFiles: rest.keepsFiles,
    captureChecksSenders: rest.checksSenders,
    captureAuthserv: rest.authserv,
    captureSelfAnswers: rest.selfAnswers,
  });
  const was = values({ ...before, scheme: captureSchema.nullable().parse(before.scheme) });
  return Object.fromEntries(
    Object.entries(values(after)).flatMap(([name, to]) => {
      const from = was[name as keyof typeof was];
      return JSON.stringify(from) === JSON.stringify(to) ? [] : [[name, { from, to }]];
    }),
  );
}

function registerTest(app: App, deps: AppDeps): void {
  app.route({
    method: 'POST',
    url: `${url}/test`,
    config,
    schema: {
      tags,
      summary:
        'Sends a mail to an address of the same form and waits for it: read the settings again to see it arrive',
      operationId: 'askCaptureTest',
      params: entityParams,
      body: testBody,
      response: { 200: captureSettings },
    },
    handler: async (request) => {
      const entityId = entityOf(request).id;
      const { userId, language } = userOf(request);
      const command = { scope: entityId, ...keyedCommand(request, request.body.key) };
      const at = deps.now();
      await inTransaction(deps.db, (tx) =>
        onceUnder(tx, command, async () => {
          const wait = await takeAttempt(tx, { key: `capture-test/${entityId}`, freeAttempts: 20 }, at);
          if (wait > 0) throw new RefusedError('too_many_attempts', { retryAfterSeconds: wait });
          const { address } = await askCaptureTest(tx, { entityId, userId, language, at });
          await appendHistory(tx, [
            {
              legalEntityId: entityId,
              kind: 'test_mail_asked',
              at,
              actor: { kind: 'user', id: userId },
              data: { recipients: [address] },
            },
          ]);
          return { ok: true };
        }),
      );
      return present(deps, entityId);
    },
  });
}

function registerHook(app: App, { settings }: AppDeps): void {
  app.route({
    method: 'GET',
    url: `${url}/webhook`,
    config: { ...config, saysTokens: true },
    schema: {
      tags,
      summary: 'Where programs hand over mail, and the secret with which they sign it',
      operationId: 'readCaptureWebhook',
      params: entityParams,
      response: { 200: captureWebhook },
    },
    handler: async (request) => {
      const { id } = entityOf(request);
      const base = settings.publicUrl.replace(/\/+$/, '');
      return { url: `${base}/api/hooks/mail/${id}`, secret: mailHookSecret(settings.secret, id) };
    },
  });
}

/** @throws RefusedError `capture_name_taken` where another company has these addresses */
async function requireFree(db: Db, entityId: string, scheme: CaptureScheme): Promise<void> {
  const others = (await captureSchemes(db)).filter(({ legalEntityId }) => legalEntityId !== entityId);
  if (others.some((other) => formOf(captureSchema.parse(other.scheme)) === formOf(scheme)))
    throw new RefusedError('capture_name_taken');
}

/** How addresses look, in a word; null: there are none. */
function formOf(scheme: CaptureScheme | null): string | null {
  return scheme && captureAddress(scheme, '…');
}

const exampleToken = '7k3m9qx2vd4hn8t5z';

async function present(
  { db, captureSmtp, captureLimits, now }: AppDeps,
  entityId: string,
): Promise<z.input<typeof captureSettings>> {
  const { test, ...stored } = await readCaptureSettings(db, entityId);
  const scheme = captureSchema.nullable().parse(stored.scheme);
  return {
    scheme,
    example: scheme && captureAddress(scheme, exampleToken),
    generalAddress: scheme && generalAddress(scheme),
    keepsFiles: stored.keepsFiles,
    inCopy: stored.inCopy,
    checksSenders: stored.checksSenders,
    authserv: stored.authserv,
    selfAnswers: stored.selfAnswers,
    selfAnswersADay,
    smtp: captureSmtp ?? null,
    limits: captureLimits ?? null,
    refusedToday: await mailsRefused(db, { legalEntityId: entityId, day: dayOf(now()) }),
    test: scheme && (await presentTest(db, scheme, test)),
  };
}

async function presentTest(
  db: Db,
  scheme: CaptureScheme,
  stored: unknown,
): Promise<z.input<typeof captureSettings>['test']> {
  const test = captureTest.nullable().parse(stored);
  if (test === null) return null;
  const { token, askedAt, askedBy, arrivedAt, transport } = test;
  const name = (await readUserNames(db, [askedBy])).get(askedBy);
  return {
    address: captureAddress(scheme, token),
    askedAt,
    by: name === undefined ? null : { id: askedBy, name },
    arrivedAt,
    transport,
  };
}
