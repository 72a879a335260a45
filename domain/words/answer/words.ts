/** Sentences of answers that are drafted for what a customer claims; a person reads and changes them before they leave. */
import type { PageLanguage } from '../../vocabulary/languages.ts';
import { de } from './de.ts';
import { en } from './en.ts';
import { es } from './es.ts';
import { fr } from './fr.ts';
import { it } from './it.ts';
import { nl } from './nl.ts';
import { pl } from './pl.ts';
import { pt } from './pt.ts';

export interface AnswerWords {
  copyAttached: string;
  /** With the copies, where the customer has a page. */
  copyOnPage: string;
  /** Where there is no file yet. `{items}` */
  copyMissing: string;
  /** The writer is nobody on file. */
  copyToKnown: string;
  /** Nothing is open that could be meant. */
  copyAsk: string;
  paidThanks: string;
  /** `{date}` */
  paidThanksOn: string;
  paidAsk: string;
  /** The customer named the day. `{date}` */
  paidAskReference: string;
  /** `{contact}` */
  contactNoted: string;
  contactAsk: string;
  /** `{name}` */
  disputeNamed: string;
  disputeUnnamed: string;
  /** `{date}` */
  promiseOn: string;
  /** `{amount}`, `{date}` */
  promiseAmountOn: string;
  promiseAsk: string;
  ongoing: string;
  /** `{name}` */
  planNamed: string;
  planUnnamed: string;
}

export const answerWords: Record<PageLanguage, AnswerWords> = { en, fr, de, es, it, nl, pl, pt };
