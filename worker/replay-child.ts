/**
 * A process of its own that replays histories, one at a time, and ends with its parent: what never ends or eats memory takes
 * nobody else along (runtime/temporal/replayer.ts starts and ends it).
 */
import '../runtime/follow-parent.ts';
import { DefaultLogger, Runtime } from '@temporalio/worker';
import { importHistory, readEvents } from '../runtime/temporal/history-file.ts';
import type { Asked, Answered } from '../runtime/temporal/replayer.ts';
import { partsAt, replays, type Replay } from '../domain/workflow-runs/verdict.ts';
import { workflowTypes } from '../workflows/messages/workflow-ids.ts';
import { workflowBundle } from './bundle.ts';
import { replayHistories } from './with-payloads.ts';

Runtime.install({
  logger: new DefaultLogger('ERROR', () => undefined),
  telemetryOptions: { logging: { filter: 'OFF' } },
  shutdownSignals: [],
});
const own = workflowBundle();

// It lives on what it is asked.
process.channel?.ref();
process.on('message', (asked: Asked) => void answer(asked));

async function answer({ id, file, bundle }: Asked): Promise<void> {
  const build = bundle === undefined ? await own : { codePath: bundle, hash: bundle };
  const replay = await replayOf(file, build.codePath);
  process.send?.({ id, build: build.hash, ...replay } satisfies Answered);
}

async function replayOf(file: string, codePath: string): Promise<Replay & { workflow: string | null }> {
  const unreadable = (message: string) =>
    ({ ...replays, verdict: 'unreadable', message, workflow: null }) as const;
  let history: ReturnType<typeof importHistory>;
  try {
    history = importHistory(file);
  } catch (error) {
    return unreadable(messageOf(error));
  }
  const started = history.events?.[0]?.workflowExecutionStartedEventAttributes;
  const workflow = started?.workflowType?.name;
  if (workflow == null || !Object.hasOwn(workflowTypes, workflow))
    return unreadable(`The history is of the workflow ${workflow ?? '?'}, which is not one of these.`);
  // Histories of older servers do not name it; nothing of the replay depends on it.
  const workflowId = started?.workflowId || workflow;
  const results = replayHistories({ workflowBundle: { codePath } }, [{ workflowId, history }]);
  try {
    for await (const { error } of results) {
      if (error === undefined) continue;
      return { ...partsAt(error.message, await readEvents(file)), workflow };
    }
  } catch (error) {
    return { ...unreadable(messageOf(error)), workflow };
  }
  return { ...replays, workflow };
}

function messageOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).slice(0, 2_000);
}
