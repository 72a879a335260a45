import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { after, isUnderWay, toBook, type PaymentNews } from './course.ts';

const opened = { state: 'opened', receivedMinor: 0, returnedMinor: 0 } as const;
const news = (state: PaymentNews['state'], receivedMinor = 0, returnedMinor = 0): PaymentNews => ({
  state,
  receivedMinor,
  returnedMinor,
});

describe('P-8 the course of a payment by a connector', () => {
  it.each<[PaymentNews[], string]>([
    [[news('opened')], 'opened'],
    [[news('in_progress')], 'in_progress'],
    [[news('in_progress'), news('opened')], 'in_progress'],
    [[news('in_progress'), news('failed')], 'failed'],
    [[news('failed'), news('in_progress')], 'failed'],
    [[news('expired'), news('opened')], 'expired'],
    [[news('settled', 500)], 'settled'],
    [[news('settled', 500), news('in_progress')], 'settled'],
    [[news('expired'), news('settled', 500)], 'settled'],
    [[news('settled', 500), news('settled', 500, 500)], 'returned'],
    [[news('settled', 500, 500), news('in_progress')], 'returned'],
    [[news('settled', 500, 500), news('settled', 500)], 'settled'],
  ])('P-8 %j leaves it %s', (reports, state) => {
    expect(reports.reduce(after, opened as Parameters<typeof after>[0]).state).toBe(state);
  });

  it('P-8 only what the customer may still pay, or has, is under way', () => {
    expect(isUnderWay('opened') && isUnderWay('in_progress')).toBe(true);
    expect(
      ['cancelled', 'expired', 'failed', 'settled', 'returned'].some((s) => isUnderWay(s as 'failed')),
    ).toBe(false);
  });

  it('P-8 what is recorded adds up to what the connector has, whatever it said in whichever order', () => {
    const reports = fc.array(
      fc.record({
        state: fc.constantFrom('opened', 'in_progress', 'failed', 'settled'),
        receivedMinor: fc.constantFrom(0, 700),
        returnedMinor: fc.integer({ min: 0, max: 900 }),
      }) as fc.Arbitrary<PaymentNews>,
    );
    fc.assert(
      fc.property(reports, (all) => {
        let bookedMinor = 0;
        let money: Parameters<typeof after>[0] = opened;
        for (const one of all) {
          money = after(money, one);
          bookedMinor += toBook(money, { bookedMinor, booking: 'at_once' });
          expect(toBook(money, { bookedMinor, booking: 'at_once' })).toBe(0);
          expect(toBook(money, { bookedMinor: 0, booking: 'by_ledger' })).toBe(0);
        }
        expect(bookedMinor).toBe(money.receivedMinor - money.returnedMinor);
        expect(bookedMinor).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});
