/**
 * A message of ours did not arrive (E-7). Only a note that names a message which really left counts, by the Message-ID or the
 * mark that it left with, neither of which can be guessed: a forged one changes nothing.
 */
import { localDayAndMinute } from '../../domain/calendar/zoned-time.ts';
import { traitsOf } from '../../domain/channels/traits.ts';
import { bounceReason, channelAfterBounce } from '../../domain/contact/bounce-reason.ts';
import type { Bounce } from '../../domain/mail-reading/bounce.ts';
import type { Returned } from '../../domain/mail-reading/returned.ts';
import { bounceTask } from '../../domain/words/bounce/tasks.ts';
import type { FactsTransaction, PrismaClient } from '../../prisma/client.ts';
import { lockCase } from '../../prisma/queries/cases/read.ts';
import { createFollowUp } from '../../prisma/queries/follow-ups/write.ts';
import type { NewHistoryEvent } from '../../prisma/queries/history/write.ts';
import {
  customerReachedBy,
  markContactsBounced,
  markContactsDelayed,
  markMessageBounced,
  markMessageDelayed,
  sentMessageOf,
  takeContactBack,
  type SentMessage,
} from '../../prisma/queries/inbound/bounces.ts';
import { linkCameBack } from '../letters/tracked.ts';
import { changeFactsOf, type Changed } from '../unit-of-work.ts';

/** `unproved`: it names no message of ours, or another recipient; shown, and nothing else. */
export type BounceEffect = 'bounced' | 'delayed' | 'known' | 'unproved';

export interface BounceReport {
  legalEntityId: string;
  bounce: Bounce;
  returned: Returned;
  at: Date;
}

/** Repeatable: what is known already changes nothing more. */
export async function recordBounce(db: PrismaClient, report: BounceReport): Promise<BounceEffect> {
  const { legalEntityId, bounce, returned } = report;
  const found = await sentMessageOf(db, { legalEntityId, ...returned });
  if (found === null || !concerns(bounce, found)) return 'unproved';
  return changeFactsOf(db, async (tx): Promise<Changed<BounceEffect>> => {
    // The lock of the case is taken first, in the order of everybody else.
    if (found.customerId !== null) await lockCase(tx, found.customerId);
    return bounce.permanent ? permanent(tx, found, report) : delayed(tx, found, report);
  });
}

/** A note about somebody whom the message was only passed on to says nothing of the one it went to. */
function concerns({ recipient }: Bounce, message: SentMessage): boolean {
  return recipient === null || recipient.toLowerCase() === message.recipientAddress.toLowerCase();
}

const nothing = (result: BounceEffect): Changed<BounceEffect> => ({ result, history: [], facts: [] });

async function permanent(
  tx: FactsTransaction,
  message: SentMessage,
  { bounce: { status }, at }: BounceReport,
): Promise<Changed<BounceEffect>> {
  if (!(await markMessageBounced(tx, { messageId: message.id, status, at }))) return nothing('known');
  const { customerId } = message;
  if (customerId === null) return nothing('bounced');
  if (isToCustomer(message))
    await markContactsBounced(tx, { customerId, email: message.recipientAddress, status, at });
  if (message.actionId !== null) await takeContactBack(tx, message.actionId);
  const { noticeKey } = message;
  // How an electronic letter ends proposes the next way by itself.
  if (noticeKey === null || !(await linkCameBack(tx, { noticeKey, status, at })))
    await proposeOtherWay(tx, { ...message, customerId }, { status, at });
  return {
    result: 'bounced',
    history: [eventOf('message_bounced', message, { status, at })],
    facts: [{ customerId, reason: 'reply_captured', key: `message/${message.id}/bounced` }],
  };
}

async function delayed(
  tx: FactsTransaction,
  message: SentMessage,
  { bounce: { status }, at }: BounceReport,
): Promise<Changed<BounceEffect>> {
  if (!(await markMessageDelayed(tx, { messageId: message.id, at }))) return nothing('known');
  const { customerId } = message;
  if (customerId === null) return nothing('delayed');
  if (isToCustomer(message))
    await markContactsDelayed(tx, { customerId, email: message.recipientAddress, status, at });
  return { ...nothing('delayed'), history: [eventOf('message_delayed', message, { status, at })] };
}

function isToCustomer({ channel }: SentMessage): boolean {
  return traitsOf(channel).audience === 'customer';
}

function eventOf(
  kind: 'message_bounced' | 'message_delayed',
  message: SentMessage,
  { status, at }: { status: string | null; at: Date },
): NewHistoryEvent {
  const { id, legalEntityId, customerId, channel, recipientAddress, subject, itemIds } = message;
  return {
    legalEntityId,
    ...(customerId === null ? {} : { customerId }),
    kind,
    at,
    actor: { kind: 'system' },
    key: `message/${id}/${kind}`,
    data: {
      channel,
      messageIds: [id],
      recipients: [recipientAddress],
      subject,
      bounceReason: bounceReason(status),
      ...(status === null ? {} : { status }),
    },
    itemIds,
  };
}

/** A task for the collector, by the next way to the customer. */
async function proposeOtherWay(
  tx: FactsTransaction,
  message: SentMessage & { customerId: string },
  { status, at }: { status: string | null; at: Date },
): Promise<void> {
  const { legalEntityId, customerId, recipientAddress, itemIds } = message;
  const { language, timeZone, ...has } = await customerReachedBy(tx, customerId);
  await createFollowUp(tx, {
    legalEntityId,
    customerId,
    text: bounceTask(language, { address: recipientAddress, reason: bounceReason(status) }),
    channel: channelAfterBounce(has),
    dueOn: localDayAndMinute(at.getTime(), timeZone).day,
    itemIds,
    userId: null,
    at,
  });
}
