import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { sendingCalendar } from '../calendar/sending-days.ts';
import { calendarSettings } from '../model/calendar.ts';
import type { ClaimProposal } from '../understanding/types.ts';
import { becomesOf, type StandingItem } from './becomes.ts';
import { boundClaims, saysTheSame, withoutDecided, type FormChoice } from './claims.ts';
import { compareReadings, type ReadClaim } from './compare.ts';
import { nextStep } from './next-step.ts';
import { situationOf } from './situation.ts';
import { readWords, type WordsContext } from './words.ts';

const today = '2026-03-02';
const calendar = sendingCalendar(
  calendarSettings.parse({ sendDays: ['mon', 'tue', 'wed', 'thu', 'fri'] }),
  'FR',
  'FR',
);
const follow = { followUpDays: null, followUpText: null, followUpChannel: 'phone' as const };
const statuses = [
  { id: 'promise', key: 'promise', kind: 'promise' as const, ...follow },
  { id: 'ongoing', key: 'ongoing', kind: 'ongoing' as const, ...follow, followUpDays: 7 },
  { id: 'dispute', key: 'dispute', kind: 'dispute' as const, ...follow },
  { id: 'copy', key: 'copy_requested', kind: 'other' as const, ...follow },
  { id: 'sent', key: 'payment_sent', kind: 'other' as const, ...follow },
  { id: 'contact', key: 'wrong_contact', kind: 'other' as const, ...follow },
];
const standing: StandingItem[] = [
  { itemId: 'a', openNowMinor: 10_000, currency: 'EUR', isDue: true, disputedParts: [] },
  { itemId: 'b', openNowMinor: 5_000, currency: 'EUR', isDue: true, disputedParts: [] },
  { itemId: 'later', openNowMinor: 9_000, currency: 'EUR', isDue: false, disputedParts: [] },
  { itemId: 'credit', openNowMinor: -700, currency: 'EUR', isDue: true, disputedParts: [] },
];
const noForm: FormChoice = { status: null, promisedOn: null, paidOn: null, disputeReason: null, items: [] };
const idsOf = new Map([
  ['F-1', ['a']],
  ['F-2', ['b']],
  ['F-3', ['later', 'second']],
]);

function said(claim: Partial<ClaimProposal>): ClaimProposal {
  return {
    intent: 'promise',
    items: [],
    amountMinor: null,
    currency: null,
    date: null,
    reason: null,
    quote: 'words',
    confidence: 0.9,
    ...claim,
  };
}

type Claim = Parameters<typeof becomesOf>[0]['claim'];
function becomes(claim: Partial<Omit<Claim, 'items'>> & { items?: string[] }) {
  const { items = [], ...rest } = claim;
  return becomesOf({
    claim: {
      intent: 'promise',
      amountMinor: null,
      currency: null,
      date: null,
      reason: null,
      ...rest,
      items: items.map((itemId) => ({ itemId, amountMinor: null })),
    },
    standing,
    statuses,
    today,
    calendar,
  });
}
const parts = (found: ReturnType<typeof becomes>) =>
  found.becomes?.items.map(({ itemId, amountMinor }) => [itemId, amountMinor]);

describe('what is proposed of a reply', () => {
  test('R-6 claims are bound to items; instalments of one number are all meant', () => {
    const claims = [said({ items: ['F-1'] }), said({ intent: 'dispute', items: ['F-3'], reason: 'price' })];
    const bound = boundClaims({ form: noForm, claims, source: 'rules', idsOf });
    expect(bound.map(({ items }) => items.map(({ itemId }) => itemId))).toEqual([['a'], ['later', 'second']]);
  });

  test('R-6 what was chosen on the page stands first, and words that only repeat it are not proposed twice', () => {
    const form: FormChoice = {
      ...noForm,
      status: 'promise',
      promisedOn: '2026-03-10',
      items: [{ itemId: 'a', amountMinor: 4_000 }],
    };
    const claims = [
      said({ items: ['F-1'], date: '2026-03-10' }),
      said({ items: ['F-2'], date: '2026-03-20' }),
      said({ intent: 'copy_request' }),
    ];
    const bound = boundClaims({ form, claims, source: 'rules', idsOf });
    expect(bound).toMatchObject([
      {
        source: 'form',
        intent: 'promise',
        date: '2026-03-10',
        items: [{ itemId: 'a', amountMinor: 4_000 }],
        quote: '',
      },
      { source: 'rules', intent: 'promise', items: [{ itemId: 'b' }] },
      // said of nothing in particular: of what was chosen
      { source: 'rules', intent: 'copy_request', items: [{ itemId: 'a' }] },
    ]);
    expect(
      withoutDecided(bound, [{ intent: 'promise', items: [{ itemId: 'b', amountMinor: null }] }]),
    ).toHaveLength(2);
    expect(saysTheSame(bound, structuredClone(bound))).toBe(true);
    expect(saysTheSame(bound, bound.slice(1))).toBe(false);
  });
});

describe('what accepting a proposal does', () => {
  test('R-6 A-5 a promise of items is filled in with its day; of the account as a whole it is one of what is due', () => {
    expect(becomes({ items: ['a'], date: '2026-03-10' })).toMatchObject({
      becomes: { statusId: 'promise', promisedOn: '2026-03-10', items: [{ itemId: 'a', amountMinor: null }] },
      problem: null,
    });
    expect(parts(becomes({ date: '2026-03-10' }))).toEqual([
      ['a', null],
      ['b', null],
    ]);
  });

  test('A-6 an amount below what is open is laid on the oldest first, and never more than is open', () => {
    const money = { currency: 'EUR', date: '2026-03-10' };
    expect(parts(becomes({ ...money, items: ['a', 'b'], amountMinor: 12_000 }))).toEqual([
      ['a', null],
      ['b', 2_000],
    ]);
    expect(parts(becomes({ ...money, items: ['a'], amountMinor: 99_000 }))).toEqual([['a', null]]);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 20_000 }), (amountMinor) => {
        const open = new Map(standing.map((item) => [item.itemId, item.openNowMinor]));
        const found = becomes({ ...money, items: ['a', 'b'], amountMinor }).becomes!.items;
        const sum = found.reduce((total, item) => total + (item.amountMinor ?? open.get(item.itemId)!), 0);
        expect(sum).toBe(Math.min(amountMinor, 15_000));
      }),
    );
  });

  test.each([
    ['a promise without its day', { items: ['a'] }, 'promise_needs_date'],
    ['a day that has passed', { items: ['a'], date: '2026-03-01' }, 'date_in_past'],
    ['a day that nobody means', { items: ['a'], date: '2027-06-01' }, 'date_too_far'],
    ['an item that is settled', { items: ['gone'], date: '2026-03-10' }, 'item_not_open'],
    ['a credit', { items: ['credit'], date: '2026-03-10' }, 'item_not_open'],
    [
      'other money',
      { items: ['a'], date: '2026-03-10', amountMinor: 100, currency: 'USD' },
      'amount_invalid',
    ],
    ['a dispute of nothing in particular', { intent: 'dispute', reason: 'price' }, 'items_needed'],
  ] as const)('R-6 %s is asked instead of guessed', (_what, claim, problem) => {
    const { items, ...rest } = { items: [], ...claim };
    expect(becomes({ ...rest, items: [...items] }).problem).toBe(problem);
  });

  test('R-6 a dispute of what is disputed already says so', () => {
    const disputed = standing.map((item) => ({ ...item, disputedParts: [null] }));
    const claim = {
      intent: 'dispute' as const,
      items: [{ itemId: 'a', amountMinor: null }],
      amountMinor: null,
      currency: null,
      date: null,
      reason: 'price' as const,
    };
    expect(becomesOf({ claim, standing: disputed, statuses, today, calendar }).problem).toBe(
      'already_disputed',
    );
  });

  test('R-6 other claims become the status of the catalogue that fits, or are only noted', () => {
    expect(becomes({ intent: 'copy_request', items: ['a'] }).becomes).toMatchObject({ statusId: 'copy' });
    expect(becomes({ intent: 'paid', items: ['b'], date: '2026-02-20' })).toMatchObject({
      becomes: { statusId: 'sent', items: [{ itemId: 'b' }] },
      problem: null,
    });
    expect(becomes({ intent: 'contact_change' }).becomes).toMatchObject({ statusId: 'contact', items: [] });
    for (const intent of ['question', 'refusal', 'insolvency', 'payment_plan'] as const)
      expect(becomes({ intent, items: ['a'] })).toEqual({ becomes: null, problem: null });
  });

  test('R-9 bank details are never filled in, whatever the words say of items and amounts', () => {
    expect(
      becomes({
        intent: 'bank_details',
        items: ['a'],
        amountMinor: 100,
        currency: 'EUR',
        date: '2026-03-10',
      }),
    ).toEqual({ becomes: null, problem: null });
  });
});

describe('what to do next', () => {
  const step = (options: Partial<Parameters<typeof nextStep>[0]>) =>
    nextStep({
      isPending: true,
      isEmpty: false,
      needsPerson: false,
      answersDispute: false,
      open: [],
      today,
      calendar,
      ...options,
    });
  const open = (...intents: ('promise' | 'bank_details' | 'dispute' | 'copy_request')[]) =>
    intents.map((intent, index) => ({ id: String(index), intent, date: '2026-03-10' }));

  test('R-6 P-11 the weightiest of several comes first', () => {
    expect(step({ open: open('promise', 'copy_request') })).toMatchObject({
      step: 'send_copy',
      proposalId: '1',
    });
    expect(step({ open: open('promise', 'dispute', 'bank_details') })?.step).toBe('verify_bank_details');
    expect(step({ open: open('promise') })).toMatchObject({ step: 'accept_promise', on: null });
  });

  test('R-6 a promise without a day asks for it; what no rule reads is read; what is handled asks for nothing', () => {
    expect(step({ open: [{ id: 'x', intent: 'promise', date: null }] })?.step).toBe('ask_for_date');
    expect(step({})?.step).toBe('read_words');
    expect(step({ isPending: false })).toBeNull();
    expect(step({ isEmpty: true })).toBeNull();
  });

  test('P-10 a colleague’s answer about an open dispute settles it', () => {
    expect(step({ answersDispute: true })?.step).toBe('settle_dispute');
  });
});

describe('where an item stands', () => {
  const item = {
    number: 'F-1',
    isOpen: true,
    originalMinor: 120_000,
    openMinor: 100_000,
    currency: 'EUR',
    dueOn: '2026-01-15',
    daysOverdue: 46,
    promise: { promisedOn: '2026-03-10', amountMinor: 40_000 },
    dispute: { reason: 'quality' as const, amountMinor: null },
    hold: { until: '2026-03-20' },
    rank: 2,
  };

  test('R-6 one sentence, in the language of the reader', () => {
    expect(situationOf(item, 'en')).toBe(
      'F-1: €1,000.00 of €1,200.00 open, 46 days late, €400.00 promised for 10 March 2026, disputed: quality, not chased before 20 March 2026, step 2 reached.',
    );
    expect(situationOf(item, 'fr')).toMatch(/^F-1: 1.000,00.€ à payer sur 1.200,00.€, 46 jours de retard, /);
    const plain = { ...item, openMinor: 120_000, promise: null, dispute: null, hold: null, rank: 0 };
    expect(situationOf({ ...plain, daysOverdue: 0 }, 'en')).toBe('F-1: €1,200.00 open, due today.');
    expect(situationOf({ ...plain, daysOverdue: -3, dueOn: '2026-03-05' }, 'en')).toBe(
      'F-1: €1,200.00 open, due 5 March 2026.',
    );
    expect(situationOf({ ...plain, openMinor: -500 }, 'en')).toBe('F-1: credit of €5.00.');
    expect(situationOf({ ...item, isOpen: false }, 'fr')).toBe('F-1: soldée.');
  });
});

test('R-11 two readings are compared claim by claim, by what people made of the first', () => {
  const claim: ReadClaim = {
    intent: 'promise',
    items: ['F-1', 'F-2'],
    amountMinor: null,
    currency: null,
    date: '2026-03-10',
    reason: null,
    quote: 'one place',
  };
  const wrong = { ...claim, intent: 'dispute' as const, date: null };
  const before = [
    { ...claim, state: 'accepted' as const },
    { ...wrong, state: 'dropped' as const },
  ];
  const again = { ...claim, items: ['F-2', 'F-1'], quote: 'another place' };
  expect(compareReadings(before, [again])).toEqual({
    added: 0,
    removed: 1,
    accepted: { before: 1, after: 1 },
    dropped: { before: 1, after: 0 },
  });
  expect(compareReadings(before, [wrong, { ...claim, date: '2026-03-11' }])).toMatchObject({
    added: 1,
    removed: 1,
    accepted: { before: 1, after: 0 },
  });
});

describe('R-6 the words of a mail with what stands beside them', () => {
  const item = (number: string) => ({
    number,
    type: 'invoice',
    issuedOn: '2026-02-01',
    dueOn: '2026-03-01',
    openMinor: 10_000,
    currency: 'EUR',
  });
  const context: WordsContext = {
    v: 1,
    subject: 'Re: Reminder',
    quoted: '',
    language: 'en',
    receivedOn: '2026-03-02',
    sentOn: null,
    account: {
      customer: 'ACME',
      language: 'en',
      timeZone: 'Europe/Paris',
      currency: 'EUR',
      items: [item('F-21041'), item('F-21042')],
    },
    chosen: [],
  };
  const said = (text: string, beside: Partial<WordsContext> = {}) =>
    readWords(text, { ...context, ...beside }).claims.map(({ intent, items }) =>
      [intent, ...items].join(' '),
    );

  test('R-6 an answer between quoted lines is about the items of the lines above it', () => {
    const text = 'We will pay it on Friday.\n\nThe goods arrived damaged.';
    const answers = [
      { at: 0, to: 'F-21041 of 1 February' },
      { at: 27, to: 'F-21042 of 1 February' },
    ];
    expect(said(text, { answers })).toEqual(['promise F-21041', 'dispute F-21042']);
  });

  test('R-6 the note of a colleague who sent it on claims nothing', () => {
    const note = 'F-21041 was paid yesterday, I believe.\n\n';
    expect(said(`${note}We will pay F-21042 on Friday.`, { wordsFrom: note.length })).toEqual([
      'promise F-21042',
    ]);
  });

  test('R-6 readings that were stored without them are read as before', () => {
    expect(said('We will pay F-21042 on Friday.')).toEqual(['promise F-21042']);
  });
});
