import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { epcPayload, remittanceOf, type Transfer } from './epc-qr.ts';
import { readBic, readIban } from './iban.ts';

const transfer: Transfer = {
  name: 'Wikimedia Foerdergesellschaft',
  iban: 'DE33 1002 0500 0001 1947 00',
  bic: 'BFSWDE33BER',
  amountMinor: 12_345,
  remittance: 'Spende fuer Wikipedia',
};

describe('P-7 the payload of the EPC QR code', () => {
  it('P-7 is the example of the guideline, line by line', () => {
    expect(epcPayload(transfer)).toEqual({
      ok: true,
      value:
        'BCD\n002\n1\nSCT\nBFSWDE33BER\nWikimedia Foerdergesellschaft\nDE33100205000001194700\nEUR123.45\n\n\nSpende fuer Wikipedia',
    });
  });

  it('P-7 ends with its last filled line: no empty lines behind it', () => {
    const bare = epcPayload({ ...transfer, bic: null, remittance: '' });
    expect(bare).toMatchObject({
      ok: true,
      value: 'BCD\n002\n1\nSCT\n\nWikimedia Foerdergesellschaft\nDE33100205000001194700\nEUR123.45',
    });
  });

  it.each([
    ['nothing to pay', { amountMinor: 0 }, 'amount_invalid'],
    ['a credit', { amountMinor: -100 }, 'amount_invalid'],
    ['a billion', { amountMinor: 100_000_000_000 }, 'amount_invalid'],
    ['an account with a slip in it', { iban: 'DE33100205000001194701' }, 'validation_failed'],
    ['a bank that is none', { bic: 'BANK' }, 'validation_failed'],
    ['nobody to pay', { name: ' \n ' }, 'validation_failed'],
  ] as [string, Partial<Transfer>, string][])('P-7 refuses %s', (_name, part, code) => {
    expect(epcPayload({ ...transfer, ...part })).toMatchObject({ ok: false, code });
  });

  it('P-7 regardless of the names, the lines are those of the guideline and fit the largest code', () => {
    fc.assert(
      fc.property(
        fc.string({ minLength: 1, maxLength: 200, unit: 'binary' }),
        fc.string({ maxLength: 400, unit: 'binary' }),
        fc.integer({ min: 1, max: 99_999_999_999 }),
        (name, remittance, amountMinor) => {
          const made = epcPayload({ ...transfer, name, remittance, amountMinor });
          if (!made.ok) {
            expect(made.params).toEqual({ field: 'name' });
            return;
          }
          const lines = made.value.split('\n');
          expect(lines.slice(0, 4)).toEqual(['BCD', '002', '1', 'SCT']);
          expect(lines.length).toBeLessThanOrEqual(11);
          expect([...lines[5]!].length).toBeLessThanOrEqual(70);
          expect([...(lines[10] ?? '')].length).toBeLessThanOrEqual(140);
          expect(Math.round(Number(lines[7]!.slice(3)) * 100)).toBe(amountMinor);
          expect(new TextEncoder().encode(made.value).length).toBeLessThanOrEqual(331);
        },
      ),
    );
  });

  it('P-7 names the customer and as many documents as fit, each whole', () => {
    expect(remittanceOf('C-1', ['F1', 'F2', 'F1'])).toBe('C-1 F1 F2');
    const numbers = Array.from({ length: 40 }, (_, n) => `INVOICE-${1000 + n}`);
    const text = remittanceOf('C-1', numbers);
    expect(text.length).toBeLessThanOrEqual(140);
    expect(text).toMatch(/^C-1 (INVOICE-\d{4} )+\+\d+$/);
    expect(remittanceOf('C-1', ['x'.repeat(200)])).toBe('C-1');
  });
});

describe('P-7 account numbers', () => {
  it('P-7 are checked by their check digits', () => {
    expect(readIban('fr76 3000 6000 0112 3456 7890 189')).toBe('FR7630006000011234567890189');
    expect(readIban('FR7630006000011234567890188')).toBeNull();
    expect(readIban('FR76')).toBeNull();
    expect([readBic('agrifrpp'), readBic('AGRIFRPPXXX'), readBic('AGRI')]).toEqual([
      'AGRIFRPP',
      'AGRIFRPPXXX',
      null,
    ]);
  });
});
