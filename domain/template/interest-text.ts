import type { InterestKind } from '../vocabulary/ledger.ts';
import type { MessageLanguage } from '../vocabulary/languages.ts';
import { interestWords } from '../words/interest/words.ts';
import { messageWords } from '../words/message/words.ts';
import { formatPercent } from './format.ts';

export interface InterestTerms {
  /** Decimal text such as `12.15`: per cent a year, or points above the reference rate. */
  pct: string;
  kind: InterestKind;
  /** Of the creditor: its law names the rate. */
  country: string | undefined;
  currency: string;
}

/**
 * What late payment costs, in words that stand after "interest of", "au taux de", "in Höhe von", "intereses del".
 * Points are counted above the reference rate of Directive 2011/7/EU, article 2 (7): that of the European Central
 * Bank for the euro, else of the national bank (France: Code de commerce L441-10 II; Spain: Ley 3/2004, article 7).
 * Germany and Austria count from the Basiszinssatz (BGB § 288 (2) with § 247; UGB § 456).
 */
export function interestText(
  { pct, kind, country, currency }: InterestTerms,
  { language, locale }: { language: MessageLanguage; locale: string },
): string {
  if (kind === 'fixed') return `${formatPercent(pct, locale)} ${messageWords[language].perYear}`;
  const { sentence, points, rates } = interestWords[language];
  const value = Number(pct);
  const figure = new Intl.NumberFormat(locale, { maximumFractionDigits: 3 }).format(value);
  const form = new Intl.PluralRules(language).select(value) === 'one' ? points.one : points.other;
  const isBase = country === 'DE' || country === 'AT';
  const rate = isBase ? rates.base : currency === 'EUR' ? rates.euro : rates.other;
  return sentence.replace('{points}', form.replace('#', figure)).replace('{rate}', rate);
}
