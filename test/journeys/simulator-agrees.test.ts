import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addDays } from '../../domain/calendar/iso-date.ts';
import { sendingCalendar, shiftForward } from '../../domain/calendar/sending-days.ts';
import { decide } from '../../domain/dunning/decide.ts';
import { canonicalJson } from '../../domain/text/canonical-json.ts';
import type { IsoDate } from '../../domain/model/common.ts';
import type { DecisionInput } from '../../domain/model/decision.ts';
import type { SimulationEvent, SimulationInput } from '../../domain/model/simulation.ts';
import { simulate } from '../../domain/scenario/simulate.ts';
import { simulationRun } from '../../domain/scenario/simulation-case.ts';
import { toIsoDate } from '../../prisma/convert.ts';
import { changeFacts } from '../support/facts.ts';
import { recordPayments } from '../../application/payments/record.ts';
import { countContact } from '../../prisma/queries/contacts-made/write.ts';
import { createHolds } from '../../prisma/queries/holds/write.ts';
import { calendarLines, differences, livedCalendars } from '../support/calendars.ts';
import {
  addItem,
  createCustomer,
  createEntity,
  makePromise,
  openDispute,
  resolveDisputes,
  type TestEntity,
} from '../support/ledger.ts';
import { livableCases } from '../support/simulated-cases.ts';
import { seedReply } from '../support/replies.ts';
import { Story } from '../support/story.ts';

const from = '2035-01-01';
const days = 125;
const cases = livableCases({ count: 52, seed: 20_350_101, from, days });

interface Lived {
  input: SimulationInput;
  entity: TestEntity;
  customerId: string;
  by: { userId: string; name: string };
  /** Ids of the items by number. */
  items: Map<string, string>;
}

let story: Story;
const lived: Lived[] = [];

beforeAll(async () => {
  story = await Story.start();
  await story.until(from, '01:00');
  for (const input of cases) lived.push(await open(input));
}, 120_000);

afterAll(() => story?.stop());

describe('the simulator and the real workflow', () => {
  test('S-6 S-16 generated cases run the same way, to the day, the step, the item and the cent', async () => {
    for (let day = from; day <= addDays(from, days); day = addDays(day, 1)) await live(day);
    await story.endOf(addDays(from, days));
    const calendars = await livedCalendars(story.db);
    const compared = lived.map(({ input, customerId }) => ({
      name: input.customer.number,
      lived: calendarLines(calendars.get(customerId)),
      simulated: calendarLines(simulate(simulationRun(input))),
      input,
    }));
    expect(differences(compared)).toBe('');
  }, 600_000);

  test('S-16 every decision that was stored is decided again in the same bytes', async () => {
    const records = await story.db.decisionRecord.findMany({ select: { input: true, output: true } });
    expect(records.length).toBeGreaterThan(lived.length * 5);
    const other = records.filter(
      ({ input, output }) =>
        canonicalJson(decide(input as unknown as DecisionInput)) !== canonicalJson(output),
    );
    expect(other).toEqual([]);
  });

  test('S-6 the cases are many and hold every kind of event and ending', () => {
    expect(cases.length).toBeGreaterThanOrEqual(50);
    const results = cases.map((input) => simulate(simulationRun(input)));
    expect(results.flatMap(({ actions }) => actions).length).toBeGreaterThan(100);
    const kinds = new Set(cases.flatMap(({ events }) => events.map(({ kind }) => kind)));
    expect([...kinds].sort()).toEqual([
      'contact',
      'credit',
      'dispute',
      'dispute_resolved',
      'hold',
      'item',
      'pause',
      'payment',
      'postpone',
      'promise',
      'release',
      'reply',
      'reply_handled',
      'resume',
      'skip',
    ]);
    const reasons = new Set(results.flatMap(({ skipped }) => skipped.map(({ reason }) => reason)));
    expect([...reasons].sort()).toEqual(['Spoke to them instead.', 'condition', 'passed_over']);
    const modes = new Set(results.flatMap(({ actions }) => actions.map(({ mode }) => mode)));
    expect([...modes].sort()).toEqual(['automatic', 'manual', 'to_confirm']);
    const varied: ((input: SimulationInput) => unknown)[] = [
      ({ customer }) => customer.netting,
      ({ scenario }) => scenario.catchUp,
      ({ assume }) => assume.confirmAfterDays > 1,
      ({ scenario }) => scenario.contactCap !== undefined,
      ({ scenario }) => Object.keys(scenario.minimumAmountMinor).length > 0,
      ({ scenario }) => (scenario.replyGapDays ?? 0) > 0,
      ({ scenario }) => scenario.afterLastStep === 'hold',
      ({ scenario }) => scenario.steps.some(({ deadlineDays }) => deadlineDays !== undefined),
      ({ scenario }) => scenario.steps.some(({ onlyReminded }) => onlyReminded === true),
      ({ calendar }) => calendar.debtorWeekend === true,
      ({ events }) => events.some((event) => event.kind === 'credit' && event.refersTo !== undefined),
    ];
    for (const of of varied) expect(new Set(cases.map(of)).size).toBeGreaterThan(1);
    const gates = new Set(results.flatMap((result) => result.gates.map(({ gate }) => gate)));
    expect([...gates]).toEqual(
      expect.arrayContaining(['reply_gap', 'deadline_running', 'scenario_finished']),
    );
  });
});

/** An entity with the case's own calendar and scenario, and its customer with the items of the first day. */
async function open(input: SimulationInput): Promise<Lived> {
  const entity = await createEntity(story.db, {
    scenario: input.scenario,
    entity: { country: input.entity.country, calendar: input.calendar },
  });
  const { customer } = input;
  const customerId = await createCustomer(story.db, entity, {
    number: customer.number,
    postal: customer.contacts![0]!.postal,
    data: {
      country: customer.country,
      timeZone: customer.timeZone!,
      netting: customer.netting,
    },
  });
  const items = new Map<string, string>();
  for (const item of input.items) {
    const { rank: _none, ...fields } = item;
    items.set(item.number, await addItem(story.db, entity, customerId, fields));
  }
  return { input, entity, customerId, items, by: { userId: entity.collectorId, name: entity.collectorName } };
}

/** Events before the window opens anywhere, then what people do at eleven. */
async function live(day: IsoDate): Promise<void> {
  const happening = lived.flatMap((one) =>
    one.input.events.filter((event) => event.on === day).map((event) => ({ one, event })),
  );
  if (happening.length > 0) {
    await story.until(day, '03:30');
    await Promise.all(happening.map(({ one, event }) => happen(one, event)));
    await story.relayFacts();
  }
  await story.until(day, '11:00');
  const proposed = await story.db.agendaAction.findMany({ where: { state: 'proposed' } });
  await Promise.all(
    proposed.map(async (action) => {
      const one = lived.find(({ customerId }) => customerId === action.customerId)!;
      if (confirmationDay(one.input, toIsoDate(action.dueOn)) !== day) return;
      const { id: actionId, positionHash } = action;
      const isMail = action.channel === 'email' && action.mode === 'to_confirm';
      const answer = await story.ask(
        one.customerId,
        one.by,
        isMail ? { kind: 'confirm', actionId, positionHash } : { kind: 'complete', actionId },
      );
      if (!answer.ok) throw new Error(`${one.input.customer.number} on ${day}: ${JSON.stringify(answer)}`);
    }),
  );
}

/** As the simulator assumes it. */
function confirmationDay(
  { calendar, customer, entity, assume }: SimulationInput,
  proposedOn: IsoDate,
): IsoDate {
  const sending = sendingCalendar(calendar, customer.country, entity.country);
  return shiftForward(sending, addDays(proposedOn, assume.confirmAfterDays));
}

async function happen(one: Lived, event: SimulationEvent): Promise<void> {
  const { db } = story;
  const { customerId, entity, items } = one;
  const ids = 'items' in event ? event.items.map((number) => items.get(number)!) : [];
  const by = { customerId, userId: one.by.userId, at: new Date(await story.now()) };
  switch (event.kind) {
    case 'item': {
      const { rank: _none, ...fields } = event.item;
      items.set(fields.number, await addItem(db, entity, customerId, fields));
      return;
    }
    case 'payment':
      await pay(one, event);
      return;
    case 'credit':
      await addItem(db, entity, customerId, {
        number: event.number!,
        type: 'credit_note',
        dueOn: event.on,
        openMinor: -event.amountMinor,
        currency: event.currency,
        refersTo: event.refersTo,
      });
      return;
    case 'promise':
      return makePromise(db, customerId, ids, event.until);
    case 'dispute':
      await openDispute(db, customerId, ids, event.amountMinor);
      return;
    case 'dispute_resolved':
      return resolveDisputes(db, customerId);
    case 'hold':
      await createHolds(db, { ...by, itemIds: ids, until: event.until ?? null, reason: 'test' });
      return signalFact(one, event);
    case 'release':
      await db.hold.updateMany({ where: { customerId, itemId: { in: ids } }, data: { releasedAt: by.at } });
      return signalFact(one, event);
    case 'reply':
      await seedReply(db, { customerId, at: by.at });
      return;
    case 'reply_handled': {
      const where = { customerId, state: 'pending' as const };
      await db.comment.updateMany({ where, data: { state: 'validated', handledAt: by.at } });
      return signalFact(one, event);
    }
    case 'contact':
      await countContact(db, { customerId, on: event.on, channel: 'phone' });
      return signalFact(one, event);
    default:
      return decideByPerson(one, event);
  }
}

async function pay(one: Lived, event: Extract<SimulationEvent, { kind: 'payment' }>): Promise<void> {
  const { input, entity } = one;
  const known = [...input.items, ...input.events.flatMap((e) => (e.kind === 'item' ? [e.item] : []))];
  await recordPayments(story.db, {
    legalEntityId: entity.entityId,
    payments: [
      {
        reference: `P-${input.customer.number}-${event.on}`,
        kind: 'payment',
        customerNumber: input.customer.number,
        receivedOn: event.on,
        amountMinor: event.amountMinor,
        currency: known.find(({ number }) => number === event.item)!.currency,
        items: [{ number: event.item }],
      },
    ],
    at: new Date(await story.now()),
    actor: { kind: 'system' },
  });
}

async function signalFact({ customerId }: Lived, event: SimulationEvent): Promise<void> {
  await changeFacts(story.db, [
    { customerId, reason: 'qualification_changed', key: `${event.kind}/${event.on}` },
  ]);
}

async function decideByPerson(one: Lived, event: SimulationEvent): Promise<void> {
  const { customerId, by } = one;
  const actionId = (await story.openAction(customerId))?.id ?? '';
  const answer = await (async () => {
    switch (event.kind) {
      case 'pause':
        return story.ask(customerId, by, {
          kind: 'pause',
          until: event.until ?? null,
          reason: 'Asked to wait.',
        });
      case 'resume':
        return story.ask(customerId, by, { kind: 'resume' });
      case 'skip':
        return story.ask(customerId, by, { kind: 'skip', actionId, reason: event.reason! });
      case 'postpone':
        return story.ask(customerId, by, { kind: 'postpone', actionId, until: event.until });
      default:
        throw new Error(`nobody tells the product of ${event.kind} yet`);
    }
  })();
  // A pause that has ended by itself has nothing to resume; in a simulation that is no error.
  if (!answer.ok && answer.code !== 'not_paused')
    throw new Error(`${one.input.customer.number} ${JSON.stringify(event)}: ${JSON.stringify(answer)}`);
}
