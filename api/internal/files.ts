import { fileForColleague, itemsForColleague } from '../../prisma/queries/internal-page/read.ts';
import type { App, PageDeps, PageVisitor } from '../context.ts';
import { pageFileRoutes } from '../uploads/file-routes.ts';
import { internalFile } from './schema.ts';

export function internalFileRoutes(app: App, page: PageDeps): void {
  pageFileRoutes(app, page, {
    url: '/api/internal/files',
    access: 'internal_page',
    tags: ['internal page'],
    answer: internalFile,
    upload: {
      operationId: 'internalUpload',
      summary: 'Upload one file (multipart/form-data) for an answer that follows',
    },
    takeBack: { operationId: 'internalTakeBackFile' },
    download: {
      operationId: 'internalDownload',
      summary: 'A file of a comment that the page shows, as a download',
      find: (visitor, fileId) => shownFile(page, visitor, fileId),
    },
  });
}

async function shownFile(page: PageDeps, visitor: PageVisitor, fileId: string) {
  const { db } = page.as(visitor);
  const { legalEntityId, customerId, itemIds, questionId, today } = visitor;
  const scope = { legalEntityId, customerId };
  // The same items as on the page: of a question about the whole customer, those that are open.
  const items = await itemsForColleague(db, { ...scope, itemIds }, today);
  return fileForColleague(db, scope, { fileId, itemIds: items.map(({ id }) => id), questionId });
}
