/**
 * Currencies and their minor units: the table of ISO 4217:2015, list one, as its maintenance agency publishes it
 * (SIX Financial Information, amendments up to 179 of 2025). Intl follows CLDR instead, which writes HUF, COP, IDR, PKR,
 * IQD and others without the minor units that banks and ledgers use, so that its digits are never asked for.
 */

/** Codes in use by their number of decimals. */
const codesByDecimals: Record<number, string> = {
  0: 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF',
  2:
    'AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF CHE CHF ' +
    'CHW CNY COP COU CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG ' +
    'HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR ' +
    'MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD ' +
    'SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD USN UYU UZS VED VES WST XCD XCG ' +
    'YER ZAR ZMW ZWG',
  3: 'BHD IQD JOD KWD LYD OMR TND',
  4: 'CLF UYW',
};

/** Withdrawn since 2015 (list three): ledgers still hold open items in them. */
const withdrawn = 'ANG BYR CUC HRK LTL MRO SLL STD VEF ZWL';
const withdrawnWithoutDecimals = new Set(['BYR']);

const decimalsOf = new Map<string, number>();
for (const [decimals, codes] of Object.entries(codesByDecimals))
  for (const code of codes.split(' ')) decimalsOf.set(code, Number(decimals));
for (const code of withdrawn.split(' ')) decimalsOf.set(code, withdrawnWithoutDecimals.has(code) ? 0 : 2);

/** Every currency that is read and written, in alphabetical order. */
export const currencyCodes: readonly string[] = [...decimalsOf.keys()].sort();

/** Digits after the decimal point: 2 for EUR, 0 for JPY, 3 for BHD; 2 for what is no currency. */
export function currencyDecimals(currency: string): number {
  return decimalsOf.get(currency) ?? 2;
}

/** True for a currency by its ISO 4217 code, in capital letters. Precious metals and test codes are none. */
export function isKnownCurrency(currency: string): boolean {
  return decimalsOf.has(currency);
}
