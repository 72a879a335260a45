import { z } from 'zod';
import { RefusedError } from '../../../domain/errors.ts';
import { listMails, type MailRow } from '../../../prisma/queries/local-mails/read.ts';
import type { App, AppDeps } from '../../context.ts';
import { userOf } from '../../plugins/access.ts';
import { sendDownload } from '../../mail/download.ts';
import { parseMail, readAttachment } from '../../mail/parsed-mail.ts';
import { instant, page, pageOf, pageSize, searchText } from '../../wire.ts';
import { fileResponse } from '../messages/index.ts';
import { parsedMail } from '../messages/schema.ts';
import { answersOf, registerAnswering } from './answering.ts';
import { mailboxConfig as config, mailOf, mailParams, requireMailbox } from './mail-of.ts';

const localMail = z
  .object({
    id: z.string(),
    messageId: z.string().nullable(),
    from: z.string(),
    to: z.array(z.string()),
    subject: z.string(),
    receivedAt: instant,
  })
  .meta({ id: 'LocalMail' });
const localMailPage = pageOf(localMail, 'LocalMailPage');
const localMailFile = localMail
  .extend({
    sizeBytes: z.number().int(),
    mail: parsedMail,
    /** Where an answer of its reader goes, and as whom it may be written; null: nothing here takes it. */
    answers: z.object({ to: z.array(z.string()), from: z.array(z.string()) }).nullable(),
  })
  .meta({ id: 'LocalMailFile' });

const mailAttachmentParams = mailParams.extend({ index: z.coerce.number().int().min(0).max(1000) });

/** The embedded mailbox: what would have left the machine. There is none when real delivery is configured. */
export function mailboxRoutes(app: App, deps: AppDeps): void {
  app.route({
    method: 'GET',
    url: '/api/mailbox',
    config,
    schema: {
      tags: ['mailbox'],
      summary: 'Messages of the local mailbox, newest first',
      operationId: 'listMailbox',
      querystring: z.object({ search: searchText, page, pageSize }).strict(),
      response: { 200: localMailPage },
    },
    handler: async (request) => {
      requireMailbox(deps);
      const { rows, total } = await listMails(deps.db, request.query, userOf(request).userId);
      return {
        rows: rows.map(presentMail),
        total,
        page: request.query.page,
        pageSize: request.query.pageSize,
      };
    },
  });
  app.route({
    method: 'GET',
    url: '/api/mailbox/:mailId',
    config,
    schema: {
      tags: ['mailbox'],
      summary: 'One message of the local mailbox',
      operationId: 'readMailboxMessage',
      params: mailParams,
      response: { 200: localMailFile },
    },
    handler: async (request) => {
      const mail = await mailOf(deps, request);
      const parsed = await parseMail(mail.raw);
      return {
        ...presentMail(mail),
        sizeBytes: mail.raw.byteLength,
        mail: parsed,
        answers: answersOf(deps, mail, parsed),
      };
    },
  });
  app.route({
    method: 'GET',
    url: '/api/mailbox/:mailId/eml',
    config,
    schema: {
      tags: ['mailbox'],
      summary: 'The message byte for byte',
      operationId: 'downloadMailboxMessage',
      params: mailParams,
      response: fileResponse,
    },
    handler: async (request, reply) => {
      const mail = await mailOf(deps, request);
      return sendDownload(reply, { name: `mail-${mail.id}.eml`, bytes: mail.raw });
    },
  });
  app.route({
    method: 'GET',
    url: '/api/mailbox/:mailId/attachments/:index',
    config,
    schema: {
      tags: ['mailbox'],
      summary: 'One attachment of a message of the local mailbox',
      operationId: 'downloadMailboxAttachment',
      params: mailAttachmentParams,
      response: fileResponse,
    },
    handler: async (request, reply) => {
      const mail = await mailOf(deps, request);
      const found = await readAttachment(mail.raw, request.params.index);
      if (found === null) throw new RefusedError('not_found');
      return sendDownload(reply, found);
    },
  });
  registerAnswering(app, deps);
}

function presentMail({ id, messageId, mailFrom, rcptTo, subject, receivedAt }: MailRow) {
  return {
    id: String(id),
    messageId,
    from: mailFrom,
    to: rcptTo,
    subject,
    receivedAt: receivedAt.toISOString(),
  };
}
