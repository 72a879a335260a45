import { z } from 'zod';
import { runStepKinds, workflowRunStatuses } from '../../../domain/vocabulary/workflows.ts';
import { workflowTypes } from '../../../workflows/messages/workflow-ids.ts';
import { instant, uuid } from '../../wire.ts';
import { decisionRow } from '../decisions/index.ts';
import { customerRef } from '../agenda/schema.ts';
import { historyEvent } from '../customers/schema.ts';

const types = z.enum(workflowTypes);

/** What the workflow is about: the customer of a case, the notice, the letter, the mail, the import, the run. */
export const workflowParams = z.object({ entityId: uuid, workflow: types, subjectId: uuid });

const runId = z.string().regex(/^[0-9a-f-]{36}$/);
export const runParams = workflowParams.extend({ runId });

const run = z
  .object({
    runId: z.string(),
    status: z.enum(workflowRunStatuses),
    startedAt: instant,
    closedAt: instant.nullable(),
    events: z.number().int(),
    /** `temporal`: it is read there; `archive`: it is kept here and may be gone there; `none`: too long to be kept. */
    source: z.enum(['temporal', 'archive', 'none']),
  })
  .meta({ id: 'WorkflowRun' });

const pendingCall = z.object({
  /** Name of the activity. */
  name: z.string(),
  attempt: z.number().int(),
  /** When it is tried again; null: it is being tried. */
  nextAttemptAt: instant.nullable(),
  lastFailure: z.string().nullable(),
});

export const workflowAnswer = z
  .object({
    workflowId: z.string(),
    workflow: types,
    customer: customerRef.nullable(),
    /** False: Temporal does not answer; what is kept here is all that is shown. */
    temporal: z.boolean(),
    /** The latest first. */
    runs: z.array(run),
    /** What the running workflow itself says; null: none runs, or nobody answers. */
    state: z
      .object({
        /** In the words of the engine; null: this workflow is asked nothing, or no worker answers. */
        waitingFor: z.string().nullable(),
        until: instant.nullable(),
        calls: z.array(pendingCall),
        historyBytes: z.number().int(),
      })
      .nullable(),
    /** The same in the pages of Temporal, where their address is known. */
    temporalUrl: z.url().nullable(),
  })
  .meta({ id: 'Workflow' });

export const timelineQuery = z
  .object({
    before: z
      .string()
      .regex(/^\d{1,15}-[0-2]-[0-9a-z-]{1,60}$/)
      .optional(),
    limit: z.coerce.number().int().min(1).max(200).default(100),
  })
  .strict();

const step = z
  .object({
    runId: z.string(),
    eventId: z.number().int(),
    kind: z.enum(runStepKinds),
    at: instant,
    until: instant.nullable(),
    endedAt: instant.nullable(),
    end: z.enum(['time', 'fact', 'completed', 'failed', 'timed_out', 'cancelled']).nullable(),
    name: z.string().nullable(),
    attempts: z.number().int(),
    detail: z.string().nullable(),
  })
  .meta({ id: 'WorkflowStep' });

export const timelineAnswer = z
  .object({
    /** Each of one kind: what the workflow did, what happened to the customer, or what was decided. */
    rows: z.array(
      z.object({
        at: instant,
        step: step.nullable(),
        event: historyEvent.nullable(),
        decision: decisionRow.nullable(),
      }),
    ),
    nextBefore: z.string().nullable(),
  })
  .meta({ id: 'WorkflowTimeline' });

export const eventsQuery = z
  .object({
    /** Place of the first one in the list that matches. */
    offset: z.coerce.number().int().min(0).max(100_000).default(0),
    limit: z.coerce.number().int().min(1).max(500).default(200),
    /** Words that stand in the event: its type, its names, what it carries. */
    q: z.string().trim().max(200).optional(),
  })
  .strict();

const event = z.object({
  id: z.number().int(),
  at: instant,
  type: z.string(),
  /** Decoded; null: long, and asked for by itself. */
  attributes: z.record(z.string(), z.unknown()).nullable(),
});

export const eventsAnswer = z
  .object({ rows: z.array(event), total: z.number().int() })
  .meta({ id: 'WorkflowEvents' });

export const eventAnswer = event.meta({ id: 'WorkflowEvent' });
export const eventParams = runParams.extend({ eventId: z.coerce.number().int().min(1).max(100_000) });
