/** What the words of the statement are, in whatever language. */
import type { DocumentType } from '../vocabulary/ledger.ts';
import type { PortalItemState } from '../vocabulary/visitors.ts';

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
  documents: string;
  /** Above the list of documents that an archive lacks. */
  missing: string;
  types: Record<DocumentType, string>;
  /** `none` says nothing. */
  states: Record<Exclude<PortalItemState, 'none'>, string>;
}
