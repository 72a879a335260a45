import { z } from 'zod';
import { RefusedError } from '../../domain/errors.ts';
import type { App, AppDeps } from '../context.ts';
import { done, emptyBody } from '../wire.ts';
import { fileParams, portalFile } from './schema.ts';

const tags = ['portal'];
const config = { access: 'customer_page' } as const;

export function portalFileRoutes(app: App, _deps: AppDeps): void {
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
    handler: async () => {
      throw new RefusedError('service_unavailable');
    },
  });
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
    handler: async () => {
      throw new RefusedError('service_unavailable');
    },
  });
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
    handler: async () => {
      throw new RefusedError('service_unavailable');
    },
  });
}
