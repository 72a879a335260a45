import { simpleParser } from 'mailparser';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { scenarioDefinition } from '../../domain/model/scenario.ts';
import {
  addItem,
  createCustomer,
  createEntity,
  openDispute,
  payItem,
  publishScenario,
  resolveDisputes,
  type TestEntity,
} from '../support/ledger.ts';
import { Story } from '../support/story.ts';

let story: Story;
let entity: TestEntity;
let claire: { userId: string; name: string };
let jonas: { userId: string; name: string };

beforeAll(async () => {
  story = await Story.start();
  entity = await createEntity(story.db);
  claire = { userId: entity.collectorId, name: entity.collectorName };
  const row = await story.db.user.create({
    data: { email: 'jonas@acme-test.example', name: 'Jonas', role: 'collector', passwordHash: 'none' },
  });
  jonas = { userId: row.id, name: row.name };
}, 60_000);

afterEach(() => story.endCases());
afterAll(() => story?.stop());

/** Friendly is sent, firm stands proposed: the morning on which a collector opens the agenda. */
async function firmProposed(
  dueOn: string,
  proposedOn: string,
): Promise<{ customerId: string; itemId: string }> {
  const customerId = await createCustomer(story.db, entity);
  const itemId = await addItem(story.db, entity, customerId, { number: 'F-1', dueOn, openMinor: 120_000 });
  await story.until(proposedOn, '09:00');
  expect(await story.openAction(customerId)).toMatchObject({ stepKey: 'firm', state: 'proposed' });
  return { customerId, itemId };
}

/** Days are of 2035, which starts on a Monday; each story is later than the one before. */
describe('journeys of people and stops', () => {
  test('A-2 two collectors confirm at once: the later one learns who and when', async () => {
    await story.until('2035-01-08');
    const { customerId } = await firmProposed('2035-01-03', '2035-01-18');
    const action = (await story.openAction(customerId))!;
    const command = { kind: 'confirm' as const, actionId: action.id, positionHash: action.positionHash };
    const answers = await Promise.all([
      story.ask(customerId, claire, command),
      story.ask(customerId, jonas, command),
    ]);
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    expect(answers.find(({ ok }) => !ok)).toMatchObject({
      code: 'already_confirmed',
      params: {
        at: expect.stringMatching(/^2035-01-18T/),
        by: expect.stringMatching(/^(Claire Collector|Jonas)$/),
      },
    });
    await story.endOf('2035-01-18');
    expect(await story.calendar(customerId)).toEqual(['2035-01-08 friendly', '2035-01-18 firm']);
    expect(await story.mailsTo(customerId)).toHaveLength(2);
  });

  test('A-2 a confirmation on a stale screen is refused with what changed', async () => {
    await story.until('2035-01-29');
    const { customerId, itemId } = await firmProposed('2035-01-24', '2035-02-08');
    const action = (await story.openAction(customerId))!;
    await payItem(story.db, itemId, 20_000, '2035-02-08');
    await story.relayFacts();
    const answer = await story.ask(customerId, claire, {
      kind: 'confirm',
      actionId: action.id,
      positionHash: action.positionHash,
    });
    expect(answer).toMatchObject({
      ok: false,
      code: 'stale_confirmation',
      params: { after: '{"EUR":100000}' },
    });
    expect(await story.confirm(customerId, claire)).toMatchObject({ ok: true });
    await story.endOf('2035-02-08');
    expect((await story.sent(customerId)).at(-1)).toMatchObject({ step: 'firm', totals: { EUR: 100_000 } });
  });

  test('S-8 paid between confirmation and opening of the window: nothing leaves', async () => {
    await story.until('2035-02-19');
    const { customerId, itemId } = await firmProposed('2035-02-14', '2035-03-01');
    await story.until('2035-03-01', '19:00');
    expect(await story.confirm(customerId, claire)).toMatchObject({
      ok: true,
      sendAt: '2035-03-02T07:00:00.000Z',
    });
    await payItem(story.db, itemId, 120_000, '2035-03-02');
    await story.endOf('2035-03-02');
    expect(await story.calendar(customerId)).toEqual(['2035-02-19 friendly']);
    expect(await story.mailsTo(customerId)).toHaveLength(1);
  });

  test('A-2 an automatic reminder that is about to leave is postponed, or skipped, by a person', async () => {
    // Each leaves at a minute of its own: shortly after eight nearly all are still to leave.
    await story.until('2035-03-06', '08:00');
    const { calendar } = await story.db.legalEntity.findUniqueOrThrow({ where: { id: entity.entityId } });
    const spread = await createEntity(story.db, {
      entity: { calendar: { ...(calendar as object), spreadMinutes: 590 } },
    });
    for (let made = 0; made < 6; made += 1)
      await createCustomer(story.db, spread, {
        items: [{ number: 'F-1', dueOn: '2035-03-01', openMinor: 50_000 }],
      });
    await story.until('2035-03-06', '08:01');
    const planned = await story.db.agendaAction.findMany({
      where: { legalEntityId: spread.entityId, state: 'planned' },
      take: 2,
    });
    const [postponed, skipped] = [planned[0]!, planned[1]!];
    expect(
      await story.ask(postponed.customerId, claire, {
        kind: 'confirm',
        actionId: postponed.id,
        positionHash: postponed.positionHash,
      }),
    ).toMatchObject({ ok: false, code: 'already_closed' });
    expect(
      await story.ask(postponed.customerId, claire, {
        kind: 'postpone',
        actionId: postponed.id,
        until: '2035-03-09',
      }),
    ).toMatchObject({ ok: true, state: 'cancelled' });
    expect(
      await story.ask(skipped.customerId, claire, {
        kind: 'skip',
        actionId: skipped.id,
        reason: 'Spoke to them today',
      }),
    ).toMatchObject({ ok: true, state: 'skipped' });
    await story.endOf('2035-03-08');
    expect(await story.calendar(postponed.customerId)).toEqual([]);
    await story.endOf('2035-03-09');
    expect(await story.calendar(postponed.customerId)).toEqual(['2035-03-09 friendly']);
    expect(await story.mailsTo(skipped.customerId)).toEqual([]);
  });

  test('S-6 weekends, holidays and the change of the clock shift a step to the next sending day', async () => {
    await story.until('2035-03-19');
    // Five days late on Sunday the 25th of March 2035, Easter and the night of the clock change; Monday is a holiday.
    const customerId = await createCustomer(story.db, entity);
    await addItem(story.db, entity, customerId, { number: 'F-1', dueOn: '2035-03-20', openMinor: 50_000 });
    await story.endOf('2035-03-27');
    const [sent] = await story.db.outboundMessage.findMany({ where: { customerId } });
    expect(await story.calendar(customerId)).toEqual(['2035-03-27 friendly']);
    // Eight o'clock of summer time.
    expect(sent!.frozenAt!.toISOString()).toMatch(/^2035-03-27T06:00:0/);
  });

  test('S-4 an outage of weeks is followed by one action, never a burst', async () => {
    await story.until('2035-04-09');
    const customerId = await createCustomer(story.db, entity);
    await addItem(story.db, entity, customerId, { number: 'F-1', dueOn: '2035-04-06', openMinor: 50_000 });
    // Nobody tells the case of the fact for four weeks; two steps would have been due meanwhile.
    await story.sleepUntil('2035-05-07', '09:30');
    await story.endOf('2035-05-07');
    expect(await story.calendar(customerId)).toEqual(['2035-05-07 friendly']);
    expect(await story.openAction(customerId)).toBeNull();
  });

  test('S-6 S-8 S-9 the mail server is away over a weekend: once it is back the reminder leaves once, in the hours, on the facts of that day', async () => {
    // Five days late on Friday the 18th of May 2035.
    await story.until('2035-05-18');
    const customerId = await createCustomer(story.db, entity);
    const itemId = await addItem(story.db, entity, customerId, {
      number: 'F-1',
      dueOn: '2035-05-13',
      openMinor: 120_000,
    });
    story.sink.always('MAIL', () => ({ reply: '451 4.3.0 not now' }));
    try {
      await story.until('2035-05-18', '16:00');
      expect(await story.openAction(customerId)).toMatchObject({ stepKey: 'friendly', state: 'sending' });
      // Paid in part on Sunday, while nothing can leave.
      await story.until('2035-05-20', '12:00');
      await payItem(story.db, itemId, 70_000, '2035-05-20');
      await story.until('2035-05-21', '12:00');
      expect(await story.mailsTo(customerId)).toEqual([]);
    } finally {
      story.sink.always('MAIL', undefined);
    }
    await story.endOf('2035-05-21');

    const [mail, ...others] = await story.mailsTo(customerId);
    expect(others).toEqual([]);
    const { text = '' } = await simpleParser(mail!);
    expect(text).toMatch(/500[.,]00/);
    expect(text).not.toMatch(/200[.,]00/);
    expect(await story.sent(customerId)).toMatchObject([
      { on: '2035-05-21', step: 'friendly', totals: { EUR: 50_000 } },
    ]);
    // Each stamp is of the instant at which it happened: nothing of Monday is dated Friday.
    const attempts = await story.db.outboundAttempt.findMany({
      where: { message: { customerId } },
      orderBy: { claimedAt: 'asc' },
    });
    const accepted = attempts.filter(({ gatePassedAt }) => gatePassedAt !== null);
    expect(accepted).toHaveLength(1);
    expect(attempts.length).toBeGreaterThan(1);
    const day = (at: Date | null) => at?.toISOString().slice(0, 10);
    const [last] = accepted;
    expect([last!.claimedAt, last!.gatePassedAt, last!.endedAt].map(day)).toEqual(
      Array(3).fill('2035-05-21'),
    );
    expect(day(attempts[0]!.claimedAt)).toBe('2035-05-18');
    const event = await story.db.historyEvent.findFirstOrThrow({
      where: { customerId, kind: 'message_sent' },
    });
    expect(day(event.at)).toBe('2035-05-21');
  });

  test('S-10 a pause with an end resumes by itself', async () => {
    await story.until('2035-06-04');
    const { customerId } = await firmProposed('2035-05-30', '2035-06-14');
    expect(
      await story.ask(customerId, claire, {
        kind: 'pause',
        until: '2035-06-25',
        reason: 'Sales asked for it.',
      }),
    ).toEqual({ ok: true });
    expect(await story.openAction(customerId)).toBeNull();
    expect(await story.gates(customerId)).toContain('case_paused');
    await story.endOf('2035-06-24');
    expect(await story.openAction(customerId)).toBeNull();
    await story.until('2035-06-25', '09:00');
    expect(await story.openAction(customerId)).toMatchObject({ stepKey: 'firm', state: 'proposed' });
  });

  test('S-5 postponed by a collector: proposed again on that day, and the gate says so', async () => {
    await story.until('2035-07-02');
    const { customerId } = await firmProposed('2035-06-27', '2035-07-12');
    const action = (await story.openAction(customerId))!;
    expect(
      await story.ask(customerId, claire, { kind: 'postpone', actionId: action.id, until: '2035-07-23' }),
    ).toMatchObject({ ok: true });
    await story.endOf('2035-07-20');
    expect(await story.openAction(customerId)).toBeNull();
    await story.until('2035-07-23', '09:00');
    expect(await story.openAction(customerId)).toMatchObject({ id: action.id, state: 'proposed' });
  });

  test('A-2 skipped with a reason: the next step counts from that day, no contact is counted', async () => {
    await story.until('2035-08-06');
    const { customerId } = await firmProposed('2035-08-01', '2035-08-16');
    const action = (await story.openAction(customerId))!;
    expect(
      await story.ask(customerId, claire, { kind: 'skip', actionId: action.id, reason: ' ' }),
    ).toMatchObject({ code: 'reason_required' });
    expect(
      await story.ask(customerId, claire, { kind: 'skip', actionId: action.id, reason: 'Called instead.' }),
    ).toMatchObject({ ok: true });
    expect(await story.db.countedContact.count({ where: { customerId } })).toBe(1);
    await story.until('2035-08-31', '09:00');
    expect(await story.openAction(customerId)).toMatchObject({ stepKey: 'formal', state: 'proposed' });
  });

  test('A-6 a dispute takes its items out until it is resolved; the proposal falls away', async () => {
    await story.until('2035-09-10');
    const { customerId, itemId } = await firmProposed('2035-09-05', '2035-09-20');
    await openDispute(story.db, customerId, [itemId]);
    await story.endOf('2035-09-20');
    expect(await story.openAction(customerId)).toBeNull();
    expect(await story.gates(customerId)).toEqual(['all_disputed']);
    await resolveDisputes(story.db, customerId);
    await story.until('2035-09-21', '09:00');
    expect(await story.openAction(customerId)).toMatchObject({ stepKey: 'firm', state: 'proposed' });
  });

  test('S-7 a confirmation that is not given escalates and is never sent by itself', async () => {
    await story.until('2035-10-01');
    const { customerId } = await firmProposed('2035-09-26', '2035-10-11');
    await story.endOf('2035-10-15');
    expect((await story.openAction(customerId))!.escalatedAt).toBeNull();
    await story.until('2035-10-16', '09:00'); // three sending days later
    expect((await story.openAction(customerId))!.escalatedAt).not.toBeNull();
    await story.endOf('2035-11-30');
    expect(await story.calendar(customerId)).toEqual(['2035-10-01 friendly']);
  });

  test('S-16 the decision record of every action gives the same answer again, byte for byte', async () => {
    await story.until('2035-12-03');
    const { customerId } = await firmProposed('2035-11-28', '2035-12-13');
    const { decide } = await import('../../domain/dunning/decide.ts');
    const { canonicalJson } = await import('../../domain/text/canonical-json.ts');
    const records = await story.db.decisionRecord.findMany({ where: { case: { customerId } } });
    expect(records.length).toBeGreaterThan(2);
    for (const record of records) {
      expect(canonicalJson(decide(record.input as never))).toBe(canonicalJson(record.output));
    }
    const actions = await story.db.agendaAction.findMany({ where: { customerId } });
    for (const action of actions) expect(records.map(({ id }) => id)).toContain(action.decisionId);
  });

  test('A-2 a proposal that waits shows an invoice that became overdue meanwhile', async () => {
    await story.until('2036-01-07');
    const { customerId } = await firmProposed('2036-01-02', '2036-01-17');
    await addItem(story.db, entity, customerId, { number: 'F-2', dueOn: '2036-01-18', openMinor: 7_000 });
    await story.until('2036-01-19', '10:00'); // one day late, the case was not notified
    expect((await story.openAction(customerId))!.totals).toEqual({ EUR: 127_000 });
    await story.until('2036-01-21', '09:00');
    expect(await story.confirm(customerId, claire)).toMatchObject({ ok: true });
    // Sent before the story ends: the test server's clock waits for a sending that was cut off.
    await story.endOf('2036-01-21');
  });

  test('S-11 moved to another scenario: levels already had are not repeated, what was done is kept', async () => {
    await story.until('2036-03-03');
    const customerId = await createCustomer(story.db, entity);
    await addItem(story.db, entity, customerId, { number: 'F-1', dueOn: '2036-02-27', openMinor: 50_000 });
    await story.endOf('2036-03-03');
    const steps = [
      { key: 'soft', level: 1, days: 2, template: 'friendly_reminder' },
      { key: 'strong', level: 2, days: 8, template: 'firm_reminder' },
    ].map(({ days, ...step }) => ({
      ...step,
      channel: 'email',
      mode: 'automatic',
      trigger: { kind: 'due', days },
    }));
    const definition = scenarioDefinition.parse({ name: 'Strict', steps });
    const { scenarioVersionId } = await publishScenario(story.db, entity.entityId, definition);
    expect(await story.ask(customerId, claire, { kind: 'move', scenarioVersionId })).toEqual({ ok: true });
    await story.endOf('2036-03-20');
    expect(await story.calendar(customerId)).toEqual(['2036-03-03 friendly', '2036-03-06 strong']);
    expect(await story.gates(customerId)).toEqual(['scenario_finished']);
  });
});
