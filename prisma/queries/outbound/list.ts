/** Messages as people read them. Writing them is the send step's. */
import type { OutboundState } from '../../../domain/vocabulary/messages.ts';
import { Prisma, type Db } from '../../client.ts';
import { unpack } from '../../packing.ts';
import { customersNamed, messageText, says, stepNamesSaying } from '../shared/like.ts';

export interface MessageListQuery {
  entityId: string;
  customerId?: string | undefined;
  states?: OutboundState[] | undefined;
  /** Part of the subject, the recipient, the step, or the name or number of the customer. */
  search?: string | undefined;
  page: number;
  pageSize: number;
}

const rowSelect = {
  id: true,
  actionId: true,
  noticeId: true,
  channel: true,
  recipientAddress: true,
  recipientName: true,
  language: true,
  reference: true,
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

/** Newest first, without the bytes. What is searched is found by the indexes of the search, not by reading every row. */
export async function listMessages(
  db: Db,
  { entityId, customerId, states, search, page, pageSize }: MessageListQuery,
): Promise<{ rows: MessageRow[]; total: number }> {
  const conditions = [
    Prisma.sql`m."legalEntityId" = ${entityId}::uuid`,
    customerId === undefined
      ? Prisma.sql`m."customerId" IS NOT NULL`
      : Prisma.sql`m."customerId" = ${customerId}::uuid`,
    ...(states === undefined ? [] : [Prisma.sql`m."state"::text = ANY(${states})`]),
    ...(search === undefined || search === '' ? [] : [saying(search, entityId)]),
  ];
  return pageOf(db, Prisma.sql`FROM "OutboundMessage" m WHERE ${Prisma.join(conditions, ' AND ')}`, {
    page,
    pageSize,
  });
}

/** Each by its index, and together: one condition of all three would be asked of every message. */
function saying(search: string, entityId: string): Prisma.Sql {
  const own = Prisma.sql`m."legalEntityId" = ${entityId}::uuid`;
  return Prisma.sql`m."id" IN (
    SELECT m."id" FROM "OutboundMessage" m WHERE ${own} AND ${says(messageText, search)}
    UNION
    SELECT m."id" FROM "OutboundMessage" m
    WHERE ${own} AND m."customerId" IN (${customersNamed(search, entityId)})
    UNION
    SELECT m."id" FROM "AgendaAction" a JOIN "OutboundMessage" m ON m."actionId" = a."id"
    WHERE a."legalEntityId" = ${entityId}::uuid AND a."stepName" IN (${stepNamesSaying(search, entityId)}))`;
}

/** A page of what a query names as `m`. */
async function pageOf(
  db: Db,
  of: Prisma.Sql,
  { page, pageSize }: { page: number; pageSize: number },
): Promise<{ rows: MessageRow[]; total: number }> {
  const [ids, counted] = await Promise.all([
    db.$queryRaw<{ id: string }[]>(Prisma.sql`
      SELECT m."id" ${of} ORDER BY m."createdAt" DESC, m."id"
      LIMIT ${pageSize} OFFSET ${(page - 1) * pageSize}`),
    db.$queryRaw<{ total: number }[]>(Prisma.sql`SELECT count(*)::int AS "total" ${of}`),
  ]);
  const rows = await db.outboundMessage.findMany({
    where: { id: { in: ids.map(({ id }) => id) } },
    select: rowSelect,
    orderBy: [{ createdAt: 'desc' }, { id: 'asc' }],
  });
  return { rows: rows.filter(isOfCustomer), total: counted[0]?.total ?? 0 };
}

/** Those that listed an item, newest first. */
export async function listMessagesOfItem(
  db: Db,
  asked: { customerId: string; itemId: string; page: number; pageSize: number },
): Promise<{ rows: MessageRow[]; total: number }> {
  const { customerId, itemId, page, pageSize } = asked;
  const line = JSON.stringify([{ id: itemId }]);
  const listing = Prisma.sql`FROM "OutboundMessage" m WHERE m."customerId" = ${customerId}::uuid
    AND (m."statement"->'lines' @> ${line}::jsonb OR m."statement"->'credits' @> ${line}::jsonb
      OR m."statement"->'itemIds' ? ${itemId})`;
  return pageOf(db, listing, { page, pageSize });
}

const fullSelect = {
  ...rowSelect,
  statement: true,
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
  if (row === null || !isOfCustomer(row)) return null;
  return { ...row, frozenBytes: row.frozenBytes && unpack(row.frozenBytes) };
}

export interface ListedItem {
  id: string;
  number: string;
  instalment: number;
  currency: string;
  /** As the message asked for it; null: it was named without an amount. */
  openMinor: number | null;
}

/** The items that a message listed, in its order, the first `limit` of them, and how many there are. */
export async function readListedItems(
  db: Db,
  { customer, statement }: Pick<MessageFile, 'customer' | 'statement'>,
  limit: number,
): Promise<{ rows: ListedItem[]; total: number }> {
  const said = statement as { lines?: Listed[]; credits?: Listed[]; itemIds?: string[] };
  const listed: Listed[] = [
    ...(said.lines ?? []),
    ...(said.credits ?? []),
    ...(said.itemIds ?? []).map((id) => ({ id })),
  ];
  const first = listed.slice(0, limit);
  const items = await db.openItem.findMany({
    where: { customerId: customer.id, id: { in: first.map(({ id }) => id) } },
    select: { id: true, number: true, instalment: true, currency: true },
  });
  const known = new Map(items.map((item) => [item.id, item]));
  const rows = first.flatMap(({ id, openMinor = null }) => {
    const item = known.get(id);
    return item === undefined ? [] : [{ ...item, openMinor }];
  });
  return { rows, total: listed.length };
}

interface Listed {
  id: string;
  openMinor?: number;
}
