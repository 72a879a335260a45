/** Follows an act on many customers: read again whenever the server tells that it went on. */
import { answer, apiClient, type Schemas } from '#lib/api/client.ts';
import { onNews } from '#lib/news.ts';

export type Run = Schemas['BulkRun'];

/**
 * Give the answer to `$effect`: it ends the watching. A stream of news that breaks only delays it: when it opens again,
 * everything is read.
 */
export function watchRun(
  { entityId, runId }: { entityId: string; runId: string },
  onchange: (run: Run) => void,
): () => void {
  let isOver = false;
  const read = async () => {
    const got = await answer(
      apiClient().GET('/api/entities/{entityId}/bulk-runs/{runId}', {
        params: { path: { entityId, runId } },
      }),
    );
    if (isOver || !got.ok) return;
    onchange(got.data);
    if (got.data.state === 'done') stop();
  };
  const forget = onNews(['bulk_run'], read);
  const stop = () => {
    isOver = true;
    forget();
  };
  void read();
  return stop;
}
