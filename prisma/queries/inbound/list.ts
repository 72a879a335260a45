/** Mail that came in as people read it: the tray of what nobody knew, and everything else by its state. */
import type { InboundMailState, MailKind } from '../../../domain/vocabulary/mail.ts';
import { type Db, Prisma } from '../../client.ts';

export interface MailListQuery {
  entityId: string;
  states: InboundMailState[];
  kinds?: MailKind[] | undefined;
  /** Sender or subject. */
  search?: string | undefined;
  customerId?: string | undefined;
  page: number;
  pageSize: number;
}

const customer = { select: { id: true, number: true, name: true } } satisfies Prisma.CustomerDefaultArgs;

const listed = {
  id: true,
  state: true,
  kind: true,
  transport: true,
  subject: true,
  fromName: true,
  fromAddress: true,
  recipients: true,
  receivedAt: true,
  sentAt: true,
  attachmentCount: true,
  readInPart: true,
  reading: true,
  authentication: true,
  senderEvidence: true,
  scan: true,
  scanFound: true,
  fileWarnings: true,
  dismissedAt: true,
  dismissedBy: true,
  file: { select: { id: true, sizeBytes: true } },
  filings: {
    where: { endedAt: null },
    orderBy: { filedAt: 'asc' },
    select: { customer, filedBy: true, filedAt: true, userId: true, commentId: true },
  },
} satisfies Prisma.InboundMailSelect;

export type ListedMail = Prisma.InboundMailGetPayload<{ select: typeof listed }>;

/** Newest first. */
export async function listInboundMails(
  db: Db,
  { entityId, states, kinds, search, customerId, page, pageSize }: MailListQuery,
): Promise<{ rows: ListedMail[]; total: number }> {
  const like =
    search === undefined || search === '' ? undefined : { contains: search, mode: 'insensitive' as const };
  const where: Prisma.InboundMailWhereInput = {
    legalEntityId: entityId,
    state: { in: states },
    ...(kinds === undefined ? {} : { kind: { in: kinds } }),
    ...(like === undefined ? {} : { OR: [{ subject: like }, { fromAddress: like }, { fromName: like }] }),
    ...(customerId === undefined ? {} : { filings: { some: { customerId, endedAt: null } } }),
  };
  const [rows, total] = await Promise.all([
    db.inboundMail.findMany({
      where,
      orderBy: [{ receivedAt: 'desc' }, { id: 'desc' }],
      skip: (page - 1) * pageSize,
      take: pageSize,
      select: listed,
    }),
    db.inboundMail.count({ where }),
  ]);
  return { rows, total };
}

/** Null: not of this entity. */
export async function readInboundMail(
  db: Db,
  { entityId, mailId }: { entityId: string; mailId: string },
): Promise<ListedMail | null> {
  return db.inboundMail.findFirst({ where: { id: mailId, legalEntityId: entityId }, select: listed });
}

export async function countUnassigned(db: Db, entityId: string): Promise<number> {
  return db.inboundMail.count({ where: { legalEntityId: entityId, state: 'unassigned' } });
}

export interface KnownWriter {
  address: string;
  customerId: string;
  number: string;
  name: string;
  /** The address itself is a contact's; otherwise only its domain. */
  exact: boolean;
}

/** Customers whose contacts have these addresses, or others of the same domain; free mail hosts are the caller's to leave out. */
export async function knownWriters(
  db: Db,
  { entityId, addresses, domains }: { entityId: string; addresses: string[]; domains: string[] },
): Promise<KnownWriter[]> {
  if (addresses.length === 0) return [];
  return db.$queryRaw<KnownWriter[]>(Prisma.sql`
    SELECT DISTINCT lower(p."email") AS "address", c."id" AS "customerId", c."number", c."name",
      lower(p."email") = ANY(${addresses}) AS "exact"
    FROM "Contact" p JOIN "Customer" c ON c."id" = p."customerId"
    WHERE c."legalEntityId" = ${entityId}::uuid
      AND (lower(p."email") = ANY(${addresses}) OR split_part(lower(p."email"), '@', 2) = ANY(${domains}))
    ORDER BY "exact" DESC, c."number"
    LIMIT 500`);
}

export interface NamedItem {
  number: string;
  customerId: string;
  customerNumber: string;
  name: string;
}

/** Items with exactly these numbers, of all customers of the entity. */
export async function itemsNumberedExactly(
  db: Db,
  { entityId, numbers }: { entityId: string; numbers: string[] },
): Promise<NamedItem[]> {
  if (numbers.length === 0) return [];
  return db.$queryRaw<NamedItem[]>(Prisma.sql`
    SELECT DISTINCT upper(i."number") AS "number", c."id" AS "customerId", c."number" AS "customerNumber", c."name"
    FROM "OpenItem" i JOIN "Customer" c ON c."id" = i."customerId"
    WHERE i."legalEntityId" = ${entityId}::uuid AND upper(i."number") = ANY(${numbers})
    LIMIT 500`);
}

/** By address. */
export async function senderRules(db: Db, entityId: string) {
  return db.senderRule.findMany({
    where: { legalEntityId: entityId },
    orderBy: { address: 'asc' },
    take: 500,
    select: { id: true, address: true, customer, createdAt: true, createdBy: true },
  });
}
