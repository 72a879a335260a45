/**
 * Deliver one notice: compose it once, freeze it, send it by the same protocol as reminders (S-9), and write down
 * what became of it. May be repeated after any crash: once bytes are frozen, those and no others are sent, so that
 * a code or a link that somebody may have received stays the one that works.
 */
import { RefusedError } from '../../domain/errors.ts';
import { traitsOf } from '../../domain/channels/traits.ts';
import { replyHeaders } from '../../domain/capture/reply-address.ts';
import { awaitedNotices, customerNotices } from '../../domain/vocabulary/messages.ts';
import type { HistoryKind } from '../../domain/vocabulary/history.ts';
import type { Prisma } from '../../prisma/client.ts';
import { withToken } from '../../application/inbound/outgoing.ts';
import { outgoingCapture } from '../../prisma/queries/inbound/outgoing.ts';
import { appendHistory } from '../../prisma/queries/history/write.ts';
import { noticeMessage, readNotice, type StoredNotice } from '../../prisma/queries/notices/read.ts';
import { cancelMessage } from '../../prisma/queries/outbound/attempt.ts';
import { outboundRow } from '../../prisma/queries/outbound/read.ts';
import { unsentStates } from '../../prisma/queries/outbound/states.ts';
import type { NoticeStep } from '../../workflows/messages/notice-delivery.ts';
import { notBefore } from '../clock.ts';
import type { MailChannels } from '../channels/registry.ts';
import {
  canBeOpened,
  dispatchMessage,
  type DispatchDeps,
  type DispatchResult,
} from '../outbound/dispatch.ts';
import { freezeMessage } from '../outbound/freeze.ts';
import { composeNotice, isStillWanted } from './compose.ts';
import type { ComposedNotice, NoticeDeps } from './notice.ts';

export interface DeliverDeps extends DispatchDeps {
  channels: MailChannels;
  /** Name of this process, for the record of attempts. */
  worker: string;
  documents?: NoticeDeps['documents'];
}

export interface DeliverInput {
  noticeId: string;
  /** Instant at which the workflow asked, ms since the epoch; it may have been asked again for an hour since. */
  now: number;
}

/** A channel that is switched off is looked at again after so long. */
const heldPauseMs = 5 * 60_000;
const leastPauseMs = 5_000;
const done: NoticeStep = { state: 'done' };

export async function deliverNotice(
  given: DeliverDeps,
  { noticeId, now }: DeliverInput,
): Promise<NoticeStep> {
  const deps = { ...given, clock: notBefore(given.clock, now) };
  const { prisma, clock } = deps;
  const notice = await readNotice(prisma, noticeId);
  if (notice === null) return done;
  const known = await keptMessage(deps, notice);
  const messageId = known ?? (await composeAndFreeze(deps, notice, clock()));
  if (messageId === null) return done;
  if (await isWithdrawn(deps, notice)) return done;
  const result = await dispatchMessage(deps, {
    messageId,
    worker: deps.worker,
    senderAddress: notice.legalEntity.senderEmail,
    urgency: awaitedNotices.includes(notice.kind) ? 'code' : 'notice',
  });
  return record(deps, notice, result);
}

/** The message that was made; null: none, or one that was sealed under a secret that is no longer ours. */
async function keptMessage(deps: DeliverDeps, { message }: StoredNotice): Promise<string | null> {
  if (message === null || !unsentStates.includes(message.state)) return message?.id ?? null;
  const row = await outboundRow(deps.prisma, message.id);
  return row !== null && canBeOpened(deps, row) ? row.id : null;
}

function noticeDeps({ prisma, publicUrl, secret, documents }: DeliverDeps): NoticeDeps {
  return { prisma, publicUrl, secret, documents };
}

/** What nobody wants any more is not sent late; nothing of it has left. */
async function isWithdrawn(deps: DeliverDeps, notice: StoredNotice): Promise<boolean> {
  const { message } = notice;
  if (message === null || !unsentStates.includes(message.state)) return false;
  if (await isStillWanted(noticeDeps(deps), notice, deps.clock())) return false;
  return cancelMessage(deps.prisma, message.id);
}

/** Answers the id of the message, or null where nothing is to be sent. */
async function composeAndFreeze(deps: DeliverDeps, notice: StoredNotice, at: Date): Promise<string | null> {
  const composed = await composeNotice(noticeDeps(deps), notice, at);
  if (composed.kind === 'obsolete') return null;
  if (composed.kind === 'refused') {
    await alert(deps, notice, at, composed);
    return null;
  }
  const { message } = composed;
  try {
    return await freeze(deps, notice, message, at);
  } catch (error) {
    if (!(error instanceof RefusedError)) throw error;
    // The guard has written its own.
    if (error.code !== 'internal_link_to_outside') await alert(deps, notice, at, error);
    return null;
  }
}

async function freeze(
  deps: DeliverDeps,
  notice: StoredNotice,
  message: ComposedNotice,
  at: Date,
): Promise<string> {
  const { id, legalEntityId, customerId, kind, legalEntity, recipientName, recipientEmail } = notice;
  const { capture, addresses } = await captureOf(deps, notice, message, at);
  const intent = {
    dispatchKey: `notice/${id}`,
    legalEntityId,
    customerId,
    actionId: null,
    noticeId: id,
    channel: message.channel,
    templateId: null,
    // Not compared for a notice: it is about what was said, not about what is owed.
    positionVersion: 0n,
    statement: { notice: kind, itemIds: message.itemIds },
    frozenAt: at,
    instead: message.instead,
    content: {
      from: { name: legalEntity.senderName, address: legalEntity.senderEmail },
      to: { name: recipientName, address: recipientEmail },
      message,
      references: message.references ?? [],
      ...replyHeaders(capture, { name: legalEntity.senderName }),
    },
  };
  const carried = { links: message.links, captureAddresses: addresses };
  return freezeMessage(deps, deps.channels[message.channel], intent, carried);
}

/** Of what a customer is written: where the answer goes. */
async function captureOf(
  { prisma }: DeliverDeps,
  { kind, customerId }: StoredNotice,
  { channel }: ComposedNotice,
  at: Date,
) {
  const isToCustomer = traitsOf(channel).audience === 'customer' && customerNotices.includes(kind);
  if (!isToCustomer || customerId === null) return { capture: null, addresses: [] };
  return withToken(await outgoingCapture(prisma, customerId), { customerId, at });
}

async function record(deps: DeliverDeps, notice: StoredNotice, result: DispatchResult): Promise<NoticeStep> {
  const at = deps.clock();
  switch (result.outcome) {
    case 'sent':
      await recordDelivery(deps, notice, at, { kind: 'message_sent', key: 'sent', data: {} });
      return done;
    case 'refused':
      await recordDelivery(deps, notice, at, {
        kind: 'message_refused',
        key: 'refused',
        data: { code: 'message_refused', params: { response: result.text ?? '' } },
      });
      return done;
    case 'cancelled':
      return done;
    case 'in_doubt':
      await recordDelivery(deps, notice, at, { kind: 'message_unknown', key: 'unknown', data: {} });
      return { state: 'unknown', at: result.resolveAt?.getTime() ?? null };
    case 'retry':
      return { state: 'retry', at: Math.max(result.retryAt.getTime(), at.getTime() + leastPauseMs) };
    case 'stale':
      return held(deps, notice, result.reason, at);
  }
}

/** Stopped at the gate: by a switch, which is waited for, or because the address is no colleague's any more (I-5). */
async function held(deps: DeliverDeps, notice: StoredNotice, reason: string, at: Date): Promise<NoticeStep> {
  if (reason !== 'recipient_not_internal') {
    return { state: 'retry', at: at.getTime() + (reason === 'channel_paused' ? heldPauseMs : leastPauseMs) };
  }
  const message = await noticeMessage(deps.prisma, notice.id);
  if (message !== null) await cancelMessage(deps.prisma, message.id);
  const { recipientEmail } = notice;
  await alert(deps, notice, at, {
    code: 'recipient_not_own_domain',
    params: { domain: recipientEmail.slice(recipientEmail.lastIndexOf('@') + 1) },
  });
  return done;
}

interface DeliveryEvent {
  kind: HistoryKind;
  key: string;
  data: Prisma.InputJsonObject;
}

/** What left, or did not, stands in history like every other message. */
async function recordDelivery(
  deps: DeliverDeps,
  notice: StoredNotice,
  at: Date,
  event: DeliveryEvent,
): Promise<void> {
  const message = await noticeMessage(deps.prisma, notice.id);
  if (message === null) return;
  const { itemIds = [] } = message.statement as { itemIds?: string[] };
  await appendHistory(deps.prisma, [
    {
      ...eventBase(notice, at),
      kind: event.kind,
      key: `notice/${notice.id}/${event.key}${event.key === 'sent' ? '' : `/${message.attempt}`}`,
      data: {
        notice: notice.kind,
        channel: message.channel,
        messageIds: [message.id],
        recipients: [message.recipientAddress],
        subject: message.subject,
        ...event.data,
      },
      itemIds,
    },
  ]);
}

async function alert(
  deps: DeliverDeps,
  notice: StoredNotice,
  at: Date,
  { code, params }: { code: string; params: Record<string, string | number> },
): Promise<void> {
  await appendHistory(deps.prisma, [
    {
      ...eventBase(notice, at),
      kind: 'alert_raised',
      key: `notice/${notice.id}/alert`,
      data: { notice: notice.kind, code, params, recipients: [notice.recipientEmail] },
    },
  ]);
}

function eventBase({ legalEntityId, customerId }: StoredNotice, at: Date) {
  return {
    legalEntityId,
    ...(customerId === null ? {} : { customerId }),
    at,
    actor: { kind: 'system' as const },
  };
}
