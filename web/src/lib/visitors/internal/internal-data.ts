import type { Draft } from '../shared/draft.ts';
import type { Schemas } from '../../api/client.ts';
import type { InternalText } from '../../text/visitors/internal/load.ts';

export type InternalPage = Schemas['InternalPage'];
export type InternalItem = Schemas['InternalItem'];
export type InternalComment = Schemas['InternalComment'];
export type Integration = Schemas['Integration'];

/** What the page of a colleague is drawn with. */
export interface InternalView {
  page: InternalPage;
  /** The item that the mail named. */
  named: string | null;
  /** The answer just sent. */
  sent: string | null;
  problem: string | null;
  /** What was typed into a plain form that was refused. */
  draft: Draft | null;
  /** Made when the page was drawn: the same form sent twice is one answer. */
  formKey: string;
}

/** Why the page is not shown. `code`: a code has to be shown first. */
export type InternalClosed =
  'code' | 'expired' | 'revoked' | 'unknown' | 'busy' | 'neutral' | 'broken' | 'renewed' | 'left';

const kinds: Record<string, InternalClosed> = {
  code_required: 'code',
  link_expired: 'expired',
  link_revoked: 'revoked',
  link_unknown: 'unknown',
  not_signed_in: 'unknown',
  validation_failed: 'unknown',
  too_many_attempts: 'busy',
};

/** By the refusal of the API. */
export function internalClosed(code: string): InternalClosed {
  return kinds[code] ?? 'broken';
}

/** How an item is called where its number alone could mean two lines. */
export function internalName({ number, instalment }: Pick<InternalItem, 'number' | 'instalment'>): string {
  return instalment > 0 ? `${number}/${instalment}` : number;
}

/** Who is notified of an answer, as a colleague reads it. */
export function readerOf(text: InternalText, { collector }: InternalPage): string {
  return collector?.name ?? text.sent.team;
}
