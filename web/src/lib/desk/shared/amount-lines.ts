/** Amounts of several currencies in one field, one a line: `EUR 15.00`. */
import type { Format } from '../../format.ts';

export function writeAmountLines(format: Format, amounts: Record<string, number>): string {
  return Object.entries(amounts)
    .map(([currency, minor]) => `${currency} ${format.amountInput(minor, currency)}`)
    .join('\n');
}

/** Undefined: a line is none, or is below zero. */
export function readAmountLines(format: Format, typed: string): Record<string, number> | undefined {
  const amounts: Record<string, number> = {};
  for (const line of typed.split('\n')) {
    if (line.trim() === '') continue;
    const [, currency = '', amount = ''] = /^\s*([A-Za-z]{3})\s+(.+)$/.exec(line) ?? [];
    const minor = format.readAmount(amount.trim(), currency.toUpperCase());
    if (minor === undefined || minor < 0) return undefined;
    amounts[currency.toUpperCase()] = minor;
  }
  return amounts;
}
