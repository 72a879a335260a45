import { expect, it } from 'vitest';
import { createFormat } from '../../format.ts';
import { en } from '../../text/desk/en.ts';
import { changesOf, shortened } from './audit-values.ts';

const start = 'one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen';

it('X-1 a long text is shown where it differs, a short one whole', () => {
  expect(shortened('Dear all', 'Dear you')).toEqual(['Dear all', 'Dear you']);
  expect(shortened(`${start} old ${start}`, `${start} new ${start}`)).toEqual([
    '… twelve thirteen fourteen fifteen old one two three four …',
    '… twelve thirteen fourteen fifteen new one two three four …',
  ]);
  expect(shortened(start, `${start} more`)).toEqual([
    '… eleven twelve thirteen fourteen fifteen',
    '… eleven twelve thirteen fourteen fifteen more',
  ]);
  expect(shortened('', start)).toEqual(['', start]);
});

const said = (data: Record<string, unknown>, names: Record<string, string> = {}) =>
  changesOf(en, createFormat('en', 'UTC'), { kind: 'settings_changed', data }, names);
const [known, unknown] = ['019a0000-0000-7000-8000-000000000001', '019a0000-0000-7000-8000-000000000002'];

it('X-1 ids are shown by name, codes in the words of the forms', () => {
  const changed = {
    collectorId: { from: null, to: known },
    entityIds: { from: [known], to: [known, unknown] },
    pausedChannels: { from: [], to: ['email'] },
    pause: { from: null, to: { until: '2026-12-24', reason: 'Stock-taking' } },
  };
  expect(said({ changed }, { [known]: 'Ada' })).toEqual([
    'Collector: nothing → Ada',
    'Companies: Ada → Ada, another one',
    'Channels switched off: nothing → E-mail',
    'Stop of all sending: nothing → 24 Dec 2026, Stock-taking',
  ]);
});

it('X-1 a company that is called like its code is named once', () => {
  expect(said({ name: 'ACME', code: 'ACME' })).toEqual(['ACME']);
});

it('X-1 a name that every object has is a name', () => {
  expect(said({ changed: { bankName: { from: null, to: 'constructor' } } })).toEqual([
    'Bank: nothing → constructor',
  ]);
});

it('X-1 of sending hours what differs is shown, each by the name of its field', () => {
  const from = { sendDays: ['mon', 'tue'], windowStart: '00:00', windowEnd: '23:59', spreadMinutes: 0 };
  const to = { ...from, sendDays: ['mon'], windowStart: '09:00', debtorWeekend: true };
  expect(said({ changed: { calendar: { from, to } } })).toEqual([
    'Sending hours: Days: Monday, Tuesday → Monday',
    'Sending hours: From: 00:00 → 09:00',
    'Sending hours: Also not on the weekend of the customer’s country: nothing → Yes',
  ]);
});
