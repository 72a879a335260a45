import { z } from 'zod';
import { RefusedError } from '../../domain/errors.ts';
import { readStoredFile } from '../../prisma/queries/files.ts';
import { fileForColleague, itemsForColleague } from '../../prisma/queries/internal-page.ts';
import { deleteUpload } from '../../prisma/queries/uploads.ts';
import type { App, AppDeps } from '../context.ts';
import { sendStored } from '../mail/download.ts';
import { visitorOf } from '../plugins/page-access.ts';
import { checkLength, withUploads } from '../uploads/multipart.ts';
import { receiveFile } from '../uploads/receive.ts';
import { done, emptyBody } from '../wire.ts';
import { fileParams, internalFile } from './schema.ts';

const tags = ['internal page'];
const config = { access: 'internal_page' } as const;

export function internalFileRoutes(app: App, deps: AppDeps): void {
  withUploads(app, (scope) => registerUpload(scope, deps));
  registerDownload(app, deps);
  app.route({
    method: 'DELETE',
    url: '/api/internal/files/:fileId',
    config,
    schema: {
      tags,
      summary: 'Take back an uploaded file that was not sent yet',
      operationId: 'internalTakeBackFile',
      params: fileParams,
      body: emptyBody,
      response: { 200: done },
    },
    handler: async (request) => {
      const { linkId } = visitorOf(request);
      const gone = await deleteUpload(deps.db, { linkId, uploadId: request.params.fileId });
      if (!gone) throw new RefusedError('not_found');
      return { ok: true as const };
    },
  });
}

function registerUpload(app: App, deps: AppDeps): void {
  app.route({
    method: 'POST',
    url: '/api/internal/files',
    config,
    schema: {
      tags,
      summary: 'Upload one file (multipart/form-data) for an answer that follows',
      operationId: 'internalUpload',
      consumes: ['multipart/form-data'],
      response: { 201: internalFile },
    },
    handler: async (request, reply) => {
      const visitor = visitorOf(request);
      checkLength(request, 1);
      const part = await request.file();
      if (part === undefined) throw new RefusedError('file_empty');
      return reply.code(201).send(await receiveFile(deps, visitor, part));
    },
  });
}

function registerDownload(app: App, { db }: AppDeps): void {
  app.route({
    method: 'GET',
    url: '/api/internal/files/:fileId',
    config,
    schema: {
      tags,
      summary: 'A file of a comment that the page shows, as a download',
      operationId: 'internalDownload',
      params: fileParams,
      response: {
        200: {
          description: 'The bytes, as a download',
          content: { 'application/octet-stream': { schema: z.unknown() } },
        },
      },
    },
    handler: async (request, reply) => {
      const { legalEntityId, customerId, itemIds, questionId, today } = visitorOf(request);
      const scope = { legalEntityId, customerId };
      // The same items as on the page: of a question about the whole customer, those that are open.
      const items = await itemsForColleague(db, { ...scope, itemIds }, today);
      const shown = { fileId: request.params.fileId, itemIds: items.map(({ id }) => id), questionId };
      const file = await fileForColleague(db, scope, shown);
      if (file === null) throw new RefusedError('not_found');
      return sendStored(reply, { ...file, content: readStoredFile(db, file.fileId) });
    },
  });
}
