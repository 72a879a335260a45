import type { Schemas } from '../../api/client.ts';
import type { PageWords } from './page-context.ts';

type Said = Pick<Schemas['PortalComment'], 'status' | 'promisedOn' | 'disputeReason'>;

/** What a customer chose beside the text, in words; empty when nothing was chosen. */
export function saidSentence(
  { status, promisedOn, disputeReason }: Said,
  text: PageWords['text'],
  format: PageWords['format'],
): string {
  if (status === null) return '';
  if (status === 'promise' && promisedOn !== null) return text.messages.promisedOn(format.date(promisedOn));
  const word = text.reply.choices[status];
  return disputeReason === null ? word : format.pair(word, text.reply.reasons[disputeReason]);
}
