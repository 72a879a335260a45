import { z } from 'zod';
import { RefusedError } from '../../domain/errors.ts';
import { readStoredFile } from '../../prisma/queries/files.ts';
import { deleteUpload, visibleUpload } from '../../prisma/queries/uploads.ts';
import type { App, AppDeps } from '../context.ts';
import { sendStored } from '../mail/download.ts';
import { visitorOf } from '../plugins/page-access.ts';
import { checkLength, withUploads } from '../uploads/multipart.ts';
import { receiveFile } from '../uploads/receive.ts';
import { done, emptyBody } from '../wire.ts';
import { fileParams, portalFile } from './schema.ts';
import { requireCode } from './submit.ts';

const tags = ['portal'];
const config = { access: 'customer_page' } as const;

export function portalFileRoutes(app: App, deps: AppDeps): void {
  withUploads(app, (scope) => registerUpload(scope, deps));
  registerDownload(app, deps);
  app.route({
    method: 'DELETE',
    url: '/api/portal/files/:fileId',
    config,
    schema: {
      tags,
      summary: 'Take back an uploaded file that was not sent yet',
      operationId: 'portalTakeBackFile',
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
    url: '/api/portal/files',
    config,
    schema: {
      tags,
      summary: 'Upload one file (multipart/form-data) for a submission that follows',
      operationId: 'portalUpload',
      consumes: ['multipart/form-data'],
      response: { 201: portalFile },
    },
    handler: async (request, reply) => {
      const visitor = visitorOf(request);
      checkLength(request, 1);
      await requireCode(deps.db, visitor);
      const part = await request.file();
      if (part === undefined) throw new RefusedError('file_empty');
      return reply.code(201).send(await receiveFile(deps, visitor, part));
    },
  });
}

function registerDownload(app: App, { db }: AppDeps): void {
  app.route({
    method: 'GET',
    url: '/api/portal/files/:fileId',
    config,
    schema: {
      tags,
      summary: 'A file of one’s own comments, as a download',
      operationId: 'portalDownload',
      params: fileParams,
      response: {
        200: {
          description: 'The bytes, as a download',
          content: { 'application/octet-stream': { schema: z.unknown() } },
        },
      },
    },
    handler: async (request, reply) => {
      const file = await visibleUpload(db, visitorOf(request), request.params.fileId);
      if (file === null) throw new RefusedError('not_found');
      return sendStored(reply, { ...file, content: readStoredFile(db, file.fileId) });
    },
  });
}
