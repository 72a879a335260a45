import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addDays, daysBetween } from '../../domain/calendar/iso-date.ts';
import type { IsoDate } from '../../domain/model/common.ts';
import { scenarioDefinition } from '../../domain/model/scenario.ts';
import type { SimulationEvent, SimulationItem } from '../../domain/model/simulation.ts';
import type { SimulationResult } from '../../domain/scenario/simulate.ts';
import { importFile, openOn, ownCodes, sampleIsThere, snapshot } from '../ledger/support.ts';
import { calendarLines, differences, livedCalendars } from '../support/calendars.ts';
import { createEntity, type TestEntity } from '../support/ledger.ts';
import { Story } from '../support/story.ts';

/** A Monday of the source, written as if it were a Monday that the test server's clock has yet to reach. */
const asOf = '2013-03-04';
const from = '2035-03-05';
const shiftDays = daysBetween(asOf, from);
const feedDays = 7;
const until = addDays(from, 20);

const scenario = scenarioDefinition.parse({
  name: 'Real ledger',
  contactGapDays: 2,
  contactCap: { max: 3, days: 12 },
  minimumAmountMinor: { USD: 2_000 },
  steps: [
    ['coming', 'automatic', { kind: 'due', days: -3 }, 'friendly_reminder'],
    ['friendly', 'automatic', { kind: 'due', days: 4 }, 'friendly_reminder'],
    ['second', 'to_confirm', { kind: 'previous', days: 4 }, 'second_reminder'],
    ['firm', 'automatic', { kind: 'previous', days: 4 }, 'firm_reminder'],
  ].map(([key, mode, trigger, template]) => ({ key, mode, trigger, template, channel: 'email' })),
});

const calendar = {
  sendDays: ['mon', 'tue', 'wed', 'thu', 'fri'],
  holidayCountries: [],
  extraHolidays: [],
  windowStart: '08:00',
  windowEnd: '18:00',
  spreadMinutes: 15,
};

let story: Story;
let entity: TestEntity;

if (!sampleIsThere)
  process.stderr.write(
    'test/journeys/real-ledger: skipped, because the sample ledger is not on this machine; it lies in ' +
      '../shared/data beside the repository, or where RELANCE_SAMPLE_LEDGER says.\n',
  );

describe.skipIf(!sampleIsThere)('a real ledger in a daily feed', () => {
  beforeAll(async () => {
    story = await Story.start();
    entity = await createEntity(story.db, {
      scenario,
      entity: { currency: 'USD', calendar, ledgerMaxAgeDays: 60 },
    });
  }, 120_000);

  afterAll(() => story?.stop());

  test('D-5 S-3 a week of files is followed by exactly the reminders that `relance simulate` predicts', async () => {
    for (let day = from; day <= until; day = addDays(day, 1)) await live(day);
    await story.endOf(until);

    const customers = await story.db.customer.findMany({ where: { legalEntityId: entity.entityId } });
    expect(customers).toHaveLength(100);
    const inputs = customers.map(({ number, country }) => simulationOf(number, country));
    const predicted = await relanceSimulate(inputs);
    const calendars = await livedCalendars(story.db);
    const compared = customers.map(({ id, number }, index) => ({
      name: number,
      lived: calendarLines(calendars.get(id)),
      simulated: calendarLines(predicted[index]),
      input: inputs[index],
    }));
    expect(differences(compared)).toBe('');

    const actions = predicted.flatMap((result) => result.actions);
    expect(new Set(actions.map(({ step }) => step))).toEqual(new Set(scenario.steps.map(({ key }) => key)));
    expect(actions.length).toBeGreaterThan(60);
    expect(story.sink.accepted.flatMap(({ to }) => to).sort()).toEqual(
      customers
        .flatMap(({ number }, index) =>
          predicted[index]!.actions.map(() => `payables@${number.toLowerCase()}.example`),
        )
        .sort(),
    );
  }, 600_000);
});

/** The file of the morning, read before the window opens in any of the five countries; confirmations at half past three. */
async function live(day: IsoDate): Promise<void> {
  const dayNo = daysBetween(from, day);
  if (dayNo < feedDays) {
    await story.until(day, '06:30');
    const sourceDay = addDays(asOf, dayNo);
    const given = { entityId: entity.entityId, asOf: day };
    if (dayNo === 0)
      await importFile(story.db, {
        ...given,
        kind: 'customers',
        content: snapshot(sourceDay, '--customers'),
        reading: ownCodes,
      });
    const content = snapshot(sourceDay, '--shift-to', day);
    const run = await importFile(story.db, { ...given, content, reading: ownCodes });
    const held = new Set(openOn(addDays(sourceDay, -1)).map(keyOf));
    const fresh = openOn(sourceDay).filter((row) => dayNo === 0 || !held.has(keyOf(row)));
    expect(run.counts['new'] ?? 0).toBe(fresh.length);
    await story.relayFacts();
  }
  await story.until(day, '15:30');
  const proposed = await story.db.agendaAction.findMany({ where: { state: 'proposed' } });
  const by = { userId: entity.collectorId, name: entity.collectorName };
  const answers = await Promise.all(
    proposed.map(({ customerId, id: actionId, positionHash }) =>
      story.ask(customerId, by, { kind: 'confirm', actionId, positionHash }),
    ),
  );
  expect(answers.filter(({ ok }) => !ok)).toEqual([]);
}

type Row = ReturnType<typeof openOn>[number];
const keyOf = ({ customer, number }: Row) => `${customer} ${number}`;
const moved = (day: IsoDate) => addDays(day, shiftDays);

/** The facts of a customer as the source itself tells them, without any of the product's reading. */
function simulationOf(number: string, country: string) {
  const opening = openOn(asOf).filter(({ customer }) => customer === number);
  const events: SimulationEvent[] = [];
  for (let dayNo = 1; dayNo < feedDays; dayNo += 1) {
    const before = openOn(addDays(asOf, dayNo - 1)).filter(({ customer }) => customer === number);
    const after = openOn(addDays(asOf, dayNo)).filter(({ customer }) => customer === number);
    const on = addDays(from, dayNo);
    const has = new Set(after.map(keyOf));
    const had = new Set(before.map(keyOf));
    for (const row of before.filter((gone) => !has.has(keyOf(gone))))
      events.push({ on, kind: 'payment', item: row.number, amountMinor: row.cents });
    for (const row of after.filter((fresh) => !had.has(keyOf(fresh))))
      events.push({ on, kind: 'item', item: itemOf(row) });
  }
  return {
    version: 1,
    from,
    until,
    entity: { country: 'FR', timeZone: 'Europe/Paris', currency: 'USD' },
    calendar,
    scenario,
    customer: {
      number,
      country,
      netting: 'net',
      contacts: [{ role: 'collection', email: `payables@${number.toLowerCase()}.example` }],
    },
    items: opening.map(itemOf),
    events,
    assume: { confirmAfterDays: 0 },
  };
}

function itemOf({ number, issued, due, cents }: Row): SimulationItem {
  return {
    number,
    type: 'invoice',
    issuedOn: moved(issued),
    dueOn: moved(due),
    openMinor: cents,
    currency: 'USD',
  };
}

/** The command itself, one case a line in, one result a line out. */
async function relanceSimulate(inputs: object[]): Promise<SimulationResult[]> {
  const command = spawn(
    process.execPath,
    [new URL('../../cli/main.ts', import.meta.url).pathname, 'simulate', '--lines', '-'],
    {
      stdio: ['pipe', 'pipe', 'inherit'],
    },
  );
  const ended = once(command, 'close');
  command.stdin.end(inputs.map((input) => JSON.stringify(input)).join('\n'));
  const output = await text(command.stdout);
  expect(await ended).toEqual([0, null]);
  const results = output
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as SimulationResult & { error?: unknown });
  expect(results.filter(({ error }) => error !== undefined)).toEqual([]);
  return results;
}
