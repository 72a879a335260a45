import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sendingCalendar, isSendingDay } from '../calendar/sending-days.ts';
import { addDays } from '../calendar/iso-date.ts';
import { replyStatuses, statusKinds } from '../vocabulary/replies.ts';
import { defaultCatalogue } from './catalogue.ts';
import { defaultNextAction, proposeQualification } from './proposal.ts';

const calendar = sendingCalendar(
  { sendDays: ['mon', 'tue', 'wed', 'thu', 'fri'], holidayCountries: [], extraHolidays: [] },
  'FR',
  'FR',
);
const statuses = defaultCatalogue('en').map((status) => ({ ...status, id: status.key }));
const today = '2026-03-10';

function propose(said: Partial<Parameters<typeof proposeQualification>[0]['said']>) {
  return proposeQualification({
    said: { status: null, promisedOn: null, disputeReason: null, ...said },
    items: [
      { itemId: 'paid', amountMinor: null, openNowMinor: 0 },
      { itemId: 'part', amountMinor: 400, openNowMinor: 1000 },
      { itemId: 'less', amountMinor: 400, openNowMinor: 300 },
    ],
    statuses,
    today,
    calendar,
  });
}

describe('what a collector finds filled in', () => {
  test('P-11 the status that the author chose, on the items that are still open', () => {
    expect(propose({ status: 'promise', promisedOn: '2026-03-20' })).toEqual({
      statusId: 'promise',
      promisedOn: '2026-03-20',
      reason: null,
      nextAction: null,
      items: [
        { itemId: 'part', amountMinor: 400 },
        // less is open than was promised: all of it
        { itemId: 'less', amountMinor: null },
      ],
    });
  });

  test('P-11 what was paid already is a payment sent, to be looked for after five days', () => {
    expect(propose({ status: 'paid' })).toMatchObject({
      statusId: 'payment_sent',
      nextAction: { on: '2026-03-16', text: 'Check that the payment has arrived' },
      items: [{ itemId: 'part', amountMinor: 400 }, { itemId: 'less' }],
    });
  });

  test('P-11 a promised day that has passed is not taken over', () => {
    expect(propose({ status: 'promise', promisedOn: '2026-03-09' }).promisedOn).toBeNull();
    expect(propose({ status: 'promise', promisedOn: today }).promisedOn).toBe(today);
  });

  test('P-11 a dispute has a reason; words alone leave the choice to the collector', () => {
    expect(propose({ status: 'dispute' })).toMatchObject({ statusId: 'dispute', reason: 'other' });
    expect(propose({})).toMatchObject({ statusId: null, nextAction: null });
  });

  test('P-11 A-6 a dispute of what is disputed already is not filled in again', () => {
    const item = { amountMinor: null, openNowMinor: 1000 };
    const items = [
      { ...item, itemId: 'whole', disputedParts: [null] },
      { ...item, itemId: 'parts', disputedParts: [400, 600] },
      { ...item, itemId: 'rest', disputedParts: [400] },
      { ...item, itemId: 'small', amountMinor: 100, disputedParts: [400] },
      { ...item, itemId: 'free' },
      // a credit is nothing to dispute
      { ...item, itemId: 'credit', openNowMinor: -500 },
    ];
    const said = { status: 'dispute', promisedOn: null, disputeReason: 'quality' } as const;
    expect(proposeQualification({ said, items, statuses, today, calendar }).items).toEqual([
      { itemId: 'rest', amountMinor: 600 },
      { itemId: 'small', amountMinor: 100 },
      { itemId: 'free', amountMinor: null },
    ]);
    const promised = { ...said, status: 'promise' } as const;
    expect(proposeQualification({ said: promised, items, statuses, today, calendar }).items).toHaveLength(5);
  });

  test('A-5 every choice of a customer has a status, and every status a next action on a working day or none', () => {
    for (const language of ['en', 'fr', 'de']) {
      const catalogue = defaultCatalogue(language).map((status) => ({ ...status, id: status.key }));
      const kinds = catalogue.map(({ kind }) => kind);
      for (const status of replyStatuses) {
        const said = { status, promisedOn: null, disputeReason: null };
        const { statusId } = proposeQualification({ said, items: [], statuses: catalogue, today, calendar });
        expect(statusId, status).not.toBeNull();
      }
      expect(new Set(kinds)).toEqual(new Set(statusKinds));
    }
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2000 }), fc.constantFrom(...statuses), (days, status) => {
        const from = addDays(today, days);
        const next = defaultNextAction({ status, today: from, calendar });
        expect(next === null).toBe(status.followUpDays === null);
        if (next === null) return;
        expect(isSendingDay(calendar, next.on)).toBe(true);
        expect(next.on >= addDays(from, status.followUpDays!)).toBe(true);
        expect(next.text).not.toBe('');
      }),
    );
  });
});
