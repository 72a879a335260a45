import { expect, it } from 'vitest';
import { createFormat } from '../../format.ts';
import { loadPagesText } from '../../text/visitors/shared/load.ts';
import { replySentence } from './reply-sentence.ts';

const item = { currency: 'EUR', openMinor: 1_245_000, amountMinor: null };
const said = { status: 'promise', promisedOn: '2026-12-15', disputeReason: null, items: [item] } as const;

it('P-9 a promise is read back with its amount, whole or in part; other answers with the part they named', async () => {
  const words = [await loadPagesText('en'), createFormat('en', 'Europe/Paris')] as const;
  const part = [{ ...item, amountMinor: 500_000 }];
  expect(replySentence(said, ...words)).toBe('Payment on 15 Dec 2026, €12,450.00');
  expect(replySentence({ ...said, items: part }, ...words)).toBe('Payment on 15 Dec 2026, €5,000.00 of it');
  const dispute = { ...said, status: 'dispute', promisedOn: null, disputeReason: 'price' } as const;
  expect(replySentence(dispute, ...words)).not.toContain('€');
  expect(replySentence({ ...dispute, items: part }, ...words)).toContain('€5,000.00');
  expect(replySentence({ ...said, items: [] }, ...words)).toBe('Payment on 15 Dec 2026');
});

it('P-9 currencies are not added up, and a credit is not promised', async () => {
  const words = [await loadPagesText('fr'), createFormat('fr', 'Europe/Paris')] as const;
  const items = [item, { ...item, currency: 'USD', openMinor: 100 }, { ...item, openMinor: -5 }];
  expect(replySentence({ ...said, items }, ...words).replaceAll(/\s/g, ' ')).toBe(
    'Paiement le 15 déc. 2026, 12 450,00 € + 1,00 $US',
  );
});
