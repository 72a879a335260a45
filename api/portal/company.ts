import { z } from 'zod';
import { RefusedError } from '../../domain/errors.ts';
import type { App, AppDeps } from '../context.ts';
import { portalCompany, portalTransfer, transferQuery } from './schema.ts';

const tags = ['portal'];
const config = { access: 'customer_page' } as const;

const image = (description: string, type: string) => ({
  200: { description, content: { [type]: { schema: z.unknown() } } },
});

export function portalCompanyRoutes(app: App, _deps: AppDeps): void {
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
    handler: async () => {
      throw new RefusedError('service_unavailable');
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
    handler: async () => {
      throw new RefusedError('service_unavailable');
    },
  });
  app.route({
    method: 'GET',
    url: '/api/portal/transfer',
    config,
    schema: {
      tags,
      summary: 'A euro transfer of everything open, or of chosen items; amounts are the server’s',
      operationId: 'portalTransfer',
      querystring: transferQuery,
      response: { 200: portalTransfer },
    },
    handler: async () => {
      throw new RefusedError('service_unavailable');
    },
  });
  app.route({
    method: 'GET',
    url: '/api/portal/qr.svg',
    config,
    schema: {
      tags,
      summary: 'The same transfer as an EPC QR code, for banking apps',
      operationId: 'portalQrCode',
      querystring: transferQuery,
      response: image('The QR code', 'image/svg+xml'),
    },
    handler: async () => {
      throw new RefusedError('service_unavailable');
    },
  });
}
