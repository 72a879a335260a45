import fc from 'fast-check';
import jsQR from 'jsqr';
import sharp from 'sharp';
import { SwissQRCode } from 'swissqrbill/svg';
import { describe, expect, it } from 'vitest';
import { readReference } from '../bank/references.ts';
import { swissPayload } from './swiss-bill.ts';

/** Its types say otherwise: the module is the function. */
const readCode = jsQR as unknown as typeof jsQR.default;

const bill = {
  iban: 'CH44 3199 9123 0008 8901 2',
  name: 'Robert Schneider AG',
  address: { street: 'Rue du Lac 1268', postalCode: '2501', city: 'Biel', country: 'CH' },
  currency: 'CHF',
  amountMinor: 194_975,
  customerNumber: 'K-2100',
  numbers: ['313947'],
  remittance: 'K-2100 313947',
};
const ordinary = 'CH5800791123000889012';

const made = (part: Partial<typeof bill>) => {
  const outcome = swissPayload({ ...bill, ...part });
  if (!outcome.ok) throw new Error(outcome.code);
  return outcome.value;
};

describe('P-8 the payload of the Swiss QR code', () => {
  it('P-8 has the 31 lines of the guidelines, with a QR reference for a QR-IBAN', () => {
    const { payload, reference } = made({});
    expect(reference).toBe('210000000000000000003139471');
    expect(payload).toBe(
      'SPC\n0200\n1\nCH4431999123000889012\nS\nRobert Schneider AG\nRue du Lac 1268\n\n2501\nBiel\nCH\n' +
        '\n\n\n\n\n\n\n1949.75\nCHF\n\n\n\n\n\n\n\nQRR\n210000000000000000003139471\nK-2100 313947\nEPD',
    );
  });

  it.each([
    ['one document', ['539007547034'], 'SCOR\nRF18539007547034\n', 'RF18539007547034'],
    ['several', ['1', '2'], 'NON\n\n', null],
    ['a number with other signs', ['F/Ä'], 'NON\n\n', null],
  ] as [string, string[], string, string | null][])(
    'P-8 for another IBAN: %s',
    (_title, numbers, written, reference) => {
      const code = made({ iban: ordinary, numbers });
      expect(code.payload).toContain(`\n${written}K-2100`);
      expect(code.reference).toBe(reference);
    },
  );

  it('P-8 another implementation writes the same, as a decoder reads it', async () => {
    for (const part of [{}, { iban: ordinary, numbers: ['539007547034'] }, { iban: ordinary, numbers: [] }]) {
      const { payload, reference } = made({ ...part, name: 'Müller & Söhne' });
      const { street, postalCode: zip, city, country } = bill.address;
      const drawn = new SwissQRCode({
        currency: 'CHF',
        amount: 1949.75,
        creditor: {
          account: payload.split('\n')[3]!,
          name: 'Müller & Söhne',
          address: street,
          zip,
          city,
          country,
        },
        ...(reference === null ? {} : { reference }),
        message: bill.remittance,
      }).toString();
      const { data, info } = await sharp(Buffer.from(drawn), { density: 600 })
        .flatten({ background: '#fff' })
        .resize(570, 570)
        .extend({ top: 80, bottom: 80, left: 80, right: 80, background: '#fff' })
        .toColourspace('srgb')
        .ensureAlpha()
        .raw()
        .toBuffer({ resolveWithObject: true });
      const found = readCode(new Uint8ClampedArray(data), info.width, info.height);
      expect(new TextDecoder().decode(new Uint8Array(found!.binaryData))).toBe(payload);
    }
  });

  it.each([
    ['another country', { iban: 'FR7630006000011234567890189' }, 'validation_failed'],
    ['dollars', { currency: 'USD' }, 'validation_failed'],
    ['nothing to pay', { amountMinor: 0 }, 'amount_invalid'],
    ['no town', { address: { ...bill.address, city: ' ' } }, 'validation_failed'],
    ['a QR-IBAN without figures to refer to', { customerNumber: 'K', numbers: ['A'] }, 'validation_failed'],
  ] as [string, Partial<typeof bill>, string][])('P-8 refuses %s', (_name, part, code) => {
    expect(swissPayload({ ...bill, ...part })).toMatchObject({ ok: false, code });
  });

  it('P-8 D-10 regardless of the words, the form holds and references have their check digits', () => {
    fc.assert(
      fc.property(
        fc.string({ maxLength: 100, unit: 'binary' }),
        fc.array(fc.stringMatching(/^[A-Z0-9-]{1,12}$/), { maxLength: 3 }),
        fc.integer({ min: 1, max: 99_999_999_999 }),
        fc.constantFrom(bill.iban, ordinary),
        (text, numbers, amountMinor, iban) => {
          const { payload, reference } = made({ iban, remittance: text, numbers, amountMinor });
          const lines = payload.split('\n');
          expect(lines).toHaveLength(31);
          expect(Math.round(Number(lines[18]) * 100)).toBe(amountMinor);
          expect(lines[29]).toMatch(/^[\u{20}-\u{7E}\u{A0}-\u{17F}\u{218}-\u{21B}€]{0,140}$/u);
          if (reference !== null) expect(readReference(reference, false)?.written).toBe(reference);
        },
      ),
    );
  });
});
