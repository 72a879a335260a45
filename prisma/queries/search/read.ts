/**
 * What is found while somebody types. Each question is answered from an index, however large the ledger is: what
 * begins with the text is read in the order of an index and ends at the limit; what contains its words is found by
 * trigrams, or in that same order where most rows contain them. Less than three letters are looked for at the
 * beginning only.
 */
import { searchKey, searchWords } from '../../../domain/text/search.ts';
import type { MinorByCurrency } from '../../../domain/model/common.ts';
import type { DocumentType, ItemState } from '../../../domain/vocabulary/ledger.ts';
import { Prisma, type Db } from '../../client.ts';
import { contactText, containing, itemText, literal, messageText } from '../shared/like.ts';

export interface SearchQuestion {
  entityId: string;
  typed: string;
  /** Rows of each kind. */
  limit: number;
}

export interface Found<T> {
  rows: T[];
  /** There are more than these. */
  more: boolean;
}

export interface FoundCustomer {
  id: string;
  number: string;
  name: string;
  /** Of its contacts, those that the words are found in. */
  contacts: { name: string; email: string | null; phone: string | null }[];
}

export interface FoundItem {
  id: string;
  type: DocumentType;
  number: string;
  instalment: number;
  state: ItemState;
  dueOn: Date;
  openMinor: bigint;
  currency: string;
  purchaseOrder: string | null;
  refersTo: string | null;
  text: string | null;
  /** Of a payment of it, where this is what was found. */
  paymentReference: string | null;
  customerId: string;
  customerNumber: string;
  customerName: string;
}

export interface FoundMessage {
  id: string;
  subject: string;
  recipientAddress: string;
  recipientName: string;
  reference: string;
  createdAt: Date;
  customerId: string;
  customerNumber: string;
  customerName: string;
}

const key = (text: Prisma.Sql) => Prisma.sql`relance_search_key(${text})`;
const ordered = (text: Prisma.Sql) => Prisma.sql`(${key(text)} COLLATE "C")`;

// As the indexes spell them.
const itemNumber = ordered(Prisma.sql`i."number"`);
const itemKey = key(itemText);
const customerNumber = ordered(Prisma.sql`c."number"`);
const customerName = ordered(Prisma.sql`c."name"`);
const customerText = key(Prisma.sql`c."number" || E'\n' || c."name"`);
const contactKey = key(contactText);
const messageKey = key(messageText);
const paymentReference = ordered(Prisma.sql`y."reference"`);

/** The whole text at the beginning. */
function begins(typed: string): string {
  return `${literal(searchKey(typed).replaceAll(/\s+/g, ' ').trim())}%`;
}

/**
 * Trigrams are made of letters and digits: three in a row, two that end a word, one that begins a word after a sign.
 * A question without one would read the whole index, regardless of what else it asks.
 */
const trigram = /[\p{L}\p{N}]{3}|[\p{L}\p{N}]{2}[^\p{L}\p{N}]|[^\p{L}\p{N}][\p{L}\p{N}]/u;

function hasTrigram(typed: string): boolean {
  return searchWords(typed).some((word) => [...word].length >= 3 && trigram.test(word));
}

function contains(text: Prisma.Sql, typed: string): Prisma.Sql {
  return Prisma.join(
    searchWords(typed).map((word) => Prisma.sql`${text} LIKE ${containing(word)}`),
    ' AND ',
  );
}

/** Customers by number and name, then by a contact's name, address or telephone. */
export async function searchCustomers(db: Db, asked: SearchQuestion): Promise<Found<FoundCustomer>> {
  const { entityId, typed, limit } = asked;
  const own = Prisma.sql`c."legalEntityId" = ${entityId}::uuid`;
  const from = Prisma.sql`SELECT c."id", c."number", c."name" FROM "Customer" c WHERE ${own}`;
  const beginning = begins(typed);
  const end = Prisma.sql`LIMIT ${limit + 1}`;
  const ways: Prisma.Sql[] = [
    Prisma.sql`${from} AND ${customerNumber} LIKE ${beginning} ORDER BY ${customerNumber} ${end}`,
    Prisma.sql`${from} AND ${customerName} LIKE ${beginning} ORDER BY ${customerName} ${end}`,
  ];
  if (hasTrigram(typed)) {
    ways.push(
      Prisma.sql`${from} AND ${contains(customerText, typed)} ORDER BY ${customerName} ${end}`,
      Prisma.sql`${from} AND c."id" IN (SELECT p."customerId" FROM "Contact" p WHERE ${contains(contactKey, typed)})
        ORDER BY ${customerName} ${end}`,
    );
  }
  const found = await inTurn<Omit<FoundCustomer, 'contacts'>>(db, ways, limit);
  const contacts = await contactsFound(
    db,
    found.rows.map(({ id }) => id),
    typed,
  );
  return { ...found, rows: found.rows.map((row) => ({ ...row, contacts: contacts.get(row.id) ?? [] })) };
}

async function contactsFound(db: Db, customerIds: string[], typed: string) {
  if (customerIds.length === 0 || !hasTrigram(typed)) return new Map<string, FoundCustomer['contacts']>();
  const rows = await db.$queryRaw<(FoundCustomer['contacts'][number] & { customerId: string })[]>(
    Prisma.sql`SELECT p."customerId", p."name", p."email", p."phone" FROM "Contact" p
      WHERE p."customerId" = ANY(${customerIds}::uuid[]) AND ${contains(contactKey, typed)}
      ORDER BY p."createdAt", p."id" LIMIT 100`,
  );
  return Map.groupBy(rows, ({ customerId }) => customerId);
}

/** Overdue amounts of a few customers by currency. */
export async function overdueOf(
  db: Db,
  { customerIds, today }: { customerIds: string[]; today: string },
): Promise<Map<string, MinorByCurrency>> {
  if (customerIds.length === 0) return new Map();
  const rows = await db.$queryRaw<{ id: string; overdue: MinorByCurrency }[]>(Prisma.sql`
    SELECT s."customerId" AS "id", jsonb_object_agg(s."currency", s."minor") AS "overdue" FROM (
      SELECT i."customerId", i."currency", sum(i."openMinor")::bigint AS "minor" FROM "OpenItem" i
      WHERE i."customerId" = ANY(${customerIds}::uuid[]) AND i."state" = 'open' AND i."openMinor" > 0
        AND i."dueOn" < ${today}::date
      GROUP BY i."customerId", i."currency") s
    GROUP BY s."customerId"`);
  return new Map(rows.map(({ id, overdue }) => [id, overdue]));
}

/** Items by number (`F-10/2`: its second instalment), purchase order, the document they go with, text or payment. */
export async function searchItems(db: Db, asked: SearchQuestion): Promise<Found<FoundItem>> {
  const { entityId, typed, limit } = asked;
  const columns = Prisma.sql`i."id", i."type", i."number", i."instalment", i."state", i."dueOn", i."openMinor",
    i."currency", i."purchaseOrder", i."refersTo", i."text", i."customerId",
    c."number" AS "customerNumber", c."name" AS "customerName"`;
  const from = Prisma.sql`SELECT ${columns}, NULL AS "paymentReference" FROM "OpenItem" i
    JOIN "Customer" c ON c."id" = i."customerId" WHERE i."legalEntityId" = ${entityId}::uuid`;
  const end = Prisma.sql`LIMIT ${limit + 1}`;
  const order = Prisma.sql`ORDER BY ${itemNumber}, i."instalment", i."id"`;
  const ways: Prisma.Sql[] = [];
  const part = /^(.+)\/(\d{1,4})$/.exec(typed.trim());
  if (part !== null) {
    const number = searchKey(part[1]!);
    ways.push(
      Prisma.sql`${from} AND ${itemNumber} = ${number} AND i."instalment" = ${Number(part[2])}::int ${order} ${end}`,
    );
  }
  ways.push(Prisma.sql`${from} AND ${itemNumber} LIKE ${begins(typed)} ${order} ${end}`);
  if (hasTrigram(typed)) ways.push(Prisma.sql`${from} AND ${contains(itemKey, typed)} ${order} ${end}`);
  ways.push(Prisma.sql`
    WITH paid AS MATERIALIZED (SELECT y."id", y."reference", y."receivedOn" FROM "Payment" y
      WHERE y."legalEntityId" = ${entityId}::uuid AND ${paymentReference} LIKE ${begins(typed)}
      ORDER BY ${paymentReference} ${end}),
    touched AS (
      SELECT a."itemId" AS "id", paid.* FROM paid JOIN "PaymentAllocation" a ON a."paymentId" = paid."id"
      UNION ALL
      SELECT r."id", paid.* FROM paid JOIN "OpenItem" r ON r."paymentId" = paid."id")
    SELECT ${columns}, t."reference" AS "paymentReference" FROM (
      SELECT DISTINCT ON (x."itemId") x.* FROM touched AS x("itemId", "paymentId", "reference", "receivedOn")) t
    JOIN "OpenItem" i ON i."id" = t."itemId" JOIN "Customer" c ON c."id" = i."customerId"
    ORDER BY t."receivedOn" DESC, i."id" ${end}`);
  return inTurn(db, ways, limit);
}

/** Messages about customers by subject, recipient or Message-ID, newest first. */
export async function searchMessages(db: Db, asked: SearchQuestion): Promise<Found<FoundMessage>> {
  const { entityId, typed, limit } = asked;
  if (!hasTrigram(typed)) return { rows: [], more: false };
  const statement = Prisma.sql`SELECT m."id", m."subject", m."recipientAddress", m."recipientName", m."reference",
      m."createdAt", m."customerId", c."number" AS "customerNumber", c."name" AS "customerName"
    FROM "OutboundMessage" m JOIN "Customer" c ON c."id" = m."customerId"
    WHERE m."legalEntityId" = ${entityId}::uuid AND ${contains(messageKey, typed)}
    ORDER BY m."createdAt" DESC LIMIT ${limit + 1}`;
  return inTurn(db, [statement], limit);
}

/** Asks one way after the other until there are enough; what an earlier one found stands first and once. */
async function inTurn<T extends { id: string }>(
  db: Db,
  ways: Prisma.Sql[],
  limit: number,
): Promise<Found<T>> {
  const found = new Map<string, T>();
  for (const way of ways) {
    if (found.size > limit) break;
    for (const row of await db.$queryRaw<T[]>(way)) if (!found.has(row.id)) found.set(row.id, row);
  }
  return { rows: [...found.values()].slice(0, limit), more: found.size > limit };
}
