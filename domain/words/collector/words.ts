/** Fixed words of mail to a collector about what a customer said. In the languages of the interface. */
import { en } from './en.ts';
import { fr } from './fr.ts';
import type { DisputeReason } from '../../vocabulary/replies.ts';
import type { InterfaceLanguage } from '../../vocabulary/languages.ts';

export interface CollectorWords {
  greeting: string;
  /** `{customer}`, `{what}` */
  subject: string;
  /** `{author}`, `{customer}`, `{number}` */
  intro: string;
  /** Without a name: `{customer}`, `{number}` */
  introUnnamed: string;
  /** `{date}` */
  promise: string;
  promiseUndated: string;
  ongoing: string;
  /** `{reason}` */
  dispute: string;
  disputeUnnamed: string;
  /** `{date}` */
  paid: string;
  paymentReference: string;
  comment: string;
  disputeReasons: Record<DisputeReason, string>;
  status: string;
  files: string;
  held: string;
  open: string;
  /** `{count}`: items that are not listed. */
  more: string;
}

export const collectorWords: Record<InterfaceLanguage, CollectorWords> = { en, fr };
