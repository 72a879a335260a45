/** What becomes of a message that did not arrive, and of the contact that it went to. */
import { canonicalJson } from '../../../domain/text/canonical-json.ts';
import type { Channel } from '../../../domain/vocabulary/channels.ts';
import type { Db, FactsTransaction } from '../../client.ts';

export interface SentMessage {
  id: string;
  legalEntityId: string;
  customerId: string | null;
  actionId: string | null;
  /** Of the notice that it is; null: it performs an action. */
  noticeKey: string | null;
  channel: Channel;
  recipientAddress: string;
  subject: string;
  /** Of its lines, as far as they are still there. */
  itemIds: string[];
}

/** A message of the entity that a server took, by what it left with; null: none of them is. */
export async function sentMessageOf(
  db: Db,
  { legalEntityId, messages, marks }: { legalEntityId: string; messages: string[]; marks: string[] },
): Promise<SentMessage | null> {
  const named = [
    ...(messages.length === 0 ? [] : [{ reference: { in: messages } }]),
    ...marks.map((mark) => ({ reference: { startsWith: `<${mark}@` } })),
  ];
  if (named.length === 0) return null;
  const row = await db.outboundMessage.findFirst({
    where: { legalEntityId, state: { in: ['accepted', 'resolved_sent'] }, OR: named },
    orderBy: { createdAt: 'desc' },
    select: {
      id: true,
      legalEntityId: true,
      customerId: true,
      actionId: true,
      notice: { select: { key: true } },
      channel: true,
      recipientAddress: true,
      subject: true,
      statement: true,
    },
  });
  if (row === null) return null;
  const { statement, notice, ...message } = row;
  return { ...message, noticeKey: notice?.key ?? null, itemIds: await standingItems(db, statement) };
}

async function standingItems(db: Db, statement: unknown): Promise<string[]> {
  const { lines = [], itemIds = [] } = statement as { lines?: { id: string }[]; itemIds?: string[] };
  const named = [...itemIds, ...lines.map(({ id }) => id)];
  if (named.length === 0) return [];
  const rows = await db.openItem.findMany({ where: { id: { in: named } }, select: { id: true } });
  return rows.map(({ id }) => id);
}

/** False: it is known already. */
export async function markMessageBounced(
  tx: FactsTransaction,
  { messageId, status, at }: { messageId: string; status: string | null; at: Date },
): Promise<boolean> {
  const { count } = await tx.outboundMessage.updateMany({
    where: { id: messageId, bouncedAt: null },
    data: { bouncedAt: at, bounceStatus: status },
  });
  return count === 1;
}

/** False: it is known already, or it has come back since. */
export async function markMessageDelayed(
  tx: FactsTransaction,
  { messageId, at }: { messageId: string; at: Date },
): Promise<boolean> {
  const { count } = await tx.outboundMessage.updateMany({
    where: { id: messageId, bouncedAt: null, delayedAt: null },
    data: { delayedAt: at },
  });
  return count === 1;
}

interface Unreached {
  customerId: string;
  email: string;
  status: string | null;
  at: Date;
}

/** Nothing is written to the address any more, until it is changed or said to be valid. */
export async function markContactsBounced(
  tx: FactsTransaction,
  { customerId, email, status, at }: Unreached,
): Promise<void> {
  await tx.contact.updateMany({
    where: { customerId, email: { equals: email, mode: 'insensitive' }, bouncedAt: null },
    data: { bouncedAt: at, bounceStatus: status, delayedAt: null },
  });
}

/** Shown beside the address; it is written to as before. */
export async function markContactsDelayed(
  tx: FactsTransaction,
  { customerId, email, status, at }: Unreached,
): Promise<void> {
  await tx.contact.updateMany({
    where: { customerId, email: { equals: email, mode: 'insensitive' }, bouncedAt: null },
    data: { delayedAt: at, bounceStatus: status },
  });
}

/** The contact that a step made counts no more, where none of its messages arrived. */
export async function takeContactBack(tx: FactsTransaction, actionId: string): Promise<void> {
  const arrived = await tx.outboundMessage.count({
    where: { actionId, state: { in: ['accepted', 'resolved_sent'] }, bouncedAt: null },
  });
  if (arrived === 0) await tx.countedContact.deleteMany({ where: { actionId } });
}

/** By what else the customer can be reached, and how the company speaks of it. */
export async function customerReachedBy(db: Db, customerId: string) {
  const { address, contacts, timeZone, legalEntity } = await db.customer.findUniqueOrThrow({
    where: { id: customerId },
    select: {
      timeZone: true,
      legalEntity: { select: { language: true } },
      address: true,
      contacts: { select: { phone: true, postal: true, letterReturnedTo: true } },
    },
  });
  return {
    language: legalEntity.language,
    timeZone,
    phone: contacts.some(({ phone }) => phone !== null && phone.trim() !== ''),
    // An address that was mended since a letter came back is another one.
    postal: contacts.some(
      ({ postal, letterReturnedTo: to }) =>
        postal && (to === null || canonicalJson(to) !== canonicalJson(address)),
    ),
  };
}

/** Whether there was such a contact whose address was marked. */
export async function clearBounce(
  tx: FactsTransaction,
  { customerId, contactId }: { customerId: string; contactId: string },
): Promise<boolean> {
  const { count } = await tx.contact.updateMany({
    where: { id: contactId, customerId, OR: [{ bouncedAt: { not: null } }, { delayedAt: { not: null } }] },
    data: { bouncedAt: null, bounceStatus: null, delayedAt: null },
  });
  return count === 1;
}
