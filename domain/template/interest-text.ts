import type { InterestKind } from '../vocabulary/ledger.ts';
import type { MessageLanguage } from '../vocabulary/languages.ts';
import type { RateInForce } from '../interest/rate-in-force.ts';
import { ppmToPercent } from '../interest/reference-rates.ts';
import { interestWords } from '../words/interest/words.ts';
import { messageWords } from '../words/message/words.ts';
import { formatDate, formatPercent } from './format.ts';

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
  const { sentence, rates } = interestWords[language];
  const isBase = country === 'DE' || country === 'AT';
  const rate = isBase ? rates.base : currency === 'EUR' ? rates.euro : rates.other;
  return sentence.replace('{points}', pointsText(pct, { language, locale })).replace('{rate}', rate);
}

/** The rate itself, with the days that it holds for and what it is made of (M-1). */
export function rateText(
  { ratePpm, reference, period, statute }: RateInForce,
  { language, locale }: { language: MessageLanguage; locale: string },
): string {
  const { inPeriod, rates } = interestWords[language];
  const percent = (ppm: number) => formatPercent(ppmToPercent(ppm), locale);
  const yearly = `${percent(ratePpm)} ${messageWords[language].perYear}`;
  if (reference === null) return yearly;
  const when =
    period &&
    inPeriod
      .replace('{from}', formatDate(period.fromOn, locale))
      .replace('{to}', formatDate(period.throughOn, locale));
  const name =
    reference.rate === 'de_base_rate'
      ? rates.base
      : reference.rate === 'ecb_main_refinancing'
        ? rates.euro
        : rates.other;
  const points = pointsText(ppmToPercent(reference.marginPpm), { language, locale });
  const made = `${name} ${percent(reference.ppm)} + ${points}`;
  const source = statute === null ? made : `${made}, ${statute}`;
  return [yearly, when, `(${source})`].filter(Boolean).join(' ');
}

function pointsText(
  pct: string,
  { language, locale }: { language: MessageLanguage; locale: string },
): string {
  const { points } = interestWords[language];
  const value = Number(pct);
  const figure = new Intl.NumberFormat(locale, { maximumFractionDigits: 3 }).format(value);
  const form = new Intl.PluralRules(language).select(value) === 'one' ? points.one : points.other;
  return form.replace('#', figure);
}
