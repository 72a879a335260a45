import { localDayAndMinute } from '../../domain/calendar/zoned-time.ts';
import { formatMoney } from '../../domain/money/format.ts';
import { formatDate } from '../../domain/template/format.ts';
import { fillWords } from '../../domain/words/fill.ts';
import { onlinePayment } from '../../prisma/queries/online-payments/read.ts';
import { greeting, layOut, letterhead } from './letterhead.ts';
import { obsolete, type NoticeComposer } from './notice.ts';

/**
 * To whoever paid on the page, once the money is there: how much, when, and for what (P-8). Money that went back before
 * the mail could leave is not confirmed.
 */
export const composePaymentReceipt: NoticeComposer<'payment_receipt'> = async (
  { prisma },
  { notice, data },
) => {
  const payment = await onlinePayment(prisma, data.paymentId);
  if (payment === null || payment.settledAt === null || payment.state !== 'settled') return obsolete;
  const { receivedMinor, amountMinor, currency, settledAt, timeZone, items, method } = payment;
  const head = letterhead(notice, 'customer');
  const { words, locale } = head;
  const company = notice.legalEntity.name;
  const money = (minor: number) => formatMoney(minor, currency, locale);
  const facts = [
    { label: words.receiptAmount, value: money(receivedMinor) },
    {
      label: words.receiptDay,
      value: formatDate(localDayAndMinute(settledAt.getTime(), timeZone).day, locale),
    },
    ...(method === null ? [] : [{ label: words.receiptWay, value: words.receiptWays[method] }]),
    // What was paid of each is only known where it is what was asked.
    ...items.map(({ number, instalment, amountMinor: part }) => ({
      label: instalment > 0 ? `${number}/${instalment}` : number,
      value: receivedMinor === amountMinor ? money(part) : '',
    })),
  ];
  return {
    kind: 'message',
    message: {
      channel: 'email',
      language: head.language,
      ...layOut(notice, head, {
        subject: fillWords(words.receiptSubject, { company }),
        blocks: [
          { kind: 'text', text: greeting(head, notice.recipientName) },
          { kind: 'text', text: fillWords(words.receiptIntro, { company }) },
          { kind: 'facts', rows: facts },
        ],
      }),
      links: [],
      itemIds: items.map(({ itemId }) => itemId),
    },
  };
};
