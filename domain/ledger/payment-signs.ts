/** With which sign a payments file writes money that came in; the other sign is money that went back. */
import type { ImportQuestion } from '../model/ledger.ts';
import { moneyInSigns } from '../vocabulary/imports.ts';
import { readAmount } from './amounts.ts';
import { cellText, isBlank, type Cell } from './cells.ts';

export interface PaymentSigns {
  plus: number;
  minus: number;
  /** As they are written, with a few of each sign. */
  examples: { written: string; isMinus: boolean }[];
}

export function paymentSigns(): PaymentSigns {
  return { plus: 0, minus: 0, examples: [] };
}

const examplesOfSign = 2;

export function addPaymentSign(signs: PaymentSigns, cell: Cell | undefined): void {
  if (isBlank(cell)) return;
  const read = [readAmount(cell, 'point'), readAmount(cell, 'comma')].find(({ ok }) => ok);
  if (read === undefined || !read.ok) return;
  if (!/[1-9]/.test(read.value.decimal)) return;
  const isMinus = read.value.decimal.startsWith('-');
  if (isMinus) signs.minus++;
  else signs.plus++;
  if (signs.examples.filter((example) => example.isMinus === isMinus).length < examplesOfSign)
    signs.examples.push({ written: cellText(cell), isMinus });
}

/**
 * Money comes in far more often than it goes back: with as many plus signs as minus signs or more, plus is money
 * received. Mostly or only minus signs are a ledger's way to write receipts, or a list of returns: null, to be asked.
 */
export function moneyInSign({ plus, minus }: Pick<PaymentSigns, 'plus' | 'minus'>): 'plus' | null {
  return minus > plus ? null : 'plus';
}

export function moneyInQuestion({ examples }: PaymentSigns, column: string): ImportQuestion {
  const options = moneyInSigns.map((value) => ({
    value,
    examples: examples.map(({ written, isMinus }) => ({
      written,
      read: isMinus === (value === 'minus') ? 'in' : 'back',
    })),
    unreadable: 0,
  }));
  return { id: 'moneyIn', columns: [column], options };
}
