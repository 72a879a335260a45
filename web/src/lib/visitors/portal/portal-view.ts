import type { Draft } from '../shared/draft.ts';
import type { Company, Statement, Transfer } from './portal-data.ts';
import type { PortalQuery } from './portal-query.ts';

/** Everything that the page of a customer is drawn with. */
export interface PortalView {
  statement: Statement;
  company: Company;
  /** Of what is to be paid first. */
  transfer: Transfer | null;
  query: PortalQuery;
  /** The item that the link in the mail named. */
  named: string | null;
  /** Comment that a plain form has just made. */
  sent: string | null;
  /** Numbers of items paid before that form came. */
  closed: string[];
  /** Why a plain form was refused. */
  problem: string | null;
  /** What was typed into a plain form that was refused. */
  draft: Draft | null;
  formKey: string;
  code: { sent: boolean; problem: string | null };
}
