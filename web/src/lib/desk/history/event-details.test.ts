import { describe, expect, it } from 'vitest';
import type { Schemas } from '../../api/client.ts';
import { createFormat } from '../../format.ts';
import { en } from '../../text/desk/en.ts';
import { eventDetails, eventFiles } from './event-details.ts';

type HistoryEvent = Schemas['HistoryEvent'];
const format = createFormat('en');
const details = (kind: HistoryEvent['kind'], data: HistoryEvent['data']) =>
  eventDetails(en, format, { kind, data } as HistoryEvent);

describe('what an event of a reply says', () => {
  it('P-11 a reply tells who said what, with which status', () => {
    expect(
      details('comment_received', {
        source: 'portal',
        status: 'promise',
        promisedOn: '2026-03-20',
        disputeReason: null,
        authorName: 'Ann Author',
      }),
    ).toEqual(['Ann Author', 'Promise to pay', '20 Mar 2026']);
    expect(
      details('comment_received', { status: 'dispute', disputeReason: 'quality', authorName: '' }),
    ).toEqual(['Dispute', 'Quality']);
  });

  it('P-8 news of a payment say what became of it, and why', () => {
    const data = { state: 'returned', amountMinor: 12_000, currency: 'EUR', reason: 'insufficient_funds' };
    expect(details('online_payment_reported', data)).toEqual(['Gone back', '€120.00', 'insufficient_funds']);
  });

  it('P-11 what is validated stands with the words of its author, those of the collector, and its files', () => {
    const data = {
      author: 'Ann Author',
      comment: '<b>Half</b> of it',
      text: 'They called too',
      files: [{ id: 'f1', name: 'order.pdf' }, 'order.pdf', null],
    };
    expect(details('comment_validated', data)).toEqual([
      'Ann Author',
      '<b>Half</b> of it',
      'They called too',
    ]);
    expect(eventFiles(data)).toEqual([{ id: 'f1', name: 'order.pdf' }]);
    expect(eventFiles({})).toEqual([]);
  });

  it('A-5 a qualification names its status, reason and next action', () => {
    expect(
      details('items_qualified', {
        statusName: 'Credit note awaited',
        statusKind: 'dispute',
        reason: 'price',
        nextAction: { on: '2026-03-24', text: 'Ask for the credit note', channel: 'phone' },
      }),
    ).toEqual(['Credit note awaited', 'Price', 'Next action: Ask for the credit note']);
  });

  it('A-5 a task shows its result; a switch and an assignment show the new value', () => {
    expect(details('follow_up_closed', { text: 'Call', state: 'cancelled', outcome: 'Paid' })).toEqual([
      'Call',
      'Paid',
      'Cancelled',
    ]);
    expect(details('pages_switched', { on: false })).toEqual(['Off']);
    expect(
      details('customer_assigned', {
        rule: 'Large ones',
        changes: [
          { field: 'collector', from: null, to: 'Jonas Weber' },
          { field: 'interactive_pages', from: false, to: true },
          { field: 'unknown' },
        ],
      }),
    ).toEqual(['Large ones', 'Collector: Jonas Weber', 'Interactive pages: On']);
  });
});
