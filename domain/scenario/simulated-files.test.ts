/** Small cases from other programs' faults (test/cases/simulate), with what is right for each. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { simulationInput, type SimulationInput } from '../model/simulation.ts';
import { simulate } from './simulate.ts';
import { simulationProblems, simulationRun } from './simulation-case.ts';

function file(name: string): SimulationInput {
  const text = readFileSync(new URL(`../../test/cases/simulate/${name}.json`, import.meta.url), 'utf8');
  return simulationInput.parse(JSON.parse(text));
}

/** One line an action: the day, the step, what is asked for by currency. */
function asked(input: SimulationInput): string[] {
  expect(simulationProblems(input)).toEqual([]);
  return simulate(simulationRun(input)).actions.map(({ on, step, totals }) => {
    const amounts = Object.entries(totals).map(([currency, minor]) => `${minor} ${currency}`);
    return `${on} ${step}: ${amounts.join(', ')}`;
  });
}

describe('cases of other programs', () => {
  it.each([
    ['due-day-itself', 'a line due on the first day is late on the second', ['2026-01-06 a: 100000 EUR']],
    [
      'due-before-issue',
      'the due date counts, also before the issue date',
      ['2026-01-06 a: 100000 EUR', '2026-01-15 b: 100000 EUR', '2026-01-26 c: 100000 EUR'],
    ],
    [
      'future-issue',
      'the due date counts, regardless of the issue date',
      ['2026-01-06 a: 100000 EUR', '2026-01-15 b: 100000 EUR', '2026-01-26 c: 100000 EUR'],
    ],
    [
      'leap',
      'the leap day is a day',
      ['2028-03-01 a: 10000 EUR', '2028-03-10 b: 10000 EUR', '2028-03-20 c: 10000 EUR'],
    ],
    ['gb-2027-xmas', 'substitute days', ['2027-12-29 a: 10000 EUR', '2028-01-05 b: 10000 EUR']],
    ['gb-boxing-substitute', 'substitute days', ['2026-12-29 a: 10000 EUR', '2027-01-06 b: 10000 EUR']],
    ['us-july-3-2026', 'a holiday on a Saturday is kept on the Friday', ['2026-07-06 a: 10000 EUR']],
    [
      'promise-past',
      'a promise of a day gone by keeps nothing out',
      ['2026-01-06 a: 10000 EUR', '2026-01-15 b: 10000 EUR', '2026-01-26 c: 10000 EUR'],
    ],
    [
      'promise-saturday',
      'the grace counts sending days',
      ['2026-01-06 a: 10000 EUR', '2026-02-18 b: 10000 EUR', '2026-02-23 c: 10000 EUR'],
    ],
    ['overpaid', 'what is too much covers the next invoice', ['2026-01-06 a: 100000 EUR']],
    ['zero-amount', 'nothing is asked for nothing', []],
    [
      'instalments-cent',
      'a payment settles the oldest instalment to the cent',
      [
        '2026-01-06 a: 3334 EUR',
        '2026-01-15 b: 3334 EUR',
        '2026-01-26 c: 3334 EUR',
        '2026-02-06 a: 6667 EUR',
        '2026-02-16 b: 3333 EUR',
        '2026-02-25 c: 3333 EUR',
        '2026-03-06 a: 6666 EUR',
        '2026-03-16 b: 6666 EUR',
        '2026-03-25 c: 6666 EUR',
      ],
    ],
    [
      'credit-other-currency',
      'a credit stands in its own currency',
      [
        '2026-01-06 a: 100000 EUR, -20000 USD',
        '2026-01-15 b: 100000 EUR, -20000 USD',
        '2026-01-26 c: 100000 EUR, -20000 USD',
      ],
    ],
    ['same-number-invoice-and-credit', 'a credit note may carry the number of its invoice', []],
    ['same-number-payment', 'and a payment then means the invoice', ['2026-01-06 a: 90000 EUR']],
  ])('S-3 D-10 %s: %s', (name, _, lines) => {
    expect(asked(file(name))).toEqual(lines);
  });

  it('S-18 dispute-part-and-credit-note: a credit note that names the document takes the disputed part off first', () => {
    const input = file('dispute-part-and-credit-note');
    const named = structuredClone(input);
    named.events = named.events.map((event) =>
      event.kind === 'credit' ? { ...event, refersTo: 'F' } : event,
    );
    expect(asked(named)).toEqual([
      '2026-01-06 a: 100000 EUR',
      '2026-01-15 b: 60000 EUR',
      '2026-01-26 c: 60000 EUR',
    ]);
    // One that names nothing reduces what is asked for, as before.
    expect(asked(input).at(-1)).toBe('2026-01-26 c: 20000 EUR');
  });

  it('S-18 sa-friday: with the weekend of the debtor nothing leaves on a Friday or Saturday', () => {
    const input = file('sa-friday');
    input.calendar.debtorWeekend = true;
    expect(asked(input)).toEqual(['2026-02-09 a: 10000 EUR', '2026-02-16 b: 10000 EUR']);
    input.calendar.sendDays = ['sun', 'mon', 'tue', 'wed', 'thu'];
    expect(asked(input)).toEqual(['2026-02-08 a: 10000 EUR', '2026-02-15 b: 10000 EUR']);
    input.calendar.debtorWeekend = false;
    input.calendar.sendDays = ['mon', 'tue', 'wed', 'thu', 'fri'];
    expect(asked(input)[0]).toBe('2026-02-06 a: 10000 EUR');
  });
});
