/** Watches an act on many customers until it is done. */
import { answer, apiClient, type Schemas } from '#lib/api/client.ts';

export type Run = Schemas['BulkRun'];

const askEveryMs = 700;

/** Give the answer to `$effect`: it ends the watching. A connection that breaks for a while only delays it. */
export function watchRun(
  { entityId, runId }: { entityId: string; runId: string },
  onchange: (run: Run) => void,
): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isOver = false;
  const ask = async () => {
    const got = await answer(
      apiClient().GET('/api/entities/{entityId}/bulk-runs/{runId}', {
        params: { path: { entityId, runId } },
      }),
    );
    if (isOver) return;
    if (got.ok) onchange(got.data);
    const isGone = !got.ok && got.problem.status === 404;
    if (!isGone && !(got.ok && got.data.state === 'done')) timer = setTimeout(() => void ask(), askEveryMs);
  };
  void ask();
  return () => {
    isOver = true;
    clearTimeout(timer);
  };
}
