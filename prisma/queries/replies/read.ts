/** Replies & Comments as a collector reads them: the list, its counters, one reply with all that belongs to it (P-10). */
import type { IsoDate, MinorByCurrency } from '../../../domain/model/common.ts';
import type {
  ClaimIntent,
  CommentAudience,
  CommentSource,
  CommentState,
  DisputeReason,
  ReplyStatus,
} from '../../../domain/vocabulary/replies.ts';
import type { Authentication, FiledBy, MailKind, MailScan } from '../../../domain/vocabulary/mail.ts';
import type { ReplySort } from '../../../domain/vocabulary/pages.ts';
import { Prisma, type Db } from '../../client.ts';
import { safeAmounts, sumsOf } from '../shared/totals.ts';
import { containing, namesCustomer, says } from '../shared/like.ts';

export interface ReplyFilter {
  entityId: string;
  /** Customer's name or number, the author, what was said, a document number. */
  search?: string | undefined;
  /** Text in the customer's name or number. */
  customer?: string | undefined;
  /** Text in the number of an item that it names. */
  item?: string | undefined;
  customerId?: string | undefined;
  /** User ids; `none` stands for customers without collector. */
  collectorIds?: string[] | undefined;
  /** `none`: said without choosing a status. */
  statuses?: (ReplyStatus | 'none')[] | undefined;
  sources?: CommentSource[] | undefined;
  states?: CommentState[] | undefined;
  hasItems?: boolean | undefined;
  hasFiles?: boolean | undefined;
  /** Received from this day to that one, both included, in the zone given. */
  receivedFrom?: IsoDate | undefined;
  receivedUntil?: IsoDate | undefined;
  timeZone: string;
  exceptId?: string | undefined;
}

export interface ReplyPage extends ReplyFilter {
  sort: ReplySort;
  descending: boolean;
  page: number;
  pageSize: number;
  /** Currency by which `amount` sorts. */
  sortCurrency: string;
}

export interface ReplyRow {
  id: string;
  customerId: string;
  customerNumber: string;
  customerName: string;
  collectorId: string | null;
  collectorName: string | null;
  source: CommentSource;
  audience: CommentAudience;
  state: CommentState;
  status: ReplyStatus | null;
  promisedOn: IsoDate | null;
  disputeReason: DisputeReason | null;
  paidOn: IsoDate | null;
  paymentReference: string | null;
  /** The beginning of what was said. */
  excerpt: string;
  language: string;
  authorName: string;
  authorEmail: string | null;
  createdAt: Date;
  handledAt: Date | null;
  handledByName: string | null;
  integratedAt: Date | null;
  itemCount: number;
  /** The first three by due date. */
  items: { id: string; number: string; instalment: number }[];
  /** What was promised or disputed, else what was open when it was said. */
  totals: MinorByCurrency;
  fileCount: number;
  answerCount: number;
  questionSubject: string | null;
  /** The mail as which it came; null: by a page. */
  mail: ReplyMail | null;
  /** What its words propose and nobody has decided on. */
  openProposals: number;
  proposedIntents: ClaimIntent[];
  needsPerson: boolean;
}

export interface ReplyMail {
  id: string;
  kind: MailKind;
  subject: string;
  attachmentCount: number;
  filedBy: FiledBy;
  /** Its writer is a contact of the customer. */
  isKnownSender: boolean;
  /** Whether the domain of its sender vouches for it; null: its company does not have that checked. */
  authentication: Authentication | null;
  /** What the virus scanner said; null: none is connected, or it brings no files. */
  scan: MailScan | null;
  /** With how many customers it stands: two addresses in one mail are two copies. */
  copies: number;
}

/** Rows of one page, the number of all that match, and what all of them are about. */
export async function listReplies(
  db: Db,
  query: ReplyPage,
): Promise<{ rows: ReplyRow[]; total: number; totals: MinorByCurrency }> {
  const where = replyWhere(query);
  const direction = query.descending ? Prisma.sql`DESC NULLS LAST` : Prisma.sql`ASC NULLS LAST`;
  const [rows, counted] = await Promise.all([
    db.$queryRaw<ReplyRow[]>(Prisma.sql`
      ${replySelect}
      WHERE ${where}
      ORDER BY ${sortColumn(query)} ${direction}, r."createdAt" DESC, r."id" DESC
      LIMIT ${query.pageSize} OFFSET ${(query.page - 1) * query.pageSize}`),
    db.$queryRaw<{ total: number; totals: MinorByCurrency }[]>(Prisma.sql`
      WITH "matching" AS MATERIALIZED (SELECT ${replyTotals} AS "totals" ${replyFrom} WHERE ${where})
      SELECT (SELECT count(*)::int FROM "matching") AS "total", ${sumsOf('"matching"', 'totals')} AS "totals"`),
  ]);
  return { rows, total: counted[0]?.total ?? 0, totals: safeAmounts(counted[0]?.totals ?? {}) };
}

export interface ReplyCounters {
  total: number;
  promise: number;
  ongoing: number;
  dispute: number;
  paid: number;
  /** Said without choosing a status. */
  none: number;
}

/** Pending ones by what their authors chose: the four coloured counters and the rest. */
export async function countReplies(db: Db, filter: ReplyFilter): Promise<ReplyCounters> {
  const counted = await db.$queryRaw<ReplyCounters[]>(Prisma.sql`
    SELECT count(*)::int AS "total",
      count(*) FILTER (WHERE s."status" = 'promise')::int AS "promise",
      count(*) FILTER (WHERE s."status" = 'ongoing')::int AS "ongoing",
      count(*) FILTER (WHERE s."status" = 'dispute')::int AS "dispute",
      count(*) FILTER (WHERE s."status" = 'paid')::int AS "paid",
      count(*) FILTER (WHERE s."status" IS NULL)::int AS "none"
    ${replyFrom} CROSS JOIN LATERAL (SELECT ${shownStatus} AS "status") s WHERE ${replyWhere({ ...filter, states: ['pending'], statuses: undefined })}`);
  return counted[0] ?? { total: 0, promise: 0, ongoing: 0, dispute: 0, paid: 0, none: 0 };
}

/** One row of the list by its id, regardless of its state. */
export async function readReplyRow(
  db: Db,
  { entityId, replyId }: { entityId: string; replyId: string },
): Promise<ReplyRow | null> {
  const rows = await db.$queryRaw<ReplyRow[]>(Prisma.sql`
    ${replySelect} WHERE r."legalEntityId" = ${entityId}::uuid AND r."id" = ${replyId}::uuid`);
  return rows[0] ?? null;
}

const replyInclude = {
  items: { include: { item: true }, orderBy: { item: { dueOn: 'asc' } } },
  files: { orderBy: [{ createdAt: 'asc' }, { id: 'asc' }] },
  answers: { orderBy: [{ createdAt: 'asc' }, { id: 'asc' }] },
  qualifications: {
    include: { status: true, items: true, promise: true, dispute: true, followUp: true },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
  },
  link: {
    select: {
      id: true,
      kind: true,
      recipientEmail: true,
      recipientName: true,
      createdAt: true,
      expiresAt: true,
      revokedAt: true,
    },
  },
  question: true,
} satisfies Prisma.CommentInclude;

export type ReplyFile = Prisma.CommentGetPayload<{ include: typeof replyInclude }>;

/** Everything of one reply; null: not of this entity. */
export async function readReply(
  db: Db,
  { entityId, replyId }: { entityId: string; replyId: string },
): Promise<ReplyFile | null> {
  return db.comment.findFirst({ where: { id: replyId, legalEntityId: entityId }, include: replyInclude });
}

/** A file that was sent with a reply of this entity. */
export async function readReplyFile(
  db: Db,
  { entityId, replyId, fileId }: { entityId: string; replyId: string; fileId: string },
) {
  return db.commentFile.findFirst({
    where: { id: fileId, commentId: replyId, comment: { legalEntityId: entityId } },
    select: { name: true, fileId: true, sizeBytes: true },
  });
}

const replyFrom = Prisma.sql`
  FROM "Comment" r
  JOIN "Customer" c ON c."id" = r."customerId"
  LEFT JOIN "User" collector ON collector."id" = c."collectorId"`;

/** What its author chose; else the first of what its words propose that can be chosen (P-10). */
const shownStatus = Prisma.sql`coalesce(r."status"::text, (
  SELECT p."intent"::text FROM "ReplyProposal" p JOIN "ReplyReading" g ON g."id" = p."readingId"
  WHERE p."commentId" = r."id" AND g."supersededAt" IS NULL AND p."state" <> 'dropped'
    AND p."intent" IN ('promise', 'ongoing', 'dispute', 'paid')
  ORDER BY p."position" LIMIT 1))`;

const itemCount = Prisma.sql`(SELECT count(*) FROM "CommentItem" n WHERE n."commentId" = r."id")`;

const replyTotals = Prisma.sql`coalesce((SELECT json_object_agg(t."currency", t."minor") FROM (
      SELECT i."currency", sum(coalesce(n."amountMinor", n."openMinor")) AS "minor"
      FROM "CommentItem" n JOIN "OpenItem" i ON i."id" = n."itemId"
      WHERE n."commentId" = r."id" GROUP BY i."currency") t), '{}')`;

const replySelect = Prisma.sql`
  SELECT r."id", r."customerId", c."number" AS "customerNumber", c."name" AS "customerName",
    c."collectorId", collector."name" AS "collectorName", r."source", r."audience", r."state", r."status",
    r."promisedOn"::text AS "promisedOn", r."disputeReason", r."paidOn"::text AS "paidOn",
    r."paymentReference", left(r."text", 400) AS "excerpt", r."language",
    r."authorName", r."authorEmail", r."createdAt", r."handledAt", handler."name" AS "handledByName",
    r."integratedAt", ${itemCount}::int AS "itemCount",
    coalesce((SELECT json_agg(f) FROM (
      SELECT i."id", i."number", i."instalment" FROM "CommentItem" n JOIN "OpenItem" i ON i."id" = n."itemId"
      WHERE n."commentId" = r."id" ORDER BY i."dueOn", i."number", i."instalment" LIMIT 3) f), '[]') AS "items",
    ${replyTotals} AS "totals",
    (SELECT count(*) FROM "CommentFile" f WHERE f."commentId" = r."id")::int + coalesce(mail."attachmentCount", 0) AS "fileCount",
    (SELECT count(*) FROM "CommentAnswer" a WHERE a."commentId" = r."id")::int AS "answerCount",
    q."subject" AS "questionSubject", CASE WHEN mail."id" IS NOT NULL THEN json_build_object(
      'id', mail."id", 'kind', coalesce(r."mailKind", 'human'), 'subject', mail."subject",
      'attachmentCount', mail."attachmentCount", 'filedBy', filing."filedBy", 'isKnownSender', EXISTS (
        SELECT 1 FROM "Contact" k WHERE k."customerId" = r."customerId" AND lower(k."email") = lower(r."authorEmail")),
      'authentication', mail."authentication",
      'scan', mail."scan", 'copies', (
        SELECT count(*) FROM "MailFiling" z WHERE z."mailId" = mail."id" AND z."endedAt" IS NULL)) END AS "mail",
    coalesce(n."open", 0) AS "openProposals", coalesce(n."intents", '{}') AS "proposedIntents",
    coalesce(g."needsPerson", false) AS "needsPerson"
  ${replyFrom}
  LEFT JOIN LATERAL (
    SELECT "id", "needsPerson" FROM "ReplyReading" WHERE "commentId" = r."id" AND "supersededAt" IS NULL
    ORDER BY "createdAt" DESC LIMIT 1) g ON true
  LEFT JOIN LATERAL (
    SELECT count(*)::int AS "open", array_agg(DISTINCT p."intent"::text) AS "intents"
    FROM "ReplyProposal" p WHERE p."readingId" = g."id" AND p."state" = 'proposed') n ON true
  LEFT JOIN "User" handler ON handler."id" = r."handledBy"
  LEFT JOIN "InternalQuestion" q ON q."id" = r."questionId"
  LEFT JOIN "MailFiling" filing ON filing."commentId" = r."id"
  LEFT JOIN "InboundMail" mail ON mail."id" = filing."mailId"`;

function replyWhere(filter: ReplyFilter): Prisma.Sql {
  return Prisma.join(
    [
      Prisma.sql`r."legalEntityId" = ${filter.entityId}::uuid`,
      ...whoConditions(filter),
      ...whatConditions(filter),
      ...whenConditions(filter),
    ],
    ' AND ',
  );
}

function whoConditions({ search, customer, customerId, collectorIds }: ReplyFilter): Prisma.Sql[] {
  const conditions: Prisma.Sql[] = [];
  if (search !== undefined && search !== '') {
    const pattern = containing(search);
    const said = Prisma.sql`coalesce(r."authorName", '') || E'\n' || r."text"`;
    conditions.push(Prisma.sql`(${namesCustomer(search)} OR r."authorEmail" ILIKE ${pattern} OR ${says(said, search)}
      OR ${namesItem(pattern)})`);
  }
  if (customer !== undefined && customer !== '') {
    conditions.push(namesCustomer(customer));
  }
  if (customerId !== undefined) conditions.push(Prisma.sql`r."customerId" = ${customerId}::uuid`);
  if (collectorIds !== undefined) {
    const named = collectorIds.filter((id) => id !== 'none');
    const withoutOne = collectorIds.includes('none') ? Prisma.sql` OR c."collectorId" IS NULL` : Prisma.empty;
    conditions.push(Prisma.sql`(c."collectorId"::text = ANY(${named})${withoutOne})`);
  }
  return conditions;
}

function whatConditions(filter: ReplyFilter): Prisma.Sql[] {
  const { item, statuses, sources, states, hasItems, hasFiles, exceptId } = filter;
  const conditions: Prisma.Sql[] = [];
  if (item !== undefined && item !== '') conditions.push(namesItem(containing(item)));
  if (statuses !== undefined) {
    conditions.push(Prisma.sql`coalesce(${shownStatus}, 'none') = ANY(${statuses as string[]})`);
  }
  if (sources !== undefined) conditions.push(Prisma.sql`r."source"::text = ANY(${sources as string[]})`);
  if (states !== undefined) conditions.push(Prisma.sql`r."state"::text = ANY(${states as string[]})`);
  if (hasItems !== undefined) {
    conditions.push(
      Prisma.sql`${hasItems} = EXISTS (SELECT 1 FROM "CommentItem" n WHERE n."commentId" = r."id")`,
    );
  }
  if (hasFiles !== undefined) {
    conditions.push(
      Prisma.sql`${hasFiles} = (EXISTS (SELECT 1 FROM "CommentFile" n WHERE n."commentId" = r."id")
        OR EXISTS (SELECT 1 FROM "MailFiling" y JOIN "InboundMail" v ON v."id" = y."mailId"
          WHERE y."commentId" = r."id" AND v."attachmentCount" > 0))`,
    );
  }
  if (exceptId !== undefined) conditions.push(Prisma.sql`r."id" <> ${exceptId}::uuid`);
  return conditions;
}

/** A day in a time zone, as the instants it begins and ends; instants are stored in UTC without saying so. */
function whenConditions({ receivedFrom, receivedUntil, timeZone }: ReplyFilter): Prisma.Sql[] {
  const beginOf = (day: IsoDate, plus: number) =>
    Prisma.sql`((${day}::date + ${plus}::int)::timestamp AT TIME ZONE ${timeZone} AT TIME ZONE 'UTC')`;
  const conditions: Prisma.Sql[] = [];
  if (receivedFrom !== undefined) conditions.push(Prisma.sql`r."createdAt" >= ${beginOf(receivedFrom, 0)}`);
  if (receivedUntil !== undefined) conditions.push(Prisma.sql`r."createdAt" < ${beginOf(receivedUntil, 1)}`);
  return conditions;
}

function namesItem(pattern: string): Prisma.Sql {
  return Prisma.sql`EXISTS (SELECT 1 FROM "CommentItem" n JOIN "OpenItem" i ON i."id" = n."itemId"
    WHERE n."commentId" = r."id" AND i."number" ILIKE ${pattern})`;
}

function sortColumn({ sort, sortCurrency }: ReplyPage): Prisma.Sql {
  switch (sort) {
    case 'received':
      return Prisma.sql`r."createdAt"`;
    case 'customer':
      return Prisma.sql`lower(c."name")`;
    case 'collector':
      return Prisma.sql`lower(collector."name")`;
    case 'author':
      return Prisma.sql`lower(r."authorName")`;
    case 'status':
      return Prisma.sql`r."status"`;
    case 'source':
      return Prisma.sql`r."source"`;
    case 'state':
      return Prisma.sql`r."state"`;
    case 'items':
      return itemCount;
    case 'amount':
      return Prisma.sql`(SELECT sum(coalesce(n."amountMinor", n."openMinor")) FROM "CommentItem" n
        JOIN "OpenItem" i ON i."id" = n."itemId" WHERE n."commentId" = r."id" AND i."currency" = ${sortCurrency})`;
    case 'date':
      return Prisma.sql`r."promisedOn"`;
  }
}
