/** Words of the statement that a customer takes along: heads of the workbook, what is said about items. */
import { en } from './en.ts';
import { fr } from './fr.ts';
import { de } from './de.ts';
import { es } from './es.ts';
import { it } from './it.ts';
import { nl } from './nl.ts';
import { pl } from './pl.ts';
import { pt } from './pt.ts';
import type { LateCharge } from '../../vocabulary/interest.ts';
import type { PageLanguage } from '../../vocabulary/languages.ts';
import type { DocumentType } from '../../vocabulary/ledger.ts';
import type { PortalItemState } from '../../vocabulary/visitors.ts';

export interface StatementWords {
  statement: string;
  number: string;
  type: string;
  instalment: string;
  issued: string;
  due: string;
  daysOverdue: string;
  original: string;
  open: string;
  currency: string;
  purchaseOrder: string;
  text: string;
  status: string;
  promisedFor: string;
  /** Head of the column with the part promised or disputed. */
  part: string;
  company: string;
  customer: string;
  asOf: string;
  /** Below the rows: their sum. */
  listed: string;
  /** What the page says of the whole account. */
  totals: Record<
    | 'heading'
    | 'open'
    | 'overdue'
    | 'toPay'
    | 'disputed'
    | 'promised'
    | 'credits'
    | 'creditsBeside'
    | 'inFavour',
    string
  >;
  /** At the foot of its pages: `{page}` and `{pages}`. */
  page: string;
  documents: string;
  /** Above the list of documents that an archive lacks. */
  missing: string;
  types: Record<DocumentType, string>;
  /** Late charges, below their document. */
  charges: Record<LateCharge, string>;
  /** `none` says nothing. */
  states: Record<Exclude<PortalItemState, 'none'>, string>;
}

export const statementWords: Record<PageLanguage, StatementWords> = { en, fr, de, es, it, nl, pl, pt };
