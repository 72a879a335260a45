import { describe, expect, test } from 'vitest';
import {
  invoiceStatusCodes,
  invoiceStatusSystems,
  meaningOf,
  wordsOf,
  type StatedStatus,
} from './statuses.ts';

const today = '2026-03-10';
const stated = (more: Partial<StatedStatus>): StatedStatus => ({
  system: 'fr',
  code: '207',
  reasonCodes: [],
  note: '',
  paymentOn: null,
  amountMinor: null,
  ...more,
});
const meaning = (code: string, more: Partial<StatedStatus> = {}) =>
  meaningOf(stated({ system: /^\d/.test(code) ? 'fr' : 'peppol', code, ...more }), today);

describe('D-11 what a status of an electronic invoice says', () => {
  test.each([
    ['207', ['QTE_ERR'], 'quantity'],
    ['207', ['PU_ERR'], 'price'],
    ['207', ['MONTANTTOTAL_ERR'], 'price'],
    ['207', ['QUALITE_ERR'], 'quality'],
    ['207', ['LIVR_INCOMP'], 'delivery'],
    ['207', ['AUTRE', 'REF_CT_ABSENT'], 'missing_order'],
    ['207', [], 'other'],
    ['208', ['CMD_ERR'], 'missing_order'],
    ['208', ['JUSTIF_ABS'], 'other'],
    ['210', ['DOUBLON'], 'other'],
    ['213', ['REJ_SEMAN'], 'other'],
    ['206', ['REM_ERR'], 'price'],
    ['UQ', ['REF'], 'missing_order'],
    ['UQ', ['constructor'], 'other'],
    ['CA', ['QTY'], 'quantity'],
    ['RE', ['DEL'], 'delivery'],
    ['RE', ['PRI'], 'price'],
  ])('D-11 %s with %j is a dispute: %s', (code, reasonCodes, disputeReason) => {
    expect(meaning(code, { reasonCodes })).toEqual({
      status: 'dispute',
      disputeReason,
      isPaymentSent: false,
    });
  });

  test.each([
    ['AP', '2026-03-20', 'promise'],
    ['AP', today, 'promise'],
    ['AP', '2026-03-09', 'ongoing'],
    ['AP', null, 'ongoing'],
    ['205', '2026-03-20', 'promise'],
    ['CA', '2026-03-20', 'promise'],
    ['CA', null, 'ongoing'],
  ])('D-11 %s to be paid on %s is %s', (code, paymentOn, status) => {
    expect(meaning(code, { paymentOn })).toEqual({ status, disputeReason: null, isPaymentSent: false });
  });

  test.each(['211', '212', 'PD'])('D-11 %s is a payment on its way', (code) => {
    expect(meaning(code)).toEqual({ status: 'paid', disputeReason: null, isPaymentSent: true });
  });

  test('D-11 a part that was paid needs its amount; without one a person reads it', () => {
    expect(meaning('PD', { reasonCodes: ['PPD'] })).toMatchObject({
      status: 'ongoing',
      isPaymentSent: false,
    });
    expect(meaning('PD', { reasonCodes: ['PPD'], amountMinor: 100 })).toMatchObject({ isPaymentSent: true });
  });

  test.each(['200', '201', '202', '203', '204', '209', 'AB', 'IP'])(
    'D-11 %s asks nobody for anything',
    (code) => {
      expect(meaning(code)).toBeNull();
    },
  );

  test('D-11 every code of the lists has words and a meaning, any other is refused', () => {
    for (const system of invoiceStatusSystems)
      for (const code of invoiceStatusCodes(system)) {
        expect(() => meaningOf(stated({ system, code }), today)).not.toThrow();
        expect(wordsOf(stated({ system, code }), 'F-1')).toMatch(new RegExp(`^F-1: ${code} \\p{Lu}`, 'u'));
      }
    for (const code of ['199', '214', 'toString', 'UQ'])
      expect(() => meaningOf(stated({ code }), today)).toThrow(RangeError);
  });

  test('D-11 the words keep reasons and note as they came', () => {
    const said = stated({ reasonCodes: ['QTE_ERR', 'XY'], note: 'Manque 2 palettes' });
    expect(wordsOf(said, 'F-7')).toBe('F-7: 207 En litige · QTE_ERR · XY\nManque 2 palettes');
  });
});
