/** Two who click at once, and a click while the case itself is at work: the lock of the case puts them in order. */
import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { evaluateCase } from '../../application/case/evaluate.ts';
import { proposeSeeded } from './standing-action.ts';
import { seedEntity, startTestApi, type Seeded, type TestApi } from './support.ts';

let api: TestApi;
let mine: Seeded;
let collector: string;
let manager: string;
let positionHash: string;
beforeAll(async () => {
  api = await startTestApi({ undoSeconds: 20 });
});
beforeEach(async () => {
  mine = await seedEntity(api.db, `M${crypto.randomUUID().slice(0, 8)}`);
  [collector, manager] = await Promise.all([
    api.signIn(mine.users.collector.email),
    api.signIn(mine.users.manager.email),
  ]);
  ({ positionHash } = await proposeSeeded(api, mine));
});
afterAll(() => api.close());

const click = (as: string, move: string, body: object = {}, key: string = crypto.randomUUID()) =>
  api.ask({
    method: 'POST',
    url: `/api/entities/${mine.entityId}/actions/${mine.actionId}/${move}`,
    as,
    body: { key, ...body },
  });
const historyOf = (kind: string) =>
  api.db.historyEvent.count({ where: { customerId: mine.customerId, kind } });

it('A-2 two confirm at the same moment: one does, the other learns who and when', async () => {
  const both = await Promise.all([collector, manager].map((as) => click(as, 'confirm', { positionHash })));
  const [first, later] = both[0]!.statusCode === 200 ? both : both.toReversed();
  expect([first!.statusCode, later!.statusCode]).toEqual([200, 409]);
  const { confirmedBy } = await api.db.agendaAction.findUniqueOrThrow({ where: { id: mine.actionId } });
  const { name: by } = await api.db.user.findUniqueOrThrow({ where: { id: confirmedBy! } });
  expect(later!.json()).toMatchObject({ code: 'already_confirmed', params: { by } });
  expect(await historyOf('action_confirmed')).toBe(1);
});

it('A-2 D-9 the same click twice at the same moment is one, answered alike', async () => {
  const key = crypto.randomUUID();
  const [one, other] = await Promise.all(
    [1, 2].map(() => click(collector, 'confirm', { positionHash }, key)),
  );
  expect([one!.statusCode, other!.statusCode]).toEqual([200, 200]);
  expect(other!.json()).toEqual(one!.json());
  expect(await historyOf('action_confirmed')).toBe(1);
});

it('A-10 a click that is repeated after it was taken back is not carried out again', async () => {
  const key = crypto.randomUUID();
  const first = await click(collector, 'confirm', { positionHash }, key);
  expect((await click(manager, 'undo')).json()).toMatchObject({ state: 'proposed' });
  const late = await click(collector, 'confirm', { positionHash }, key);
  expect([late.statusCode, late.json()]).toEqual([200, first.json()]);
  expect(await api.db.agendaAction.findUnique({ where: { id: mine.actionId } })).toMatchObject({
    state: 'proposed',
    confirmedBy: null,
  });
});

it('A-2 S-8 a click during an evaluation waits for it, and uses what it found', async () => {
  const held = Promise.withResolvers<void>();
  const evaluated = Promise.withResolvers<void>();
  const looking = api.db.$transaction(async (tx) => {
    await evaluateCase(tx, mine.customerId, api.clock.now.getTime());
    // What is read under the lock, the look writes: the amount is another one than on the screen.
    await tx.$executeRaw`UPDATE "OpenItem" SET "openMinor" = 64000 WHERE "id" = ${mine.itemIds[1]!}::uuid`;
    evaluated.resolve();
    await held.promise;
  });
  await evaluated.promise;
  let answered = false;
  const confirming = click(collector, 'confirm', { positionHash }).finally(() => (answered = true));
  await vi.waitFor(async () => {
    const waiting = await api.db.$queryRaw<unknown[]>`
      SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
    expect(waiting).toHaveLength(1);
  });
  expect(answered).toBe(false);
  held.resolve();
  await looking;
  expect((await confirming).json()).toMatchObject({ code: 'stale_confirmation' });
});
