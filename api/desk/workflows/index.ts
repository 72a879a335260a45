import { z } from 'zod';
import { RefusedError } from '../../../domain/errors.ts';
import type { RunEvent } from '../../../domain/workflow-runs/steps.ts';
import { readUserNames } from '../../../prisma/queries/customers/read.ts';
import type { App, AppDeps } from '../../context.ts';
import { entityOf, userOf } from '../../plugins/access.ts';
import { customerOf } from '../../plugins/customer-of.ts';
import { limitInFlight } from '../../plugins/in-flight.ts';
import { presentEvent } from '../customers/present.ts';
import { presentDecision } from '../decisions/index.ts';
import { repairRoutes } from './repairs.ts';
import { replayRoutes } from './replay.ts';
import { historyOf, ReadRuns, runOf, runsOf, workflowOf, type AskedRun, type ShownRun } from './runs.ts';
import * as wire from './schema.ts';
import { stateOf } from './state.ts';
import { cursorOf, timelineOf, type TimelineRow } from './timeline.ts';

const base = '/api/entities/:entityId/workflows/:workflow/:subjectId';
const tags = ['workflows'];

/** what the workflow of a case, a letter, a mail, an import did: as a timeline for everybody, raw for administrators. */
export function workflowRoutes(app: App, deps: AppDeps): void {
  const read = new ReadRuns(deps);
  registerWorkflow(app, deps);
  registerTimeline(app, deps, read);
  registerEvents(app, deps, read);
  registerDownload(app, deps);
  replayRoutes(app, deps);
  repairRoutes(app, deps, read);
}

function registerWorkflow(app: App, deps: AppDeps): void {
  const { db, temporal, settings } = deps;
  app.route({
    method: 'GET',
    url: base,
    config: { access: 'read' },
    schema: {
      tags,
      summary: 'The runs of a workflow, live and past, and what it says it waits for',
      operationId: 'readWorkflow',
      params: wire.workflowParams,
      response: { 200: wire.workflowAnswer },
    },
    handler: async (request) => {
      const entity = entityOf(request);
      const workflow = await workflowOf(deps, entity, request.params);
      const found = await runsOf(deps, workflow.workflowId);
      const [state, customer] = await Promise.all([
        found.temporal ? stateOf(temporal, workflow) : null,
        workflow.customerId === null ? null : customerOf(db, entity, workflow.customerId),
      ]);
      const { workflowId, type } = workflow;
      return {
        ...{ workflowId, workflow: type, state, temporal: found.temporal },
        customer: customer && { id: customer.id, number: customer.number, name: customer.name },
        runs: found.runs.map(presentRun),
        temporalUrl: temporalUrl(settings.temporalPages, workflowId),
      };
    },
  });
}

function presentRun({ startedAt, closedAt, ...run }: ShownRun) {
  return { ...run, startedAt: startedAt.toISOString(), closedAt: closedAt?.toISOString() ?? null };
}

function temporalUrl(pages: string | undefined, workflowId: string): string | null {
  return pages === undefined ? null : `${pages}/workflows/${encodeURIComponent(workflowId)}`;
}

function registerTimeline(app: App, deps: AppDeps, read: ReadRuns): void {
  app.route({
    method: 'GET',
    url: `${base}/timeline`,
    config: { access: 'read' },
    schema: {
      tags,
      summary: 'What it did, what happened and what was decided, across all its runs, the latest first',
      operationId: 'readWorkflowTimeline',
      params: wire.workflowParams,
      querystring: wire.timelineQuery,
      response: { 200: wire.timelineAnswer },
    },
    handler: async (request) => {
      const workflow = await workflowOf(deps, entityOf(request), request.params);
      const { limit } = request.query;
      const rows = await timelineOf({ ...deps, read }, workflow, request.query);
      const shown = rows.slice(0, limit);
      const names = await readUserNames(
        deps.db,
        shown.map(({ event }) => event?.actorId ?? null),
      );
      const last = shown.at(-1);
      return {
        rows: shown.map((row) => presentRow(row, names)),
        nextBefore: rows.length > limit && last ? cursorOf(last) : null,
      };
    },
  });
}

function presentRow(
  { at, step, event, decision }: TimelineRow,
  names: Parameters<typeof presentEvent>[1],
): z.output<typeof wire.timelineAnswer>['rows'][number] {
  return {
    at: new Date(at).toISOString(),
    step: step ?? null,
    event: event === undefined ? null : presentEvent(event, names),
    decision: decision === undefined ? null : presentDecision(decision),
  };
}

/** What one event carries beside the others; longer ones are asked for by themselves. */
const shortAttributes = 2_000;

function registerEvents(app: App, deps: AppDeps, read: ReadRuns): void {
  const config = { access: 'administer' } as const;
  app.route({
    method: 'GET',
    url: `${base}/runs/:runId/events`,
    config,
    schema: {
      tags,
      summary: 'The events of a run as Temporal keeps them, decoded; searched by words',
      operationId: 'listWorkflowEvents',
      params: wire.runParams,
      querystring: wire.eventsQuery,
      response: { 200: wire.eventsAnswer },
    },
    handler: async (request) => {
      const { offset, limit, q } = request.query;
      const events = await eventsOf(deps, read, request);
      const found = q ? events.filter((event) => textOf(event).includes(q.toLowerCase())) : events;
      const rows = found.slice(offset, offset + limit).map((event) => {
        const isShort = JSON.stringify(event.attributes).length <= shortAttributes;
        return isShort ? event : { ...event, attributes: null };
      });
      return { rows, total: found.length };
    },
  });
  app.route({
    method: 'GET',
    url: `${base}/runs/:runId/events/:eventId`,
    config,
    schema: {
      tags,
      summary: 'One event with all it carries',
      operationId: 'readWorkflowEvent',
      params: wire.eventParams,
      response: { 200: wire.eventAnswer },
    },
    handler: async (request) => {
      const events = await eventsOf(deps, read, request);
      const event = events.find(({ id }) => id === request.params.eventId);
      if (event === undefined) throw new RefusedError('not_found');
      return event;
    },
  });
}

async function eventsOf(deps: AppDeps, read: ReadRuns, request: AskedRun): Promise<RunEvent[]> {
  return read.events(await runOf(deps, request));
}

function textOf({ type, attributes }: RunEvent): string {
  return `${type} ${JSON.stringify(attributes)}`.toLowerCase();
}

function registerDownload(app: App, deps: AppDeps): void {
  const oneAtATime = limitInFlight(1);
  app.route({
    method: 'GET',
    url: `${base}/runs/:runId/history.json`,
    config: { access: 'administer' },
    schema: {
      tags,
      summary: 'The history of a run as JSON in the form of Temporal, which every replayer reads',
      operationId: 'downloadWorkflowHistory',
      params: wire.runParams,
      response: {
        200: { description: 'The file', content: { 'application/json': { schema: z.unknown() } } },
      },
    },
    handler: async (request, reply) => {
      const { runId, type, workflowId } = await runOf(deps, request);
      const file = await oneAtATime(userOf(request).userId, () => historyOf(deps, { workflowId, runId }));
      return reply
        .type('application/json; charset=utf-8')
        .header('content-disposition', `attachment; filename="${type}-${runId}.json"`)
        .header('cache-control', 'no-store')
        .send(file);
    },
  });
}
