/**
 * One look at a payment that a customer started: where the connector says it is, what went back, and when to look again.
 * Safe to repeat. A notification only makes it come sooner.
 */
import { isUnderWay } from '../../domain/payment/course.ts';
import { letGo } from '../../application/online-payments/let-go.ts';
import { paymentHookUrl } from '../../application/online-payments/hint.ts';
import { reportOnlinePayment, type ReportedPayment } from '../../application/online-payments/report.ts';
import type { PrismaClient } from '../../prisma/client.ts';
import { onlinePayment, type StoredOnlinePayment } from '../../prisma/queries/online-payments/read.ts';
import { noteFollowed } from '../../prisma/queries/online-payments/notes.ts';
import { paymentConnection } from '../../prisma/queries/payment-connections/read.ts';
import { notePaymentHook } from '../../prisma/queries/payment-connections/write.ts';
import type { OnlinePaymentStep } from '../../workflows/messages/online-payment.ts';
import { ConnectorError, type PaymentConnector, type PaymentConnectors } from './connector.ts';

export interface PaymentFollowDeps {
  prisma: PrismaClient;
  connectors: PaymentConnectors;
  publicUrl: string;
  clock: () => Date;
  /** How often it is asked about, where the connector is a sandbox. */
  paymentPollMs?: number;
}

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;
/** A request to open it that did not come back until then was shown to nobody. */
const shownWithinMs = 10 * minuteMs;
/** A transfer that nobody makes is not waited for longer; debits and cards are known sooner. */
const longestInProgressMs = 30 * dayMs;
/** So long the ledger may take to show what a connector has. */
const longestWithoutLedgerMs = 15 * dayMs;
/** A debit without mandate comes back within thirteen months. */
const longestReturnMs = 400 * dayMs;
const longestPauseMs = 7 * dayMs;
/** The longer nothing was news, the more rarely it is asked: after an eighth of the time again. */
const partOfQuiet = 8;

/** Throws where the connector cannot be asked: its workflow asks again later. */
export async function followOnlinePayment(
  deps: PaymentFollowDeps,
  paymentId: string,
): Promise<OnlinePaymentStep> {
  const payment = await onlinePayment(deps.prisma, paymentId);
  if (payment === null) return { state: 'done' };
  const now = deps.clock();
  const connector = deps.connectors[payment.provider];
  if (payment.providerRef === null) return neverShown(deps, payment, now);
  // Its credentials are gone for now; nothing of it is decided without them.
  if (connector === undefined) return { state: 'following', at: now.getTime() + hourMs };
  await subscribe(deps, connector, payment);
  const news = await askConnector(connector, payment.providerRef);
  if (news === null) return unknownThere(deps, payment, now);
  const after = await reportOnlinePayment(deps.prisma, paymentId, news, now);
  return nextEvaluation(deps, { connector, payment: after, now });
}

/** All that the connector knows of it. Null: nothing. */
export async function askConnector(
  connector: PaymentConnector,
  ref: string,
): Promise<ReportedPayment | null> {
  const snapshot = await connector.fetch(ref);
  if (snapshot === null || snapshot.receivedMinor === 0) return snapshot;
  const { returnedMinor, reason } = await connector.refundStatus(ref);
  return { ...snapshot, returnedMinor, reason: reason ?? snapshot.reason };
}

/** The connector did not answer, so that the customer never got there. */
async function neverShown(
  { prisma }: PaymentFollowDeps,
  payment: StoredOnlinePayment,
  now: Date,
): Promise<OnlinePaymentStep> {
  const shownUntil = payment.createdAt.getTime() + shownWithinMs;
  if (now.getTime() < shownUntil && isUnderWay(payment.state)) return { state: 'following', at: shownUntil };
  return expired(prisma, payment, now);
}

/** The account does not know it, or not any more. */
async function unknownThere(
  { prisma }: PaymentFollowDeps,
  payment: StoredOnlinePayment,
  now: Date,
): Promise<OnlinePaymentStep> {
  if (isUnderWay(payment.state) && now.getTime() > payment.openUntil.getTime() + dayMs)
    return expired(prisma, payment, now);
  await noteFollowed(prisma, payment.id, { lastAskedAt: now });
  if (now.getTime() - payment.createdAt.getTime() > longestReturnMs) return end(prisma, payment.id, now);
  return { state: 'following', at: now.getTime() + (isUnderWay(payment.state) ? hourMs : longestPauseMs) };
}

async function expired(
  prisma: PrismaClient,
  { id }: StoredOnlinePayment,
  now: Date,
): Promise<OnlinePaymentStep> {
  const nothing = { receivedMinor: 0, returnedMinor: 0, method: null, reason: null, moneyRef: null };
  await reportOnlinePayment(prisma, id, { state: 'expired', ...nothing }, now);
  return end(prisma, id, now);
}

async function end(prisma: PrismaClient, id: string, endedAt: Date): Promise<OnlinePaymentStep> {
  await noteFollowed(prisma, id, { endedAt });
  return { state: 'done' };
}

async function nextEvaluation(
  deps: PaymentFollowDeps,
  { connector, payment, now }: { connector: PaymentConnector; payment: StoredOnlinePayment; now: Date },
): Promise<OnlinePaymentStep> {
  const { state, createdAt, openUntil, settledAt, providerRef } = payment;
  const sinceStart = now.getTime() - createdAt.getTime();
  if (isUnderWay(state)) {
    const isTooLong =
      state === 'opened' ? now > new Date(openUntil.getTime() + minuteMs) : sinceStart > longestInProgressMs;
    if (isTooLong) await connector.close(providerRef!);
    const usual = pauseMs(deps, sinceStart, state === 'opened' ? 5 * minuteMs : 6 * hourMs);
    const atEnd = openUntil.getTime() + 2 * minuteMs;
    const next = now.getTime() + (isTooLong ? minuteMs : usual);
    return {
      state: 'following',
      at: state === 'opened' && atEnd > now.getTime() ? Math.min(next, atEnd) : next,
    };
  }
  if (settledAt === null) return end(deps.prisma, payment.id, now);
  const sinceSettled = now.getTime() - settledAt.getTime();
  const waits = payment.items.some(({ isLive }) => isLive);
  if (waits) await letGo(deps.prisma, payment, { isOverdue: sinceSettled > longestWithoutLedgerMs, at: now });
  if (sinceSettled > longestReturnMs) return end(deps.prisma, payment.id, now);
  return {
    state: 'following',
    at: now.getTime() + pauseMs(deps, sinceSettled, waits ? 6 * hourMs : longestPauseMs, hourMs),
  };
}

/** @param first of money that is there: nobody takes it back within minutes */
function pauseMs(
  { paymentPollMs }: PaymentFollowDeps,
  quietMs: number,
  longest: number,
  first = minuteMs,
): number {
  const usual = Math.min(Math.max(first, quietMs / partOfQuiet), longest);
  return paymentPollMs === undefined
    ? usual
    : Math.min(usual, Math.max(paymentPollMs, quietMs / partOfQuiet));
}

/** Asked once an address; without it a payment is learned of later, and nothing is lost. */
async function subscribe(
  { prisma, publicUrl }: PaymentFollowDeps,
  connector: PaymentConnector,
  { connectionId }: StoredOnlinePayment,
): Promise<void> {
  if (!connector.capabilities.subscribesItself) return;
  const connection = await paymentConnection(prisma, connectionId);
  if (connection === null) return;
  const url = paymentHookUrl(publicUrl, connection.hookKey);
  if (connection.hookUrl === url) return;
  try {
    await connector.subscribe(url);
    await notePaymentHook(prisma, connection.id, url);
  } catch (error) {
    if (!(error instanceof ConnectorError)) throw error;
  }
}
