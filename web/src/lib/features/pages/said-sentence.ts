import type { Schemas } from '../../api/client.ts';
import type { PageWords } from './page-context.ts';

type Said = Pick<Schemas['PortalComment'], 'status' | 'promisedOn' | 'disputeReason'> &
  Partial<Pick<Schemas['PortalComment'], 'paidOn' | 'paymentReference'>>;

/** What a customer chose beside the text, in words; empty when nothing was chosen. */
export function saidSentence(
  { status, promisedOn, disputeReason, paidOn, paymentReference }: Said,
  text: PageWords['text'],
  format: PageWords['format'],
): string {
  if (status === null) return '';
  if (status === 'promise' && promisedOn !== null) return text.messages.promisedOn(format.date(promisedOn));
  if (status === 'paid' && paidOn) {
    const paid = text.messages.paidOn(format.date(paidOn));
    return paymentReference ? format.pair(paid, paymentReference) : paid;
  }
  const word = text.reply.choices[status];
  return disputeReason === null ? word : format.pair(word, text.reply.reasons[disputeReason]);
}
