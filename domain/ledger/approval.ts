import type { IsoDate } from '../model/common.ts';
import type { ApprovalReason } from '../model/ledger.ts';
import type { ImportMode } from '../vocabulary/imports.ts';

export interface ClearingInput {
  mode: ImportMode;
  /** Day that the file stands for, and day of the last applied ledger. */
  asOf: IsoDate;
  lastAsOf: IsoDate | null;
  /** Share of open items, or of the open amount of a currency, above which clearing stops for approval. */
  limitPct: number;
  openItems: number;
  clearedItems: number;
  /** Claims only, by currency: open before the import, and cleared by it. */
  openMinor: Record<string, number>;
  clearedMinor: Record<string, number>;
}

/**
 * Why a full snapshot must be approved by a person (D-6): it would clear more than the set share of items or of the
 * amount of a currency, or it is older than the last one. Empty: it may be applied after review. A delta names what
 * it clears, line by line, and needs none.
 */
export function approvalReasons(input: ClearingInput): ApprovalReason[] {
  if (input.mode !== 'full') return [];
  const reasons: ApprovalReason[] = [];
  const { limitPct } = input;
  const itemsPct = share(input.clearedItems, input.openItems);
  if (itemsPct > limitPct) {
    reasons.push({
      code: 'clears_items',
      cleared: input.clearedItems,
      open: input.openItems,
      pct: itemsPct,
      limitPct,
    });
  }
  for (const currency of Object.keys(input.clearedMinor).sort()) {
    const clearedMinor = input.clearedMinor[currency] ?? 0;
    const openMinor = input.openMinor[currency] ?? 0;
    const pct = share(clearedMinor, openMinor);
    if (pct > limitPct)
      reasons.push({ code: 'clears_amount', currency, clearedMinor, openMinor, pct, limitPct });
  }
  if (input.lastAsOf !== null && input.asOf < input.lastAsOf) {
    reasons.push({ code: 'older_than_last', asOf: input.asOf, lastAsOf: input.lastAsOf });
  }
  return reasons;
}

/** Percentage with one decimal; rounded up, so that 30.04 % is above a limit of 30. */
function share(part: number, whole: number): number {
  return whole === 0 ? 0 : Math.ceil((part / whole) * 1000) / 10;
}
