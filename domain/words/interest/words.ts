/** How the rate of late-payment interest is said where it follows a reference rate. */
import { en } from './en.ts';
import { fr } from './fr.ts';
import { de } from './de.ts';
import { es } from './es.ts';
import type { MessageLanguage } from '../../vocabulary/languages.ts';

export interface InterestWords {
  /** `{rate}` is the reference rate, `{points}` the figure with its noun. */
  sentence: string;
  /** `{from}` and `{to}` are its first and last day. */
  inPeriod: string;
  points: { one: string; other: string };
  /** In euro; elsewhere the central bank of the country; in Germany and Austria, where the law names another rate. */
  rates: { euro: string; other: string; base: string };
}

export const interestWords: Record<MessageLanguage, InterestWords> = { en, fr, de, es };
