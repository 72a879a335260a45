/** What a customer owes, by currency: the figures above the item list. */
import { daysBetween } from '../calendar/iso-date.ts';
import type { IsoDate, MinorByCurrency } from '../model/common.ts';
import { sumByCurrency } from '../money/amounts.ts';

export interface PositionItem {
  dueOn: IsoDate;
  /** Above zero for invoices and debit notes, below zero for credits and unapplied cash. */
  openMinor: number;
  currency: string;
  /** Under a promise that still runs. */
  isPromised?: boolean;
  /** Disputed part; at most the open amount counts. */
  disputedMinor?: number;
}

export interface PositionTotals {
  /** Everything, credits included. */
  balance: MinorByCurrency;
  /** Invoices and debit notes that are open, due or not. */
  receivable: MinorByCurrency;
  /** Of these, at least one day overdue. */
  overdue: MinorByCurrency;
  /** Credits and unapplied cash, below zero. */
  credits: MinorByCurrency;
  promised: MinorByCurrency;
  disputed: MinorByCurrency;
}

/** Totals on a day; a currency without any amount of a kind is absent from that kind. */
export function positionTotals(items: readonly PositionItem[], day: IsoDate): PositionTotals {
  const owed = items.filter((item) => item.openMinor > 0);
  return {
    balance: sumOpen(items),
    receivable: sumOpen(owed),
    overdue: sumOpen(owed.filter((item) => daysBetween(item.dueOn, day) >= 1)),
    credits: sumOpen(items.filter((item) => item.openMinor < 0)),
    promised: sumOpen(owed.filter((item) => item.isPromised)),
    disputed: sumByCurrency(
      owed
        .filter((item) => (item.disputedMinor ?? 0) > 0)
        .map((item) => ({
          amountMinor: Math.min(item.openMinor, item.disputedMinor ?? 0),
          currency: item.currency,
        })),
    ),
  };
}

function sumOpen(items: readonly PositionItem[]): MinorByCurrency {
  return sumByCurrency(items.map((item) => ({ amountMinor: item.openMinor, currency: item.currency })));
}
