/** repairs of a workflow that stands; by administrators, with a reason, one at a time, never while a message leaves. */
import type { z } from 'zod';
import { onceUnder, type KeyedCommand } from '../../../application/idempotency.ts';
import { settleMessage } from '../../../application/messages/settle.ts';
import {
  noteRepair,
  repairsOf,
  retryNow,
  wakeRepaired,
  type Repair,
} from '../../../application/repairs/repair.ts';
import { RefusedError } from '../../../domain/errors.ts';
import type { RepairKind } from '../../../domain/vocabulary/workflows.ts';
import {
  countRetrying,
  isSending,
  listCancellable,
  listDoubtful,
} from '../../../prisma/queries/repairs/read.ts';
import { lockWorkflow } from '../../../prisma/queries/repairs/write.ts';
import { inTransaction } from '../../../prisma/transaction.ts';
import type { App, AppDeps, EntityScope, SignedIn } from '../../context.ts';
import { entityOf, userOf } from '../../plugins/access.ts';
import { commandAction } from '../../plugins/commands.ts';
import { writeWithin } from '../../plugins/facts.ts';
import { keyedCommand } from '../../plugins/idempotency.ts';
import { resetRun, retryCalls, runningRun, terminateRun } from './repair-calls.ts';
import { repairAnswer, repairBody, repairsAnswer } from './repair-schema.ts';
import { workflowOf, type NamedWorkflow, type ReadRuns } from './runs.ts';
import { workflowParams } from './schema.ts';

const url = '/api/entities/:entityId/workflows/:workflow/:subjectId/repairs';
const config = { access: 'administer' } as const;
const tags = ['workflows'];

export function repairRoutes(app: App, deps: AppDeps, read: ReadRuns): void {
  app.route({
    method: 'GET',
    url,
    config,
    schema: {
      tags,
      summary: 'What can be repaired about a workflow now',
      operationId: 'listWorkflowRepairs',
      params: workflowParams,
      response: { 200: repairsAnswer },
    },
    handler: async (request) =>
      possible(deps, read, await workflowOf(deps, entityOf(request), request.params)),
  });
  app.route({
    method: 'POST',
    url,
    config,
    schema: {
      tags,
      summary: 'Repair it: nothing that left leaves again, and nothing is done while a message leaves',
      operationId: 'repairWorkflow',
      params: workflowParams,
      body: repairBody,
      response: { 200: repairAnswer },
    },
    handler: async (request) => {
      const entity = entityOf(request);
      const { body } = request;
      const workflow = await workflowOf(deps, entity, request.params);
      if (!repairsOf(workflow.type).includes(body.kind)) throw new RefusedError('not_found');
      const command = keyedCommand(request, body.key);
      return repair({ deps, entity, user: userOf(request), workflow, body, command });
    },
  });
}

async function possible(
  deps: AppDeps,
  read: ReadRuns,
  workflow: NamedWorkflow,
): Promise<z.output<typeof repairsAnswer>> {
  const { db, temporal } = deps;
  const { type, subjectId, workflowId } = workflow;
  const isCase = type === 'collectionCase';
  // Undefined: Temporal does not answer.
  const running = await runningRun(temporal, workflowId).catch(() => undefined);
  const [sending, retrying, doubtful, actions, points] = await Promise.all([
    isSending(db, workflow, deps.now()),
    countRetrying(db, workflow),
    listDoubtful(db, workflow),
    isCase ? listCancellable(db, subjectId) : [],
    isCase && running ? pointsOf(read, workflowId, running) : [],
  ]);
  const can: Partial<Record<RepairKind, boolean>> = {
    cancel_action: actions.length > 0,
    settle: doubtful.length > 0,
    rebuild: running !== undefined,
    reset: points.length > 0,
  };
  return {
    ...{ runId: running ?? null, temporal: running !== undefined, isSending: sending, retrying },
    kinds: repairsOf(type).filter((kind) => can[kind] ?? true),
    actions,
    doubtful: doubtful.map(({ id, recipientAddress, subject, createdAt }) => ({
      ...{ id, recipient: recipientAddress, subject },
      createdAt: createdAt.toISOString(),
    })),
    points,
  };
}

const mostPoints = 20;

/** Where the code of the workflow had done all it had to do then. */
async function pointsOf(read: ReadRuns, workflowId: string, runId: string) {
  // A live run goes on: it is read as it is now.
  const events = await read.events({ workflowId, runId, events: Date.now() }).catch(() => []);
  const points = events.filter(({ type }) => type === 'WORKFLOW_TASK_COMPLETED');
  return points
    .slice(-mostPoints)
    .toReversed()
    .map(({ id, at }) => ({ eventId: id, at }));
}

interface Asked {
  deps: AppDeps;
  entity: EntityScope;
  user: SignedIn;
  workflow: NamedWorkflow;
  body: z.output<typeof repairBody>;
  command: KeyedCommand;
}

type Answer = z.output<typeof repairAnswer>;

/** The lock is held until it is done, also by Temporal: the later one of two people sees what the first one did. */
async function repair(asked: Asked): Promise<Answer> {
  const { deps, workflow, body } = asked;
  return inTransaction(deps.db, async (lock) => {
    await lockWorkflow(lock, workflow.workflowId);
    if (await isSending(lock, workflow, deps.now())) throw new RefusedError('send_under_way');
    switch (body.kind) {
      case 'cancel_action':
        return cancelAction(asked, body);
      case 'settle':
        return settle(asked, body);
      case 'retry_now':
        return tryNow(asked);
      case 'evaluate':
      case 'wake':
        return begin(asked, async () => 0);
      case 'rebuild':
        return rebuild(asked, body);
      case 'reset':
        return reset(asked, body);
    }
  });
}

function repairOf({ deps, user, workflow, body }: Asked, runId: string | null = null): Repair {
  const { kind, key, reason } = body;
  const { type, subjectId, legalEntityId, customerId } = workflow;
  return {
    ...{ kind, key, reason, userId: user.userId, at: deps.now() },
    ...{ type, subjectId, legalEntityId, customerId, runId },
    eventId: body.kind === 'reset' ? body.eventId : undefined,
  };
}

/**
 * Written down with its outbox row, then done, then told: what dies in between goes on from the row.
 *
 * @param work answers how many tries it moved to now
 */
async function begin(asked: Asked, work: () => Promise<number>, runId?: string): Promise<Answer> {
  const { deps, workflow, command } = asked;
  const done = repairOf(asked, runId ?? null);
  const key = `repair-${command.key}`;
  const begun = await inTransaction(deps.db, async (tx) => {
    let wake: Awaited<ReturnType<typeof wakeRepaired>> | undefined;
    const once = async () => {
      await noteRepair(tx, done);
      const tried = done.kind === 'retry_now' ? await retryNow(tx, done) : 0;
      wake = await wakeRepaired(tx, done);
      return { tried };
    };
    const { tried } = await onceUnder(tx, { ...command, key, scope: workflow.subjectId }, once);
    return { tried, wake };
  });
  // The same click again: it is done.
  if (begun.wake === undefined) return { ok: true, tried: begun.tried };
  try {
    return { ok: true, tried: begun.tried + (await work()) };
  } catch (error) {
    await inTransaction(deps.db, (tx) => noteRepair(tx, done, true));
    throw error;
  } finally {
    if (begun.wake) deps.cases.signal(begun.wake);
  }
}

async function tryNow(asked: Asked): Promise<Answer> {
  const { deps, workflow } = asked;
  const { temporal } = deps;
  const runId = await runningRun(temporal, workflow.workflowId).catch(() => null);
  // What Temporal cannot do at once, the workflow does when it reads its rows again.
  return begin(asked, async () =>
    runId === null ? 0 : retryCalls(temporal, workflow.workflowId, runId).catch(() => 0),
  );
}

/** @throws RefusedError `changed_meanwhile` to the later one of two people, and where the run went on by itself */
async function mustStillRun({ deps, workflow }: Asked, seen: string | null): Promise<void> {
  const running = await runningRun(deps.temporal, workflow.workflowId);
  if (running !== seen) throw new RefusedError('changed_meanwhile');
}

async function rebuild(
  asked: Asked,
  { runId, reason }: { runId: string | null; reason: string },
): Promise<Answer> {
  await mustStillRun(asked, runId);
  const { deps, workflow } = asked;
  const { workflowId } = workflow;
  const end = async () => {
    if (runId !== null) await terminateRun(deps.temporal, { workflowId, runId, reason });
    return 0;
  };
  return begin(asked, end, runId ?? undefined);
}

async function reset(
  asked: Asked,
  { runId, reason, eventId, key }: { runId: string; reason: string; eventId: number; key: string },
): Promise<Answer> {
  await mustStillRun(asked, runId);
  const { deps, workflow } = asked;
  const goBack = async () => {
    const { workflowId } = workflow;
    await resetRun(deps.temporal, { workflowId, runId, reason, eventId, requestId: key });
    return 0;
  };
  return begin(asked, goBack, runId);
}

async function cancelAction(
  asked: Asked,
  { key, actionId, reason }: { key: string; actionId: string; reason: string },
): Promise<Answer> {
  const { deps, entity, user, workflow } = asked;
  const actions = await listCancellable(deps.db, workflow.subjectId);
  if (!actions.some(({ id }) => id === actionId)) throw new RefusedError('action_not_open');
  await commandAction(deps, user, entity.id, { kind: 'skip', key, actionId, reason });
  await inTransaction(deps.db, (tx) => noteRepair(tx, repairOf(asked)));
  return { ok: true, tried: 0 };
}

async function settle(
  asked: Asked,
  { messageId, sent, reason }: { messageId: string; sent: boolean; reason: string },
): Promise<Answer> {
  const { deps, entity, user, workflow } = asked;
  const message = (await listDoubtful(deps.db, workflow)).find(({ id }) => id === messageId);
  if (message === undefined) throw new RefusedError('not_in_doubt');
  await inTransaction(deps.db, async (tx) => {
    const where = { entity, user, customerId: message.customerId! };
    await writeWithin(tx, deps, where, (scope) => settleMessage(scope, message, { sent, note: reason }));
    await noteRepair(tx, repairOf(asked));
  });
  return { ok: true, tried: 0 };
}
