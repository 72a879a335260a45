/**
 * Everything the customer's page shows, in one statement and one snapshot. Only columns that a customer may read are
 * named: internal comments, notes, names of statuses and reasons of holds are not selected at all (I-5, B13).
 */
import type {
  CommentState,
  DisputeReason,
  ReplyStatus,
  StatusKind,
} from '../../../domain/vocabulary/replies.ts';
import type { LateCharge } from '../../../domain/vocabulary/interest.ts';
import type { DocumentType, NettingRule } from '../../../domain/vocabulary/ledger.ts';
import type { IsoDate } from '../../../domain/model/common.ts';
import type { OnlinePaymentState } from '../../../domain/vocabulary/payments.ts';
import { Prisma, type Db } from '../../client.ts';
import { isOnItsWay } from '../online-payments/read.ts';

/** What a link opens; every read of the customer's page takes it, and nothing else decides what is visible. */
export interface PageScope {
  linkId: string;
  legalEntityId: string;
  customerId: string;
  /** Empty: all items of the customer. */
  itemIds: string[];
}

export interface PortalItemRow {
  id: string;
  type: DocumentType;
  number: string;
  instalment: number;
  issuedOn: IsoDate;
  dueOn: IsoDate;
  originalMinor: number;
  openMinor: number;
  currency: string;
  purchaseOrder: string | null;
  text: string | null;
  daysOverdue: number;
  /** Of a credit: number of the document it goes with. */
  refersTo: string | null;
  /** As a stored file. */
  stored: boolean;
  /** Late charges that reminders added to it and that are not waived, in the currency of the item. */
  charges: { charge: LateCharge; amountMinor: number; addedOn: IsoDate }[];
}

export interface PortalFileRow {
  id: string;
  name: string;
  contentType: string;
  sizeBytes: number;
}

export interface PortalCommentRow {
  id: string;
  createdAt: string;
  state: CommentState;
  authorName: string;
  own: boolean;
  status: ReplyStatus | null;
  promisedOn: IsoDate | null;
  disputeReason: DisputeReason | null;
  paidOn: IsoDate | null;
  paymentReference: string | null;
  text: string;
  items: {
    id: string;
    number: string;
    instalment: number;
    currency: string;
    openMinor: number;
    amountMinor: number | null;
  }[];
  files: PortalFileRow[];
  answers: { id: string; text: string; authorName: string; createdAt: string }[];
  outcomes: {
    kind: StatusKind;
    promiseState: 'open' | 'kept' | 'broken' | 'cancelled' | null;
    promisedOn: IsoDate | null;
    disputeState: 'open' | 'resolved' | null;
    itemIds: string[];
  }[];
}

export interface PortalPaymentRow {
  id: string;
  state: OnlinePaymentState;
  amountMinor: number;
  currency: string;
  createdAt: string;
  /** Where it can still be paid. */
  payUrl: string | null;
  numbers: string[];
}

export interface PortalStatementRows {
  creditor: { name: string; hasLogo: boolean; country: string; codeRequired: boolean; answerDays: number };
  customer: { name: string; number: string; country: string };
  timeZone: string;
  items: PortalItemRow[];
  promises: { itemId: string; promisedOn: IsoDate; openMinor: number; amountMinor: number | null }[];
  disputes: { itemId: string; amountMinor: number | null }[];
  ongoing: string[];
  /** Items on hold today. */
  held: string[];
  /** Items for which a payment is under way. */
  underWay: string[];
  /** Payments started on the page of which something is still to be said, the newest first. */
  payments: PortalPaymentRow[];
  netting: NettingRule;
  /** The newest first; at most 300. */
  comments: PortalCommentRow[];
}

/** Null when the customer is gone. */
export async function readPortalStatement(
  db: Db,
  scope: PageScope,
  today: IsoDate,
): Promise<PortalStatementRows | null> {
  const [row] = await db.$queryRaw<PortalStatementRows[]>(Prisma.sql`
    SELECT json_build_object('name', e."name", 'hasLogo', e."logoPng" IS NOT NULL, 'country', e."country",
             'codeRequired', e."portalCode" = 'acts', 'answerDays', e."answerDays") AS "creditor",
           json_build_object('name', c."name", 'number', c."number", 'country', c."country") AS "customer",
           c."timeZone" AS "timeZone", c."netting" AS "netting",
           ${itemsJson(scope, today)} AS "items", ${promisesJson} AS "promises", ${disputesJson} AS "disputes",
           ${ongoingJson(today)} AS "ongoing", ${heldJson(today)} AS "held",
           ${underWayJson} AS "underWay", ${paymentsJson(scope, today)} AS "payments", ${commentsJson(scope)} AS "comments"
    FROM "Customer" c JOIN "LegalEntity" e ON e."id" = c."legalEntityId"
    WHERE c."id" = ${scope.customerId}::uuid AND c."legalEntityId" = ${scope.legalEntityId}::uuid`);
  if (!row) return null;
  row.items.forEach(({ openMinor, originalMinor }) => checkSafe(openMinor, originalMinor));
  return row;
}

/** A number above 2^53 has lost its last digits on the way: better no page than a wrong amount. */
function checkSafe(...amounts: number[]): void {
  for (const amount of amounts) {
    if (!Number.isSafeInteger(amount)) throw new RangeError(`amount ${amount} is out of the safe range`);
  }
}

/** The items that the link opens. */
export function opens(scope: PageScope, column: Prisma.Sql): Prisma.Sql {
  return scope.itemIds.length === 0
    ? Prisma.sql`TRUE`
    : Prisma.sql`${column} = ANY(${scope.itemIds}::uuid[])`;
}

const instantText = (column: Prisma.Sql) => Prisma.sql`to_char(${column}, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

const itemChargesJson = Prisma.sql`(
  SELECT coalesce(json_agg(json_build_object(
    'charge', s."charge", 'amountMinor', s."amountMinor", 'addedOn', s."addedOn") ORDER BY s."charge"), '[]')
  FROM (
    SELECT g."charge", SUM(g."amountMinor")::bigint AS "amountMinor", MAX(g."addedOn") AS "addedOn"
    FROM "AddedCharge" g
    WHERE g."itemId" = i."id" AND NOT EXISTS (
      SELECT 1 FROM "ChargeWaiver" w
      WHERE w."itemId" = g."itemId" AND w."charge" = g."charge" AND w."endedAt" IS NULL)
    GROUP BY g."charge") s)`;

const itemsJson = (scope: PageScope, today: IsoDate) => Prisma.sql`(
  SELECT coalesce(json_agg(json_build_object(
    'id', i."id", 'type', i."type", 'number', i."number", 'instalment', i."instalment", 'issuedOn', i."issuedOn",
    'dueOn', i."dueOn", 'originalMinor', i."originalMinor", 'openMinor', i."openMinor", 'currency', i."currency",
    'purchaseOrder', i."purchaseOrder", 'text', i."text", 'daysOverdue', ${today}::date - i."dueOn",
    'refersTo', i."refersTo", 'stored', i."documentFileId" IS NOT NULL,
    'charges', ${itemChargesJson})), '[]')
  FROM "OpenItem" i
  WHERE i."customerId" = c."id" AND i."state" = 'open' AND i."openMinor" <> 0
    AND ${opens(scope, Prisma.sql`i."id"`)})`;

const promisesJson = Prisma.sql`(
  SELECT coalesce(json_agg(json_build_object('itemId', q."itemId", 'promisedOn', p."promisedOn",
    'openMinor', q."openMinor", 'amountMinor', q."amountMinor") ORDER BY p."createdAt"), '[]')
  FROM "PromiseToPay" p JOIN "PromiseItem" q ON q."promiseId" = p."id"
  WHERE p."customerId" = c."id" AND p."state" = 'open')`;

const disputesJson = Prisma.sql`(
  SELECT coalesce(json_agg(json_build_object('itemId', x."itemId", 'amountMinor', x."amountMinor")
    ORDER BY d."createdAt"), '[]')
  FROM "Dispute" d JOIN "DisputeItem" x ON x."disputeId" = d."id"
  WHERE d."customerId" = c."id" AND d."state" = 'open')`;

const holdsOn = (today: IsoDate) => Prisma.sql`
  SELECT h."itemId" FROM "Hold" h
  WHERE h."customerId" = c."id" AND h."releasedAt" IS NULL AND (h."until" IS NULL OR h."until" > ${today}::date)`;

const heldJson = (today: IsoDate) => Prisma.sql`(
  SELECT coalesce(json_agg(o."itemId"), '[]') FROM (${holdsOn(today)}) o)`;

const underWayJson = Prisma.sql`(
  SELECT coalesce(json_agg(i."id"), '[]') FROM "OpenItem" i
  WHERE i."customerId" = c."id" AND i."state" = 'open' AND ${isOnItsWay(Prisma.sql`i`)})`;

/** Those under way, and for some days what became of the others; of a link to single items only theirs. */
const paymentsJson = (scope: PageScope, today: IsoDate) => Prisma.sql`(
  SELECT coalesce(json_agg(json_build_object('id', p."id", 'state', p."state", 'amountMinor', p."amountMinor",
    'currency', p."currency", 'createdAt', ${instantText(Prisma.sql`p."createdAt"`)},
    'payUrl', CASE WHEN p."state" = 'opened' THEN p."payUrl" END, 'numbers', (
      SELECT coalesce(json_agg(i."number" ORDER BY i."dueOn", i."number"), '[]')
      FROM "OnlinePaymentItem" pi JOIN "OpenItem" i ON i."id" = pi."itemId" WHERE pi."paymentId" = p."id"))
    ORDER BY p."createdAt" DESC), '[]')
  FROM (
    SELECT * FROM "OnlinePayment" q WHERE q."customerId" = c."id"
      AND (q."state" IN ('opened', 'in_progress') OR q."createdAt" > ${today}::date - interval '14 days')
      AND NOT EXISTS (SELECT 1 FROM "OnlinePaymentItem" pi WHERE pi."paymentId" = q."id" AND NOT ${opens(scope, Prisma.sql`pi."itemId"`)})
    ORDER BY q."createdAt" DESC LIMIT 20) p)`;

/** Held now, or last qualified as being worked on; neither the reason nor the name of the status is read. */
const ongoingJson = (today: IsoDate) => Prisma.sql`(
  SELECT coalesce(json_agg(o."itemId"), '[]') FROM (
    ${holdsOn(today)}
    UNION
    SELECT l."itemId" FROM (
      SELECT DISTINCT ON (qi."itemId") qi."itemId", s."kind"
      FROM "Qualification" q JOIN "QualificationItem" qi ON qi."qualificationId" = q."id"
      JOIN "ItemStatus" s ON s."id" = q."statusId"
      WHERE q."customerId" = c."id" ORDER BY qi."itemId", q."createdAt" DESC) l
    WHERE l."kind" = 'ongoing') o)`;

/** Comments that a link may show, as a condition on `m`: of its customer, for customers, about its items or its own. */
export function visibleComment(scope: PageScope): Prisma.Sql {
  const about =
    scope.itemIds.length === 0
      ? Prisma.sql`TRUE`
      : Prisma.sql`(m."linkId" = ${scope.linkId}::uuid OR EXISTS (SELECT 1 FROM "CommentItem" ci
          WHERE ci."commentId" = m."id" AND ci."itemId" = ANY(${scope.itemIds}::uuid[])))`;
  return Prisma.sql`m."customerId" = ${scope.customerId}::uuid AND m."legalEntityId" = ${scope.legalEntityId}::uuid
    AND m."audience" = 'customer' AND ${about}`;
}

const commentsJson = (scope: PageScope) => Prisma.sql`(
  SELECT coalesce(json_agg(json_build_object(
    'id', m."id", 'createdAt', ${instantText(Prisma.sql`m."createdAt"`)}, 'state', m."state",
    'authorName', m."authorName", 'own', m."linkId" IS NOT DISTINCT FROM ${scope.linkId}::uuid, 'status', m."status",
    'promisedOn', m."promisedOn", 'disputeReason', m."disputeReason", 'paidOn', m."paidOn",
    'paymentReference', m."paymentReference", 'text', m."text",
    'items', ${commentItemsJson(scope)}, 'files', ${commentFilesJson}, 'answers', ${answersJson},
    'outcomes', ${outcomesJson(scope)}) ORDER BY m."createdAt" DESC, m."id" DESC), '[]')
  FROM (SELECT * FROM "Comment" m WHERE ${visibleComment(scope)}
        ORDER BY m."createdAt" DESC, m."id" DESC LIMIT 300) m)`;

const commentItemsJson = (scope: PageScope) => Prisma.sql`(
  SELECT coalesce(json_agg(json_build_object('id', i."id", 'number', i."number", 'instalment', i."instalment",
    'currency', i."currency", 'openMinor', ci."openMinor", 'amountMinor', ci."amountMinor")
    ORDER BY i."dueOn", i."number", i."instalment"), '[]')
  FROM "CommentItem" ci JOIN "OpenItem" i ON i."id" = ci."itemId"
  WHERE ci."commentId" = m."id" AND ${opens(scope, Prisma.sql`i."id"`)})`;

const commentFilesJson = Prisma.sql`(
  SELECT coalesce(json_agg(json_build_object('id', f."id", 'name', f."name", 'contentType', f."contentType",
    'sizeBytes', f."sizeBytes") ORDER BY f."createdAt", f."id"), '[]')
  FROM "CommentFile" f WHERE f."commentId" = m."id")`;

const answersJson = Prisma.sql`(
  SELECT coalesce(json_agg(json_build_object('id', a."id", 'text', a."text", 'authorName', coalesce(u."name", ''),
    'createdAt', ${instantText(Prisma.sql`a."createdAt"`)}) ORDER BY a."createdAt"), '[]')
  FROM "CommentAnswer" a LEFT JOIN "User" u ON u."id" = a."createdBy" WHERE a."commentId" = m."id")`;

const outcomesJson = (scope: PageScope) => Prisma.sql`(
  SELECT coalesce(json_agg(json_build_object('kind', s."kind", 'promiseState', p."state",
    'promisedOn', p."promisedOn", 'disputeState', d."state", 'itemIds', (
      SELECT coalesce(json_agg(qi."itemId"), '[]') FROM "QualificationItem" qi
      WHERE qi."qualificationId" = q."id" AND ${opens(scope, Prisma.sql`qi."itemId"`)}))
    ORDER BY q."createdAt"), '[]')
  FROM "Qualification" q JOIN "ItemStatus" s ON s."id" = q."statusId"
  LEFT JOIN "PromiseToPay" p ON p."id" = q."promiseId" LEFT JOIN "Dispute" d ON d."id" = q."disputeId"
  WHERE q."commentId" = m."id")`;
