/**
 * Everything the engine and the send step read about one customer, in one snapshot. Anyone who writes on it
 * reads it by queries/cases, under the lock of the case.
 */
import type { Channel } from '../../../domain/vocabulary/channels.ts';
import type { ContactRole, SharedAddressRule } from '../../../domain/vocabulary/contacts.ts';
import type { DocumentType, NettingRule } from '../../../domain/vocabulary/ledger.ts';
import type { LetterKind } from '../../../domain/vocabulary/letters.ts';
import type { ReplyHold } from '../../../domain/vocabulary/replies.ts';
import { calendarSettings, type CalendarSettings } from '../../../domain/model/calendar.ts';
import type { ChargeTerms, StandingCharge } from '../../../domain/interest/asked-charges.ts';
import type { RateRow } from '../../../domain/interest/reference-rates.ts';
import type { IsoDate, MinorByCurrency } from '../../../domain/model/common.ts';
import {
  scenarioDefinition,
  type ContactCap,
  type ScenarioDefinition,
} from '../../../domain/model/scenario.ts';
import { Prisma, type Db } from '../../client.ts';
import { coveredKindsJson } from '../letter-connections/read.ts';
import { isOnItsWay } from '../online-payments/read.ts';

export interface StoredLine {
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
  /** Of a credit: number of the document that it goes with. */
  refersTo: string | null;
  rank: number;
  level: number;
  /** A customer has started to pay it. */
  isOnItsWay: boolean;
}

export interface StoredPromise {
  id: string;
  promisedOn: IsoDate;
  items: { itemId: string; openMinor: number; amountMinor: number | null; openNowMinor: number }[];
}

export interface StoredContact {
  id: string;
  name: string;
  email: string | null;
  phone: string | null;
  language: string | null;
  roles: ContactRole[];
  postal: boolean;
  bounced: boolean;
  /** A letter to its postal address came back. */
  letterReturned: boolean;
}

export interface StoredPosition {
  entity: {
    id: string;
    country: string;
    currency: string;
    timeZone: string;
    calendar: CalendarSettings;
    minimumAmountMinor: MinorByCurrency;
    pausedUntil: IsoDate | null;
    pausedForGood: boolean;
    pausedChannels: Channel[];
    ledgerAsOf: IsoDate | null;
    ledgerMaxAgeDays: number;
    replyHold: ReplyHold;
    sharedAddress: SharedAddressRule;
    contactCap: ContactCap | null;
    /** Kinds of letters that a provider carries for it. */
    letterKinds: LetterKind[];
    /** Customers can pay on their page. */
    takesPayments: boolean;
  };
  customer: {
    id: string;
    number: string;
    name: string;
    country: string;
    timeZone: string;
    language: string | null;
    netting: NettingRule;
    excluded: boolean;
    /** Messages carry links to the interactive page. */
    interactivePages: boolean;
    attributes: Record<string, string>;
    minimumAmountMinor: MinorByCurrency | null;
    positionVersion: bigint;
    collectorId: string | null;
  };
  case: {
    id: string;
    scenarioRun: number;
    scenarioVersionId: string;
    scenario: ScenarioDefinition;
    pausedUntil: IsoDate | null;
    pausedForGood: boolean;
    pauseReason: string | null;
    postponedUntil: IsoDate | null;
    /** Nothing leaves before this instant (ms since the epoch): somebody may still take back what was clicked. */
    waitsUntilMs: number | null;
    lastActionOn: IsoDate | null;
    lastPerformedOn: IsoDate | null;
    deadlineOn: IsoDate | null;
  };
  contacts: StoredContact[];
  /** Open lines only, credits included. */
  lines: StoredLine[];
  promises: StoredPromise[];
  disputes: { itemId: string; amountMinor: number | null }[];
  holds: { itemId: string; until: IsoDate | null }[];
  /** Days on which other customers with an address of this one are written to at it, the latest first. */
  addressDays: { contactId: string; email: string; on: IsoDate; customer: string }[];
  /** Since when, ms since the epoch, and how many rows imports left out; null: none. */
  leftOut: { since: number; rows: number } | null;
  contactsOn: IsoDate[];
  /** Items of each reply of the customer that nobody has handled; none: it is about the customer as a whole. */
  unreadReplies: string[][];
  /** When a reply of the customer was last handled, in ms since the epoch. */
  lastReplyHandledAt: number | null;
  /** Open tasks about broken promises of which nothing is open any more. */
  settledTasks: string[];
  /** Late charges that were added to open items, waived ones too. */
  charges: StandingCharge[];
  /** What more of them is computed from; null: no step of the scenario adds any. */
  charging: ChargeTerms | null;
}

/** Everything of one customer `c` with entity `e`, case `k` and its version `v`: one snapshot. */
export const positionColumns = (): Prisma.Sql => Prisma.sql`
  ${entityJson} AS "entity", ${customerJson} AS "customer", c."positionVersion", ${caseJson} AS "case",
  ${contactsJson} AS "contacts", ${linesJson} AS "lines", ${promisesJson} AS "promises",
  ${disputesJson} AS "disputes", ${holdsJson} AS "holds", ${leftOutJson} AS "leftOut",
  ${addressDaysJson} AS "addressDays", ${contactsOnJson} AS "contactsOn", ${unreadRepliesJson} AS "unreadReplies",
  ${lastReplyHandledAt} AS "lastReplyHandledAt", ${settledTasksJson} AS "settledTasks",
  ${chargesJson} AS "charges", ${chargingJson} AS "charging"`;

export const positionTables = Prisma.sql`
  "Customer" c
  JOIN "LegalEntity" e ON e."id" = c."legalEntityId"
  JOIN "CollectionCase" k ON k."customerId" = c."id"
  JOIN "ScenarioVersion" v ON v."id" = k."scenarioVersionId"`;

/** Null where the customer or its case is unknown. One statement: one snapshot, and a dozen round trips less. */
export async function readPosition(db: Db, customerId: string): Promise<StoredPosition | null> {
  const [row] = await db.$queryRaw<PositionRow[]>(Prisma.sql`
    SELECT ${positionColumns()} FROM ${positionTables} WHERE c."id" = ${customerId}::uuid`);
  return row ? positionOf(row) : null;
}

export function positionOf(row: PositionRow): StoredPosition {
  return {
    entity: { ...row.entity, calendar: calendarSettings.parse(row.entity.calendar) },
    customer: { ...row.customer, positionVersion: row.positionVersion },
    case: { ...row.case, scenario: scenarioDefinition.parse(row.case.scenario) },
    contacts: row.contacts,
    lines: row.lines.map((line) => ({
      ...line,
      originalMinor: safeMinor(line.originalMinor),
      openMinor: safeMinor(line.openMinor),
    })),
    promises: row.promises.map((promise) => ({
      ...promise,
      items: promise.items.map((entry) => ({
        itemId: entry.itemId,
        openMinor: safeMinor(entry.openMinor),
        amountMinor: safeMinor(entry.amountMinor),
        openNowMinor: safeMinor(entry.openNowMinor),
      })),
    })),
    disputes: row.disputes.map(({ itemId, amountMinor }) => ({
      itemId,
      amountMinor: safeMinor(amountMinor),
    })),
    holds: row.holds,
    addressDays: row.addressDays,
    leftOut: row.leftOut,
    contactsOn: row.contactsOn,
    unreadReplies: row.unreadReplies,
    lastReplyHandledAt: row.lastReplyHandledAt,
    settledTasks: row.settledTasks,
    charges: row.charges.map((charge) => ({ ...charge, amountMinor: safeMinor(charge.amountMinor) })),
    charging: row.charging && chargingOf(row.charging),
  };
}

function chargingOf({ terms, rates, payments, waivers }: ChargingJson): ChargeTerms {
  return {
    terms: { ...terms, compensationMinor: safeMinor(terms.compensationMinor) },
    enteredRates: rates.map((rate) => ({ ...rate, isConfirmed: true })),
    payments: payments.map((payment) => ({ ...payment, amountMinor: safeMinor(payment.amountMinor) })),
    waivers,
  };
}

/** As JSON of the database: days are text, amounts are numbers, settings are not parsed yet. */
export interface PositionRow extends Omit<StoredPosition, 'customer' | 'charging'> {
  customer: Omit<StoredPosition['customer'], 'positionVersion'>;
  charging: ChargingJson | null;
  positionVersion: bigint;
}

interface ChargingJson extends Omit<ChargeTerms, 'enteredRates'> {
  rates: Omit<RateRow, 'isConfirmed'>[];
}

/** A number above 2^53 has lost its last digits on the way: better no evaluation than a wrong amount. */
function safeMinor<T extends number | null>(amount: T): T {
  if (amount !== null && !Number.isSafeInteger(amount)) {
    throw new RangeError(`amount ${amount} is out of the safe range`);
  }
  return amount;
}

const entityJson = Prisma.sql`json_build_object(
  'id', e."id", 'country', e."country", 'currency', e."currency", 'timeZone', e."timeZone", 'calendar', e."calendar",
  'minimumAmountMinor', e."minimumAmountMinor", 'pausedUntil', e."pausedUntil", 'pausedForGood', e."pausedForGood",
  'pausedChannels', e."pausedChannels", 'ledgerAsOf', e."ledgerAsOf", 'ledgerMaxAgeDays', e."ledgerMaxAgeDays",
  'replyHold', e."replyHold", 'sharedAddress', e."sharedAddress", 'contactCap', e."contactCap",
  'letterKinds', ${coveredKindsJson},
  'takesPayments', EXISTS (SELECT 1 FROM "PaymentConnection" pc WHERE pc."legalEntityId" = e."id" AND pc."enabled"))`;

const customerJson = Prisma.sql`json_build_object(
  'id', c."id", 'number', c."number", 'name', c."name", 'country', c."country", 'timeZone', c."timeZone",
  'language', c."language", 'netting', c."netting", 'excluded', c."excludedAt" IS NOT NULL,
  'interactivePages', c."interactivePages",
  'attributes', c."attributes", 'minimumAmountMinor', c."minimumAmountMinor", 'collectorId', c."collectorId")`;

const caseJson = Prisma.sql`json_build_object(
  'id', k."id", 'scenarioRun', k."scenarioRun", 'scenarioVersionId', k."scenarioVersionId",
  'scenario', v."definition", 'pausedUntil', k."pausedUntil", 'pausedForGood', k."pausedForGood",
  'pauseReason', k."pauseReason", 'postponedUntil', k."postponedUntil",
  'waitsUntilMs', (extract(epoch FROM k."waitsUntil") * 1000)::bigint, 'lastActionOn', k."lastActionOn",
  'lastPerformedOn', k."lastPerformedOn", 'deadlineOn', k."deadlineOn")`;

const contactsJson = Prisma.sql`(
  SELECT coalesce(json_agg(json_build_object(
    'id', t."id", 'name', t."name", 'email', t."email", 'phone', t."phone", 'language', t."language",
    'roles', t."roles", 'postal', t."postal", 'bounced', t."bouncedAt" IS NOT NULL,
    'letterReturned', coalesce(t."letterReturnedTo" = c."address", false)) ORDER BY t."createdAt", t."id"), '[]')
  FROM "Contact" t WHERE t."customerId" = c."id")`;

const linesJson = Prisma.sql`(
  SELECT coalesce(json_agg(json_build_object(
    'id', i."id", 'type', i."type", 'number', i."number", 'instalment', i."instalment", 'issuedOn', i."issuedOn",
    'dueOn', i."dueOn", 'originalMinor', i."originalMinor", 'openMinor', i."openMinor", 'currency', i."currency",
    'purchaseOrder', i."purchaseOrder", 'refersTo', i."refersTo", 'rank', i."rank", 'level', i."level",
    'isOnItsWay', ${isOnItsWay(Prisma.sql`i`)})
    ORDER BY i."dueOn", i."issuedOn", i."number", i."instalment", i."id"), '[]')
  FROM "OpenItem" i WHERE i."customerId" = c."id" AND i."state" = 'open' AND i."openMinor" <> 0)`;

const promisesJson = Prisma.sql`(
  SELECT coalesce(json_agg(json_build_object('id', p."id", 'promisedOn', p."promisedOn", 'items', (
    SELECT coalesce(json_agg(json_build_object(
      'itemId', q."itemId", 'openMinor', q."openMinor", 'amountMinor', q."amountMinor", 'openNowMinor', i."openMinor")
      ORDER BY q."itemId"), '[]')
    FROM "PromiseItem" q JOIN "OpenItem" i ON i."id" = q."itemId" WHERE q."promiseId" = p."id")) ORDER BY p."id"), '[]')
  FROM "PromiseToPay" p WHERE p."customerId" = c."id" AND p."state" = 'open')`;

const disputesJson = Prisma.sql`(
  SELECT coalesce(json_agg(json_build_object('itemId', x."itemId", 'amountMinor', x."amountMinor")
    ORDER BY x."disputeId", x."itemId"), '[]')
  FROM "DisputeItem" x JOIN "Dispute" d ON d."id" = x."disputeId"
  WHERE d."customerId" = c."id" AND d."state" = 'open')`;

const holdsJson = Prisma.sql`(
  SELECT coalesce(json_agg(json_build_object('itemId', h."itemId", 'until', h."until") ORDER BY h."id"), '[]')
  FROM "Hold" h WHERE h."customerId" = c."id" AND h."releasedAt" IS NULL)`;

/** Rows of the customer that imports left out, as long as nobody released them. */
const leftOutJson = Prisma.sql`(
  SELECT json_build_object('since', (extract(epoch FROM max(l."createdAt")) * 1000)::float8, 'rows', sum(jsonb_array_length(l."rows"))::int)
  FROM "ImportHold" l WHERE l."customerId" = c."id" AND l."releasedAt" IS NULL HAVING count(*) > 0)`;

const addressDaysJson = Prisma.sql`(
  SELECT coalesce(json_agg(json_build_object('contactId', d."id", 'email', d."email", 'on', d."on", 'customer', d."name")
    ORDER BY d."on" DESC, d."id"), '[]')
  FROM (
    SELECT t."id", t."email", y."on", o."name"
    FROM "Contact" t
    JOIN "AddressDay" y ON y."legalEntityId" = c."legalEntityId" AND y."emailKey" = lower(t."email") AND y."customerId" <> c."id"
    JOIN "Customer" o ON o."id" = y."customerId"
    WHERE t."customerId" = c."id" ORDER BY y."on" DESC LIMIT 50) d)`;

/** Not what programs sent: an absence, a bounce, a receipt hold nothing (R-4). */
function writtenByPerson(alias: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`coalesce(${alias}."mailKind", 'human') = 'human'`;
}

/** What colleagues answer (audience `internal`) is not here: it says nothing for the customer and holds nothing. */
const unreadRepliesJson = Prisma.sql`(
  SELECT coalesce(json_agg(ARRAY(
    SELECT y."itemId" FROM "CommentItem" y WHERE y."commentId" = r."id" ORDER BY y."itemId") ORDER BY r."id"), '[]')
  FROM "Comment" r WHERE r."customerId" = c."id" AND r."state" = 'pending' AND r."audience" = 'customer'
    AND ${writtenByPerson(Prisma.sql`r`)})`;

/** Validated, qualified or deleted: somebody has read it. */
const lastReplyHandledAt = Prisma.sql`(
  SELECT (extract(epoch FROM max(h."handledAt")) * 1000)::float8
  FROM "Comment" h WHERE h."customerId" = c."id" AND h."state" <> 'pending' AND h."audience" = 'customer'
    AND ${writtenByPerson(Prisma.sql`h`)})`;

const settledTasksJson = Prisma.sql`(
  SELECT coalesce(json_agg(f."id" ORDER BY f."id"), '[]')
  FROM "FollowUp" f
  WHERE f."customerId" = c."id" AND f."state" = 'open' AND f."promiseId" IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM "FollowUpItem" z JOIN "OpenItem" i ON i."id" = z."itemId"
    WHERE z."followUpId" = f."id" AND i."state" = 'open' AND i."openMinor" > 0))`;

const chargesJson = Prisma.sql`(
  SELECT coalesce(json_agg(json_build_object(
    'itemId', g."itemId", 'charge', g."charge", 'level', g."level", 'amountMinor', g."amountMinor",
    'currency', g."currency", 'addedOn', g."addedOn", 'computation', g."computation",
    'isWaived', EXISTS (SELECT 1 FROM "ChargeWaiver" w
      WHERE w."itemId" = g."itemId" AND w."charge" = g."charge" AND w."endedAt" IS NULL))
    ORDER BY g."addedOn", g."level", g."charge"), '[]')
  FROM "AddedCharge" g JOIN "OpenItem" i ON i."id" = g."itemId"
  WHERE g."customerId" = c."id" AND i."state" = 'open')`;

const chargingJson = Prisma.sql`CASE WHEN jsonb_path_exists(v."definition", '$.steps[*].addsCharges') THEN json_build_object(
  'terms', json_build_object('country', e."country", 'currency', e."currency",
    'percent', trim_scale(e."lateInterestPct")::text, 'kind', e."lateInterestKind",
    'compensationMinor', e."fixedCompensationMinor"),
  'rates', (
    SELECT coalesce(json_agg(json_build_object(
      'rate', r."rate", 'fromOn', r."fromOn", 'ratePpm', r."ratePpm", 'source', r."source")
      ORDER BY r."fromOn" DESC, r."id" DESC), '[]')
    FROM "EnteredRate" r WHERE r."legalEntityId" = e."id" AND r."removedAt" IS NULL),
  'payments', (
    SELECT coalesce(json_agg(json_build_object(
      'itemId', l."itemId", 'paidOn', p."receivedOn", 'amountMinor', l."amountMinor")
      ORDER BY p."receivedOn", l."paymentId", l."itemId"), '[]')
    FROM "PaymentAllocation" l JOIN "Payment" p ON p."id" = l."paymentId" JOIN "OpenItem" i ON i."id" = l."itemId"
    WHERE i."customerId" = c."id" AND i."state" = 'open'),
  'waivers', (
    SELECT coalesce(json_agg(json_build_object('itemId', w."itemId", 'charge', w."charge") ORDER BY w."id"), '[]')
    FROM "ChargeWaiver" w WHERE w."customerId" = c."id" AND w."endedAt" IS NULL)) END`;

/** So many of the last contacts are read, oldest first. */
export const mostContacts = 100;
const contactsOnJson = Prisma.sql`(
  SELECT coalesce(json_agg(n."on" ORDER BY n."on"), '[]')
  FROM (SELECT "on" FROM "CountedContact" WHERE "customerId" = c."id" ORDER BY "on" DESC LIMIT ${Prisma.raw(String(mostContacts))}) n)`;

/**
 * What the ledger says is asked for on these lines, by currency: summed by the database, apart from the engine's
 * own sums, so that a rendered total can be held against it (E-3). Partly disputed lines count with their rest, a
 * credit that names its document with what that document has left of it, which the engine alone can say.
 */
export function ledgerTotalsJson(listed: readonly { id: string; openMinor: number }[]): Prisma.Sql {
  const rests = listed.filter(({ openMinor }) => openMinor < 0);
  return Prisma.sql`(
    SELECT coalesce(json_object_agg(s.currency, s.total), '{}') FROM (
      SELECT i."currency", SUM(CASE WHEN i."refersTo" IS NOT NULL AND r.minor > i."openMinor" THEN r.minor
                                    ELSE i."openMinor" - COALESCE(d.disputed, 0) END)::bigint AS total
      FROM "OpenItem" i
      LEFT JOIN unnest(${rests.map(({ id }) => id)}::uuid[], ${rests.map(({ openMinor }) => openMinor)}::bigint[])
        AS r(id, minor) ON r.id = i."id"
      LEFT JOIN LATERAL (
        SELECT SUM(di."amountMinor") AS disputed
        FROM "DisputeItem" di JOIN "Dispute" dp ON dp."id" = di."disputeId"
        WHERE di."itemId" = i."id" AND dp."state" = 'open' AND di."amountMinor" IS NOT NULL
      ) d ON true
      WHERE i."id" = ANY(${listed.map(({ id }) => id)}::uuid[])
      GROUP BY i."currency") s)`;
}

/** The same by itself. */
export async function ledgerTotals(
  db: Db,
  listed: readonly { id: string; openMinor: number }[],
): Promise<MinorByCurrency> {
  const [row] = await db.$queryRaw<{ totals: MinorByCurrency }[]>(
    Prisma.sql`SELECT ${ledgerTotalsJson(listed)} AS "totals"`,
  );
  return row?.totals ?? {};
}
