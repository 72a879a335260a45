import { submissionLimits } from '../../../domain/qualification/submission.ts';
import { RefusedError } from '../../../domain/errors.ts';
import { senderEvidenceSchema } from '../../../domain/model/sender-evidence.ts';
import type { Db } from '../../../prisma/client.ts';
import { readStoredFile } from '../../../prisma/queries/files/read.ts';
import {
  countUnassigned,
  listInboundMails,
  readInboundMail,
  type ListedMail,
} from '../../../prisma/queries/inbound/list.ts';
import { captureSettings } from '../../../prisma/queries/inbound/read.ts';
import type { App, AppDeps } from '../../context.ts';
import { sendDownload } from '../../mail/download.ts';
import { inboundAttachment, viewInbound } from '../../mail/inbound-view.ts';
import { maskFile, openedAtOnce } from '../../mail/parsed-mail.ts';
import { entityOf, userOf } from '../../plugins/access.ts';
import { limitInFlight } from '../../plugins/in-flight.ts';
import { entityParams } from '../../wire.ts';
import { fileResponse } from '../messages/index.ts';
import { presentMails, readingOf } from './present.ts';
import {
  fileWarnings,
  inboundCounters,
  inboundMail,
  inboundMailPage,
  inboundMailQuery,
  inboundMailView,
  mailAttachmentParams,
  mailParams,
} from './schema.ts';

const url = '/api/entities/:entityId/inbound-mails';
const config = { access: 'read' } as const;
const tags = ['capture'];

export function inboundMailRoutes(app: App, deps: AppDeps): void {
  registerLists(app, deps);
  registerMail(app, deps);
  registerFiles(app, deps);
}

function registerLists(app: App, { db }: AppDeps): void {
  app.route({
    method: 'GET',
    url,
    config,
    schema: {
      tags,
      summary: 'Mail that came in, by page, newest first: what waits for a person unless asked otherwise',
      operationId: 'listInboundMails',
      params: entityParams,
      querystring: inboundMailQuery,
      response: { 200: inboundMailPage },
    },
    handler: async (request) => {
      const entityId = entityOf(request).id;
      const { state: states = ['unassigned'], kind: kinds, ...rest } = request.query;
      const { rows, total } = await listInboundMails(db, { entityId, states, kinds, ...rest });
      const { page, pageSize } = rest;
      return { rows: await presentMails(db, entityId, rows), total, page, pageSize };
    },
  });
  app.route({
    method: 'GET',
    url: `${url}/counters`,
    config,
    schema: {
      tags,
      summary: 'How many mails wait for a person to say whose they are',
      operationId: 'countInboundMails',
      params: entityParams,
      response: { 200: inboundCounters },
    },
    handler: async (request) => ({ unassigned: await countUnassigned(db, entityOf(request).id) }),
  });
}

function registerMail(app: App, { db }: AppDeps): void {
  app.route({
    method: 'GET',
    url: `${url}/:inboundMailId`,
    config,
    schema: {
      tags,
      summary: 'One mail as it was read: its words, what stands around them, what is attached',
      operationId: 'readInboundMail',
      params: mailParams,
      response: { 200: inboundMail },
    },
    handler: async (request) => {
      const entityId = entityOf(request).id;
      const mail = await mailOf(db, entityId, request.params.inboundMailId);
      const [row] = await presentMails(db, entityId, [mail]);
      const { keepsFiles } = await captureSettings(db, entityId);
      const read = readingOf(mail)?.read;
      const warnings = fileWarnings.nullable().parse(mail.fileWarnings);
      return {
        ...row!,
        wordsCut: (read?.text.trim().length ?? 0) > submissionLimits.maxTextLength,
        text: read?.text ?? '',
        quoted: read?.quoted ?? '',
        signature: read?.signature ?? '',
        language: read?.language ?? null,
        bounce: read?.bounce ?? null,
        autoReply: read?.autoReply ?? null,
        senderEvidence: senderEvidenceSchema.nullable().parse(mail.senderEvidence),
        filesKept: keepsFiles,
        attachments: (read?.attachments ?? []).map(({ name, type, size }, index) => ({
          index,
          name,
          contentType: type,
          sizeBytes: size,
          warnings: warnings?.[index] ?? (warnings === null ? ['not_opened'] : []),
        })),
        scanFound: mail.scanFound,
      };
    },
  });
}

function registerFiles(app: App, { db }: AppDeps): void {
  const limited = limitInFlight(openedAtOnce);
  app.route({
    method: 'GET',
    url: `${url}/:inboundMailId/view`,
    config,
    schema: {
      tags,
      summary: 'The whole mail, safe to be shown: nothing in it runs, loads or leads anywhere',
      operationId: 'viewInboundMail',
      params: mailParams,
      response: { 200: inboundMailView },
    },
    handler: async (request) => {
      const mail = await mailOf(db, entityOf(request).id, request.params.inboundMailId);
      return limited(userOf(request).userId, async () => viewInbound(await rawOf(db, mail)));
    },
  });
  app.route({
    method: 'GET',
    url: `${url}/:inboundMailId/eml`,
    config,
    schema: {
      tags,
      summary: 'The mail as it came, with what opens a page masked',
      operationId: 'downloadInboundMail',
      params: mailParams,
      response: fileResponse,
    },
    handler: async (request, reply) => {
      const mail = await mailWithFiles(db, entityOf(request).id, request.params.inboundMailId);
      return limited(userOf(request).userId, async () =>
        sendDownload(reply, { name: `mail-${mail.id}.eml`, bytes: await maskFile(await rawOf(db, mail)) }),
      );
    },
  });
  app.route({
    method: 'GET',
    url: `${url}/:inboundMailId/attachments/:index`,
    config,
    schema: {
      tags,
      summary: 'One attachment of a mail, always as a download',
      operationId: 'downloadInboundAttachment',
      params: mailAttachmentParams,
      response: fileResponse,
    },
    handler: async (request, reply) => {
      const { inboundMailId, index } = request.params;
      const mail = await mailWithFiles(db, entityOf(request).id, inboundMailId);
      return limited(userOf(request).userId, async () => {
        const file = await inboundAttachment(await rawOf(db, mail), index);
        if (file === null) throw new RefusedError('not_found');
        return sendDownload(reply, file);
      });
    },
  });
}

async function mailOf(db: Db, entityId: string, mailId: string): Promise<ListedMail> {
  const mail = await readInboundMail(db, { entityId, mailId });
  if (mail === null) throw new RefusedError('not_found');
  return mail;
}

/** The same where the company keeps what came with mails. */
async function mailWithFiles(db: Db, entityId: string, mailId: string): Promise<ListedMail> {
  const mail = await mailOf(db, entityId, mailId);
  if (!(await captureSettings(db, entityId)).keepsFiles) throw new RefusedError('files_not_kept');
  if (mail.scan === 'infected') throw new RefusedError('file_infected');
  return mail;
}

async function rawOf(db: Db, mail: ListedMail): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of readStoredFile(db, mail.file.id)) chunks.push(chunk);
  return Buffer.concat(chunks);
}
