import { settleMessage } from '../../../application/messages/settle.ts';
import { z } from 'zod';
import { traitsOf } from '../../../domain/channels/traits.ts';
import { accepted, RefusedError } from '../../../domain/errors.ts';
import { pageLanguage } from '../../../domain/template/format.ts';
import { noticeWords } from '../../../domain/words/notice/words.ts';
import { readUserNames } from '../../../prisma/queries/customers/read.ts';
import { letterOfMessage } from '../../../prisma/queries/letters/read.ts';
import {
  listMessages,
  readListedItems,
  readMessage,
  type MessageFile,
} from '../../../prisma/queries/outbound/list.ts';
import type { App, AppDeps, EntityScope } from '../../context.ts';
import { sendDownload, sendPdf } from '../../mail/download.ts';
import { maskMail, openedAtOnce, parseMail, readAttachment, type Mask } from '../../mail/parsed-mail.ts';
import { entityOf, userOf } from '../../plugins/access.ts';
import { customerOf } from '../../plugins/customer-of.ts';
import { writeFact } from '../../plugins/facts.ts';
import { limitInFlight, type InFlight } from '../../plugins/in-flight.ts';
import { customerParams, done, entityParams } from '../../wire.ts';
import { presentMessage, presentMessageRow } from './present.ts';
import {
  attachmentParams,
  letterQuery,
  message,
  messageListQuery,
  messagePage,
  messageParams,
  settleBody,
} from './schema.ts';

/** More than these a page does not list beside a message; the message itself, or its attachment, has all. */
const mostListed = 100;

export const fileResponse = {
  200: {
    description: 'The bytes, as a download',
    content: { 'application/octet-stream': { schema: z.unknown() } },
  },
};

export function messageRoutes(app: App, deps: AppDeps): void {
  registerLists(app, deps);
  const limited = limitInFlight(openedAtOnce);
  registerMessage(app, deps, limited);
  registerFiles(app, deps, limited);
  registerPages(app, deps);
  registerSettling(app, deps);
}

function registerLists(app: App, { db }: AppDeps): void {
  const list = async (
    entity: EntityScope,
    customerId: string | undefined,
    query: z.output<typeof messageListQuery>,
  ) => {
    const { state, search, page, pageSize } = query;
    const { rows, total } = await listMessages(db, {
      entityId: entity.id,
      customerId,
      states: state,
      search,
      page,
      pageSize,
    });
    const names = await readUserNames(
      db,
      rows.map((row) => row.acknowledgement?.userId ?? null),
    );
    return { rows: rows.map((row) => presentMessageRow(row, names)), total, page, pageSize };
  };
  app.route({
    method: 'GET',
    url: '/api/entities/:entityId/messages',
    config: { access: 'read' },
    schema: {
      tags: ['messages'],
      summary: 'Messages of the entity with their delivery states, newest first',
      operationId: 'listMessages',
      params: entityParams,
      querystring: messageListQuery,
      response: { 200: messagePage },
    },
    handler: async (request) => list(entityOf(request), undefined, request.query),
  });
  app.route({
    method: 'GET',
    url: '/api/entities/:entityId/customers/:customerId/messages',
    config: { access: 'read' },
    schema: {
      tags: ['messages'],
      summary: 'Messages to a customer, newest first',
      operationId: 'listCustomerMessages',
      params: customerParams,
      querystring: messageListQuery,
      response: { 200: messagePage },
    },
    handler: async (request) => {
      const entity = entityOf(request);
      const customer = await customerOf(db, entity, request.params.customerId);
      return list(entity, customer.id, request.query);
    },
  });
}

function registerMessage(app: App, deps: AppDeps, limited: InFlight): void {
  app.route({
    method: 'GET',
    url: '/api/entities/:entityId/messages/:messageId',
    config: { access: 'read' },
    schema: {
      tags: ['messages'],
      summary: 'A message as it left, with its attempts and evidence; what opens a page is masked',
      operationId: 'readMessage',
      params: messageParams,
      response: { 200: message },
    },
    handler: (request) =>
      limited(userOf(request).userId, async () => {
        const file = await messageOf(deps, entityOf(request), request.params.messageId);
        const isMail = file.frozenBytes !== null && !isPdf(file.frozenBytes);
        const mail = isMail ? await parseMail(file.frozenBytes!, maskOf(file)) : null;
        const [items, letter, names] = await Promise.all([
          readListedItems(deps.db, file, mostListed),
          traitsOf(file.channel).byConnector ? letterOfMessage(deps.db, file.reference) : null,
          readUserNames(deps.db, [file.acknowledgement?.userId ?? null]),
        ]);
        return presentMessage(file, { mail, items, letter }, names);
      }),
  });
}

function registerFiles(app: App, deps: AppDeps, limited: InFlight): void {
  app.route({
    method: 'GET',
    url: '/api/entities/:entityId/messages/:messageId/eml',
    config: { access: 'read' },
    schema: {
      tags: ['messages'],
      summary: 'The message as a file for mail programs; what opens a page is masked',
      operationId: 'downloadMessage',
      params: messageParams,
      response: fileResponse,
    },
    handler: (request, reply) =>
      limited(userOf(request).userId, async () => {
        const file = await messageOf(deps, entityOf(request), request.params.messageId);
        if (file.frozenBytes === null || isPdf(file.frozenBytes)) throw new RefusedError('not_found');
        const bytes = await maskMail(file.frozenBytes, maskOf(file));
        return sendDownload(reply, { name: `${file.customer.number}-${file.id}.eml`, bytes });
      }),
  });
  app.route({
    method: 'GET',
    url: '/api/entities/:entityId/messages/:messageId/attachments/:index',
    config: { access: 'read' },
    schema: {
      tags: ['messages'],
      summary: 'One attachment of a message',
      operationId: 'downloadAttachment',
      params: attachmentParams,
      response: fileResponse,
    },
    handler: (request, reply) =>
      limited(userOf(request).userId, async () => {
        const file = await messageOf(deps, entityOf(request), request.params.messageId);
        const found =
          file.frozenBytes === null || isPdf(file.frozenBytes)
            ? null
            : await readAttachment(file.frozenBytes, request.params.index, maskOf(file));
        if (found === null) throw new RefusedError('not_found');
        return sendDownload(reply, found);
      }),
  });
}

function registerPages(app: App, deps: AppDeps): void {
  app.route({
    method: 'GET',
    url: '/api/entities/:entityId/messages/:messageId/pdf',
    config: { access: 'read' },
    schema: {
      tags: ['messages'],
      summary: 'A letter as it was printed',
      operationId: 'downloadLetter',
      params: messageParams,
      querystring: letterQuery,
      response: {
        200: { description: 'The pages', content: { 'application/pdf': { schema: z.unknown() } } },
      },
    },
    handler: async (request, reply) => {
      const file = await messageOf(deps, entityOf(request), request.params.messageId);
      if (file.frozenBytes === null || !isPdf(file.frozenBytes)) throw new RefusedError('not_found');
      const name = `${file.customer.number}-${file.id}.pdf`;
      if (request.query.sides === 'single') return sendPdf(reply, { name, bytes: file.frozenBytes });
      const { bytes } = accepted(await deps.letters.bothSides(file.frozenBytes));
      return sendPdf(reply, { name, bytes });
    },
  });
}

function isPdf(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.subarray(0, 5)).toString('latin1') === '%PDF-';
}

function registerSettling(app: App, deps: AppDeps): void {
  app.route({
    method: 'POST',
    url: '/api/entities/:entityId/messages/:messageId/settle',
    config: { access: 'act' },
    schema: {
      tags: ['messages'],
      summary: 'A person says what became of a message whose outcome is unknown; the case goes on from there',
      operationId: 'settleMessage',
      params: messageParams,
      body: settleBody,
      response: { 200: done },
    },
    handler: async (request) => {
      const entity = entityOf(request);
      const { sent, note } = request.body;
      const file = await messageOf(deps, entity, request.params.messageId);
      const where = { entity, user: userOf(request), customerId: file.customer.id };
      return writeFact(deps, where, (scope) => settleMessage(scope, file, { sent, note }));
    },
  });
}

/**
 * Stored bytes are masked when they are frozen; once more here, so that it does not hang on how they came to be
 * stored.
 */
function maskOf({ notice, language }: MessageFile): Mask {
  return notice?.kind === 'access_code' ? { instead: noticeWords[pageLanguage(language)].codeWithheld } : {};
}

async function messageOf({ db }: AppDeps, entity: EntityScope, messageId: string): Promise<MessageFile> {
  const file = await readMessage(db, { entityId: entity.id, messageId });
  if (file === null) throw new RefusedError('not_found');
  return file;
}
