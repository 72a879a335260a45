import { answer, apiClient, type Answer, type Schemas } from '#lib/api/client.ts';

const mostTurns = 10;
const usualWaitSeconds = 1;

interface Asked {
  entityId: string;
  actionId: string;
  edits?: Schemas['PreviewAction']['edits'];
  /** False once something else is looked at: then nobody waits for this one. */
  isWanted: () => boolean;
}

/**
 * The message of an action. Anyone who leafs through a list quickly asks for more at once than are made at once: what is
 * still looked at is asked for again when there is room.
 */
export async function askPreview({
  entityId,
  actionId,
  edits,
  isWanted,
}: Asked): Promise<Answer<Schemas['ActionPreview']>> {
  for (let turn = 1; ; turn += 1) {
    const got = await answer(
      apiClient().POST('/api/entities/{entityId}/actions/{actionId}/preview', {
        params: { path: { entityId, actionId } },
        body: edits === undefined ? {} : { edits },
      }),
    );
    if (got.ok || got.problem.code !== 'too_many_attempts' || turn === mostTurns || !isWanted()) return got;
    const { retryAfterSeconds } = got.problem.params;
    const seconds = typeof retryAfterSeconds === 'number' ? retryAfterSeconds : usualWaitSeconds;
    await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
    if (!isWanted()) return got;
  }
}
