/** Links into pages without account as collectors see them: which there are, who came by them, and their end (P-13). */
import { endLink, makeLink } from '../../../application/links/issue.ts';
import { parseEmailAddress } from '../../../domain/contact/email-address.ts';
import { accepted } from '../../../domain/errors.ts';
import { portalUrl } from '../../../domain/links/urls.ts';
import { readUserNames } from '../../../prisma/queries/customers/read.ts';
import { appendHistory } from '../../../prisma/queries/history/write.ts';
import { linksOfCustomer } from '../../../prisma/queries/links/read.ts';
import { revokeLinksOfAddress } from '../../../prisma/queries/links/write.ts';
import { inTransaction } from '../../../prisma/transaction.ts';
import type { App, AppDeps } from '../../context.ts';
import { entityOf, userOf } from '../../plugins/access.ts';
import { customerOf } from '../../plugins/customer-of.ts';
import { writeFact } from '../../plugins/facts.ts';
import { done, emptyBody } from '../../wire.ts';
import { presentLink } from './present.ts';
import {
  addressBody,
  customerParams,
  entityParams,
  linkParams,
  madeLink,
  newLink,
  pageLinks,
  revokedCount,
} from './schema.ts';

const base = '/api/entities/:entityId/customers/:customerId/links';
const tags = ['links'];

export function linkRoutes(app: App, deps: AppDeps): void {
  registerList(app, deps);
  registerMaking(app, deps);
  registerEnding(app, deps);
  registerEndingOfAddress(app, deps);
}

function registerList(app: App, { db, now }: AppDeps): void {
  app.route({
    method: 'GET',
    url: base,
    config: { access: 'read' },
    schema: {
      tags,
      summary: 'Links of a customer with their visits, of people and of scanners; newest first',
      operationId: 'listLinks',
      params: customerParams,
      response: { 200: pageLinks },
    },
    handler: async (request) => {
      const entity = entityOf(request);
      const { customerId } = request.params;
      await customerOf(db, entity, customerId);
      const rows = await linksOfCustomer(db, { legalEntityId: entity.id, customerId });
      const names = await readUserNames(
        db,
        rows.flatMap(({ createdBy, revokedBy }) => [createdBy, revokedBy]),
      );
      return { rows: rows.map((row) => presentLink(row, names, now())) };
    },
  });
}

function registerMaking(app: App, deps: AppDeps): void {
  app.route({
    method: 'POST',
    url: base,
    config: { access: 'act', saysTokens: true },
    schema: {
      tags,
      summary: 'Make a link to the customer’s interactive page, to be given to somebody by hand',
      operationId: 'makeLink',
      params: customerParams,
      body: newLink,
      response: { 200: madeLink },
    },
    handler: async (request) => {
      const { recipientEmail, recipientName, language, itemIds } = request.body;
      const { customerId } = request.params;
      const where = { entity: entityOf(request), user: userOf(request), customerId };
      const address = recipientEmail === null ? null : accepted(parseEmailAddress(recipientEmail)).address;
      const wanted = { recipientEmail: address, recipientName, language, itemIds };
      const made = await writeFact(deps, where, (scope) => makeLink(scope, wanted));
      return {
        id: made.linkId,
        url: portalUrl(deps.settings.publicUrl, made.token),
        expiresAt: made.expiresAt.toISOString(),
      };
    },
  });
}

function registerEnding(app: App, deps: AppDeps): void {
  app.route({
    method: 'POST',
    url: `${base}/:linkId/revoke`,
    config: { access: 'act' },
    schema: {
      tags,
      summary: 'End a link at once, also in browsers in which it is open',
      operationId: 'revokeLink',
      params: linkParams,
      body: emptyBody,
      response: { 200: done },
    },
    handler: async (request) => {
      const { customerId, linkId } = request.params;
      const where = { entity: entityOf(request), user: userOf(request), customerId };
      return writeFact(deps, where, (scope) => endLink(scope, linkId));
    },
  });
}

function registerEndingOfAddress(app: App, deps: AppDeps): void {
  app.route({
    method: 'POST',
    url: '/api/entities/:entityId/links/revoke',
    config: { access: 'administer' },
    schema: {
      tags,
      summary: 'End every link that was made for an address, and forget its browsers: somebody has left',
      operationId: 'revokeLinksOfAddress',
      params: entityParams,
      body: addressBody,
      response: { 200: revokedCount },
    },
    handler: async (request) => {
      const legalEntityId = entityOf(request).id;
      const { userId } = userOf(request);
      const { email } = request.body;
      const at = deps.now();
      const revoked = await inTransaction(deps.db, async (tx) => {
        const links = await revokeLinksOfAddress(tx, { legalEntityId, email }, { at, userId });
        await appendHistory(
          tx,
          links.map(({ id, customerId }) => ({
            legalEntityId,
            customerId,
            kind: 'link_revoked' as const,
            at,
            actor: { kind: 'user' as const, id: userId },
            key: `link/${id}/revoked`,
            data: { linkId: id, recipients: [email.toLowerCase()] },
          })),
        );
        return links.length;
      });
      return { revoked };
    },
  });
}
