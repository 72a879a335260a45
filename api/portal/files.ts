import { visibleUpload } from '../../prisma/queries/uploads/read.ts';
import type { App, PageDeps } from '../context.ts';
import { pageFileRoutes } from '../uploads/file-routes.ts';
import { portalFile } from './schema.ts';
import { requireCode } from './submit.ts';

export function portalFileRoutes(app: App, page: PageDeps): void {
  pageFileRoutes(app, page, {
    url: '/api/portal/files',
    access: 'customer_page',
    tags: ['portal'],
    answer: portalFile,
    upload: {
      operationId: 'portalUpload',
      summary: 'Upload one file (multipart/form-data) for a submission that follows',
      requireAllowed: (visitor) => requireCode(page.as(visitor).db, visitor),
    },
    takeBack: { operationId: 'portalTakeBackFile' },
    download: {
      operationId: 'portalDownload',
      summary: 'A file of one’s own comments, as a download',
      find: (visitor, fileId) => visibleUpload(page.as(visitor).db, visitor, fileId),
    },
  });
}
