/**
 * What the law gives a creditor for late payment between businesses, where nothing else was agreed: Directive
 * 2011/7/EU, articles 3 and 6 (at least 8 points above the reference rate of the European Central Bank, at least 40
 * euros an invoice), and the states with the euro that give more: France L. 441-10 Code de commerce (10 points), Germany
 * § 288 BGB (9 points above the base rate), Austria § 456 UGB (9.2 points above the base rate). States with another
 * currency convert the compensation by laws of their own: nothing is offered for them.
 */
export const euroStates: readonly string[] = [
  'AT', 'BE', 'CY', 'DE', 'EE', 'ES', 'FI', 'FR', 'GR', 'HR', 'IE', 'IT', 'LT', 'LU', 'LV', 'MT', 'NL', 'PT', 'SI', 'SK',
]; // prettier-ignore
const pointsOf: Record<string, number> = { FR: 10, DE: 9, AT: 9.2 };

export interface LegalTerms {
  lateInterestKind: 'over_reference';
  /** Points above the reference rate. */
  lateInterestPct: number;
  /** Euro cents. */
  fixedCompensationMinor: number;
}

/** Null where this product knows no default for the country and the currency that invoices are in. */
export function legalTerms({ country, currency }: { country: string; currency: string }): LegalTerms | null {
  if (currency !== 'EUR' || !euroStates.includes(country)) return null;
  return {
    lateInterestKind: 'over_reference',
    lateInterestPct: pointsOf[country] ?? 8,
    fixedCompensationMinor: 4_000,
  };
}
