/** The scenarios that a new company begins with keep good manners (S-18). */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { scenarioDefinition } from '../model/scenario.ts';
import { simulationInput } from '../model/simulation.ts';
import { simulate } from './simulate.ts';
import { simulationProblems, simulationRun } from './simulation-case.ts';

function readyMade(name: string) {
  const file = new URL(`../../prisma/seed/scenarios/${name}.json`, import.meta.url);
  return scenarioDefinition.parse(JSON.parse(readFileSync(file, 'utf8')));
}

const invoice = (number: string, dueOn: string) => ({
  number,
  type: 'invoice',
  issuedOn: '2025-12-01',
  dueOn,
  openMinor: 100_000,
  currency: 'EUR',
});

function run(name: string, items: object[], events: object[] = []) {
  const input = simulationInput.parse({
    version: 1,
    from: '2026-01-05',
    until: '2026-06-30',
    entity: { country: 'XX' },
    calendar: { sendDays: ['mon', 'tue', 'wed', 'thu', 'fri'] },
    scenario: readyMade(name),
    customer: { number: 'C-1', country: 'XX' },
    items,
    events,
  });
  expect(simulationProblems(input)).toEqual([]);
  const { actions, gates } = simulate(simulationRun(input));
  return {
    lines: actions.map(
      ({ on, step, items: listed }) => `${on} ${step} ${listed.map(({ number }) => number).join(' ')}`,
    ),
    gateOn: (day: string) => gates.find(({ from, until }) => from <= day && day <= until)?.gate,
  };
}

describe('S-18 the ready-made scenarios', () => {
  const items = [invoice('A', '2026-01-05'), invoice('B', '2026-02-16')];

  it('S-18 a formal notice lists only what was reminded, and nothing gentler follows it', () => {
    const { lines, gateOn } = run('standard', items);
    expect(lines).toEqual([
      '2026-01-08 friendly A',
      '2026-01-20 second A',
      '2026-02-04 firm A',
      '2026-02-19 formal A',
    ]);
    expect(gateOn('2026-06-30')).toBe('scenario_finished');
  });

  it('S-18 once the notice is paid, the other invoice waits until the deadline has passed', () => {
    const paid = [{ on: '2026-02-20', kind: 'payment', item: 'A', amountMinor: 100_000 }];
    const { lines, gateOn } = run('standard', items, paid);
    // 19 February and eight days: the 27th is its last day, and a Friday.
    expect(lines[4]).toBe('2026-03-02 friendly B');
    expect(gateOn('2026-02-27')).toBe('deadline_running');
  });

  it.each(['standard', 'with-sales-manager'])(
    'S-18 %s: three days of quiet after a handled reply',
    (name) => {
      const definition = readyMade(name);
      expect(definition).toMatchObject({ replyGapDays: 3, afterLastStep: 'hold' });
      const first = run(name, [invoice('A', '2026-01-05')]).lines[0]!.slice(0, 10);
      const { lines, gateOn } = run(
        name,
        [invoice('A', '2026-01-05')],
        [
          { on: first, kind: 'reply' },
          { on: first, kind: 'reply_handled' },
        ],
      );
      expect(gateOn(first)).toBe('reply_gap');
      expect(lines[0]! > first).toBe(true);
    },
  );
});
