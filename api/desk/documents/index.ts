import { attachDocument } from '../../../application/documents/attach.ts';
import { z } from 'zod';
import { RefusedError } from '../../../domain/errors.ts';
import { cleanFileName } from '../../../domain/files/content-type.ts';
import { documentItemOfEntity } from '../../../prisma/queries/documents/read.ts';
import { deleteStoredFile, storeFile } from '../../../prisma/queries/files/write.ts';
import type { App, AppDeps, EntityScope } from '../../context.ts';
import { documentName, documentOf } from '../../documents/item-document.ts';
import { sendPdf } from '../../mail/download.ts';
import { entityOf, userOf } from '../../plugins/access.ts';
import { writeFact } from '../../plugins/facts.ts';
import { uploadLimits } from '../../uploads/limits.ts';
import { checkLength, withUploads } from '../../uploads/multipart.ts';
import { onlyPdf } from '../../uploads/receive.ts';
import { done, uuid } from '../../wire.ts';

const tags = ['documents'];
const url = '/api/entities/:entityId/items/:itemId/document';
const params = z.object({ entityId: uuid, itemId: uuid });

/** The document of an item, as colleagues see and add it; customers have their own routes. */
export function documentRoutes(app: App, deps: AppDeps): void {
  app.route({
    method: 'GET',
    url,
    config: { access: 'read' },
    schema: {
      tags,
      summary: 'The document of an item as PDF, from its stored file or the document store',
      operationId: 'readDocument',
      params,
      response: {
        200: { description: 'The document', content: { 'application/pdf': { schema: z.unknown() } } },
      },
    },
    handler: async (request, reply) => {
      const item = await itemOf(deps, entityOf(request), request.params.itemId);
      const document = await documentOf(deps, item);
      if (document === null) throw new RefusedError('no_document');
      return sendPdf(reply, { name: documentName(item), bytes: document });
    },
  });
  withUploads(app, (scope) => registerUpload(scope, deps));
}

function registerUpload(app: App, deps: AppDeps): void {
  app.route({
    method: 'PUT',
    url,
    config: { access: 'act' },
    schema: {
      tags,
      summary: 'Give an item its document (multipart/form-data, one PDF); an earlier one stays in history',
      operationId: 'addDocument',
      consumes: ['multipart/form-data'],
      params,
      response: { 200: done },
    },
    handler: async (request) => {
      const entity = entityOf(request);
      const item = await itemOf(deps, entity, request.params.itemId);
      checkLength(request, 1);
      const part = await request.file();
      if (part === undefined) throw new RefusedError('file_empty');
      const file = await storeFile(deps.db, {
        name: cleanFileName(part.filename),
        content: onlyPdf(part),
        maxBytes: uploadLimits.maxFileBytes,
      });
      try {
        if (file.sizeBytes === 0) throw new RefusedError('file_empty');
        const where = { entity, user: userOf(request), customerId: item.customerId };
        await writeFact(deps, where, (scope) => attachDocument(scope, item.id, file));
      } catch (error) {
        await deleteStoredFile(deps.db, file.id);
        throw error;
      }
      return { ok: true as const };
    },
  });
}

async function itemOf({ db }: AppDeps, entity: EntityScope, itemId: string) {
  const item = await documentItemOfEntity(db, { entityId: entity.id, itemId });
  if (item === null) throw new RefusedError('not_found');
  return item;
}
