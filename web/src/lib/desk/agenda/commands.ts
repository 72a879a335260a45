/** What people do with actions, one or many at once. Each click has a key of its own, so that a repeat repeats nothing. */
import type { MessageEdits } from '#lib/vocabulary.ts';
import { answer, apiClient, type Answer, type Problem, type Schemas } from '../../api/client.ts';
import { newKey } from '../../new-key.ts';

export type Row = Pick<Schemas['AgendaRow'], 'id' | 'positionHash'>;

export type Command =
  | { command: 'confirm' }
  | { command: 'postpone'; until: string; reason?: string }
  | { command: 'skip'; reason: string }
  | { command: 'complete'; note?: string };
export type CommandKind = Command['command'];

export interface Result {
  actionId: string;
  ok: boolean;
  sendAt: string | null;
  undoUntil: string | null;
  problem: Pick<Problem, 'code' | 'params'> | null;
}

/** Small enough that progress is seen, large enough that 500 take few requests. */
const chunkSize = 20;

/**
 * Sends the command for all rows in chunks and reports after each; a failure stops no other. Stops after the
 * running chunk when `isStopped` says so. A chunk without an answer is reported as failed for each of its rows.
 */
export async function commandMany(
  entityId: string,
  command: Command,
  rows: Row[],
  report: (results: Result[]) => void,
  isStopped: () => boolean,
): Promise<void> {
  const key = newKey();
  const results: Result[] = [];
  for (let start = 0; start < rows.length && !isStopped(); start += chunkSize) {
    const chunk = rows.slice(start, start + chunkSize);
    const body =
      command.command === 'confirm'
        ? {
            ...command,
            key,
            actions: chunk.map(({ id, positionHash }) => ({ id, positionHash })),
            of: rows.length,
          }
        : { ...command, key, actions: chunk.map(({ id }) => ({ id })) };
    const got = await answer(
      apiClient().POST('/api/entities/{entityId}/actions/batch', { params: { path: { entityId } }, body }),
    );
    results.push(
      ...(got.ok
        ? got.data.results.map(({ actionId, ok, sendAt, undoUntil, code, params }) => ({
            actionId,
            ok,
            sendAt,
            undoUntil,
            problem: ok ? null : { code: code ?? ('unknown' as const), params },
          }))
        : chunk.map(({ id }) => ({
            actionId: id,
            ok: false,
            sendAt: null,
            undoUntil: null,
            problem: got.problem,
          }))),
    );
    report([...results]);
  }
}

/** What a run does; the rest is done by the page itself. */
export type RunAct = Schemas['StartActionRunInput']['act'];

/** Many at once, by a run that goes on when the page is left: it answers at once, and is read while it is under way. */
export async function startRun(
  entityId: string,
  act: RunAct,
  rows: readonly Row[],
): Promise<Answer<Schemas['BulkRun']>> {
  const actions = rows.map(({ id, positionHash }) =>
    act.kind === 'confirm_actions' ? { id, positionHash } : { id },
  );
  return answer(
    apiClient().POST('/api/entities/{entityId}/action-runs', {
      params: { path: { entityId } },
      body: { key: newKey(), act, actions },
    }),
  );
}

/** Takes confirmations back, all of them or as many as have not left; answers how many, and what stood in the way. */
export async function undoMany(
  entityId: string,
  actionIds: readonly string[],
): Promise<{ undone: number; problem: Pick<Problem, 'code' | 'params'> | null }> {
  const key = newKey();
  let undone = 0;
  let problem: Pick<Problem, 'code' | 'params'> | null = null;
  for (let start = 0; start < actionIds.length; start += undoChunk) {
    const actions = actionIds.slice(start, start + undoChunk).map((id) => ({ id }));
    const got = await answer(
      apiClient().POST('/api/entities/{entityId}/actions/batch', {
        params: { path: { entityId } },
        body: { command: 'undo', key, actions },
      }),
    );
    if (!got.ok) return { undone, problem: got.problem };
    undone += got.data.results.filter(({ ok }) => ok).length;
    const refused = got.data.results.find(({ ok }) => !ok);
    if (refused) problem = { code: refused.code ?? 'unknown', params: refused.params };
  }
  return { undone, problem };
}

/** Moments count: as few requests as the server allows. */
const undoChunk = 100;

/** One action; what stands in the way comes back as a problem. */
export async function commandOne(
  entityId: string,
  row: Row,
  command: Command,
  edits?: MessageEdits,
): Promise<Answer<Schemas['CommandAnswer']>> {
  const api = apiClient();
  const params = { path: { entityId, actionId: row.id } };
  const key = newKey();
  switch (command.command) {
    case 'confirm':
      return answer(
        api.POST('/api/entities/{entityId}/actions/{actionId}/confirm', {
          params,
          body: { key, positionHash: row.positionHash, ...(edits === undefined ? {} : { edits }) },
        }),
      );
    case 'postpone': {
      const { until, reason } = command;
      return answer(
        api.POST('/api/entities/{entityId}/actions/{actionId}/postpone', {
          params,
          body: { key, until, ...(reason === undefined ? {} : { reason }) },
        }),
      );
    }
    case 'skip':
      return answer(
        api.POST('/api/entities/{entityId}/actions/{actionId}/skip', {
          params,
          body: { key, reason: command.reason },
        }),
      );
    case 'complete':
      return answer(
        api.POST('/api/entities/{entityId}/actions/{actionId}/complete', {
          params,
          body: { key, ...(command.note === undefined ? {} : { note: command.note }) },
        }),
      );
  }
}
