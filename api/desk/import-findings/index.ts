/** What imports leave for people to decide about customers: holds for left-out rows, and addresses that differ. */
import { decideContactProposal } from '../../../application/contacts/decide-proposal.ts';
import { releaseHeldRows } from '../../../application/imports/release-hold.ts';
import { openProposals } from '../../../application/contacts/proposals.ts';
import { standingHolds } from '../../../prisma/queries/imports/holds.ts';
import type { App, AppDeps } from '../../context.ts';
import { entityOf, userOf } from '../../plugins/access.ts';
import { writeFact } from '../../plugins/facts.ts';
import { customerParams, done, emptyBody, entityParams, uuid } from '../../wire.ts';
import { contactProposalPage, findingQuery, importHoldPage, proposalDecision } from './schema.ts';

const tags = ['imports'];
const base = '/api/entities/:entityId';

export function importFindingRoutes(app: App, deps: AppDeps): void {
  registerHolds(app, deps);
  registerProposals(app, deps);
}

function registerHolds(app: App, deps: AppDeps): void {
  app.route({
    method: 'GET',
    url: `${base}/import-holds`,
    config: { access: 'read' },
    schema: {
      tags,
      summary: 'Customers who are held because rows of theirs were left out of an import',
      operationId: 'listImportHolds',
      params: entityParams,
      querystring: findingQuery,
      response: { 200: importHoldPage },
    },
    handler: async (request) => {
      const { page, pageSize, ...of } = request.query;
      const paged = { skip: (page - 1) * pageSize, take: pageSize };
      const { rows, total } = await standingHolds(deps.db, {
        legalEntityId: entityOf(request).id,
        ...given(of),
        ...paged,
      });
      return {
        rows: rows.map((row) => ({ ...row, createdAt: row.createdAt.toISOString() })),
        total,
        page,
        pageSize,
      };
    },
  });
  app.route({
    method: 'POST',
    url: `${base}/customers/:customerId/import-holds/:importHoldId/release`,
    config: { access: 'act' },
    schema: {
      tags,
      summary: 'The left-out rows are no reason to wait any longer; the customer is chased again',
      operationId: 'releaseImportHold',
      params: customerParams.extend({ importHoldId: uuid }),
      body: emptyBody,
      response: { 200: done },
    },
    handler: async (request) => {
      const { customerId, importHoldId: holdId } = request.params;
      const where = { entity: entityOf(request), user: userOf(request), customerId };
      return writeFact(deps, where, (scope) => releaseHeldRows(scope, holdId));
    },
  });
}

function registerProposals(app: App, deps: AppDeps): void {
  app.route({
    method: 'GET',
    url: `${base}/contact-proposals`,
    config: { access: 'read' },
    schema: {
      tags,
      summary: 'Addresses that item files give for customers who have others, not decided yet',
      operationId: 'listContactProposals',
      params: entityParams,
      querystring: findingQuery,
      response: { 200: contactProposalPage },
    },
    handler: async (request) => {
      const { page, pageSize, ...of } = request.query;
      const paged = { skip: (page - 1) * pageSize, take: pageSize };
      const query = { legalEntityId: entityOf(request).id, ...given(of), ...paged };
      return { ...(await openProposals(deps.db, query)), page, pageSize };
    },
  });
  app.route({
    method: 'POST',
    url: `${base}/customers/:customerId/contact-proposals/:proposalId/decide`,
    config: { access: 'act' },
    schema: {
      tags,
      summary: 'Take an address over, add it, or leave the customer as it is; it is not offered again',
      operationId: 'decideContactProposal',
      params: customerParams.extend({ proposalId: uuid }),
      body: proposalDecision,
      response: { 200: done },
    },
    handler: async (request) => {
      const { customerId, proposalId } = request.params;
      const { decision } = request.body;
      const where = { entity: entityOf(request), user: userOf(request), customerId };
      return writeFact(deps, where, (scope) => decideContactProposal(scope, proposalId, decision));
    },
  });
}

/** Without the filters that were not given. */
function given(of: { importId?: string | undefined; customerId?: string | undefined }): {
  importId?: string;
  customerId?: string;
} {
  return {
    ...(of.importId === undefined ? {} : { importId: of.importId }),
    ...(of.customerId === undefined ? {} : { customerId: of.customerId }),
  };
}
