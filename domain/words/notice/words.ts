/** Fixed words of messages outside a scenario. What a customer reads is in all languages of the pages (P-12). */
import { en } from './en.ts';
import { fr } from './fr.ts';
import { de } from './de.ts';
import { es } from './es.ts';
import { it } from './it.ts';
import { nl } from './nl.ts';
import { pl } from './pl.ts';
import { pt } from './pt.ts';
import type { PageLanguage } from '../../vocabulary/languages.ts';
import type { OnlinePaymentMethod } from '../../vocabulary/payments.ts';

export interface NoticeWords {
  greeting: string;
  greetingGeneral: string;
  /** `{company}` */
  answerSubject: string;
  /** `{company}`, `{date}` */
  answerIntro: string;
  yourMessage: string;
  /** Only where replies are read. */
  mayReply: string;
  openPage: string;
  /** `{date}`: the last day. */
  linkNote: string;
  codeSubject: string;
  codeIntro: string;
  /** `{minutes}` */
  codeNote: string;
  /** In place of the code, for everybody but its recipient. */
  codeWithheld: string;
  /** `{company}` */
  renewedSubject: string;
  renewedIntro: string;
  /** `{company}` */
  receiptSubject: string;
  /** `{company}` */
  receiptIntro: string;
  receiptAmount: string;
  receiptDay: string;
  receiptWay: string;
  receiptWays: Record<OnlinePaymentMethod, string>;
  document: string;
  due: string;
  open: string;
  registrationNumber: string;
  vatNumber: string;
}

export const noticeWords: Record<PageLanguage, NoticeWords> = { en, fr, de, es, it, nl, pl, pt };
