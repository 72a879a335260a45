/** A customer pays on the page: the amount is shown first, fixed by the server, and paid at the connector (P-8). */
import { endUnpaid } from '../../application/online-payments/end-unpaid.ts';
import { startOnlinePayment } from '../../application/online-payments/start.ts';
import { askOnlinePayment } from '../../application/outbox.ts';
import { RefusedError } from '../../domain/errors.ts';
import { isUnderWay } from '../../domain/payment/course.ts';
import { chosenPayment } from '../../domain/payment/shares.ts';
import type { Db } from '../../prisma/client.ts';
import type { StoredOnlinePayment } from '../../prisma/queries/online-payments/read.ts';
import { noteIntent } from '../../prisma/queries/online-payments/notes.ts';
import type { AppDeps, PageVisitor } from '../context.ts';
import { offerFor } from './offer.ts';
import { statementLines, statementRows } from './statement.ts';

interface Asked {
  key: string;
  itemIds: string[];
  currency: string;
  /** As it was shown. */
  amountMinor: number;
}

/** @throws RefusedError what `startOnlinePayment` refuses, `payments_off`, `payment_connector_away` */
export async function pay(deps: AppDeps, visitor: PageVisitor, asked: Asked): Promise<StoredOnlinePayment> {
  const { db, now, settings } = deps;
  const { currency } = asked;
  const offer = await offerFor(deps, visitor, currency);
  if (offer === null) throw new RefusedError('payments_off');
  const { openMinutes, leastMinor, mostMinor } = offer.connector.capabilities;
  if (asked.amountMinor < leastMinor || asked.amountMinor > mostMinor)
    throw new RefusedError('payment_amount_out_of_range', { leastMinor, mostMinor, currency });
  const at = now();
  const { payment } = await startOnlinePayment(db, {
    payer: visitor,
    connection: offer.connection,
    key: asked.key,
    itemIds: asked.itemIds,
    currency,
    shownMinor: asked.amountMinor,
    openUntil: new Date(at.getTime() + openMinutes * 60_000),
    at,
    choose: (tx) => choiceIn(tx, visitor, asked),
  });
  if (payment.payUrl !== null || !isUnderWay(payment.state)) return payment;
  const rows = await statementRows(deps, visitor);
  try {
    const opened = await offer.connector.createIntent({
      id: payment.id,
      amountMinor: payment.amountMinor,
      currency,
      title: titleOf(
        rows.creditor.name,
        payment.items.map(({ number }) => number),
      ),
      methods: offer.methods,
      email: visitor.recipientEmail,
      name: rows.customer.name,
      country: rows.customer.country,
      language: visitor.language,
      openUntil: payment.openUntil,
      paidUrl: `${settings.publicUrl}/p?paid=${payment.id}`,
      backUrl: `${settings.publicUrl}/p?unpaid=${payment.id}`,
    });
    await noteIntent(db, payment.id, opened);
    return { ...payment, providerRef: opened.ref, payUrl: opened.payUrl };
  } catch {
    // Its address was shown to nobody: the items are free at once, whatever the connector made of it.
    await endUnpaid(db, payment.id, { state: 'failed', at: now() });
    throw new RefusedError('payment_connector_away');
  }
}

export async function choiceIn(
  db: Db,
  visitor: PageVisitor,
  { itemIds, currency }: Pick<Asked, 'itemIds' | 'currency'>,
) {
  const rows = await statementRows({ db }, visitor);
  return chosenPayment({
    lines: statementLines(rows),
    netting: rows.netting,
    ids: new Set(itemIds),
    currency,
    underWay: new Set(rows.underWay),
  });
}

const mostTitle = 120;

function titleOf(company: string, numbers: readonly string[]): string {
  const all = `${company}: ${numbers.join(', ')}`;
  return all.length <= mostTitle ? all : `${all.slice(0, mostTitle - 1)}…`;
}

/**
 * The customer came back without paying, or does not want to any more: nobody can pay it there, and the items are free.
 * What was paid in the same moment stays paid.
 *
 * @throws RefusedError `payment_not_open`, `payment_connector_away`
 */
export async function callOff(
  { db, takers, now }: AppDeps,
  { payment }: { payment: StoredOnlinePayment },
): Promise<StoredOnlinePayment> {
  if (payment.state !== 'opened') throw new RefusedError('payment_not_open');
  const connector = takers?.connectors[payment.provider];
  if (connector === undefined || payment.providerRef === null)
    throw new RefusedError('payment_connector_away');
  let isUnpaid = false;
  try {
    await connector.close(payment.providerRef);
    const news = await connector.fetch(payment.providerRef);
    isUnpaid = news !== null && ['expired', 'cancelled', 'failed'].includes(news.state);
  } catch {
    throw new RefusedError('payment_connector_away');
  } finally {
    await askOnlinePayment(db, payment.id);
  }
  return isUnpaid ? endUnpaid(db, payment.id, { state: 'cancelled', at: now() }) : payment;
}
