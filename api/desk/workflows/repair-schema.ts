import { z } from 'zod';
import { actionStates } from '../../../domain/vocabulary/actions.ts';
import { repairKinds } from '../../../domain/vocabulary/workflows.ts';
import { commandKey, instant, uuid } from '../../wire.ts';

export const repairsAnswer = z
  .object({
    /** The run that goes on; null: none. A repair of a run names it, so that two people do not repair one after the other. */
    runId: z.string().nullable(),
    /** False: Temporal does not answer; only what the database alone can do is possible. */
    temporal: z.boolean(),
    /** One of its messages is leaving now: nothing can be repaired until it has left. */
    isSending: z.boolean(),
    /** What can be done now. */
    kinds: z.array(z.enum(repairKinds)),
    /** Messages that wait for their next try. */
    retrying: z.number().int(),
    /** Those that a person may still call off. */
    actions: z.array(z.object({ id: uuid, stepName: z.string(), state: z.enum(actionStates) })),
    /** Those of which nobody knows whether they left. */
    doubtful: z.array(z.object({ id: uuid, recipient: z.string(), subject: z.string(), createdAt: instant })),
    /** Events to which the run can go back, the latest first. */
    points: z.array(z.object({ eventId: z.number().int(), at: instant })),
  })
  .meta({ id: 'WorkflowRepairs' });

const asked = {
  key: commandKey,
  /** Kept with the repair. */
  reason: z.string().trim().min(1).max(1000),
};
const runId = z.string().regex(/^[0-9a-f-]{36}$/);

export const repairBody = z
  .discriminatedUnion('kind', [
    z.object({ ...asked, kind: z.enum(['evaluate', 'wake', 'retry_now']) }).strict(),
    z.object({ ...asked, kind: z.literal('cancel_action'), actionId: uuid }).strict(),
    z.object({ ...asked, kind: z.literal('settle'), messageId: uuid, sent: z.boolean() }).strict(),
    z.object({ ...asked, kind: z.literal('rebuild'), runId: runId.nullable() }).strict(),
    z
      .object({
        ...asked,
        kind: z.literal('reset'),
        runId,
        eventId: z.number().int().min(1).max(100_000),
      })
      .strict(),
  ])
  .meta({ id: 'RepairWorkflow' });

export const repairAnswer = z
  .object({
    ok: z.literal(true),
    /** Of `retry_now`: how many are tried now. */
    tried: z.number().int(),
  })
  .meta({ id: 'WorkflowRepaired' });
