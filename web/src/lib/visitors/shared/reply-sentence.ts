import type { Schemas } from '../../api/client.ts';
import type { PageWords } from './page-context.ts';

type Said = Pick<Schemas['PortalComment'], 'status' | 'promisedOn' | 'disputeReason'> &
  Partial<Pick<Schemas['PortalComment'], 'paidOn' | 'paymentReference'>> & {
    items: readonly Pick<
      Schemas['PortalComment']['items'][number],
      'currency' | 'openMinor' | 'amountMinor'
    >[];
  };

/** What a customer chose beside the text, in words, with amounts where some were named; empty when nothing was chosen. */
export function replySentence(said: Said, text: PageWords['text'], format: PageWords['format']): string {
  if (said.status === null) return '';
  const amounts = amountsOf(said.items, format);
  if (amounts === '') return choiceSentence(said, text, format);
  const isPart = said.items.some(
    ({ openMinor, amountMinor }) => amountMinor !== null && amountMinor !== openMinor,
  );
  // A whole item needs no amount, but for a promise: that is what will be paid.
  if (!isPart && said.status !== 'promise') return choiceSentence(said, text, format);
  return [choiceSentence(said, text, format), isPart ? text.statuses.part(amounts) : amounts].join(', ');
}

function choiceSentence(
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

/** Of credits nothing is said: nobody pays them. */
function amountsOf(items: Said['items'], format: PageWords['format']): string {
  const sums = new Map<string, number>();
  for (const { currency, openMinor, amountMinor } of items)
    if (openMinor > 0) sums.set(currency, (sums.get(currency) ?? 0) + (amountMinor ?? openMinor));
  return [...sums].map(([currency, minor]) => format.money(minor, currency)).join(' + ');
}
