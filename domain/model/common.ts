import { z } from 'zod';
import { weekdays } from '../vocabulary/calendar.ts';

/** A calendar date without a zone, `YYYY-MM-DD`, checked to exist. */
export const isoDate = z.iso.date();
export type IsoDate = string;

export const uuid = z.uuid();

/** ISO 4217 code. */
export const currencyCode = z.string().regex(/^[A-Z]{3}$/, 'three capital letters, such as EUR');

/** ISO 3166-1 alpha-2 code. */
export const countryCode = z.string().regex(/^[A-Z]{2}$/, 'two capital letters, such as FR');

/** Integer minor units (cents for EUR, yen for JPY, fils for BHD); never a fraction. */
export const minor = z.number().int().safe();

/** Amounts by currency; never added across keys. */
export type MinorByCurrency = Record<string, number>;

export const weekday = z.enum(weekdays);

/** An IANA time zone known to this runtime. */
export const timeZone = z.string().refine(isTimeZone, 'an IANA time zone, such as Europe/Paris');

/** Whether this runtime knows it. */
export function isTimeZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}
