/**
 * What a person wrote outside the scenario, and its worker is gone at each point of sending: another one takes over, and
 * where nobody can know whether it left, a person says so. The worker that is gone answers nothing any more; what a
 * process leaves behind when it dies is the matter of killed.test.ts.
 */
import { beforeAll, describe, expect, test } from 'vitest';
import { renderer } from '../support/threads.ts';
import { deliverAction } from '../../activities/case/deliver.ts';
import type { PerformDeps } from '../../activities/case/perform.ts';
import { act } from '../../application/act.ts';
import { settleMessage } from '../../application/messages/settle.ts';
import { writeOutsideAction } from '../../prisma/queries/actions/write.ts';
import { ensureCase } from '../../prisma/queries/cases/write.ts';
import { createCustomer, createEntity } from '../support/ledger.ts';
import { bodyOf } from '../support/document.ts';
import { dispatchDeps, monday, type DispatchSetup } from './mail-case.ts';
import { killPoints } from './kill-points.ts';
import { dispatchTest } from './set-up.ts';

const house = dispatchTest();
const now = monday.getTime();
beforeAll(() => {});

const worker = (deps: Omit<PerformDeps, 'renderer' | 'worker'>, name: string): PerformDeps => ({
  ...deps,
  renderer,
  worker: name,
});

async function written() {
  const { db } = house;
  const entity = await createEntity(db);
  const customerId = await createCustomer(db, entity);
  await ensureCase(db, customerId);
  const running = await db.collectionCase.findUniqueOrThrow({ where: { customerId } });
  const contact = await db.contact.findFirstOrThrow({ where: { customerId } });
  const actionId = await writeOutsideAction(db, {
    legalEntityId: entity.entityId,
    customerId,
    caseId: running.id,
    actionKey: `outside/${customerId}/one`,
    stepKey: null,
    stepName: 'About your account',
    channel: 'email',
    mode: 'to_confirm',
    templateKey: null,
    letterKind: null,
    state: 'confirmed',
    content: { lines: [], credits: [], totals: {}, grossTotals: {}, leaderItemId: '', passedOver: [] },
    positionHash: 'of what was on the screen',
    dueOn: '2026-11-23',
    edits: { subject: 'About your account', body: bodyOf('<p>Please call me back.</p>') },
    request: { contactIds: [contact.id], itemIds: [], language: 'en', attachments: [] },
    userId: entity.collectorId,
    sendAt: monday,
    at: monday,
  });
  return { entity, customerId, actionId };
}

type Written = Awaited<ReturnType<typeof written>>;

/** Its worker stands still for ever at that point. */
async function diesAt(point: string, { customerId, actionId }: Written): Promise<void> {
  const { promise: there, resolve: isThere } = Promise.withResolvers<void>();
  const setup: DispatchSetup = { finalReplyTimeoutMs: 600_000, commandTimeoutMs: 600_000 };
  if (point === 'taken') {
    house.sink.once('DOT', { until: new Promise(() => undefined) });
    void house.sink.reached('DOT').then(isThere);
  } else
    setup.failpoint = (passed) => {
      if (passed !== point) return undefined;
      isThere();
      return new Promise<void>(() => undefined);
    };
  const dying = worker(dispatchDeps(house.db, house.sink.port, setup), 'dying');
  // When the server of the test closes, what still hangs there ends.
  void deliverAction(dying, { customerId, actionId, now }).catch(() => undefined);
  await there;
}

async function saysSo({ entity, customerId, actionId }: Written, sent: boolean): Promise<void> {
  const { db } = house;
  const message = await db.outboundMessage.findFirstOrThrow({ where: { actionId } });
  const by = { entity: { id: entity.entityId, country: 'FR' }, userId: entity.collectorId, customerId };
  await act(db, { ...by, at: monday, undoSeconds: 0 }, (scope) => settleMessage(scope, message, { sent }));
}

describe('S-12 S-9 a message outside the scenario', () => {
  test.each(killPoints)(
    'S-12 S-9 its worker gone at %s: not lost, not twice, and in doubt only where a person must say what became of it',
    async (point, taken, doubtful) => {
      const { db, sink } = house;
      const message = await written();
      const { customerId, actionId } = message;
      await diesAt(point, message);
      expect(sink.accepted).toHaveLength(taken);
      const stateOf = async () =>
        (await db.agendaAction.findUniqueOrThrow({ where: { id: actionId } })).state;

      const other = worker(house.deps(), 'other');
      const step = await deliverAction(other, { customerId, actionId, now });
      expect(step.state).toBe(doubtful ? 'unknown' : 'done');
      if (doubtful) {
        expect(await stateOf()).toBe('unknown');
        expect(sink.accepted).toHaveLength(taken);
        await saysSo(message, taken > 0);
        const asked = await db.workflowRequest.count({
          where: { kind: 'action_delivery', subjectId: actionId },
        });
        expect(asked).toBe(1);
        expect(await deliverAction(other, { customerId, actionId, now })).toEqual({ state: 'done' });
      }
      expect(sink.accepted).toHaveLength(1);
      expect(await stateOf()).toBe('done');
      expect(await db.countedContact.count({ where: { customerId } })).toBe(1);
      expect(await db.historyEvent.count({ where: { customerId, kind: 'message_sent' } })).toBe(1);
      expect(await db.historyEvent.count({ where: { customerId, kind: 'message_unknown' } })).toBe(
        doubtful ? 1 : 0,
      );
    },
  );
});
