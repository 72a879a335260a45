import type { InterestKind } from '../vocabulary/ledger.ts';
import type { MessageLanguage } from '../vocabulary/languages.ts';
import { formatPercent } from './format.ts';
import { messageWords } from './words.ts';

interface Reference {
  /** `{rate}` is the reference rate, `{points}` the figure with its noun. */
  sentence: string;
  points: { one: string; other: string };
  /** In euro; elsewhere the central bank of the country; in Germany and Austria, where the law names another rate. */
  rates: { euro: string; other: string; base: string };
}

const references: Record<MessageLanguage, Reference> = {
  en: {
    sentence: '{points} above {rate}',
    points: { one: '# percentage point', other: '# percentage points' },
    rates: {
      euro: 'the reference rate of the European Central Bank',
      other: 'the reference rate of the central bank',
      base: 'the base rate (Basiszinssatz)',
    },
  },
  fr: {
    sentence: '{points} au-dessus du {rate}',
    points: { one: '# point de pourcentage', other: '# points de pourcentage' },
    rates: {
      euro: 'taux de refinancement de la Banque centrale européenne',
      other: 'taux de référence de la banque centrale',
      base: 'taux de base légal (Basiszinssatz)',
    },
  },
  de: {
    sentence: '{points} über dem {rate}',
    points: { one: '# Prozentpunkt', other: '# Prozentpunkten' },
    rates: {
      euro: 'Bezugszinssatz der Europäischen Zentralbank',
      other: 'Bezugszinssatz der Zentralbank',
      base: 'Basiszinssatz',
    },
  },
  es: {
    sentence: '{rate} más {points}',
    points: { one: '# punto porcentual', other: '# puntos porcentuales' },
    rates: {
      euro: 'tipo de referencia del Banco Central Europeo',
      other: 'tipo de referencia del banco central',
      base: 'tipo básico (Basiszinssatz)',
    },
  },
};

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
  const { sentence, points, rates } = references[language];
  const value = Number(pct);
  const figure = new Intl.NumberFormat(locale, { maximumFractionDigits: 3 }).format(value);
  const form = new Intl.PluralRules(language).select(value) === 'one' ? points.one : points.other;
  const isBase = country === 'DE' || country === 'AT';
  const rate = isBase ? rates.base : currency === 'EUR' ? rates.euro : rates.other;
  return sentence.replace('{points}', form.replace('#', figure)).replace('{rate}', rate);
}
