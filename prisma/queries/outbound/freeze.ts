/** The intent of a message: its bytes, stored under its dispatch key. */
import type { Channel } from '../../../domain/vocabulary/channels.ts';
import { Prisma, type Db } from '../../client.ts';
import { pack } from '../../packing.ts';
import { json, timestamp, together, type Write } from '../../statement.ts';
import { changeActionWrite, type ActionChange } from '../actions/write.ts';
import { claimAddressesWrite, type AddressClaim } from '../address-days/write.ts';
import { captureAddressWrites, type NewCaptureAddress } from '../inbound/outgoing.ts';
import { messageLinksWrites, type LinkRow } from '../links/write.ts';
import { attemptWrite, goesOn, type Taking } from './attempt.ts';
import { replaceableStates, withdrawableStates } from './states.ts';

export interface FrozenMessage {
  dispatchKey: string;
  legalEntityId: string;
  /** Null: a notice about an account or the sending itself. */
  customerId: string | null;
  /** Either of the two: the action that the message performs, or the notice that it is. */
  actionId: string | null;
  noticeId: string | null;
  channel: Channel;
  recipientAddress: string;
  recipientName: string;
  language: string;
  /** By which the outside world knows it; in the form of the channel. */
  reference: string;
  subject: string;
  templateId: string | null;
  /** The version of the position that the bytes were made from. */
  positionVersion: bigint;
  /** The bytes as they leave, sealed: only sending opens them. */
  sealed: Uint8Array;
  /** The same with what opens a page masked. */
  readable: Uint8Array;
  /** Of the bytes as they leave, hex. */
  sha256: string;
  /** What the message said: lines and totals as listed. */
  statement: Prisma.InputJsonObject;
  frozenAt: Date;
  /** It stays with us until then, and may be taken back; absent or null: it may leave at once. */
  heldUntil?: Date | null;
}

export interface Freezing {
  messages: readonly FrozenMessage[];
  links: readonly { dispatchKey: string; row: LinkRow }[];
  /** Addresses for answers that they are the first to name. */
  captureAddresses?: readonly NewCaptureAddress[];
  /** Takes them for an attempt at once. */
  taking?: Taking | undefined;
  /** A part of the statement, without whose row nothing is stored. */
  onlyIf?: string;
}

/**
 * Stores the bytes under their dispatch key, as the part `frozen` of a statement. The same key again replaces them only
 * while the carrier certainly does not hold the message; otherwise the row stays as it is. A claim that is under way is
 * overtaken: its attempt finds the gate closed.
 */
export function freezeWrites({ messages, links, captureAddresses = [], taking, onlyIf }: Freezing): Write[] {
  const state = taking ? 'claimed' : 'frozen';
  // In the order given, which a later reading keeps.
  const since = Date.now();
  const rows = messages.map(
    (message, place) => Prisma.sql`(
      gen_random_uuid(), ${message.dispatchKey}, ${message.legalEntityId}::uuid, ${message.customerId}::uuid,
      ${message.actionId}::uuid, ${message.noticeId}::uuid, ${message.channel}::"Channel", ${message.recipientAddress},
      ${message.recipientName}, ${message.language}, ${message.reference}, ${message.subject},
      ${message.templateId}::uuid, ${message.heldUntil ? 'retry_wait' : state}::"OutboundState", ${taking ? 1 : 0}::int, ${message.positionVersion}::bigint,
      ${Buffer.from(message.sealed)}::bytea, ${pack(message.readable)}::bytea, ${message.sha256},
      ${timestamp(message.frozenAt)}, ${heldOf(message)}, ${heldOf(message)}, ${json(message.statement)}, ${timestamp(new Date(since + place))},
      ${timestamp(new Date(since + place))})`,
  );
  const frozen: Write = {
    as: 'frozen',
    sql: rows.length === 0 ? nothingFrozen : frozenFrom(rows, onlyIf),
  };
  const writes = [
    frozen,
    ...messageLinksWrites('frozen', links),
    ...captureAddressWrites('frozen', captureAddresses),
  ];
  return taking ? [...writes, attemptWrite('frozen', taking)] : writes;
}

const nothingFrozen = Prisma.sql`
  SELECT m."id", m."dispatchKey", m."reference", m."attempt" FROM "OutboundMessage" m WHERE false`;

function frozenFrom(rows: Prisma.Sql[], onlyIf: string | undefined): Prisma.Sql {
  return Prisma.sql`
      INSERT INTO "OutboundMessage" AS m (
        "id", "dispatchKey", "legalEntityId", "customerId", "actionId", "noticeId", "channel", "recipientAddress",
        "recipientName", "language", "reference", "subject", "templateId", "state", "attempt", "positionVersion",
        "sealedBytes", "frozenBytes", "frozenSha256", "frozenAt", "retryAt", "heldUntil", "statement", "createdAt", "updatedAt")
      SELECT * FROM (VALUES ${Prisma.join(rows, ', ')}) AS given
      ${onlyIf === undefined ? Prisma.empty : Prisma.sql`WHERE EXISTS (SELECT 1 FROM ${Prisma.raw(`"${onlyIf}"`)})`}
      ON CONFLICT ("dispatchKey") DO UPDATE SET
        "legalEntityId" = excluded."legalEntityId", "customerId" = excluded."customerId",
        "actionId" = excluded."actionId", "noticeId" = excluded."noticeId", "channel" = excluded."channel",
        "recipientAddress" = excluded."recipientAddress", "recipientName" = excluded."recipientName",
        "language" = excluded."language", "subject" = excluded."subject", "templateId" = excluded."templateId",
        "state" = excluded."state", "attempt" = m."attempt" + excluded."attempt",
        "positionVersion" = excluded."positionVersion", "sealedBytes" = excluded."sealedBytes",
        "frozenBytes" = excluded."frozenBytes", "frozenSha256" = excluded."frozenSha256",
        "frozenAt" = excluded."frozenAt", "statement" = excluded."statement", "retryAt" = excluded."retryAt",
        "heldUntil" = excluded."heldUntil",
        "updatedAt" = excluded."updatedAt"
      WHERE m."state" IN (${replaceableStates})
      RETURNING m."id", m."dispatchKey", m."reference", m."attempt"`;
}

function heldOf({ heldUntil }: FrozenMessage): Prisma.Sql {
  return heldUntil ? timestamp(heldUntil) : Prisma.sql`NULL::timestamp`;
}

/** What is stored of a message whose bytes were just frozen. */
export interface FrozenRow {
  id: string;
  dispatchKey: string;
  reference: string;
  attempt: number;
}

/** Answers those whose bytes are in their rows now; the others may have left, and stay as they are. */
export async function storeFrozen(db: Db, freezing: Omit<Freezing, 'onlyIf'>): Promise<FrozenRow[]> {
  return db.$queryRaw<FrozenRow[]>(
    together(
      freezeWrites(freezing),
      Prisma.sql`SELECT "id", "dispatchKey", "reference", "attempt" FROM "frozen"`,
    ),
  );
}

/** What holds the step that is about to be frozen: compared and written in one statement. */
export interface StepFreezing extends Omit<Freezing, 'onlyIf'> {
  step: {
    caseId: string;
    customerId: string;
    actionId: string;
    channel: Channel;
    positionVersion: bigint;
    /** As they were read: were they written since, nothing is frozen. */
    rows: { case: string; action: string };
  };
  at: Date;
  /** Written with it: the record of the decision. */
  record: Write;
  action: ActionChange;
  /** One message a day to one address; absent: any number. */
  addresses?: AddressClaim | undefined;
  /** Dispatch keys of the messages of the step that are not withdrawn. */
  kept: string[];
}

export type StepFrozen =
  | { kind: 'frozen'; messages: FrozenRow[] }
  /** Facts, case or action were written since they were read, or sending was stopped. */
  | { kind: 'changed' }
  /** Another customer was written to at one of the addresses today. */
  | { kind: 'address_taken' };

/**
 * A step becomes messages on their way: under the lock of the case, if what it was made from still holds, its decision
 * is kept, its addresses are taken for the day, its action is brought up to date, its messages are frozen and, where
 * `taking` says so, taken for an attempt. One statement, all or nothing; of the addresses it may have taken some.
 */
export async function freezeStep(db: Db, freezing: StepFreezing): Promise<StepFrozen> {
  const { step, at, record, action, addresses, kept } = freezing;
  const fresh: Write = {
    as: 'fresh',
    sql: Prisma.sql`
      SELECT k."id"
      FROM "CollectionCase" k
      JOIN "Customer" c ON c."id" = k."customerId"
      JOIN "LegalEntity" e ON e."id" = k."legalEntityId"
      JOIN "AgendaAction" a ON a."caseId" = k."id"
      WHERE k."id" = ${step.caseId}::uuid AND a."id" = ${step.actionId}::uuid
        AND k.xmin::text = ${step.rows.case} AND a.xmin::text = ${step.rows.action}
        AND c."positionVersion" = ${step.positionVersion}
        AND ${goesOn(Prisma.sql`${step.channel}::"Channel"`, at)}
      FOR NO KEY UPDATE OF k, a FOR SHARE OF c, e`,
  };
  const taken = addresses ? [claimAddressesWrite(addresses, 'fresh')] : [];
  const mayGo: Write = {
    as: 'may_go',
    sql: addresses
      ? Prisma.sql`
          SELECT "id" FROM "fresh"
          WHERE NOT EXISTS (SELECT 1 FROM "taken" WHERE "customerId" <> ${step.customerId}::uuid)`
      : Prisma.sql`SELECT "id" FROM "fresh"`,
  };
  const withdrawn: Write = {
    as: 'withdrawn',
    sql: Prisma.sql`
      UPDATE "OutboundMessage" m
      SET "state" = 'cancelled', "retryAt" = NULL, "sealedBytes" = NULL, "updatedAt" = ${timestamp(at)}
      FROM "may_go"
      WHERE m."actionId" = ${step.actionId}::uuid AND m."dispatchKey" <> ALL(${kept}::text[])
        AND m."state" IN (${withdrawableStates})`,
  };
  const [found] = await db.$queryRaw<{ fresh: boolean; mayGo: boolean; messages: FrozenRow[] }[]>(
    together(
      [
        fresh,
        ...taken,
        mayGo,
        record,
        changeActionWrite(step.actionId, action, 'may_go'),
        withdrawn,
        ...freezeWrites({ ...freezing, onlyIf: 'may_go' }),
      ],
      Prisma.sql`
        SELECT EXISTS (SELECT 1 FROM "fresh") AS "fresh", EXISTS (SELECT 1 FROM "may_go") AS "mayGo",
               (SELECT coalesce(json_agg(json_build_object(
                 'id', f."id", 'dispatchKey', f."dispatchKey", 'reference', f."reference", 'attempt', f."attempt")), '[]')
                FROM "frozen" f) AS "messages"`,
    ),
  );
  if (!found?.fresh) return { kind: 'changed' };
  return found.mayGo ? { kind: 'frozen', messages: found.messages } : { kind: 'address_taken' };
}
