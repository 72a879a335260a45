import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { caseOf, lineOf } from '../../test/support/engine-cases.ts';
import { daysBetween } from '../calendar/iso-date.ts';
import { decide } from '../dunning/decide.ts';
import type { PositionLine } from '../model/decision.ts';
import { nettingRules, type NettingRule } from '../vocabulary/ledger.ts';
import { duePayments, paymentsOf, statementFigures, type StatementLine } from './amount-to-pay.ts';

const today = '2026-01-12';

function line(number: string, openMinor: number, more: Partial<StatementLine> = {}): StatementLine {
  return {
    id: number,
    number,
    currency: 'EUR',
    openMinor,
    daysOverdue: 10,
    disputedMinor: 0,
    isPromised: false,
    isHeld: false,
    ...more,
  };
}

const all = (lines: readonly StatementLine[]) => ({ ids: new Set(lines.map(({ id }) => id)), ticked: false });
const ticked = (...ids: string[]) => ({ ids: new Set(ids), ticked: true });

describe('P-1 the page asks for what the reminder asks for', () => {
  it.each<[string, StatementLine[], NettingRule, number, number]>([
    ['a part disputed', [line('A', 1_000, { disputedMinor: 200 })], 'net', 800, 1_000],
    ['reversed by a credit note', [line('A', 1_000), line('C', -1_000)], 'net', 0, 0],
    ['a credit beside it', [line('A', 1_000), line('C', -400)], 'net', 600, 600],
    ['a credit that is only listed', [line('A', 1_000), line('C', -400)], 'list', 1_000, 1_000],
    ['a credit that is ignored', [line('A', 1_000), line('C', -400)], 'ignore', 1_000, 1_000],
    ['in credit', [line('A', 1_000), line('C', -1_700)], 'net', 0, -700],
    ['promised', [line('A', 1_000, { isPromised: true }), line('B', 500)], 'net', 500, 1_500],
    ['all promised, with a credit', [line('A', 1_000, { isPromised: true }), line('C', -400)], 'net', 0, 600],
    ['held', [line('A', 1_000, { isHeld: true })], 'net', 0, 1_000],
    ['not due yet', [line('A', 1_000, { daysOverdue: 0 })], 'net', 0, 1_000],
    [
      'a credit note for the disputed part',
      [line('A', 1_000, { disputedMinor: 400 }), line('C', -400, { refersTo: 'A' })],
      'net',
      600,
      600,
    ],
  ])('P-1 %s', (_title, lines, netting, overdueMinor, balanceMinor) => {
    expect(statementFigures(lines, netting)['EUR']).toMatchObject({ overdueMinor, balanceMinor });
    const overdue = lines.filter(({ openMinor, daysOverdue }) => openMinor > 0 && daysOverdue >= 1);
    expect(paymentsOf(lines, netting, all(overdue))['EUR']?.amountMinor ?? 0).toBe(overdueMinor);
  });

  it('P-1 currencies do not touch each other', () => {
    const lines = [line('A', 1_000), line('C', -400, { currency: 'USD' })];
    expect(statementFigures(lines, 'net')).toMatchObject({
      EUR: { overdueMinor: 1_000 },
      USD: { overdueMinor: 0, balanceMinor: -400 },
    });
    expect(paymentsOf(lines, 'net', all(lines))).toEqual({ EUR: { amountMinor: 1_000, numbers: ['A'] } });
  });

  it('P-7 ticked items: a promise can be kept, a dispute is not paid, a netted credit is taken off', () => {
    const lines = [
      line('A', 1_000, { isPromised: true }),
      line('B', 500, { disputedMinor: 500 }),
      line('D', 300),
      line('C', -200),
    ];
    expect(paymentsOf(lines, 'net', ticked('A'))['EUR']?.amountMinor).toBe(1_000);
    expect(paymentsOf(lines, 'net', ticked('B'))['EUR']).toBeUndefined();
    expect(paymentsOf(lines, 'net', ticked('D'))['EUR']).toEqual({ amountMinor: 100, numbers: ['D'] });
    expect(paymentsOf(lines, 'net', ticked('D', 'C'))['EUR']?.amountMinor).toBe(100);
    expect(paymentsOf(lines, 'list', ticked('D', 'C'))['EUR']?.amountMinor).toBe(300);
    expect(paymentsOf(lines, 'net', ticked('C'))['EUR']).toBeUndefined();
  });

  it('P-1 one of several: what is ticked, and no more than all of it would come to', () => {
    const lines = [line('A', 1_000), line('B', 500), line('C', -400)];
    expect(paymentsOf(lines, 'net', ticked('A'))['EUR']?.amountMinor).toBe(1_000);
    expect(paymentsOf(lines, 'net', ticked('A', 'B'))['EUR']?.amountMinor).toBe(1_100);
  });

  it.each<[string, StatementLine[], NettingRule, number, ReturnType<typeof duePayments>]>([
    [
      'a part promised, not read yet: late stays late, the promise is what is paid',
      [line('A', 1_000, { isHeld: true, saidMinor: 400 }), line('B', 500, { daysOverdue: -9 })],
      'net',
      1_000,
      { covers: 'promised', payments: { EUR: { amountMinor: 400, numbers: ['A'] } } },
    ],
    [
      'a part promised, agreed',
      [line('A', 1_000, { isPromised: true, promisedPartMinor: 400 })],
      'net',
      1_000,
      { covers: 'promised', payments: { EUR: { amountMinor: 400, numbers: ['A'] } } },
    ],
    [
      'promised earlier, said now to be paid already: nothing is asked, no undue item takes its place',
      [
        line('A', 1_000, { isPromised: true, isHeld: true, saidMinor: 0 }),
        line('B', 500, { daysOverdue: -9 }),
      ],
      'net',
      1_000,
      { covers: 'nothing', payments: {} },
    ],
    [
      'one of two late ones answered: the other is asked for',
      [line('A', 1_000, { isHeld: true, saidMinor: 400 }), line('B', 500)],
      'net',
      1_500,
      { covers: 'overdue', payments: { EUR: { amountMinor: 500, numbers: ['B'] } } },
    ],
    [
      'a promise of more than the balance',
      [line('A', 1_000, { isPromised: true }), line('C', -700)],
      'net',
      300,
      { covers: 'promised', payments: { EUR: { amountMinor: 300, numbers: ['A'] } } },
    ],
    [
      'nothing late, one answered',
      [
        line('A', 1_000, { daysOverdue: -1, isHeld: true, saidMinor: 0 }),
        line('B', 500, { daysOverdue: -9 }),
      ],
      'net',
      0,
      { covers: 'rest', payments: { EUR: { amountMinor: 500, numbers: ['B'] } } },
    ],
    [
      'nothing late',
      [line('B', 500, { daysOverdue: -9 }), line('C', -200)],
      'net',
      0,
      { covers: 'open', payments: { EUR: { amountMinor: 300, numbers: ['B'] } } },
    ],
    ['reversed', [line('A', 500), line('C', -500)], 'net', 0, { covers: 'nothing', payments: {} }],
  ])('P-1 after an answer: %s', (_title, lines, netting, lateMinor, due) => {
    expect(statementFigures(lines, netting)['EUR']).toMatchObject({ lateMinor });
    expect(duePayments(lines, netting)).toEqual(due);
  });

  it('P-7 a ticked line with a promise for a part of it is paid by that part', () => {
    const lines = [line('A', 1_000, { isPromised: true, promisedPartMinor: 400 })];
    expect(paymentsOf(lines, 'net', ticked('A'))['EUR']?.amountMinor).toBe(400);
    const said = [line('A', 1_000, { isHeld: true, saidMinor: 400 })];
    expect(paymentsOf(said, 'net', ticked('A'))['EUR']?.amountMinor).toBe(400);
  });

  const anyLine = fc.record({
    number: fc.constantFrom('F-1', 'F-2', 'F-3', 'F-4', 'F-5', 'F-6'),
    openMinor: fc.oneof(fc.integer({ min: 1, max: 5_000 }), fc.integer({ min: -5_000, max: -1 })),
    currency: fc.constantFrom('EUR', 'USD'),
    dueOn: fc.constantFrom('2025-11-20', '2025-12-20', '2026-01-11', '2026-01-12', '2026-02-01'),
    disputedMinor: fc.option(fc.integer({ min: 1, max: 6_000 }), { nil: undefined }),
    promisedOn: fc.option(fc.constantFrom('2026-01-20'), { nil: undefined }),
    isHeld: fc.boolean(),
    refersTo: fc.option(fc.constantFrom('F-1', 'F-2', 'F-3'), { nil: undefined }),
  });

  it('P-1 for any position, "of which overdue" and its transfer are the total of the reminder of that day', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(anyLine, {
          minLength: 1,
          maxLength: 6,
          selector: ({ number, currency }) => `${number} ${currency}`,
        }),
        fc.constantFrom(...nettingRules),
        (drawn, netting) => {
          const lines = drawn.map(({ isHeld, disputedMinor, promisedOn, refersTo, ...same }): PositionLine =>
            lineOf({
              ...same,
              id: `${same.number} ${same.currency}`,
              type: same.openMinor < 0 ? 'credit_note' : 'invoice',
              ...(same.openMinor > 0 && disputedMinor !== undefined ? { disputedMinor } : {}),
              ...(same.openMinor > 0 && promisedOn !== undefined ? { promisedOn } : {}),
              ...(same.openMinor > 0 && isHeld ? { hold: { until: null } } : {}),
              ...(same.openMinor < 0 && refersTo !== undefined ? { refersTo } : {}),
            }),
          );
          const base = caseOf({ lines });
          const { due } = decide({
            ...base,
            customer: { ...base.customer, netting, minimumAmountMinor: {} },
          });
          const shown = lines.map((one): StatementLine => ({
            id: one.id,
            number: one.number,
            currency: one.currency,
            openMinor: one.openMinor,
            daysOverdue: daysBetween(one.dueOn, today),
            disputedMinor: one.disputedMinor ?? 0,
            isPromised: one.promisedOn !== undefined,
            isHeld: one.hold !== undefined,
            refersTo: one.refersTo,
          }));
          const figures = statementFigures(shown, netting);
          const overdue = shown.filter(({ openMinor, daysOverdue }) => openMinor > 0 && daysOverdue >= 1);
          const payments = paymentsOf(shown, netting, all(overdue));
          for (const [currency, { overdueMinor, balanceMinor, payableMinor, creditsMinor }] of Object.entries(
            figures,
          )) {
            if (due) expect(overdueMinor).toBe(Math.max(0, due.totals[currency] ?? 0));
            expect(payments[currency]?.amountMinor ?? 0).toBe(overdueMinor);
            expect(payableMinor).toBeGreaterThanOrEqual(overdueMinor);
            expect(overdueMinor).toBeLessThanOrEqual(Math.max(0, balanceMinor) + creditsMinor);
            expect(overdueMinor).toBeLessThanOrEqual(figures[currency]?.lateMinor ?? 0);
          }
        },
      ),
      { numRuns: 2000 },
    );
  });
});
