import { RefusedError } from '../../domain/errors.ts';
import { readLogo, readPortalCompany } from '../../prisma/queries/portal/company.ts';
import type { App, PageDeps } from '../context.ts';
import { visitorOf } from '../plugins/page-access.ts';
import { portalCompany } from './schema.ts';
import { image, portalTransferRoutes } from './transfer.ts';

const tags = ['portal'];
const config = { access: 'customer_page' } as const;

export function portalCompanyRoutes(app: App, page: PageDeps): void {
  registerCompany(app, page);
  portalTransferRoutes(app, page);
}

function registerCompany(app: App, page: PageDeps): void {
  app.route({
    method: 'GET',
    url: '/api/portal/company',
    config,
    schema: {
      tags,
      summary: 'Who the creditor is, whom to ask, and where to pay',
      operationId: 'portalCompany',
      response: { 200: portalCompany },
    },
    handler: async (request) => {
      const visitor = visitorOf(request);
      const company = await readPortalCompany(page.as(visitor).db, visitor);
      if (company === null) throw new RefusedError('link_unknown');
      return company;
    },
  });
  app.route({
    method: 'GET',
    url: '/api/portal/logo.png',
    config,
    schema: {
      tags,
      summary: 'The logo of the creditor',
      operationId: 'portalLogo',
      response: image('The logo', 'image/png'),
    },
    handler: async (request, reply) => {
      const visitor = visitorOf(request);
      const logo = await readLogo(page.as(visitor).db, visitor.legalEntityId);
      if (logo === null) throw new RefusedError('not_found');
      return reply.type('image/png').send(Buffer.from(logo));
    },
  });
}
