/** The agenda as people read it: rows, counters and what is coming. Writing it is the case's (queries/actions). */
import { channelsThat } from '../../../domain/channels/traits.ts';
import type { ActionState } from '../../../domain/vocabulary/actions.ts';
import type { Channel } from '../../../domain/vocabulary/channels.ts';
import type { LetterKind, LetterState, LetterTrouble } from '../../../domain/vocabulary/letters.ts';
import { troubleOfLetter } from '../letters/trouble.ts';
import type { StepMode } from '../../../domain/vocabulary/scenarios.ts';
import type { AgendaSort, AgendaView } from '../../../domain/vocabulary/pages.ts';
import type { ClosedGate } from '../../../domain/model/decision.ts';
import type { IsoDate, MinorByCurrency } from '../../../domain/model/common.ts';
import { Prisma, type Db } from '../../client.ts';
import { firstOf, safeAmounts, sumsOf } from '../shared/totals.ts';
import { shownState } from '../letters/read.ts';
import { customersNamed, itemsNumbered, stepNamesSaying } from '../shared/like.ts';

export interface AgendaFilter {
  entityId: string;
  today: IsoDate;
  view: AgendaView;
  search?: string | undefined;
  channels?: Channel[] | undefined;
  modes?: StepMode[] | undefined;
  states?: ActionState[] | undefined;
  /** User ids; `none` stands for customers without collector. */
  collectorIds?: string[] | undefined;
  stepKeys?: string[] | undefined;
  customerId?: string | undefined;
  actionId?: string | undefined;
  dueFrom?: IsoDate | undefined;
  dueUntil?: IsoDate | undefined;
  daysLateFrom?: number | undefined;
  daysLateUntil?: number | undefined;
  /** Amounts compare in one currency; rows without it fall out. */
  currency?: string | undefined;
  amountFromMinor?: number | undefined;
  amountUntilMinor?: number | undefined;
}

export interface AgendaPage extends AgendaFilter {
  sort: AgendaSort;
  descending: boolean;
  page: number;
  pageSize: number;
  /** Currency by which `amount` sorts. */
  sortCurrency: string;
  /** Customers of these people come first, in the same order among themselves. */
  firstOf?: string[] | undefined;
}

export interface AgendaRow {
  id: string;
  state: ActionState;
  mode: StepMode;
  channel: Channel;
  kind: 'scenario' | 'out_of_scenario';
  stepKey: string | null;
  stepName: string;
  stepPosition: number | null;
  /** Dunning level of the step; its position where the scenario names none. */
  stepLevel: number | null;
  dueOn: IsoDate;
  sendAt: Date | null;
  performedOn: IsoDate | null;
  positionHash: string;
  totals: MinorByCurrency;
  outcome: { code: string; params?: Record<string, unknown> } | null;
  confirmedAt: Date | null;
  confirmedBy: string | null;
  closedAt: Date | null;
  escalatedAt: Date | null;
  updatedAt: Date;
  decisionId: string | null;
  lineCount: number;
  leaderItemId: string | null;
  leaderNumber: string | null;
  leaderDueOn: IsoDate | null;
  daysLate: number | null;
  customerId: string;
  customerNumber: string;
  customerName: string;
  collectorId: string | null;
  collectorName: string | null;
  gates: ClosedGate[];
  /** Nothing of the case leaves before this instant. */
  waitsUntil: Date | null;
  messageId: string | null;
  /** Of a letter; null: standard. */
  letterKind: LetterKind | null;
  /** Of a letter: the mode of its step in the scenario as it is now. */
  stepMode: StepMode | null;
  /** Of a letter: where the provider has it. */
  letter: { id: string; state: LetterState; trouble: LetterTrouble | null } | null;
  /** Once confirmed it leaves by itself; otherwise a person does it by hand. */
  leavesByItself: boolean;
  /** What is on its way stays with us until then, and may be taken back. */
  heldUntil: Date | null;
}

/**
 * Rows of one page, the number of all that match, and what all of them ask for; of what is done nothing is added up,
 * since one item was asked for many times.
 */
export async function listAgenda(
  db: Db,
  query: AgendaPage,
): Promise<{ rows: AgendaRow[]; total: number; totals: MinorByCurrency }> {
  const where = agendaWhere(query);
  const offset = (query.page - 1) * query.pageSize;
  const [rows, counted] = await Promise.all([
    db.$queryRaw<AgendaRow[]>(Prisma.sql`
      SELECT a."id", a."state", a."mode", a."channel", a."kind", a."stepKey", a."stepName", a."stepPosition",
        a."dueOn"::text AS "dueOn", a."sendAt", a."performedOn"::text AS "performedOn", a."positionHash", a."totals",
        a."outcome", a."confirmedAt", a."closedAt", a."escalatedAt", a."updatedAt", a."decisionId",
        confirmer."name" AS "confirmedBy",
        CASE WHEN jsonb_typeof(a."items" -> 'lines') = 'array' THEN jsonb_array_length(a."items" -> 'lines') ELSE 0 END
          AS "lineCount",
        leader."id" AS "leaderItemId", leader."number" AS "leaderNumber", leader."dueOn"::text AS "leaderDueOn",
        (${query.today}::date - leader."dueOn") AS "daysLate",
        c."id" AS "customerId", c."number" AS "customerNumber", c."name" AS "customerName",
        c."collectorId", collector."name" AS "collectorName", k."gates", k."waitsUntil",
        coalesce((SELECT (v."definition" -> 'steps' -> (a."stepPosition" - 1) ->> 'level')::int
          FROM "ScenarioVersion" v WHERE v."id" = k."scenarioVersionId"), a."stepPosition") AS "stepLevel",
        (SELECT m."id" FROM "OutboundMessage" m WHERE m."actionId" = a."id"
          ORDER BY m."state" = 'in_doubt' DESC, m."createdAt" DESC LIMIT 1)
          AS "messageId", a."letterKind"::text AS "letterKind", ${leavesByItself} AS "leavesByItself",
        CASE WHEN a."channel"::text = ANY(${byConnector}) THEN (SELECT v."definition" -> 'steps' -> (a."stepPosition" - 1) ->> 'mode'
          FROM "ScenarioVersion" v WHERE v."id" = k."scenarioVersionId") END AS "stepMode",
        CASE WHEN a."channel"::text = ANY(${byConnector}) THEN (SELECT json_build_object('id', l."id", 'state', ${shownState},
            'trouble', ${troubleOfLetter})
          FROM "Letter" l LEFT JOIN "OutboundMessage" m ON m."reference" = l."reference" WHERE l."actionId" = a."id" ORDER BY l."createdAt" DESC LIMIT 1) END AS "letter",
        (SELECT max(m."heldUntil") FROM "OutboundMessage" m
          WHERE m."actionId" = a."id" AND m."state" IN ('frozen', 'retry_wait')) AS "heldUntil"
      ${agendaFrom}
      WHERE ${where}
      ORDER BY ${agendaOrder(query)}
      LIMIT ${query.pageSize} OFFSET ${offset}`),
    query.view === 'done'
      ? db.$queryRaw<{ total: number; totals: MinorByCurrency }[]>(
          Prisma.sql`SELECT count(*)::int AS "total", '{}'::json AS "totals" ${agendaFrom} WHERE ${where}`,
        )
      : db.$queryRaw<{ total: number; totals: MinorByCurrency }[]>(Prisma.sql`
          WITH "matching" AS MATERIALIZED (SELECT a."totals" ${agendaFrom} WHERE ${where})
          SELECT (SELECT count(*)::int FROM "matching") AS "total", ${sumsOf('"matching"', 'totals')} AS "totals"`),
  ]);
  return { rows, total: counted[0]?.total ?? 0, totals: safeAmounts(counted[0]?.totals ?? {}) };
}

export type AgendaCounters = Record<Exclude<AgendaView, 'all' | 'done'>, number>;

/** How many actions stand under each tab; the other filters apply, the tab itself does not. */
export async function countAgenda(db: Db, filter: AgendaFilter): Promise<AgendaCounters> {
  // Every tab but the history is a part of what is open.
  const where = agendaWhere({ ...filter, view: 'open' });
  const counted = await db.$queryRaw<AgendaCounters[]>(Prisma.sql`
    SELECT
      count(*) FILTER (WHERE ${viewCondition('open', filter.today)})::int AS "open",
      count(*) FILTER (WHERE ${viewCondition('to_confirm', filter.today)})::int AS "to_confirm",
      count(*) FILTER (WHERE ${viewCondition('to_perform', filter.today)})::int AS "to_perform",
      count(*) FILTER (WHERE ${viewCondition('late', filter.today)})::int AS "late",
      count(*) FILTER (WHERE ${viewCondition('automatic_today', filter.today)})::int AS "automatic_today",
      count(*) FILTER (WHERE ${viewCondition('problems', filter.today)})::int AS "problems"
    ${agendaFrom} WHERE ${where}`);
  return counted[0] ?? { open: 0, to_confirm: 0, to_perform: 0, late: 0, automatic_today: 0, problems: 0 };
}

export interface UpcomingRow {
  customerId: string;
  customerNumber: string;
  customerName: string;
  collectorName: string | null;
  on: IsoDate;
  stepKey: string;
  stepName: string | null;
  channel: Channel | null;
  mode: StepMode | null;
}

/** What the cases will do or propose on the days after today, as far as known today. */
export async function listUpcoming(
  db: Db,
  {
    entityId,
    from,
    until,
    mode,
    page,
    pageSize,
  }: {
    entityId: string;
    from: IsoDate;
    until: IsoDate;
    mode?: StepMode | undefined;
    page: number;
    pageSize: number;
  },
): Promise<{ rows: UpcomingRow[]; total: number }> {
  const where = Prisma.sql`k."legalEntityId" = ${entityId}::uuid AND k."state" = 'active' AND k."nextStepKey" IS NOT NULL
    AND k."nextActionOn" BETWEEN ${from}::date AND ${until}::date
    ${mode === undefined ? Prisma.empty : Prisma.sql`AND k."nextMode"::text = ${mode}`}`;
  const [rows, counted] = await Promise.all([
    db.$queryRaw<UpcomingRow[]>(Prisma.sql`
      SELECT c."id" AS "customerId", c."number" AS "customerNumber", c."name" AS "customerName",
        collector."name" AS "collectorName", k."nextActionOn"::text AS "on", k."nextStepKey" AS "stepKey",
        k."nextStepName" AS "stepName", k."nextChannel" AS "channel", k."nextMode" AS "mode"
      FROM "CollectionCase" k
      JOIN "Customer" c ON c."id" = k."customerId"
      LEFT JOIN "User" collector ON collector."id" = c."collectorId"
      WHERE ${where}
      ORDER BY k."nextActionOn", c."name", c."id"
      LIMIT ${pageSize} OFFSET ${(page - 1) * pageSize}`),
    db.$queryRaw<{ total: number }[]>(
      Prisma.sql`SELECT count(*)::int AS "total" FROM "CollectionCase" k WHERE ${where}`,
    ),
  ]);
  return { rows, total: counted[0]?.total ?? 0 };
}

/**
 * The steps for the filter: those that occur among open actions; for what is done those that published scenarios have
 * or had, whose number does not grow with what is done.
 */
export async function listAgendaSteps(
  db: Db,
  { entityId, view, today }: Pick<AgendaFilter, 'entityId' | 'view' | 'today'>,
): Promise<{ stepKey: string; stepName: string }[]> {
  if (view !== 'done')
    return db.$queryRaw(Prisma.sql`
      SELECT a."stepKey", min(a."stepName") AS "stepName" FROM "AgendaAction" a
      WHERE a."legalEntityId" = ${entityId}::uuid AND a."stepKey" IS NOT NULL AND ${viewCondition('open', today)}
      GROUP BY a."stepKey" ORDER BY min(a."stepPosition"), a."stepKey"`);
  return db.$queryRaw(Prisma.sql`
    SELECT step ->> 'key' AS "stepKey", min(coalesce(step ->> 'name', step ->> 'key')) AS "stepName"
    FROM "Scenario" s
    JOIN "ScenarioVersion" v ON v."scenarioId" = s."id" AND v."state" = 'published'
    CROSS JOIN LATERAL jsonb_array_elements(v."definition" -> 'steps') WITH ORDINALITY AS steps(step, place)
    WHERE s."legalEntityId" = ${entityId}::uuid
    GROUP BY 1 ORDER BY min(place), 1`);
}

/** Outer joins, although customer and case always exist: what a count does not ask for is then not read. */
const agendaFrom = Prisma.sql`
  FROM "AgendaAction" a
  LEFT JOIN "Customer" c ON c."id" = a."customerId"
  LEFT JOIN "CollectionCase" k ON k."id" = a."caseId"
  LEFT JOIN "OpenItem" leader ON leader."id" = a."leaderItemId"
  LEFT JOIN "User" collector ON collector."id" = c."collectorId"
  LEFT JOIN "User" confirmer ON confirmer."id" = a."confirmedBy"`;

function agendaWhere(filter: AgendaFilter): Prisma.Sql {
  const conditions = [
    Prisma.sql`a."legalEntityId" = ${filter.entityId}::uuid`,
    viewCondition(filter.view, filter.today),
    ...columnConditions(filter),
    ...collectorCondition(filter.collectorIds),
    ...searchCondition(filter),
  ];
  return Prisma.join(conditions, ' AND ');
}

function columnConditions(filter: AgendaFilter): Prisma.Sql[] {
  const { today, currency } = filter;
  const all: (Prisma.Sql | undefined)[] = [
    filter.channels && Prisma.sql`a."channel"::text = ANY(${filter.channels})`,
    filter.modes && Prisma.sql`a."mode"::text = ANY(${filter.modes})`,
    filter.states && Prisma.sql`a."state"::text = ANY(${filter.states})`,
    filter.stepKeys && Prisma.sql`a."stepKey" = ANY(${filter.stepKeys})`,
    filter.customerId === undefined ? undefined : Prisma.sql`a."customerId" = ${filter.customerId}::uuid`,
    filter.actionId === undefined ? undefined : Prisma.sql`a."id" = ${filter.actionId}::uuid`,
    filter.dueFrom === undefined ? undefined : Prisma.sql`a."dueOn" >= ${filter.dueFrom}::date`,
    filter.dueUntil === undefined ? undefined : Prisma.sql`a."dueOn" <= ${filter.dueUntil}::date`,
    filter.daysLateFrom === undefined
      ? undefined
      : Prisma.sql`${today}::date - leader."dueOn" >= ${filter.daysLateFrom}::int`,
    filter.daysLateUntil === undefined
      ? undefined
      : Prisma.sql`${today}::date - leader."dueOn" <= ${filter.daysLateUntil}::int`,
    currency === undefined ? undefined : Prisma.sql`a."totals" ? ${currency}`,
    currency === undefined || filter.amountFromMinor === undefined
      ? undefined
      : Prisma.sql`(a."totals" ->> ${currency})::bigint >= ${filter.amountFromMinor}::bigint`,
    currency === undefined || filter.amountUntilMinor === undefined
      ? undefined
      : Prisma.sql`(a."totals" ->> ${currency})::bigint <= ${filter.amountUntilMinor}::bigint`,
  ];
  return all.filter((condition) => condition !== undefined);
}

/** On the customer `c` of a query. */
export function collectorCondition(ids: string[] | undefined): Prisma.Sql[] {
  if (ids === undefined) return [];
  const named = ids.filter((id) => id !== 'none');
  const withoutOne = ids.includes('none') ? Prisma.sql` OR c."collectorId" IS NULL` : Prisma.empty;
  return [Prisma.sql`(c."collectorId"::text = ANY(${named})${withoutOne})`];
}

function searchCondition({ search, entityId }: AgendaFilter): Prisma.Sql[] {
  if (search === undefined || search === '') return [];
  return [
    Prisma.sql`(a."customerId" IN (${customersNamed(search, entityId)})
      OR a."leaderItemId" IN (${itemsNumbered(search, entityId, 'id')})
      OR a."stepName" IN (${stepNamesSaying(search, entityId)}))`,
  ];
}

const sentByUs = channelsThat((traits) => traits.sentByUs);
const byConnector = channelsThat((traits) => traits.byConnector);

/** Once confirmed it leaves by itself: what needs a provider, where one carries it. */
const leavesByItself = Prisma.sql`(a."channel"::text = ANY(${sentByUs}) AND (
  a."channel"::text <> ALL(${byConnector}) OR EXISTS (
    SELECT 1 FROM "LetterConnection" lc
    WHERE lc."legalEntityId" = a."legalEntityId" AND lc."enabled"
      AND coalesce(a."letterKind", 'standard') = ANY(lc."kinds"))))`;

/**
 * `to_perform`: a person does it; also a confirmed letter or call that the product cannot make itself, and a letter that
 * waits for their code.
 */
function viewCondition(view: AgendaView, today: IsoDate): Prisma.Sql {
  switch (view) {
    case 'open':
      return Prisma.sql`a."state" IN ('planned', 'proposed', 'confirmed', 'sending', 'failed', 'unknown')`;
    case 'to_confirm':
      return Prisma.sql`(a."state" = 'proposed' AND a."mode" <> 'manual' AND ${leavesByItself})`;
    case 'to_perform':
      return Prisma.sql`((a."state" = 'proposed' AND a."mode" = 'manual')
        OR (a."state" IN ('proposed', 'confirmed') AND NOT ${leavesByItself})
        OR (a."state" = 'sending' AND a."letterKind" = 'electronic_qualified' AND EXISTS (
          SELECT 1 FROM "Letter" l WHERE l."actionId" = a."id" AND l."state" = 'awaiting_code')))`;
    case 'late':
      return Prisma.sql`(a."state" = 'proposed' AND a."dueOn" < ${today}::date)`;
    case 'automatic_today':
      return Prisma.sql`(a."mode" = 'automatic' AND a."state" IN ('planned', 'confirmed', 'sending')
        AND a."dueOn" <= ${today}::date)`;
    case 'problems':
      return Prisma.sql`a."state" IN ('failed', 'unknown')`;
    case 'done':
      return Prisma.sql`a."state" IN ('done', 'skipped', 'cancelled')`;
    case 'all':
      return Prisma.sql`TRUE`;
  }
}

/** What is done stands in its order, whosever customer it was. */
function agendaOrder({ view, sort, descending, sortCurrency, firstOf: mine }: AgendaPage): Prisma.Sql {
  const collectors = view === 'done' ? undefined : mine;
  // An index is read backwards only where nothing is said of values that cannot be missing.
  const missing = sort === 'updated' || sort === 'due' ? Prisma.empty : Prisma.sql`NULLS LAST`;
  const direction = descending ? Prisma.sql`DESC ${missing}` : Prisma.sql`ASC ${missing}`;
  return Prisma.sql`${firstOf(collectors)}${sortColumn(sort, sortCurrency)} ${direction}, a."id"`;
}

function sortColumn(sort: AgendaSort, currency: string): Prisma.Sql {
  switch (sort) {
    case 'due':
      return Prisma.sql`a."dueOn"`;
    case 'customer':
      return Prisma.sql`lower(c."name")`;
    case 'step':
      return Prisma.sql`a."stepPosition"`;
    case 'channel':
      return Prisma.sql`a."channel"`;
    case 'amount':
      return Prisma.sql`(a."totals" ->> ${currency})::bigint`;
    case 'days_late':
      // The leader's due date the other way round: most days late is the oldest date.
      return Prisma.sql`(DATE '9999-12-31' - leader."dueOn")`;
    case 'state':
      return Prisma.sql`a."state"`;
    case 'collector':
      return Prisma.sql`lower(collector."name")`;
    case 'updated':
      return Prisma.sql`a."updatedAt"`;
  }
}
