import { describe, expect, it } from 'vitest';
import { disputedMinor, undisputedMinor } from '../dispute/amounts.ts';
import { sendingCalendar } from '../calendar/sending-days.ts';
import { brokenFrom, keptUntil, promiseState } from '../promise/lifecycle.ts';
import { checkDate, checkDispute, checkHold, checkPromise, checkUntil } from './checks.ts';

const today = '2026-01-12';
const item = { id: 'F-1', openMinor: 10_000, amountMinor: null };

describe('A-6 what a promise must fulfil', () => {
  const promise = (changes: object) =>
    checkPromise({ promisedOn: '2026-01-20', today, items: [item], ...changes });

  it('A-6 a date from today to a year ahead, whole or part amounts', () => {
    expect(promise({})).toEqual({ ok: true, value: [{ id: 'F-1', amountMinor: null }] });
    expect(promise({ promisedOn: today, items: [{ ...item, amountMinor: 10_000 }] }).ok).toBe(true);
    expect(promise({ promisedOn: '2027-01-12' }).ok).toBe(true);
  });

  it.each([
    ['date_in_past', { promisedOn: '2026-01-11' }],
    ['date_too_far', { promisedOn: '2027-01-13' }],
    ['item_not_open', { items: [] }],
    ['item_not_open', { items: [{ ...item, openMinor: 0 }] }],
    ['item_not_open', { items: [{ ...item, openMinor: -5 }] }],
    ['amount_over_open', { items: [{ ...item, amountMinor: 10_001 }] }],
    ['amount_invalid', { items: [{ ...item, amountMinor: 0 }] }],
    ['amount_invalid', { items: [{ ...item, amountMinor: 0.5 }] }],
  ])('A-6 else %s', (code, changes) => expect(promise(changes)).toMatchObject({ ok: false, code }));
});

describe('A-6 what a dispute must fulfil', () => {
  const dispute = (changes: object) => checkDispute({ today, items: [item], ...changes });

  it('A-6 whole or part, beside a part that is disputed already', () => {
    expect(dispute({ deadlineOn: '2026-02-01' }).ok).toBe(true);
    expect(dispute({ items: [{ ...item, amountMinor: 6_000, disputedParts: [4_000] }] }).ok).toBe(true);
  });

  it.each([
    ['already_disputed', { items: [{ ...item, disputedParts: [null] }] }],
    ['amount_over_open', { items: [{ ...item, amountMinor: 6_001, disputedParts: [4_000] }] }],
    ['item_not_open', { items: [{ ...item, openMinor: 0 }] }],
    ['date_in_past', { deadlineOn: '2026-01-01' }],
  ])('A-6 else %s', (code, changes) => expect(dispute(changes)).toMatchObject({ ok: false, code }));

  it('A-6 disputed and undisputed parts add up to what is open', () => {
    expect(disputedMinor(10_000, [4_000, 1_000])).toBe(5_000);
    expect(undisputedMinor(10_000, [4_000, 1_000])).toBe(5_000);
    expect(disputedMinor(10_000, [null, 4_000])).toBe(10_000);
    expect(undisputedMinor(3_000, [4_000])).toBe(0);
  });
});

describe('S-10 what a hold must fulfil', () => {
  const hold = (changes: object) =>
    checkHold({ items: [item], until: null, reason: ' delivery ', today, ...changes });

  it('S-10 a reason, and an end from tomorrow on or none', () => {
    expect(hold({})).toEqual({ ok: true, value: { until: null, reason: 'delivery' } });
    expect(hold({ until: '2026-01-13' }).ok).toBe(true);
    expect(hold({ until: today })).toMatchObject({
      code: 'date_in_past',
      params: { earliest: '2026-01-13' },
    });
    expect(hold({ reason: '  ' })).toMatchObject({ code: 'reason_required' });
    expect(hold({ items: [{ ...item, openMinor: 0 }] })).toMatchObject({ code: 'item_not_open' });
  });

  it('S-10 dates across leap days and years', () => {
    expect(checkDate('2028-02-29', '2028-02-28').ok).toBe(true);
    expect(checkUntil(null, today)).toEqual({ ok: true, value: null });
    expect(checkUntil('2027-01-13', today)).toMatchObject({ code: 'date_too_far', params: { maxDays: 365 } });
  });
});

describe('A-6 the life of a promise', () => {
  const calendar = sendingCalendar(
    { sendDays: ['mon', 'tue', 'wed', 'thu', 'fri'], holidayCountries: [], extraHolidays: [] },
    'XX',
    'XX',
  );
  const state = (changes: object) =>
    promiseState({
      items: [{ openAtPromiseMinor: 10_000, amountMinor: null, openNowMinor: 10_000 }],
      promisedOn: '2026-01-15',
      graceDays: 2,
      calendar,
      today: '2026-01-19',
      ...changes,
    });

  it('A-6 runs through its date and the grace in sending days, that day included', () => {
    expect(keptUntil(calendar, '2026-01-15', 2)).toBe('2026-01-19');
    expect(brokenFrom(calendar, '2026-01-15', 2)).toBe('2026-01-20');
    expect(state({})).toBe('open');
    expect(state({ today: '2026-01-20' })).toBe('broken');
    expect(state({ graceDays: 0, today: '2026-01-16' })).toBe('broken');
  });

  it('A-6 is kept as soon as every item has come down by what was promised', () => {
    expect(state({ items: [{ openAtPromiseMinor: 10_000, amountMinor: null, openNowMinor: 0 }] })).toBe(
      'kept',
    );
    expect(
      state({
        items: [{ openAtPromiseMinor: 10_000, amountMinor: 4_000, openNowMinor: 6_000 }],
        today: '2026-03-01',
      }),
    ).toBe('kept');
    expect(
      state({
        items: [{ openAtPromiseMinor: 10_000, amountMinor: 4_000, openNowMinor: 6_001 }],
        today: '2026-01-20',
      }),
    ).toBe('broken');
  });
});
