import { cellText, isBlank, type Cell } from './cells.ts';
import type { LedgerField } from './fields.ts';
import { plainHeader } from './headers.ts';

const amounts = new Set<LedgerField>([
  'openAmount', 'originalAmount', 'debitAmount', 'creditAmount', 'paidAmount', 'runningBalance', 'currency', 'side',
]); // prettier-ignore

const sumWords =
  /^(?:sub|grand)?total|^(?:zwischen|gesamt|end)?summe|^gesamt|^somme|^soustotal|^suma|^totale|^totaal|^razem|^ogolem|^soma|^totalt/;

/**
 * A row of sums, which reports print below or between the documents: it names no document and no date, and says so
 * (`Total`, `Summe`, `* 4711`) or holds amounts alone.
 */
export function isSumRow(cells: Cell[], columns: Partial<Record<LedgerField, number>>): boolean {
  const { number, dueOn, issuedOn, customerNumber } = columns;
  const isDocument = [number, dueOn, issuedOn].some(
    (index) => index !== undefined && !isBlank(cells[index]) && !saysSum(cellText(cells[index])),
  );
  if (isDocument) return false;
  if (cells.some((cell) => typeof cell === 'string' && saysSum(cell))) return true;
  if (customerNumber !== undefined && !isBlank(cells[customerNumber])) return false;
  const amountColumns = new Set(
    Object.entries(columns).flatMap(([f, i]) => (amounts.has(f as LedgerField) ? [i] : [])),
  );
  return cells.every((cell, index) => isBlank(cell) || amountColumns.has(index));
}

function saysSum(text: string): boolean {
  const trimmed = text.trim();
  // Nearly every cell begins otherwise.
  if (!/^(?:\*|sub|grand|tot|zwi|ges|end|sum|som|sous|raz|og|so)/i.test(trimmed)) return false;
  return /^\*+(\s|$)/.test(trimmed) || sumWords.test(plainHeader(trimmed));
}
