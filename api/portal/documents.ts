import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { RefusedError, accepted } from '../../domain/errors.ts';
import { contentTypeOf } from '../../domain/files/content-type.ts';
import { statementFigures } from '../../domain/statement/amount-to-pay.ts';
import { statementWords } from '../../domain/words/statement/words.ts';
import { pageLanguage, pageLocale } from '../../domain/template/format.ts';
import { documentItemsOfLink } from '../../prisma/queries/documents/read.ts';
import type { PageLanguage } from '../../domain/vocabulary/languages.ts';
import type { App, AppDeps, PageDeps, PageVisitor } from '../context.ts';
import { documentName, documentOf } from '../documents/item-document.ts';
import { contentDisposition, sendPdf } from '../mail/download.ts';
import { limitInFlight } from '../plugins/in-flight.ts';
import { visitorOf } from '../plugins/page-access.ts';
import { checkLength, withUploads } from '../uploads/multipart.ts';
import { documentsArchive } from './archive.ts';
import { explainOnPage } from './back-to-page.ts';
import { chosenItems } from './choice.ts';
import { documentLimits } from './limits.ts';
import { choiceQuery, itemParams, statementQuery, type StatementQuery } from './schema.ts';
import { uuid } from '../wire.ts';
import { statementLines } from './statement.ts';
import { statementSheet } from './workbook.ts';

const tags = ['portal'];
const config = { access: 'customer_page' } as const;

const workbookType = contentTypeOf('xlsx');

const bytes = <T extends string>(description: string, type: T) => ({
  200: { description, content: { [type]: { schema: z.unknown() } } as Record<T, { schema: z.ZodUnknown }> },
});

export function portalDocumentRoutes(app: App, page: PageDeps): void {
  registerDocument(app, page);
  registerArchive(app, page);
  withUploads(app, (scope) => registerChosenArchive(scope, page));
  registerWorkbook(app, page);
  registerPages(app, page);
}

function registerDocument(app: App, page: PageDeps): void {
  app.route({
    method: 'GET',
    url: '/api/portal/items/:itemId/document',
    config,
    errorHandler: explainOnPage,
    schema: {
      tags,
      summary: 'The document of an item as PDF',
      operationId: 'portalDocument',
      params: itemParams,
      response: bytes('The document', 'application/pdf'),
    },
    handler: async (request, reply) => {
      const visitor = visitorOf(request);
      const deps = page.as(visitor);
      const [item] = await documentItemsOfLink(deps.db, visitor, [request.params.itemId]);
      if (item === undefined) throw new RefusedError('not_found');
      const document = await documentOf(deps, item);
      if (document === null) throw new RefusedError('no_document');
      return sendPdf(reply, { name: documentName(item), bytes: document });
    },
  });
}

function registerArchive(app: App, page: PageDeps): void {
  app.route({
    method: 'GET',
    url: '/api/portal/documents.zip',
    config,
    errorHandler: explainOnPage,
    schema: {
      tags,
      summary: 'The documents of chosen items, or of all that meet the filter, as a ZIP archive',
      operationId: 'portalDocuments',
      querystring: choiceQuery,
      response: bytes('The archive', 'application/zip'),
    },
    handler: async (request, reply) => {
      const visitor = visitorOf(request);
      const deps = page.as(visitor);
      const { items } = await chosenItems(deps, visitor, request.query);
      const itemIds = items.filter(({ hasDocument }) => hasDocument).map(({ id }) => id);
      const language = pageLanguage(request.query.language, visitor.language);
      return sendArchive(deps, visitor, reply, { itemIds, language });
    },
  });
}

function registerChosenArchive(app: App, page: PageDeps): void {
  app.route({
    method: 'POST',
    url: '/api/portal/documents.zip',
    config,
    errorHandler: explainOnPage,
    schema: {
      tags,
      summary:
        'The same for a long selection, from a form (multipart/form-data with fields itemIds); changes nothing',
      operationId: 'portalChosenDocuments',
      consumes: ['multipart/form-data'],
      response: bytes('The archive', 'application/zip'),
    },
    handler: async (request, reply) => {
      checkLength(request, 1);
      const visitor = visitorOf(request);
      const deps = page.as(visitor);
      const chosen = await readChoice(request);
      const itemIds = z.array(uuid).min(1).safeParse(chosen.itemIds);
      if (!itemIds.success) throw new RefusedError('items_needed');
      const language = pageLanguage(chosen.language, visitor.language);
      return sendArchive(deps, visitor, reply, { itemIds: itemIds.data, language });
    },
  });
}

/** The boxes ticked in the form of the page; everything else it holds is not for this route. */
async function readChoice(request: FastifyRequest): Promise<{ itemIds: string[]; language: string | null }> {
  const ids: string[] = [];
  let language: string | null = null;
  for await (const part of request.parts()) {
    if (part.type === 'file') part.file.resume();
    else if (part.fieldname === 'itemIds') ids.push(String(part.value));
    else if (part.fieldname === 'language') language = String(part.value);
  }
  return { itemIds: [...new Set(ids)], language };
}

async function sendArchive(
  deps: AppDeps,
  visitor: PageVisitor,
  reply: FastifyReply,
  { itemIds, language }: { itemIds: string[]; language: PageLanguage },
): Promise<FastifyReply> {
  const { maxDocuments } = documentLimits;
  if (itemIds.length > maxDocuments) throw new RefusedError('too_many_documents', { maxDocuments });
  const items = await documentItemsOfLink(deps.db, visitor, itemIds);
  if (items.length !== itemIds.length) throw new RefusedError('not_found');
  if (!items.some((item) => item.fileId !== null || deps.documentStore?.mayHave(item)))
    throw new RefusedError('no_document');
  const name = `${statementWords[language].documents}-${visitor.today}.zip`;
  return reply
    .header('content-disposition', contentDisposition(name))
    .type('application/zip')
    .send(documentsArchive(deps, { items, language, at: deps.now() }));
}

/** Each takes a thread of its own; a link that asks for more at once has to wait. */
const sheetsAtOnce = 2;

/** The statement as filtered, as a table, with the language in which it is made. */
async function statementTable(deps: AppDeps, visitor: PageVisitor, query: StatementQuery) {
  const language = pageLanguage(query.language, visitor.language);
  const { items, rows } = await chosenItems(deps, visitor, { ...query, itemIds: undefined });
  const account = {
    creditor: rows.creditor.name,
    customer: rows.customer,
    asOn: visitor.today,
    figures: statementFigures(statementLines(rows), rows.netting),
  };
  return { sheet: statementSheet(items, account, language), language, account };
}

function statementName(language: PageLanguage, visitor: PageVisitor, ending: 'xlsx' | 'pdf'): string {
  return `${statementWords[language].statement}-${visitor.today}.${ending}`;
}

function registerWorkbook(app: App, page: PageDeps): void {
  const limited = limitInFlight(sheetsAtOnce);
  app.route({
    method: 'GET',
    url: '/api/portal/statement.xlsx',
    config,
    errorHandler: explainOnPage,
    schema: {
      tags,
      summary: 'The statement as filtered, as a workbook with typed cells',
      operationId: 'portalWorkbook',
      querystring: statementQuery,
      response: bytes('The workbook', workbookType),
    },
    handler: async (request, reply) => {
      const visitor = visitorOf(request);
      const deps = page.as(visitor);
      const made = await limited(visitor.linkId, async () => {
        const { sheet, language } = await statementTable(deps, visitor, request.query);
        return { workbook: await deps.workbook(sheet), language };
      });
      return reply
        .header('content-disposition', contentDisposition(statementName(made.language, visitor, 'xlsx')))
        .type(workbookType)
        .send(Buffer.from(made.workbook));
    },
  });
}

function registerPages(app: App, page: PageDeps): void {
  const limited = limitInFlight(sheetsAtOnce);
  app.route({
    method: 'GET',
    url: '/api/portal/statement.pdf',
    config,
    errorHandler: explainOnPage,
    schema: {
      tags,
      summary: 'The statement as filtered, as PDF; at most 3,000 items',
      operationId: 'portalStatementPages',
      querystring: statementQuery,
      response: bytes('The pages', 'application/pdf'),
    },
    handler: async (request, reply) => {
      const visitor = visitorOf(request);
      const deps = page.as(visitor);
      const made = await limited(visitor.linkId, async () => {
        const { sheet, language, account } = await statementTable(deps, visitor, request.query);
        const pages = await deps.sheetPages({
          sheet,
          locale: pageLocale(language, ''),
          author: account.creditor,
          date: visitor.today,
          pageWord: statementWords[language].page,
        });
        return { pages: accepted(pages), language };
      });
      return sendPdf(reply, { name: statementName(made.language, visitor, 'pdf'), bytes: made.pages.bytes });
    },
  });
}
