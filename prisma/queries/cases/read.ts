/** A case with all that is decided on, as one reader sees it. */
import { prepared, Prisma, type Db } from '../../client.ts';
import {
  actionFromJson,
  actionJson,
  openActionStates,
  type ActionAsJson,
  type StoredAction,
} from '../actions/read.ts';
import type { KeptAnswer } from '../command-answers/read.ts';
import { messageFromJson, messagesJson, type ActionMessage, type MessageAsJson } from '../outbound/read.ts';
import {
  positionColumns,
  positionOf,
  positionTables,
  type PositionRow,
  type StoredPosition,
} from '../position/read.ts';

export interface StoredCase {
  position: StoredPosition;
  /** The action that stands open, if any. */
  action: StoredAction | null;
  /** The one that was asked for by its id, open or not. */
  asked: StoredAction | null;
  /** Of the action asked for and of the open one. */
  messages: ActionMessage[];
  /** What was answered under the key that was asked for. */
  answered: KeptAnswer | null;
  /** The very rows that were read: another one is there once either was written again. */
  rows: { case: string; asked: string | null };
}

/**
 * Locks the case of the customer for the rest of the transaction; null where the customer has none yet. Anyone who holds
 * it and commits has followed the case: its trouble, if any, is over.
 *
 * @param wait false: null also where somebody else holds it
 */
export async function lockCase(db: Db, customerId: string, { wait = true } = {}): Promise<string | null> {
  const rows = await db.$queryRaw<{ id: string }[]>(Prisma.sql`${prepared}
    WITH "over" AS (DELETE FROM "CaseTrouble" WHERE "customerId" = ${customerId}::uuid)
    SELECT "id" FROM "CollectionCase" WHERE "customerId" = ${customerId}::uuid
    FOR UPDATE ${wait ? Prisma.empty : Prisma.raw('SKIP LOCKED')}`);
  return rows[0]?.id ?? null;
}

/** The same for the case of an action of the entity; null: there is no such action. */
export async function lockCaseOfAction(
  db: Db,
  { entityId, actionId }: { entityId: string; actionId: string },
): Promise<{ customerId: string } | null> {
  const rows = await db.$queryRaw<{ customerId: string }[]>(Prisma.sql`${prepared}
    WITH "found" AS (
      SELECT "caseId", "customerId" FROM "AgendaAction"
      WHERE "id" = ${actionId}::uuid AND "legalEntityId" = ${entityId}::uuid),
    "over" AS (DELETE FROM "CaseTrouble" t USING "found" f WHERE t."customerId" = f."customerId")
    SELECT k."customerId" FROM "CollectionCase" k JOIN "found" f ON f."caseId" = k."id" FOR UPDATE OF k`);
  return rows[0] ?? null;
}

interface CaseRow extends PositionRow {
  caseRow: string;
  action: ActionAsJson | null;
  asked: ActionAsJson | null;
  askedRow: string | null;
  messages: MessageAsJson[];
  answered: KeptAnswer | null;
}

const openStates = Prisma.raw(openActionStates.map((state) => `'${state}'`).join(', '));

/** One statement, one snapshot; null where the customer or its case is unknown. */
export async function readCase(
  db: Db,
  customerId: string,
  actionId: string | null = null,
  answerKey: string | null = null,
): Promise<StoredCase | null> {
  const [row] = await db.$queryRaw<CaseRow[]>(Prisma.sql`${prepared}
    SELECT ${positionColumns()}, k.xmin::text AS "caseRow", o."action", q."action" AS "asked", q."row" AS "askedRow",
           ${messagesJson(Prisma.sql`${actionId}::uuid, o."id"`)} AS "messages",
           (SELECT json_build_object('requestHash', r."requestHash", 'body', r."body")
            FROM "IdempotentRequest" r WHERE r."key" = ${answerKey}) AS "answered"
    FROM ${positionTables}
    LEFT JOIN LATERAL (
      SELECT a."id", ${actionJson} AS "action" FROM "AgendaAction" a
      WHERE a."caseId" = k."id" AND a."state" IN (${openStates}) AND a."kind" = 'scenario'
      ORDER BY a."createdAt" DESC LIMIT 1) o ON true
    LEFT JOIN LATERAL (
      SELECT a.xmin::text AS "row", ${actionJson} AS "action" FROM "AgendaAction" a
      WHERE a."id" = ${actionId}::uuid AND a."customerId" = c."id") q ON true
    WHERE c."id" = ${customerId}::uuid`);
  if (!row) return null;
  return {
    position: positionOf(row),
    action: row.action && actionFromJson(row.action),
    asked: row.asked && actionFromJson(row.asked),
    messages: row.messages.map(messageFromJson),
    answered: row.answered,
    rows: { case: row.caseRow, asked: row.askedRow },
  };
}
