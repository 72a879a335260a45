/** Files of a page without account: sent before what they belong to, taken back, and fetched again. */
import { z } from 'zod';
import { RefusedError } from '../../domain/errors.ts';
import { readStoredFile } from '../../prisma/queries/files/read.ts';
import { deleteUpload } from '../../prisma/queries/uploads/write.ts';
import type { UploadRow } from '../../prisma/queries/uploads/read.ts';
import type { App, PageDeps, PageVisitor } from '../context.ts';
import { sendStored } from '../mail/download.ts';
import { maskFile, openedAtOnce } from '../mail/parsed-mail.ts';
import { limitInFlight } from '../plugins/in-flight.ts';
import { visitorOf } from '../plugins/page-access.ts';
import { done, emptyBody, uuid } from '../wire.ts';
import { checkLength, withUploads } from './multipart.ts';
import { receiveFile } from './receive.ts';

const fileParams = z.object({ fileId: uuid });

interface Named {
  operationId: string;
  summary: string;
}

export interface PageFiles {
  url: '/api/portal/files' | '/api/internal/files';
  access: 'customer_page' | 'internal_page';
  tags: string[];
  /** The shape in which this page shows a file. */
  answer: z.ZodType<UploadRow, UploadRow>;
  upload: Named & {
    /** @throws RefusedError what stands against it, before anything is read */
    requireAllowed?: (visitor: PageVisitor) => Promise<void>;
  };
  takeBack: Omit<Named, 'summary'>;
  download: Named & {
    /** Null for what this page does not show. */
    find: (visitor: PageVisitor, fileId: string) => Promise<(UploadRow & { fileId: string }) | null>;
  };
}

export function pageFileRoutes(app: App, page: PageDeps, files: PageFiles): void {
  withUploads(app, (scope) => registerUpload(scope, page, files));
  registerDownload(app, page, files);
  registerTakeBack(app, page, files);
}

function registerUpload(
  app: App,
  page: PageDeps,
  { url, access, tags, upload: { requireAllowed, ...named }, answer }: PageFiles,
): void {
  app.route({
    method: 'POST',
    url,
    config: { access },
    schema: { tags, ...named, consumes: ['multipart/form-data'], response: { 201: answer } },
    handler: async (request, reply) => {
      const visitor = visitorOf(request);
      checkLength(request, 1);
      await requireAllowed?.(visitor);
      const part = await request.file();
      if (part === undefined) throw new RefusedError('file_empty');
      return reply.code(201).send(await receiveFile(page.as(visitor), visitor, part));
    },
  });
}

function registerDownload(
  app: App,
  page: PageDeps,
  { url, access, tags, download: { find, ...named } }: PageFiles,
): void {
  const limited = limitInFlight(openedAtOnce);
  app.route({
    method: 'GET',
    url: `${url}/:fileId`,
    config: { access },
    schema: {
      tags,
      ...named,
      params: fileParams,
      response: {
        200: {
          description: 'The bytes, as a download',
          content: { 'application/octet-stream': { schema: z.unknown() } },
        },
      },
    },
    handler: async (request, reply) => {
      const visitor = visitorOf(request);
      const { db } = page.as(visitor);
      const file = await find(visitor, request.params.fileId);
      if (file === null) throw new RefusedError('not_found');
      // A mail that was attached must not hand its link on to others who see the page.
      return limited(visitor.linkId, async () => {
        const bytes = await maskFile(await allOf(readStoredFile(db, file.fileId)));
        return sendStored(reply, { ...file, sizeBytes: bytes.byteLength, content: [bytes] });
      });
    },
  });
}

async function allOf(content: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of content) chunks.push(chunk);
  return Buffer.concat(chunks);
}

function registerTakeBack(app: App, page: PageDeps, { url, access, tags, takeBack }: PageFiles): void {
  app.route({
    method: 'DELETE',
    url: `${url}/:fileId`,
    config: { access },
    schema: {
      tags,
      summary: 'Take back an uploaded file that was not sent yet',
      ...takeBack,
      params: fileParams,
      body: emptyBody,
      response: { 200: done },
    },
    handler: async (request) => {
      const visitor = visitorOf(request);
      const { linkId } = visitor;
      const gone = await deleteUpload(page.as(visitor).db, { linkId, uploadId: request.params.fileId });
      if (!gone) throw new RefusedError('not_found');
      return { ok: true as const };
    },
  });
}
