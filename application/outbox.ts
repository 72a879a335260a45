/**
 * The outbox: a workflow is asked for here, in the transaction that writes down what it works on, and the
 * relay of the worker starts or tells it. Nobody starts one otherwise, so nothing waits for ever because a process died
 * in between, and nothing needs Temporal at the moment of the click. Cases are notified by the unit of work.
 */
import type { Db } from '../prisma/client.ts';
import {
  createNotice,
  deletePendingNotice,
  relayNoticeAgain,
  relayOpenNoticesAgain,
  type NewNotice,
} from '../prisma/queries/notices/write.ts';
import type { WorkScope } from '../prisma/queries/shared/work-scope.ts';
import { queuedLettersOf } from '../prisma/queries/letters/read.ts';
import { createRequest, requestAllOpen, requestStranded } from '../prisma/queries/workflow-requests/write.ts';
import type { ActionStart } from '../workflows/messages/action-delivery.ts';
import type { BulkRunStart } from '../workflows/messages/bulk-run.ts';
import type { InboundMailStart } from '../workflows/messages/inbound-mail.ts';
import type { ImportStart } from '../workflows/messages/import-run.ts';
import type { LetterStart } from '../workflows/messages/letter-delivery.ts';
import type { OnlinePaymentStart } from '../workflows/messages/online-payment.ts';
import type { ReadingStart } from '../workflows/messages/reply-reading.ts';

/** A workflow that was lost with its store is started again by a decision; one that runs reads its row again. */
export async function askImport(tx: Db, start: ImportStart): Promise<void> {
  await createRequest(tx, {
    kind: 'import_run',
    subjectId: start.importId,
    payload: { start: { ...start } },
  });
}

export async function askBulkRun(tx: Db, runId: string): Promise<void> {
  const start: BulkRunStart = { runId };
  await createRequest(tx, { kind: 'bulk_run', subjectId: runId, payload: { start: { ...start } } });
}

/** Follows a letter, or looks at it again. */
export async function askLetter(tx: Db, letterId: string): Promise<void> {
  const start: LetterStart = { letterId };
  await createRequest(tx, { kind: 'letter_delivery', subjectId: letterId, payload: { start: { ...start } } });
}

/** Follows a payment that a customer started, or looks at it again. */
export async function askOnlinePayment(tx: Db, paymentId: string): Promise<void> {
  const start: OnlinePaymentStart = { paymentId };
  await createRequest(tx, {
    kind: 'online_payment',
    subjectId: paymentId,
    payload: { start: { ...start } },
  });
}

/** Delivers what a person wrote outside the scenario, or looks at it again. */
export async function askAction(tx: Db, start: ActionStart): Promise<void> {
  await createRequest(tx, {
    kind: 'action_delivery',
    subjectId: start.actionId,
    payload: { start: { ...start } },
  });
}

/** Reads the words of a reply, or reads them again. */
export async function askReplyReading(tx: Db, replyId: string): Promise<void> {
  const start: ReadingStart = { replyId };
  await createRequest(tx, { kind: 'reply_reading', subjectId: replyId, payload: { start: { ...start } } });
}

/** The same for those of an action that are still with us. */
export async function askLettersOf(tx: Db, actionId: string): Promise<void> {
  for (const { id } of await queuedLettersOf(tx, actionId)) await askLetter(tx, id);
}

/** Reads a mail that came in, and files it. */
export async function askInboundMail(tx: Db, mailId: string): Promise<void> {
  const start: InboundMailStart = { mailId };
  await createRequest(tx, { kind: 'inbound_mail', subjectId: mailId, payload: { start: { ...start } } });
}

/**
 * Asks again for imports and runs that nobody works on: their command line was ended, or their workflow was lost with
 * its store. Those that wait for a person are asked for by the decision. Answers how many.
 */
export async function askForStranded(db: Db): Promise<number> {
  return requestStranded(db);
}

/** Asks for everything beside cases that is not at its end, as if nobody worked on it. Answers how many of each. */
export async function askForAllOpen(
  tx: Db,
  scope: WorkScope,
): Promise<{ notices: number; requests: number }> {
  return { notices: await relayOpenNoticesAgain(tx, scope), requests: await requestAllOpen(tx, scope) };
}

/** Asks for one message, in the transaction of what it is about. Answers whether it had not been asked for yet. */
export async function askNotice(tx: Db, notice: NewNotice): Promise<boolean> {
  return createNotice(tx, notice);
}

/** The same notice to each reader, under `<keyPrefix>/<address>`; a comment asks for one of these two. */
export async function askReaders(
  db: Db,
  readers: readonly { email: string; name: string; language: string }[],
  {
    keyPrefix,
    ...notice
  }: {
    keyPrefix: string;
    kind: 'submission_received' | 'internal_answer';
    legalEntityId: string;
    customerId: string;
    data: { commentId: string };
  },
): Promise<void> {
  for (const { email, name, language } of readers) {
    await askNotice(db, {
      ...notice,
      key: `${keyPrefix}/${email}`,
      recipientEmail: email,
      recipientName: name,
      language,
    });
  }
}

/** Takes back what has not been handed over; answers false when it is too late, also while a relay tells it. */
export async function takeNoticeBack(tx: Db, key: string): Promise<boolean> {
  return deletePendingNotice(tx, key);
}

/** A person has settled its doubtful message: the relay tells its workflow, which goes on from there. */
export async function wakeNotice(tx: Db, noticeId: string): Promise<void> {
  await relayNoticeAgain(tx, noticeId);
}
