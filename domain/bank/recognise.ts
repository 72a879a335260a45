/** Which format a file has, by how it begins; its name is not asked. */
import type { BankFormat } from '../vocabulary/bank.ts';

/** `start`: the first few thousand characters. Null: none that is read. */
export function recogniseBankFormat(start: string): BankFormat | null {
  const text = start.replace(/^(?:\uFEFF|\u00EF\u00BB\u00BF)/, '').trimStart();
  if (text.startsWith('<')) return /camt\.05\d|BkToCstmr/.test(text) ? 'camt' : null;
  if (/^0{5}\d{6}\d{3}05[ D]/.test(text)) return 'coda';
  const isSwift = /^:20:/m.test(text) && /^:25P?:/m.test(text);
  return isSwift || /^\{1:F01[^\n]*\{2:[IO]940/.test(text) ? 'mt940' : null;
}
