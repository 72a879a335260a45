/** whether today's code follows a history; in a process of its own, one at a time. */
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { RefusedError } from '../../../domain/errors.ts';
import { replayVerdicts } from '../../../domain/vocabulary/workflows.ts';
import type { App, AppDeps } from '../../context.ts';
import { userOf } from '../../plugins/access.ts';
import { limitInFlight } from '../../plugins/in-flight.ts';
import { emptyBody, entityParams } from '../../wire.ts';
import { historyOf, runOf } from './runs.ts';
import { runParams } from './schema.ts';

const replayAnswer = z
  .object({
    verdict: z.enum(replayVerdicts),
    /** Of the workflow code that it was replayed against; null: it was not begun. */
    build: z.string().nullable(),
    workflow: z.string().nullable(),
    /** Where code and history part. */
    eventId: z.number().int().nullable(),
    expected: z.string().nullable(),
    found: z.string().nullable(),
    message: z.string().nullable(),
  })
  .meta({ id: 'WorkflowReplay' });

/** Longer ones are replayed by `relance replay`. */
const mostUploaded = 8 * 1024 * 1024;
const uploadBody = z
  .object({ file: z.string().min(1).max(mostUploaded) })
  .strict()
  .meta({ id: 'ReplayUploadedHistory' });

const config = { access: 'administer' } as const;
const tags = ['workflows'];

export function replayRoutes(app: App, deps: AppDeps): void {
  const oneAtATime = limitInFlight(1);
  app.addHook('onClose', () => deps.replayer?.close());
  app.route({
    method: 'POST',
    url: '/api/entities/:entityId/workflows/:workflow/:subjectId/runs/:runId/replay',
    config,
    schema: {
      tags,
      summary: 'Whether the workflows of today follow this run; nothing is done and nothing leaves',
      operationId: 'replayWorkflowRun',
      params: runParams,
      body: emptyBody,
      response: { 200: replayAnswer },
    },
    handler: async (request, reply) =>
      oneAtATime(userOf(request).userId, async () => {
        const { workflowId, runId } = await runOf(deps, request);
        return replayed(deps, await historyOf(deps, { workflowId, runId }), reply);
      }),
  });
  app.route({
    method: 'POST',
    url: '/api/entities/:entityId/replays',
    config,
    bodyLimit: mostUploaded + 1024 * 1024,
    schema: {
      tags,
      summary: 'The same for a history that comes from elsewhere, as JSON in the form of Temporal',
      operationId: 'replayUploadedHistory',
      params: entityParams,
      body: uploadBody,
      response: { 200: replayAnswer },
    },
    handler: async (request, reply) =>
      oneAtATime(userOf(request).userId, () => replayed(deps, request.body.file, reply)),
  });
}

/** Whoever goes away does not keep it running. */
async function replayed(
  { replayer }: AppDeps,
  file: string,
  reply: FastifyReply,
): Promise<z.output<typeof replayAnswer>> {
  if (replayer === undefined) throw new RefusedError('service_unavailable');
  const gone = new AbortController();
  reply.raw.once('close', () => gone.abort());
  return replayer.replay(file, { signal: gone.signal });
}
