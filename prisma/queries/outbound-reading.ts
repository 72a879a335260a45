/** Messages as people read them. Writing them is the send step's. */
import type { OutboundState } from '../../domain/vocabulary.ts';
import type { Db, Prisma } from '../client.ts';

export interface MessageListQuery {
  entityId: string;
  customerId?: string | undefined;
  states?: OutboundState[] | undefined;
  page: number;
  pageSize: number;
}

const rowSelect = {
  id: true,
  actionId: true,
  noticeId: true,
  channel: true,
  recipientEmail: true,
  recipientName: true,
  language: true,
  messageId: true,
  subject: true,
  state: true,
  attempt: true,
  frozenAt: true,
  bouncedAt: true,
  createdAt: true,
  customer: { select: { id: true, number: true, name: true } },
  action: { select: { stepName: true, state: true } },
  notice: { select: { kind: true } },
  acknowledgement: true,
} satisfies Prisma.OutboundMessageSelect;

type Row = Prisma.OutboundMessageGetPayload<{ select: typeof rowSelect }>;
export type MessageRow = OfCustomer<Row>;

/** Messages about accounts and about the sending itself concern no customer, open accounts, and are listed nowhere. */
type OfCustomer<T extends { customer: unknown }> = T & { customer: NonNullable<T['customer']> };

function isOfCustomer<T extends { customer: unknown }>(row: T): row is OfCustomer<T> {
  return row.customer !== null;
}

/** Newest first, without the bytes. */
export async function listMessages(
  db: Db,
  { entityId, customerId, states, page, pageSize }: MessageListQuery,
): Promise<{ rows: MessageRow[]; total: number }> {
  const where: Prisma.OutboundMessageWhereInput = {
    legalEntityId: entityId,
    customerId: customerId ?? { not: null },
    ...(states === undefined ? {} : { state: { in: states } }),
  };
  const [rows, total] = await Promise.all([
    db.outboundMessage.findMany({
      where,
      select: rowSelect,
      orderBy: [{ createdAt: 'desc' }, { id: 'asc' }],
      skip: (page - 1) * pageSize,
      take: pageSize,
    }),
    db.outboundMessage.count({ where }),
  ]);
  return { rows: rows.filter(isOfCustomer), total };
}

const fullSelect = {
  ...rowSelect,
  frozenBytes: true,
  frozenSha256: true,
  retryAt: true,
  attempts: { orderBy: { attempt: 'asc' } },
} satisfies Prisma.OutboundMessageSelect;

export type MessageFile = OfCustomer<Prisma.OutboundMessageGetPayload<{ select: typeof fullSelect }>>;

/** One message of the entity with its frozen bytes and attempts; null: not there. */
export async function readMessage(
  db: Db,
  { entityId, messageId }: { entityId: string; messageId: string },
): Promise<MessageFile | null> {
  const row = await db.outboundMessage.findFirst({
    where: { id: messageId, legalEntityId: entityId },
    select: fullSelect,
  });
  return row !== null && isOfCustomer(row) ? row : null;
}
