/**
 * What a connector says of a payment is written down once, in any order: money that is there is recorded as a payment
 * or left to the ledger, what failed or went back brings the lines back at the level they had, and the case hears of
 * each. Also after the case was closed: a returned debit opens it again.
 */
import { localDayAndMinute } from '../../domain/calendar/zoned-time.ts';
import { usualTaskChannel } from '../../domain/channels/traits.ts';
import type { IncomingPayment } from '../../domain/ledger/payment-book.ts';
import { after, isUnderWay, toBook, type PaymentNews } from '../../domain/payment/course.ts';
import type { OnlinePaymentMethod, OnlinePaymentState } from '../../domain/vocabulary/payments.ts';
import { paymentTask } from '../../domain/words/payment/tasks.ts';
import type { Db, PrismaClient } from '../../prisma/client.ts';
import { createFollowUp } from '../../prisma/queries/follow-ups/write.ts';
import { lockOnlinePayment, type StoredOnlinePayment } from '../../prisma/queries/online-payments/read.ts';
import { changeOnlinePayment, freeItems } from '../../prisma/queries/online-payments/write.ts';
import { inTransaction } from '../../prisma/transaction.ts';
import { askNotice } from '../outbox.ts';
import { recordPaymentsIn } from '../payments/record.ts';
import { changeFacts } from '../unit-of-work.ts';

export interface ReportedPayment extends PaymentNews {
  method: OnlinePaymentMethod | null;
  /** In the words of the connector. */
  reason: string | null;
  /** What the connector calls the money. */
  moneyRef: string | null;
}

/** Answers where that leaves it. Repeatable. */
export async function reportOnlinePayment(
  db: PrismaClient,
  paymentId: string,
  reported: ReportedPayment,
  at: Date,
): Promise<StoredOnlinePayment> {
  return inTransaction(db, async (tx) => {
    const payment = await lockOnlinePayment(tx, paymentId);
    if (payment === null) throw new Error(`no payment ${paymentId}`);
    const money = after(payment, reported);
    const bookedMinor = await book(tx, payment, { amountMinor: toBook(money, payment), at });
    const isSettled = money.receivedMinor > 0 && payment.settledAt === null;
    await changeOnlinePayment(tx, paymentId, {
      ...money,
      bookedMinor: payment.bookedMinor + bookedMinor,
      ...(reported.method === null ? {} : { method: reported.method }),
      ...(reported.reason === null ? {} : { reason: reported.reason }),
      ...(reported.moneyRef === null ? {} : { moneyRef: reported.moneyRef }),
      ...(isSettled ? { settledAt: at } : {}),
      lastAskedAt: at,
    });
    const isNews = money.state !== payment.state || money.returnedMinor !== payment.returnedMinor;
    if (isSettled) await askReceipt(tx, payment);
    if (isNews) await recordNews(tx, payment, { ...money, reason: reported.reason, at });
    return (await lockOnlinePayment(tx, paymentId))!;
  });
}

/** To whoever paid, where the link was made for an address; once, whatever is told afterwards. */
async function askReceipt(tx: Db, payment: StoredOnlinePayment): Promise<void> {
  const { id, legalEntityId, customerId, payerEmail, payerName, language } = payment;
  if (payerEmail === null) return;
  await askNotice(tx, {
    key: `online-payment/${id}/receipt`,
    kind: 'payment_receipt',
    ...{ legalEntityId, customerId, language },
    recipientEmail: payerEmail,
    recipientName: payerName,
    data: { paymentId: id },
  });
}

interface News {
  state: OnlinePaymentState;
  receivedMinor: number;
  returnedMinor: number;
  reason: string | null;
  at: Date;
}

async function recordNews(tx: Db, payment: StoredOnlinePayment, news: News): Promise<void> {
  const { id, legalEntityId, customerId, amountMinor, currency, items } = payment;
  const { state, receivedMinor, returnedMinor, reason, at } = news;
  const key = `online-payment/${id}/${state}/${receivedMinor}/${returnedMinor}/${at.getTime()}`;
  const waitsForLedger = state === 'settled' && payment.booking === 'by_ledger';
  if (isTrouble(payment, news)) await setTask(tx, payment, news);
  await changeFacts(tx, async (facts) => {
    if (!isUnderWay(state) && !waitsForLedger) await freeItems(facts, id);
    return {
      result: undefined,
      history: [
        {
          ...{ legalEntityId, customerId, at, key },
          kind: 'online_payment_reported',
          actor: { kind: 'system' },
          data: {
            ...{
              paymentId: id,
              state,
              before: payment.state,
              amountMinor,
              currency,
              receivedMinor,
              returnedMinor,
            },
            ...(reason === null ? {} : { reason }),
            items: items.map(({ number }) => number),
          },
          itemIds: items.map(({ itemId }) => itemId),
        },
      ],
      facts: [{ customerId, reason: 'payment_received', key }],
    };
  });
}

/** What somebody relied on did not come, or went back. Who changed their mind at the connector gives no trouble. */
function isTrouble(payment: StoredOnlinePayment, { state, returnedMinor }: News): boolean {
  if (state === 'returned') return returnedMinor > payment.returnedMinor;
  return payment.state === 'in_progress' && endsWithoutMoney(state);
}

function endsWithoutMoney(state: OnlinePaymentState): boolean {
  return state === 'failed' || state === 'expired' || state === 'cancelled';
}

/** For the collector: the customer meant to pay, so somebody calls. */
async function setTask(tx: Db, payment: StoredOnlinePayment, { state, reason, at }: News): Promise<void> {
  const { legalEntityId, customerId, items, timeZone } = payment;
  const { language } = await tx.legalEntity.findUniqueOrThrow({
    where: { id: legalEntityId },
    select: { language: true },
  });
  await createFollowUp(tx, {
    legalEntityId,
    customerId,
    text: paymentTask(language, state === 'returned' ? 'returned' : 'failed', reason),
    channel: usualTaskChannel,
    dueOn: localDayAndMinute(at.getTime(), timeZone).day,
    itemIds: items.map(({ itemId }) => itemId),
    userId: null,
    at,
  });
}

/** Nobody else writes down what the connector has. Answers what of it is recorded now. */
async function book(
  tx: Db,
  payment: StoredOnlinePayment,
  { amountMinor, at }: { amountMinor: number; at: Date },
): Promise<number> {
  if (amountMinor === 0) return 0;
  const { legalEntityId, customerNumber, currency, timeZone, items } = payment;
  const common = {
    reference: await nextReference(tx, payment),
    kind: 'payment' as const,
    customerNumber,
    receivedOn: localDayAndMinute(at.getTime(), timeZone).day,
    amountMinor,
    currency,
  };
  const named = items.map(({ number, instalment, amountMinor: part }) => ({
    number,
    instalment,
    ...(amountMinor === payment.amountMinor ? { amountMinor: part } : {}),
  }));
  // An item that the ledger has closed or renamed meanwhile does not keep the money from being recorded.
  const tries: IncomingPayment[] = [
    { ...common, items: named },
    { ...common, items: [] },
  ];
  for (const one of tries) {
    const scope = { legalEntityId, payments: [one], at, actor: { kind: 'system' as const } };
    const [outcome] = await recordPaymentsIn(tx, scope);
    if (outcome?.ok) return amountMinor;
  }
  return 0;
}

/** As people know it in the ledger; what goes back and comes again are further payments of the same name. */
async function nextReference(tx: Db, { id, legalEntityId }: StoredOnlinePayment): Promise<string> {
  const base = `WEB-${id.slice(-12).toUpperCase()}`;
  const before = await tx.payment.count({ where: { legalEntityId, reference: { startsWith: base } } });
  return before === 0 ? base : `${base}-${before + 1}`;
}
