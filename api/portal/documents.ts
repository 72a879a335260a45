import { z } from 'zod';
import { RefusedError } from '../../domain/errors.ts';
import type { App, AppDeps } from '../context.ts';
import { documentsQuery, itemParams, statementQuery } from './schema.ts';

const tags = ['portal'];
const config = { access: 'customer_page' } as const;

const bytes = (description: string, type: string) => ({
  200: { description, content: { [type]: { schema: z.unknown() } } },
});

export function portalDocumentRoutes(app: App, _deps: AppDeps): void {
  app.route({
    method: 'GET',
    url: '/api/portal/items/:itemId/document',
    config,
    schema: {
      tags,
      summary: 'The document of an item as PDF',
      operationId: 'portalDocument',
      params: itemParams,
      response: bytes('The document', 'application/pdf'),
    },
    handler: async () => {
      throw new RefusedError('service_unavailable');
    },
  });
  app.route({
    method: 'GET',
    url: '/api/portal/documents.zip',
    config,
    schema: {
      tags,
      summary: 'The documents of chosen items, or of all that meet the filter, as a ZIP archive',
      operationId: 'portalDocuments',
      querystring: documentsQuery,
      response: bytes('The archive', 'application/zip'),
    },
    handler: async () => {
      throw new RefusedError('service_unavailable');
    },
  });
  app.route({
    method: 'POST',
    url: '/api/portal/documents.zip',
    config,
    schema: {
      tags,
      summary:
        'The same for a long selection, from a form (multipart/form-data with fields itemIds); changes nothing',
      operationId: 'portalChosenDocuments',
      consumes: ['multipart/form-data'],
      response: bytes('The archive', 'application/zip'),
    },
    handler: async () => {
      throw new RefusedError('service_unavailable');
    },
  });
  app.route({
    method: 'GET',
    url: '/api/portal/statement.xlsx',
    config,
    schema: {
      tags,
      summary: 'The statement as filtered, as a workbook with typed cells',
      operationId: 'portalWorkbook',
      querystring: statementQuery,
      response: bytes('The workbook', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'),
    },
    handler: async () => {
      throw new RefusedError('service_unavailable');
    },
  });
}
