/** VAT numbers as the tax offices of Europe check them: form and check digits, not whether the company exists. */
import { stdnum } from 'stdnum';

interface NumberCheck {
  validate(written: string): { isValid: boolean };
}

/** Under which name each country's number is known. */
const kinds: Record<string, readonly string[]> = {
  AT: ['uid'],
  BE: ['vat'],
  BG: ['vat'],
  CH: ['vat'],
  CY: ['vat'],
  CZ: ['dic'],
  DE: ['vat'],
  DK: ['cvr'],
  EE: ['kmkr'],
  ES: ['nif'],
  FI: ['alv'],
  FR: ['tva'],
  GB: ['vat'],
  GR: ['vat'],
  HR: ['oib'],
  HU: ['anum'],
  IE: ['vat'],
  IT: ['iva'],
  LT: ['pvm'],
  LU: ['tva'],
  LV: ['pvn'],
  MT: ['vat'],
  NL: ['btw'],
  NO: ['mva'],
  PL: ['nip'],
  PT: ['nif'],
  RO: ['cif', 'cui'],
  SE: ['vat'],
  SI: ['ddv'],
  SK: ['dph'],
};

/** Prefixes that are no country codes: Greece, Northern Ireland, and the Swiss register. */
const prefixes: Record<string, string> = { EL: 'GR', XI: 'GB' };
const withoutPrefix = new Set(['CH', 'NO']);

/**
 * The number in capitals without separators and with the prefix of its country; null where form or check digits are
 * wrong. A number of another country than the company's says so by its prefix. What cannot be checked, outside of
 * Europe, is kept as it was written.
 *
 * @param country ISO 3166-1 alpha-2 of the company
 */
export function readVatNumber(written: string, country: string): string | null {
  const text = written.trim().toUpperCase();
  const compact = text.replaceAll(/[\s.\-/]/g, '');
  const prefix = /^[A-Z]{2}(?=[A-Z0-9])/.exec(compact)?.[0];
  const named = prefix === undefined ? undefined : (prefixes[prefix] ?? prefix);
  const of = named !== undefined && kinds[named] !== undefined ? named : country;
  const checks = kinds[of];
  if (checks === undefined) return /^[A-Z0-9][A-Z0-9 ./-]{2,29}$/.test(text) ? text : null;
  if (!checks.some((kind) => isValid(of, kind, prefix === 'XI' ? compact.slice(2) : compact))) return null;
  if (withoutPrefix.has(of)) return compact;
  const own = of === 'GR' ? 'EL' : prefix === 'XI' ? 'XI' : of;
  return compact.startsWith(own) ? compact : named === of ? own + compact.slice(2) : own + compact;
}

function isValid(country: string, kind: string, written: string): boolean {
  const found = (stdnum as Record<string, Record<string, NumberCheck> | undefined>)[country]?.[kind];
  return found?.validate(written).isValid === true;
}
