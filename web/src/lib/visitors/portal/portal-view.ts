import type { Draft } from '../shared/draft.ts';
import type { Company, Offer, Statement, Transfer } from './portal-data.ts';
import type { PortalQuery } from './portal-query.ts';

/** Everything that the page of a customer is drawn with. */
export interface PortalView {
  statement: Statement;
  company: Company;
  /** Of what is to be paid first. */
  transfer: Transfer | null;
  /** What paying here would come to: of what the address names, or of what is due; null: no connector is on. */
  offer: Offer | null;
  /** Items that the address names to be paid. */
  paying: string[];
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
