/** Between database columns and plain data: dates without zone, minor units. */
import type { IsoDate } from '../domain/model/common.ts';

/** `@db.Date` arrives as midnight UTC. */
export function toIsoDate(date: Date): IsoDate {
  return date.toISOString().slice(0, 10);
}

export function toIsoDateOrNull(date: Date | null): IsoDate | null {
  return date === null ? null : toIsoDate(date);
}

export function fromIsoDate(date: IsoDate): Date {
  return new Date(`${date}T00:00:00.000Z`);
}

/** Throws when the amount does not fit a safe integer (over 90 trillion of a currency with cents). */
export function toMinor(amount: bigint): number {
  const value = Number(amount);
  if (!Number.isSafeInteger(value)) throw new RangeError(`amount ${amount} is out of the safe range`);
  return value;
}
