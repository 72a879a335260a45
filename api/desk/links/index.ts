/** Links into pages without account as collectors see them: which there are, who came by them, and their end (P-13). */
import { parseEmailAddress } from '../../../domain/contact/email-address.ts';
import { RefusedError, accepted } from '../../../domain/errors.ts';
import { portalUrl } from '../../../domain/links/urls.ts';
import type { Db } from '../../../prisma/client.ts';
import { readUserNames } from '../../../prisma/queries/customers/read.ts';
import { appendHistory } from '../../../prisma/queries/history.ts';
import {
  issueLink,
  linksOfCustomer,
  mayHaveLinks,
  revokeLink,
  revokeLinksOfAddress,
} from '../../../prisma/queries/links.ts';
import { inTransaction } from '../../../prisma/queries/transaction.ts';
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
      summary: 'Links of a customer with their visits, people told from scanners; newest first',
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
      return writeFact(deps, where, async ({ tx, entity, userId, at }) => {
        await requireOpenable(tx, customerId, itemIds);
        const { linkId, token, expiresAt } = await issueLink(tx, {
          kind: 'customer',
          legalEntityId: entity.id,
          customerId,
          itemIds: [...new Set(itemIds)],
          recipientEmail: address,
          recipientName,
          language,
          createdBy: userId,
          at,
        });
        return {
          answer: {
            id: linkId,
            url: portalUrl(deps.settings.publicUrl, token),
            expiresAt: expiresAt.toISOString(),
          },
          events: {
            key: `link/${linkId}/made`,
            kind: 'link_made',
            data: {
              linkId,
              linkKind: 'customer',
              recipients: address === null ? [] : [address],
              expiresAt: expiresAt.toISOString(),
            },
            itemIds,
            changesFacts: false,
          },
        };
      });
    },
  });
}

/** @throws RefusedError `interactive_pages_off`, `not_found` for an item of somebody else */
async function requireOpenable(tx: Db, customerId: string, itemIds: string[]): Promise<void> {
  const found = await mayHaveLinks(tx, customerId, itemIds);
  if (!found.pagesOn) throw new RefusedError('interactive_pages_off');
  if (!found.ownItems) throw new RefusedError('not_found');
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
      return writeFact(deps, where, async ({ tx, entity, userId, at }) => {
        const link = { legalEntityId: entity.id, customerId, linkId };
        const ended = await revokeLink(tx, link, { at, userId });
        if (ended === null) throw new RefusedError('not_found');
        const key = `link/${linkId}/revoked`;
        return {
          answer: { ok: true as const },
          events: ended.changed
            ? { key, kind: 'link_revoked' as const, data: { linkId }, changesFacts: false }
            : null,
        };
      });
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
