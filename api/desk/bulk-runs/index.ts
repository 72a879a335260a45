import { repeatRefused, startActionRun, startBulkRun } from '../../../application/bulk/start.ts';
import { z } from 'zod';
import { RefusedError, errorCodes } from '../../../domain/errors.ts';
import {
  countOpenPages,
  countOutcomes,
  listBulkRows,
  listBulkRuns,
  readBulkRun,
  type BulkParams,
  type BulkRunRecord,
} from '../../../prisma/queries/bulk-runs/read.ts';
import { readRunFile } from '../../../prisma/queries/bulk-runs/actions.ts';
import { readStoredFile, storedFile } from '../../../prisma/queries/files/read.ts';
import { listRules } from '../../../application/assignment/rules.ts';
import { isCollectorOf, readUserNames } from '../../../prisma/queries/customers/read.ts';
import { findPublishedVersion } from '../../../prisma/queries/scenarios/read.ts';
import type { App, AppDeps, EntityScope, SignedIn } from '../../context.ts';
import { actionRunKinds, customerRunKinds, type BulkRunKind } from '../../../domain/vocabulary/customers.ts';
import { entityOf, mayUse, userOf } from '../../plugins/access.ts';
import { keyedCommand } from '../../plugins/idempotency.ts';
import { entityParams, uuid } from '../../wire.ts';
import { sendPdfInPieces } from '../../mail/download.ts';
import { undoMsFor } from '../actions/undo.ts';
import { scopeOf } from '../customer-search/index.ts';
import {
  bulkRowPage,
  bulkRowsQuery,
  bulkRun,
  bulkRunList,
  openPages,
  openPagesBody,
  repeatActionRun,
  startActionRun as startActionRunBody,
  startBulkRun as startBody,
  type BulkAct,
} from './schema.ts';

const runParams = entityParams.extend({ runId: uuid });
const base = '/api/entities/:entityId/bulk-runs';
const tags = ['customers'];
const newest = 20;

/** Acts on many customers at once: started here, done by a workflow, read while it is under way. */
export function bulkRunRoutes(app: App, deps: AppDeps): void {
  registerStart(app, deps);
  registerPreview(app, deps);
  registerReading(app, deps);
  registerRun(app, deps);
  registerActionRuns(app, deps);
}

function registerStart(app: App, deps: AppDeps): void {
  app.route({
    method: 'POST',
    url: base,
    config: { access: 'act' },
    schema: {
      tags,
      summary: 'One act for many customers: those named, or all that a filter finds; answers how many',
      operationId: 'startBulkRun',
      params: entityParams,
      body: startBody,
      response: { 202: bulkRun },
    },
    handler: async (request, reply) => {
      const entity = entityOf(request);
      const user = userOf(request);
      const { key, act, selection } = request.body;
      requireAllowed(act, user);
      await requirePossible(deps, entity, act);
      const { kind, ...rest } = act;
      const made = await startBulkRun(deps.db, {
        command: keyedCommand(request, key),
        scope: scopeOf(entity),
        kind,
        selection,
        params: rest as BulkParams,
        userId: user.userId,
        at: deps.now(),
      });
      return reply.code(202).send(await present(deps, (await readBulkRun(deps.db, made.id))!));
    },
  });
}

/**
 * To move customers to a version is a part of publishing it: whoever may not publish may not ask for it here either.
 *
 * @throws RefusedError `forbidden`
 */
export function requireAllowed({ kind }: Pick<BulkAct, 'kind'>, { role }: Pick<SignedIn, 'role'>): void {
  if (kind === 'follow_version' && !mayUse('administer', role)) throw new RefusedError('forbidden');
}

/** @throws RefusedError before anything is begun that could only be refused for everybody */
export async function requirePossible({ db }: AppDeps, entity: EntityScope, act: BulkAct): Promise<void> {
  if (act.kind === 'assign_collector' && act.collectorId !== null) {
    if (!(await isCollectorOf(db, { entityId: entity.id, userId: act.collectorId })))
      throw new RefusedError('not_found');
  }
  if (act.kind === 'assign_scenario') {
    const version = await findPublishedVersion(db, { entityId: entity.id, scenarioId: act.scenarioId });
    if (version === null) throw new RefusedError('version_not_published');
  }
  if (act.kind === 'follow_version') {
    const { scenarioId, versionId } = act;
    const version = await findPublishedVersion(db, { entityId: entity.id, scenarioId, versionId });
    if (version === null) throw new RefusedError('version_not_published');
  }
  if (act.kind === 'apply_rules') await requireWorkingRules({ db }, entity);
}

/** A run on demand is looked at by a person: it begins only when every rule can give all that it names. */
export async function requireWorkingRules({ db }: Pick<AppDeps, 'db'>, entity: EntityScope): Promise<void> {
  for (const { name, enabled, problems } of await listRules(db, entity.id)) {
    const problem = enabled ? problems.find(({ blocking }) => blocking) : undefined;
    if (problem !== undefined) throw new RefusedError('rule_invalid', { rule: name, problem: problem.kind });
  }
}

function registerPreview(app: App, deps: AppDeps): void {
  app.route({
    method: 'POST',
    url: `${base}/open-pages`,
    config: { access: 'act' },
    schema: {
      tags,
      summary: 'How many links would end if the interactive pages of these customers were switched off',
      operationId: 'countOpenPages',
      params: entityParams,
      body: openPagesBody,
      response: { 200: openPages },
    },
    handler: async (request) =>
      countOpenPages(deps.db, {
        scope: scopeOf(entityOf(request)),
        selection: request.body.selection,
        at: deps.now(),
      }),
  });
}

function registerReading(app: App, deps: AppDeps): void {
  app.route({
    method: 'GET',
    url: base,
    config: { access: 'read' },
    schema: {
      tags,
      summary: 'The newest acts on many customers, and how far they are',
      operationId: 'listBulkRuns',
      params: entityParams,
      response: { 200: bulkRunList },
    },
    handler: async (request) => listed(deps, entityOf(request), customerRunKinds),
  });
}

function registerRun(app: App, deps: AppDeps): void {
  app.route({
    method: 'GET',
    url: `${base}/:runId`,
    config: { access: 'read' },
    schema: {
      tags,
      summary: 'How far an act on many customers is',
      operationId: 'readBulkRun',
      params: runParams,
      response: { 200: bulkRun },
    },
    handler: async (request) => present(deps, await runOf(deps, entityOf(request), request.params.runId)),
  });
  app.route({
    method: 'GET',
    url: `${base}/:runId/customers`,
    config: { access: 'read' },
    schema: {
      tags,
      summary: 'Customers of a run by outcome; refused ones with the reason',
      operationId: 'listBulkRows',
      params: runParams,
      querystring: bulkRowsQuery,
      response: { 200: bulkRowPage },
    },
    handler: async (request) => {
      const run = await runOf(deps, entityOf(request), request.params.runId);
      const { outcome, page, pageSize } = request.query;
      const { rows, total } = await listBulkRows(deps.db, { runId: run.id, outcome, page, pageSize });
      return {
        rows: rows.map(({ customer, actionId, code, params }) => ({
          customerId: customer.id,
          actionId,
          number: customer.number,
          name: customer.name,
          code: errorCodes.find((known) => known === code) ?? null,
          params: (params ?? {}) as Record<string, string | number>,
        })),
        total,
        page,
        pageSize,
      };
    },
  });
}

/** Runs about actions of the agenda (A-3, L-3): the same progress and results as those about customers. */
function registerActionRuns(app: App, deps: AppDeps): void {
  app.route({
    method: 'POST',
    url: '/api/entities/:entityId/action-runs',
    config: { access: 'act' },
    schema: {
      tags: ['actions'],
      summary:
        'Many actions confirmed, completed, or printed as one PDF; read as a run while it is under way',
      operationId: 'startActionRun',
      params: entityParams,
      body: startActionRunBody,
      response: { 202: bulkRun },
    },
    handler: async (request, reply) => {
      const entity = entityOf(request);
      const { key, act, actions } = request.body;
      const { kind, ...rest } = act;
      const undo = kind === 'confirm_actions' ? { undoMs: undoMsFor(deps, actions.length) } : {};
      const made = await startActionRun(deps.db, {
        command: keyedCommand(request, key),
        entityId: entity.id,
        kind,
        actions,
        params: { ...rest, ...undo },
        userId: userOf(request).userId,
        at: deps.now(),
      });
      return reply.code(202).send(await present(deps, (await readBulkRun(deps.db, made.id))!));
    },
  });
  app.route({
    method: 'GET',
    url: '/api/entities/:entityId/action-runs',
    config: { access: 'read' },
    schema: {
      tags: ['actions'],
      summary: 'The newest runs about many actions, how far they are, and the letters that can be fetched',
      operationId: 'listActionRuns',
      params: entityParams,
      response: { 200: bulkRunList },
    },
    handler: async (request) => listed(deps, entityOf(request), actionRunKinds),
  });
  app.route({
    method: 'POST',
    url: `/api/entities/:entityId/action-runs/:runId/again`,
    config: { access: 'act' },
    schema: {
      tags: ['actions'],
      summary: 'Those of a run that were refused, tried again as they were seen; a run of its own',
      operationId: 'repeatActionRun',
      params: runParams,
      body: repeatActionRun,
      response: { 202: bulkRun },
    },
    handler: async (request, reply) => {
      const run = await runOf(deps, entityOf(request), request.params.runId);
      const made = await repeatRefused(deps.db, run, {
        command: keyedCommand(request, request.body.key),
        undoMs: (of) => undoMsFor(deps, of),
        userId: userOf(request).userId,
        at: deps.now(),
      });
      return reply.code(202).send(await present(deps, (await readBulkRun(deps.db, made.id))!));
    },
  });
  app.route({
    method: 'GET',
    url: `${base}/:runId/file`,
    config: { access: 'read' },
    schema: {
      tags: ['actions'],
      summary: 'All letters of a run as one PDF, for a day',
      operationId: 'readRunFile',
      params: runParams,
      response: {
        200: { description: 'The pages', content: { 'application/pdf': { schema: z.unknown() } } },
      },
    },
    handler: async (request, reply) => {
      const run = await runOf(deps, entityOf(request), request.params.runId);
      const kept = await readRunFile(deps.db, run.id, deps.now());
      const file = kept && (await storedFile(deps.db, kept.fileId));
      if (!file) throw new RefusedError('not_found');
      return sendPdfInPieces(reply, {
        name: `letters-${run.createdAt.toISOString().slice(0, 10)}.pdf`,
        sizeBytes: file.sizeBytes,
        content: readStoredFile(deps.db, file.id),
      });
    },
  });
}

/** The earliest of its confirmations can be taken back until then; the later ones somewhat longer. */
function undoUntilOf({ kind, createdAt, params: { undoMs = 0 } }: BulkRunRecord): string | null {
  if (kind !== 'confirm_actions' || undoMs === 0) return null;
  return new Date(createdAt.getTime() + undoMs).toISOString();
}

async function listed(deps: AppDeps, { id: entityId }: EntityScope, kinds: readonly BulkRunKind[]) {
  const runs = await listBulkRuns(deps.db, { entityId, kinds, take: newest });
  const rows = runs.map((run) => present(deps, { ...run, params: run.params as BulkParams }));
  return { rows: await Promise.all(rows) };
}

async function runOf({ db }: AppDeps, entity: EntityScope, runId: string): Promise<BulkRunRecord> {
  const run = await readBulkRun(db, runId);
  if (run?.legalEntityId !== entity.id) throw new RefusedError('not_found');
  return run;
}

async function present({ db, now }: AppDeps, run: BulkRunRecord): Promise<z.input<typeof bulkRun>> {
  const [outcomes, names, file] = await Promise.all([
    countOutcomes(db, run.id),
    readUserNames(db, [run.createdBy]),
    run.kind === 'print_letters' ? readRunFile(db, run.id, now()) : null,
  ]);
  return {
    id: run.id,
    kind: run.kind,
    state: run.state,
    total: run.total,
    outcomes,
    createdBy: names.get(run.createdBy) ?? null,
    createdAt: run.createdAt.toISOString(),
    finishedAt: run.finishedAt?.toISOString() ?? null,
    file: file && {
      letters: file.letters,
      pages: file.pages,
      keptUntil: file.keptUntil.toISOString(),
    },
    undoUntil: undoUntilOf(run),
  };
}
