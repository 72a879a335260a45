/** By what an entry of a bank is known again: in the same file, in another format, as an advice and in a statement. */
import type { BankEntry, StatementHead } from './statement.ts';

/**
 * Counts the entries of one file, so that two transfers that are alike are two.
 * With the bank's own name an entry is the same in each file that tells of it; without one by its content, and by the
 * number of its statement where the format has no other name for it.
 */
export class EntryKeys {
  private readonly seen = new Map<string, number>();

  keyOf(
    head: Pick<StatementHead, 'account' | 'number' | 'page'>,
    entry: BankEntry,
    isNumbered: boolean,
  ): string {
    const { amountMinor, currency, bankId, bookedOn, valueOn, transactions } = entry;
    const common = [head.account, amountMinor, currency];
    const [only] = transactions;
    const content =
      bankId === null
        ? [
            ...common,
            bookedOn,
            valueOn,
            ...(isNumbered ? [head.number, head.page] : []),
            ...(transactions.length === 1
              ? [
                  only!.references.endToEnd,
                  only!.references.structured[0] ?? '',
                  only!.text,
                  only!.counterparty.iban,
                ]
              : [transactions.length]),
          ]
        : [...common, bankId];
    const key = JSON.stringify(content);
    const nth = (this.seen.get(key) ?? 0) + 1;
    this.seen.set(key, nth);
    return nth === 1 ? key : `${key}#${nth}`;
  }
}
