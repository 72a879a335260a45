import { describe, expect, it } from 'vitest';
import { addDays } from '../../format.ts';
import { en } from '../../text/desk/en.ts';
import { dateChoices } from './date-choices.ts';

describe('A-5 days that people mean most often', () => {
  it('A-5 on every day of four years each day is offered once, and later than today or the end of this month', () => {
    const start = '2035-01-01';
    for (let n = 0; n < 4 * 366; n += 1) {
      const today = addDays(start, n);
      const days = dateChoices(en, today).map(({ date }) => date);
      expect(new Set(days).size, today).toBe(days.length);
      expect(days).toContain(addDays(today, 7));
      expect(
        days.every((day) => day >= today),
        today,
      ).toBe(true);
    }
  });

  it('A-5 on a Friday the next one is the day in a week', () => {
    expect(dateChoices(en, '2035-03-16')).toEqual([
      { label: en.customer.choices.nextFriday, date: '2035-03-23' },
      { label: en.customer.choices.endOfMonth, date: '2035-03-31' },
      { label: en.customer.choices.month, date: '2035-04-15' },
    ]);
  });
});
