import { describe, expect, test } from 'vitest';
import { renderer } from '../support/threads.ts';
import { evaluateCase } from '../../application/case/evaluate.ts';
import type { PerformDeps } from '../../activities/case/perform.ts';
import { deliverNotice } from '../../activities/notices/deliver.ts';
import { askNotice } from '../../application/outbox.ts';
import { createCustomer, createEntity } from '../support/ledger.ts';
import { performWholly } from '../support/perform.ts';
import { dispatchTest } from './set-up.ts';

const house = dispatchTest();

/** Monday 23 November 2026; the window of the entity is 8 to 18 h in Paris, an hour ahead of UTC. */
const at = (clock: string, day = '2026-11-23') => new Date(`${day}T${clock}:00Z`);
interface Due {
  customerId: string;
  actionId: string;
}

/** A customer whose friendly reminder leaves by itself, planned at nine. */
async function due({ recipients = ['ap'] }: { recipients?: string[] } = {}): Promise<Due> {
  const entity = await createEntity(house.db);
  const customerId = await createCustomer(house.db, entity, {
    items: [{ number: 'F-1', dueOn: '2026-11-01', openMinor: 120_000 }],
    email: null,
  });
  await house.db.contact.createMany({
    data: recipients.map((name) => ({
      customerId,
      name,
      email: `${name}@clock.example`,
      roles: ['collection' as const],
    })),
  });
  const evaluation = await house.db.$transaction((tx) => evaluateCase(tx, customerId, at('09:00').getTime()));
  return { customerId, actionId: evaluation.openActionId! };
}

function perform(action: Due, clock: () => Date, asked = at('09:00')) {
  const deps: PerformDeps = { ...house.deps({ clock }), renderer, worker: 'test' };
  return performWholly(deps, { ...action, now: asked.getTime() });
}

const attempts = (actionId: string) =>
  house.db.outboundAttempt.findMany({
    where: { message: { actionId } },
    orderBy: { claimedAt: 'asc' },
  });

describe('S-6 S-9 the clock of a send is the clock of now', () => {
  test('S-9 a visit tried again after 17 minutes is stamped as it happens', async () => {
    const action = await due();
    const now = at('09:17');
    await perform(action, () => now);
    const [attempt] = await attempts(action.actionId);
    expect(attempt).toMatchObject({ claimedAt: now, gatePassedAt: now, endedAt: now });
    const sent = await house.db.historyEvent.findFirstOrThrow({
      where: { customerId: action.customerId, kind: 'message_sent' },
    });
    expect(sent.at).toEqual(now);
    expect(await house.db.agendaAction.findUniqueOrThrow({ where: { id: action.actionId } })).toMatchObject({
      state: 'done',
      closedAt: now,
    });
  });

  test('S-6 asked for inside the window and come to after its end: nothing leaves, the next window is waited for', async () => {
    const action = await due();
    const evaluation = await perform(action, () => at('17:01'), at('16:50'));
    expect(house.sink.accepted).toEqual([]);
    expect(new Date(evaluation.nextEvaluationAt!)).toEqual(at('07:00', '2026-11-24'));
    expect(await attempts(action.actionId)).toEqual([]);
  });

  test('S-6 the window ends while the message is on its way to the server: its end of data stays here', async () => {
    const action = await due();
    let now = at('16:59');
    const deps: PerformDeps = {
      ...house.deps({
        clock: () => now,
        failpoint: (point) => {
          if (point === 'gate_passed') now = at('17:00');
        },
      }),
      renderer,
      worker: 'test',
    };
    const evaluation = await performWholly(deps, { ...action, now: at('16:59').getTime() });
    expect(house.sink.accepted).toEqual([]);
    expect(new Date(evaluation.nextEvaluationAt!)).toEqual(at('07:00', '2026-11-24'));
    expect((await attempts(action.actionId)).map(({ gatePassedAt, error }) => [gatePassedAt, error])).toEqual(
      [[null, 'window_closed']],
    );
    // And leaves in the morning, once.
    const morning = at('07:00', '2026-11-24');
    const next = await house.db.$transaction((tx) => evaluateCase(tx, action.customerId, morning.getTime()));
    await perform({ ...action, actionId: next.openActionId! }, () => morning, morning);
    expect(house.sink.accepted).toHaveLength(1);
  });

  test('S-6 the window ends between two recipients: the second gets it in the next window', async () => {
    const action = await due({ recipients: ['ap', 'cfo'] });
    let now = at('16:59');
    const deps: PerformDeps = {
      ...house.deps({
        clock: () => now,
        failpoint: (point) => {
          if (point === 'recorded') now = at('17:00');
        },
      }),
      renderer,
      worker: 'test',
    };
    const evaluation = await performWholly(deps, { ...action, now: now.getTime() });
    expect(house.sink.accepted).toHaveLength(1);
    const morning = at('07:00', '2026-11-24');
    expect(new Date(evaluation.nextEvaluationAt!)).toEqual(morning);
    await perform(action, () => morning, morning);
    expect(house.sink.accepted.flatMap(({ to }) => to).sort()).toEqual([
      'ap@clock.example',
      'cfo@clock.example',
    ]);
    expect(await house.db.agendaAction.findUniqueOrThrow({ where: { id: action.actionId } })).toMatchObject({
      state: 'done',
    });
  });

  test('S-9 what left before midnight and is known after it was performed on the day it left', async () => {
    const action = await due();
    house.sink.once('DOT', { close: true });
    await perform(action, () => at('09:00'));
    expect(house.sink.accepted).toHaveLength(1);
    const message = await house.db.outboundMessage.findFirstOrThrow({ where: { actionId: action.actionId } });
    await house.db.outboundMessage.update({ where: { id: message.id }, data: { state: 'resolved_sent' } });
    await perform(action, () => at('09:00', '2026-11-25'));
    const done = await house.db.agendaAction.findUniqueOrThrow({ where: { id: action.actionId } });
    expect(done.performedOn).toEqual(new Date('2026-11-23'));
  });

  test('S-9 a worker whose clock is behind that of the case takes the later of the two', async () => {
    const action = await due();
    await perform(action, () => at('06:00'));
    expect(house.sink.accepted).toHaveLength(1);
    expect((await attempts(action.actionId))[0]!.gatePassedAt).toEqual(at('09:00'));
  });

  test('P-10 S-9 a notice tried again is stamped as it happens', async () => {
    const { customerId } = await due();
    const { legalEntityId } = await house.db.customer.findUniqueOrThrow({ where: { id: customerId } });
    const comment = await house.db.comment.create({
      data: {
        legalEntityId,
        customerId,
        source: 'portal',
        audience: 'customer',
        text: 'said',
        submissionKey: crypto.randomUUID(),
        answers: {
          create: {
            text: 'heard',
            createdBy: (await house.db.user.findFirstOrThrow()).id,
          },
        },
      },
      include: { answers: true },
    });
    const key = `answer/${comment.answers[0]!.id}`;
    await askNotice(house.db, {
      key,
      kind: 'answer_to_customer',
      legalEntityId,
      customerId,
      recipientEmail: 'reader@clock.example',
      recipientName: '',
      language: 'en',
      data: { answerId: comment.answers[0]!.id },
    });
    const { id: noticeId } = await house.db.notice.findUniqueOrThrow({ where: { key } });
    const now = at('20:30');
    const deps = { ...house.deps({ clock: () => now }), worker: 'test' };
    await deliverNotice(deps, { noticeId, now: at('19:45').getTime() });
    const attempt = await house.db.outboundAttempt.findFirstOrThrow({ where: { message: { noticeId } } });
    expect(attempt).toMatchObject({ claimedAt: now, gatePassedAt: now, endedAt: now });
    expect(
      await house.db.historyEvent.findFirstOrThrow({ where: { key: `notice/${noticeId}/sent` } }),
    ).toMatchObject({ at: now });
  });
});
