import type { FastifyRequest } from 'fastify';
import { decideImport, restartImport, type ImportDecision } from '../../../application/imports/decide.ts';
import multipart from '@fastify/multipart';
import { RefusedError } from '../../../domain/errors.ts';
import type { ImportState } from '../../../domain/vocabulary/imports.ts';
import { readUserNames } from '../../../prisma/queries/customers/read.ts';
import { remarkRows } from '../../../prisma/queries/imports/remarks.ts';
import { importRows } from '../../../prisma/queries/imports/rows.ts';
import { undoImport } from '../../../application/imports/undo.ts';
import {
  importRun as readImportRun,
  importRuns,
  type ImportRunRow,
} from '../../../prisma/queries/imports/read.ts';
import type { App, AppDeps, EntityScope } from '../../context.ts';
import { entityOf, userOf } from '../../plugins/access.ts';
import { emptyBody, entityParams, uuid } from '../../wire.ts';
import { entityByCode } from './entity-by-code.ts';
import { bankLineRoutes } from './bank-lines.ts';
import { presentImport } from './present.ts';
import {
  answers,
  importAccepted,
  importListQuery,
  importPage,
  importRowPage,
  importRowQuery,
  importRun,
  pushQuery,
  remarkRowPage,
  remarkRowQuery,
  uploadQuery,
} from './schema.ts';
import { receiveUpload } from './upload.ts';

const tags = ['imports'];
const base = '/api/entities/:entityId/imports';
const importParams = entityParams.extend({ importId: uuid });
/** Reading a file takes as long as its transfer: minutes over a slow line. */
const uploadTimeoutMs = 10 * 60_000;

export function importRoutes(app: App, deps: AppDeps): void {
  registerReads(app, deps);
  registerRemarks(app, deps);
  registerDecisions(app, deps);
  bankLineRoutes(app, deps);
  // The multipart parser is for these routes alone.
  void app.register(async (plain) => {
    const scope = plain as unknown as App;
    await scope.register(multipart, {
      limits: {
        files: 1,
        fields: 10,
        parts: 12,
        fieldSize: 10_000,
        headerPairs: 50,
        fileSize: deps.settings.maxUploadBytes + 1,
      },
      throwFileSizeLimit: false,
    });
    registerUploads(scope, deps);
  });
}

function registerUploads(app: App, deps: AppDeps): void {
  app.route({
    method: 'POST',
    url: base,
    config: { access: 'act' },
    bodyLimit: deps.settings.maxUploadBytes + 1024 * 1024,
    handlerTimeout: uploadTimeoutMs,
    schema: {
      tags,
      summary: 'Upload a ledger file (multipart/form-data, one file); it is read in the background',
      operationId: 'uploadImport',
      consumes: ['multipart/form-data'],
      params: entityParams,
      querystring: uploadQuery,
      response: { 202: importAccepted },
    },
    handler: async (request, reply) => {
      const where = { entity: entityOf(request), user: userOf(request), query: request.query };
      const id = await receiveUpload(request, deps, where);
      return reply.code(202).send({ id, state: 'received' as const });
    },
  });
  app.route({
    method: 'POST',
    url: '/api/imports',
    config: { access: 'act' },
    bodyLimit: deps.settings.maxUploadBytes + 1024 * 1024,
    handlerTimeout: uploadTimeoutMs,
    schema: {
      tags,
      summary: 'The same for another system, which names the legal entity by its code',
      operationId: 'pushImport',
      consumes: ['multipart/form-data'],
      querystring: pushQuery,
      response: { 202: importAccepted },
    },
    handler: async (request, reply) => {
      const { entity: code, ...query } = request.query;
      const entity = await entityByCode(request, deps, code);
      const id = await receiveUpload(request, deps, { entity, user: userOf(request), query });
      return reply.code(202).send({ id, state: 'received' as const });
    },
  });
}

function registerReads(app: App, { db, now }: AppDeps): void {
  const config = { access: 'read' } as const;
  app.route({
    method: 'GET',
    url: base,
    config,
    schema: {
      tags,
      summary: 'Imports of the entity, the newest first',
      operationId: 'listImports',
      params: entityParams,
      querystring: importListQuery,
      response: { 200: importPage },
    },
    handler: async (request) => {
      const { page, pageSize } = request.query;
      const legalEntityId = entityOf(request).id;
      const { rows, total } = await importRuns(db, {
        legalEntityId,
        skip: (page - 1) * pageSize,
        take: pageSize,
      });
      const names = await readUserNames(
        db,
        rows.flatMap((row) => [row.createdBy, row.decidedBy]),
      );
      // A list needs no row errors; the import itself carries them.
      return {
        rows: rows.map((row) => presentImport({ ...row, errors: [] }, names, now())),
        total,
        page,
        pageSize,
      };
    },
  });
  app.route({
    method: 'GET',
    url: `${base}/:importId`,
    config,
    schema: {
      tags,
      summary: 'One import: state, questions, counts, control totals, errors',
      operationId: 'readImport',
      params: importParams,
      response: { 200: importRun },
    },
    handler: async (request) => {
      const run = await runOf({ db }, entityOf(request), request.params.importId);
      return presentImport(run, await readUserNames(db, [run.createdBy, run.decidedBy]), now());
    },
  });
  app.route({
    method: 'GET',
    url: `${base}/:importId/rows`,
    config,
    schema: {
      tags,
      summary: 'The change set of an import, by page',
      operationId: 'listImportRows',
      params: importParams,
      querystring: importRowQuery,
      response: { 200: importRowPage },
    },
    handler: async (request) => {
      const run = await runOf({ db }, entityOf(request), request.params.importId);
      const { change, page, pageSize } = request.query;
      const query = { importId: run.id, changes: change, skip: (page - 1) * pageSize, take: pageSize };
      return { ...(await importRows(db, query)), page, pageSize };
    },
  });
}

function registerRemarks(app: App, { db }: AppDeps): void {
  app.route({
    method: 'GET',
    url: `${base}/:importId/remarks`,
    config: { access: 'read' },
    schema: {
      tags,
      summary: 'The rows that a remark of the review is about, by page',
      operationId: 'listImportRemarkRows',
      params: importParams,
      querystring: remarkRowQuery,
      response: { 200: remarkRowPage },
    },
    handler: async (request) => {
      const run = await runOf({ db }, entityOf(request), request.params.importId);
      const { code, column, page, pageSize } = request.query;
      const query = { importId: run.id, code, column, skip: (page - 1) * pageSize, take: pageSize };
      return { ...(await remarkRows(db, query)), page, pageSize };
    },
  });
}

function registerDecisions(app: App, deps: AppDeps): void {
  const config = { access: 'act' } as const;
  const response = { 202: importAccepted };
  app.route({
    method: 'POST',
    url: `${base}/:importId/answers`,
    config,
    schema: {
      tags,
      summary: 'Answer the questions of an import, or read it in another way; it is read again',
      operationId: 'answerImport',
      params: importParams,
      body: answers,
      response,
    },
    handler: async (request, reply) => {
      const { reading } = request.body;
      return reply.code(202).send(await decide(deps, request, { kind: 'answer', answers: reading }));
    },
  });
  app.route({
    method: 'POST',
    url: `${base}/:importId/apply`,
    config,
    schema: {
      tags,
      summary: 'Apply a reviewed import; one that stopped for approval needs a manager or administrator',
      operationId: 'applyImport',
      params: importParams,
      body: emptyBody,
      response,
    },
    handler: async (request, reply) => {
      const user = userOf(request);
      const run = await runOf(deps, entityOf(request), request.params.importId);
      if (run.state === 'needs_approval' && user.role === 'collector') throw new RefusedError('forbidden');
      return reply.code(202).send(await decide(deps, request, { kind: 'apply' }));
    },
  });
  app.route({
    method: 'POST',
    url: `${base}/:importId/reject`,
    config,
    schema: {
      tags,
      summary: 'Put an import aside without applying it',
      operationId: 'rejectImport',
      params: importParams,
      body: emptyBody,
      response,
    },
    handler: async (request, reply) => reply.code(202).send(await decide(deps, request, { kind: 'reject' })),
  });
  app.route({
    method: 'POST',
    url: `${base}/:importId/repeat`,
    config,
    schema: {
      tags,
      summary: 'Read a failed import again, or take up one that nobody works on any more',
      operationId: 'repeatImport',
      params: importParams,
      body: emptyBody,
      response,
    },
    handler: async (request, reply) => {
      const run = await runOf(deps, entityOf(request), request.params.importId);
      const state = await restartImport(deps.db, run, deps.now());
      return reply.code(202).send({ id: run.id, state });
    },
  });
  app.route({
    method: 'POST',
    url: `${base}/:importId/undo`,
    config,
    schema: {
      tags,
      summary: 'Take the last applied import back as a whole',
      operationId: 'undoImport',
      params: importParams,
      body: emptyBody,
      response: { 200: importAccepted },
    },
    handler: async (request) => {
      const run = await runOf(deps, entityOf(request), request.params.importId);
      await undoImport(deps.db, run.id, { userId: userOf(request).userId }, deps.now());
      return { id: run.id, state: 'undone' as const };
    },
  });
}

async function decide(
  deps: AppDeps,
  request: FastifyRequest<{ Params: { importId: string } }>,
  decision: ImportDecision,
): Promise<{ id: string; state: ImportState }> {
  const run = await runOf(deps, entityOf(request), request.params.importId);
  const state = await decideImport(deps.db, run, decision, {
    userId: userOf(request).userId,
    at: deps.now(),
  });
  return { id: run.id, state };
}

async function runOf(
  { db }: Pick<AppDeps, 'db'>,
  entity: EntityScope,
  importId: string,
): Promise<ImportRunRow> {
  const run = await readImportRun(db, importId);
  if (run === null || run.legalEntityId !== entity.id) throw new RefusedError('not_found');
  return run;
}
