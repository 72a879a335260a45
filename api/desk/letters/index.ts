/** Letters that a provider carries: where each is, what was reported of it, and its proofs (L-8). */
import { localDayAndMinute } from '../../../domain/calendar/zoned-time.ts';
import { RefusedError } from '../../../domain/errors.ts';
import { readUserNames } from '../../../prisma/queries/customers/read.ts';
import { listLetters, readLetter, readProof } from '../../../prisma/queries/letters/read.ts';
import type { App, AppDeps } from '../../context.ts';
import { evidenceArchive } from '../../letters/evidence.ts';
import { contentDisposition, sendDownload, sendPdf } from '../../mail/download.ts';
import { entityOf } from '../../plugins/access.ts';
import { customerOf } from '../../plugins/customer-of.ts';
import { customerParams } from '../../wire.ts';
import { fileResponse } from '../messages/index.ts';
import { presentLetter, presentLetterRow } from './present.ts';
import { letter, letterList, letterParams, proofParams } from './letter-schema.ts';

const tags = ['letters'];
const config = { access: 'read' } as const;
const mostListed = 100;

export function letterFollowRoutes(app: App, deps: AppDeps): void {
  const { db } = deps;
  app.route({
    method: 'GET',
    url: '/api/entities/:entityId/customers/:customerId/letters',
    config,
    schema: {
      tags,
      summary: 'The last hundred letters of a customer that a provider carries, newest first',
      operationId: 'listCustomerLetters',
      params: customerParams,
      response: { 200: letterList },
    },
    handler: async (request) => {
      const entity = entityOf(request);
      const customer = await customerOf(db, entity, request.params.customerId);
      const rows = await listLetters(db, { entityId: entity.id, customerId: customer.id, limit: mostListed });
      return { rows: rows.map(presentLetterRow) };
    },
  });
  app.route({
    method: 'GET',
    url: '/api/entities/:entityId/letters/:letterId',
    config,
    schema: {
      tags,
      summary: 'A letter: each report of the provider with its code and times, what it cost, and its proofs',
      operationId: 'readLetter',
      params: letterParams,
      response: { 200: letter },
    },
    handler: async (request) => {
      const found = await readLetter(db, {
        entityId: entityOf(request).id,
        letterId: request.params.letterId,
      });
      if (found === null) throw new RefusedError('not_found');
      const { timeZone } = entityOf(request);
      const at = deps.now();
      const today = localDayAndMinute(at.getTime(), timeZone).day;
      const noters = found.events.flatMap(({ userId }) => userId ?? []);
      const names = await readUserNames(db, noters);
      return { ...presentLetter(found, deps.carriers, { names, at }), today };
    },
  });
  app.route({
    method: 'GET',
    url: '/api/entities/:entityId/letters/:letterId/evidence.zip',
    config,
    schema: {
      tags,
      summary: 'All that proves a letter which this installation carries itself, as a ZIP archive',
      operationId: 'readLetterEvidence',
      params: letterParams,
      response: fileResponse,
    },
    handler: async (request, reply) => {
      const { letterId } = request.params;
      const found = await readLetter(db, { entityId: entityOf(request).id, letterId });
      const archive = found === null ? null : await evidenceArchive(db, letterId);
      if (found === null || archive === null) throw new RefusedError('not_found');
      return reply
        .header('content-disposition', contentDisposition(`${found.reference}.zip`))
        .type('application/zip')
        .send(archive);
    },
  });
  app.route({
    method: 'GET',
    url: '/api/entities/:entityId/letters/:letterId/proofs/:proofId',
    config,
    schema: {
      tags,
      summary: 'A proof as the provider gave it',
      operationId: 'readLetterProof',
      params: proofParams,
      response: fileResponse,
    },
    handler: async (request, reply) => {
      const { letterId, proofId } = request.params;
      const proof = await readProof(db, { entityId: entityOf(request).id, letterId, proofId });
      if (proof === null) throw new RefusedError('not_found');
      const { type, bytes, contentType } = proof;
      return contentType === 'application/pdf'
        ? sendPdf(reply, { name: `${type}.pdf`, bytes })
        : sendDownload(reply, { name: type, bytes });
    },
  });
}
