/** A claim whose day and amount are chosen. */
import type { IsoDate } from '../model/common.ts';
import type { Claim } from './claims.ts';

export interface SettledClaim extends Claim {
  date: IsoDate | null;
  amountMinor: number | null;
  currency: string | null;
  /** A day was written that cannot be meant. */
  hasDoubtfulDate: boolean;
}
