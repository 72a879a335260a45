/** While a text is being written: its earlier versions, how it looks for a customer, and a copy to oneself. */
import { onceUnder } from '../../../application/idempotency.ts';
import { askNotice } from '../../../application/outbox.ts';
import { withPictures } from '../../../activities/messages/preview.ts';
import type { TemplatePreview } from '../../../activities/messages/preview-template.ts';
import { RefusedError, accepted } from '../../../domain/errors.ts';
import { fillWords } from '../../../domain/words/fill.ts';
import { interfaceLanguage } from '../../../domain/template/format.ts';
import { checkMissing, type MissingRules } from '../../../domain/template/missing.ts';
import { accountWords } from '../../../domain/words/account/words.ts';
import { appendHistory } from '../../../prisma/queries/history/write.ts';
import { takeAttempt } from '../../../prisma/queries/attempts/write.ts';
import { readUserNames } from '../../../prisma/queries/customers/read.ts';
import { listTemplateVersions, readTemplateVersion } from '../../../prisma/queries/templates/read.ts';
import { inTransaction } from '../../../prisma/transaction.ts';
import type { App, AppDeps, EntityScope } from '../../context.ts';
import { entityOf, userOf } from '../../plugins/access.ts';
import { customerOf } from '../../plugins/customer-of.ts';
import { limitInFlight } from '../../plugins/in-flight.ts';
import { keyedCommand } from '../../plugins/idempotency.ts';
import { perUser } from '../../plugins/limits.ts';
import { done, entityParams } from '../../wire.ts';
import { presentTemplate } from './present.ts';
import {
  draftTemplate,
  template,
  templatePreview,
  templateVersionList,
  testMessage,
  textParams,
  versionParams,
} from './schema.ts';

const previewsInAMinute = 120;
const previewsAtOnce = 2;
/** Of the JSON: a text of the longest length, twice. */
const bodyLimit = 4_000_000;
const base = '/api/entities/:entityId/templates';
const tags = ['templates'];

export function designingRoutes(app: App, deps: AppDeps): void {
  registerVersions(app, deps);
  registerPreview(app, deps);
  registerTest(app, deps);
}

function registerVersions(app: App, { db }: AppDeps): void {
  app.route({
    method: 'GET',
    url: `${base}/:key/:language/versions`,
    config: { access: 'read' },
    schema: {
      tags,
      summary: 'The versions of a text, newest first: who saved each, and when',
      operationId: 'listTemplateVersions',
      params: textParams,
      response: { 200: templateVersionList },
    },
    handler: async (request) => {
      const { key, language } = request.params;
      const rows = await listTemplateVersions(db, { entityId: entityOf(request).id, key, language });
      const names = await readUserNames(
        db,
        rows.map(({ createdBy }) => createdBy),
      );
      return {
        rows: rows.map(({ id, version, subject, createdAt, createdBy }) => ({
          ...{ id, version, subject },
          createdAt: createdAt.toISOString(),
          createdBy: createdBy === null ? null : (names.get(createdBy) ?? null),
        })),
      };
    },
  });
  app.route({
    method: 'GET',
    url: `${base}/:key/:language/versions/:version`,
    config: { access: 'read' },
    schema: {
      tags,
      summary: 'One version of a text, as it was saved',
      operationId: 'readTemplateVersion',
      params: versionParams,
      response: { 200: template },
    },
    handler: async (request) => {
      const row = await readTemplateVersion(db, { ...request.params, entityId: entityOf(request).id });
      if (row === null) throw new RefusedError('not_found');
      return presentTemplate(row, await readUserNames(db, [row.createdBy]));
    },
  });
}

function registerPreview(app: App, deps: AppDeps): void {
  const limited = limitInFlight(previewsAtOnce);
  app.route({
    method: 'POST',
    url: `${base}/preview`,
    bodyLimit,
    config: { access: 'read', rateLimit: perUser(previewsInAMinute) },
    schema: {
      tags,
      summary:
        'A text that is being written, on the facts of a customer: the mail, or the pages of the letter',
      operationId: 'previewTemplate',
      params: entityParams,
      body: draftTemplate,
      response: { 200: templatePreview },
    },
    handler: async (request) => {
      const entity = entityOf(request);
      const made = await limited(userOf(request).userId, () => previewOf(deps, entity, request.body));
      const { subject, message, letter, tags: said, enclosed } = made;
      return {
        subject,
        tags: said,
        enclosed,
        message: message
          ? {
              html: withPictures(message.html, message.attachments),
              text: message.text,
              attachments: message.attachments
                .filter(({ cid }) => !cid)
                .map(({ filename, bytes }) => ({ filename, sizeBytes: bytes.length })),
            }
          : null,
        letter: letter ? { pages: letter.pages, pdf: base64(letter.pdf) } : null,
      };
    },
  });
}

/** @throws RefusedError what is wrong with the text, with its place; `not_found`, `no_longer_due`, and more */
async function previewOf(
  deps: AppDeps,
  entity: EntityScope,
  { customerId, ...draft }: Draft,
): Promise<TemplatePreview> {
  await customerOf(deps.db, entity, customerId);
  const { form, audience, language, options, without } = draft;
  accepted(checkMissing(options as MissingRules));
  const checked = accepted(await deps.checkTemplate(draft, draft.audience));
  return accepted(
    await deps.previewTemplate({
      ...{ form, audience, language, customerId, without, ...checked },
      options: options as Parameters<AppDeps['previewTemplate']>[0]['options'],
      now: deps.now().getTime(),
    }),
  );
}

type Draft = Omit<Parameters<AppDeps['previewTemplate']>[0], 'body' | 'options' | 'now'> & {
  body: unknown;
  options: object;
};

function registerTest(app: App, deps: AppDeps): void {
  app.route({
    method: 'POST',
    url: `${base}/test-message`,
    bodyLimit,
    config: { access: 'administer', rateLimit: perUser(previewsInAMinute) },
    schema: {
      tags,
      summary: 'The text on the facts of a customer as a mail to whoever asks; a letter comes as its PDF',
      operationId: 'sendTemplateTest',
      params: entityParams,
      body: testMessage,
      response: { 200: done },
    },
    handler: async (request) => {
      const entity = entityOf(request);
      const user = userOf(request);
      const { key, ...draft } = request.body;
      const made = await previewOf(deps, entity, draft);
      const at = deps.now();
      return inTransaction(deps.db, async (tx) =>
        onceUnder(tx, { scope: entity.id, ...keyedCommand(request, key) }, async () => {
          const wait = await takeAttempt(tx, { key: `test-mail/${entity.id}`, freeAttempts: 20 }, at);
          if (wait > 0) throw new RefusedError('too_many_attempts', { retryAfterSeconds: wait });
          await askNotice(tx, {
            key: `template-test/${entity.id}/${key}`,
            kind: 'test_mail',
            legalEntityId: entity.id,
            customerId: null,
            recipientEmail: user.email,
            recipientName: user.name,
            language: user.language,
            data: { askedBy: user.userId, message: messageOf(made, user.language) },
          });
          await appendHistory(tx, [
            {
              ...{ legalEntityId: entity.id, kind: 'test_mail_asked' as const, at },
              actor: { kind: 'user' as const, id: user.userId },
              data: { recipients: [user.email] },
            },
          ]);
          return { ok: true as const };
        }),
      );
    },
  });
}

/** Told apart from what customers get by its subject. */
function messageOf({ subject, message, letter }: TemplatePreview, language: string) {
  const { test } = accountWords[interfaceLanguage(language)];
  const line = fillWords(test.ofText, { subject });
  const files = [
    ...(message?.attachments ?? [])
      .filter(({ cid }) => !cid)
      .map(({ filename, contentType, bytes }) => ({ filename, contentType, base64: base64(bytes) })),
    ...(letter
      ? [{ filename: 'letter.pdf', contentType: 'application/pdf', base64: base64(letter.pdf) }]
      : []),
  ];
  return { subject: line, html: message?.html ?? null, text: message?.text ?? test.letterAttached, files };
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64');
}
