import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { simulations } from '../../test/support/engine-cases.ts';
import { addDays, daysBetween } from '../calendar/iso-date.ts';
import { isSendingDay, sendingCalendar } from '../calendar/sending-days.ts';
import type { SimulationInput } from '../model/simulation.ts';
import { simulate } from './simulate.ts';
import { simulationProblems, simulationRun } from './simulation-case.ts';

const runs = { numRuns: 400 };

function calendarOf(input: SimulationInput) {
  return sendingCalendar(input.calendar, input.customer.country, input.entity.country);
}

describe('any case over 200 days', () => {
  it('S-5 evaluating only on the days that a decision names gives the same actions as evaluating every day', () => {
    fc.assert(
      fc.property(simulations, (input) => {
        fc.pre(simulationProblems(input).length === 0);
        const everyDay = simulate(simulationRun(input));
        const asleep = simulate({ ...simulationRun(input), evaluates: 'named_days' });
        expect({ actions: asleep.actions, skipped: asleep.skipped }).toEqual({
          actions: everyDay.actions,
          skipped: everyDay.skipped,
        });
      }),
      runs,
    );
  });

  it('S-4 never two actions on one day, S-6 never on a day that is not a sending day', () => {
    fc.assert(
      fc.property(simulations, (input) => {
        const { actions } = simulate(simulationRun(input));
        expect(new Set(actions.map((action) => action.on)).size).toBe(actions.length);
        const calendar = calendarOf(input);
        for (const action of actions) expect(isSendingDay(calendar, action.on)).toBe(true);
      }),
      runs,
    );
  });

  it('E-3 totals are the sums of the lines listed', () => {
    fc.assert(
      fc.property(simulations, (input) => {
        for (const { items, totals } of simulate(simulationRun(input)).actions) {
          const sums: Record<string, number> = {};
          for (const item of items) {
            if (item.openMinor < 0 && input.customer.netting !== 'net') continue;
            sums[item.currency] = (sums[item.currency] ?? 0) + item.openMinor;
          }
          expect(totals).toEqual(sums);
        }
      }),
      runs,
    );
  });

  it('S-5 the gap and the cap on contacts hold between performed steps', () => {
    fc.assert(
      fc.property(simulations, (input) => {
        const { actions } = simulate(simulationRun(input));
        const { contactGapDays, contactCap, steps } = input.scenario;
        actions.forEach((action, index) => {
          const before = actions[index - 1];
          const own = steps.find((step) => step.key === action.step)?.minGapDays ?? 0;
          if (before)
            expect(daysBetween(before.on, action.on)).toBeGreaterThanOrEqual(
              Math.max(1, own, contactGapDays),
            );
          if (!contactCap) return;
          const from = addDays(action.on, -contactCap.days);
          const inWindow = actions.filter((other) => other.on > from && other.on <= action.on);
          expect(inWindow.length).toBeLessThanOrEqual(contactCap.max);
        });
      }),
      runs,
    );
  });

  it('S-3 a step is had once by each leader, and in the order of the ladder', () => {
    fc.assert(
      fc.property(simulations, (input) => {
        const { actions } = simulate(simulationRun(input));
        const position = new Map(input.scenario.steps.map((step, index) => [step.key, index]));
        const had = new Map<string, number>();
        for (const action of actions) {
          const now = position.get(action.step) as number;
          expect(now).toBeGreaterThan(had.get(action.leader) ?? -1);
          had.set(action.leader, now);
        }
      }),
      runs,
    );
  });

  it('S-16 the same input gives the same bytes', () => {
    fc.assert(
      fc.property(simulations, (input) => {
        const copy = JSON.parse(JSON.stringify(input)) as SimulationInput;
        expect(JSON.stringify(simulate(simulationRun(copy)))).toBe(
          JSON.stringify(simulate(simulationRun(input))),
        );
      }),
      { numRuns: 100 },
    );
  });
});
