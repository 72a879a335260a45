/** Entries of the agenda, as the case writes them. Reading them for people is in queries/agenda. */
import type { ActionState } from '../../domain/vocabulary/actions.ts';
import type { Channel } from '../../domain/vocabulary/channels.ts';
import type { StepMode } from '../../domain/vocabulary/scenarios.ts';
import type { IsoDate, MinorByCurrency } from '../../domain/model/common.ts';
import type { ListedLine } from '../../domain/model/decision.ts';
import { Prisma, type Db } from '../client.ts';
import { toIsoDate } from '../convert.ts';
import { idOf } from '../hashes.ts';
import { json, timestamp, writeTogether, type Write } from '../statement.ts';

/** States in which an action occupies its case: one open action at a time (S-4). */
export const openActionStates: ActionState[] = [
  'planned',
  'proposed',
  'confirmed',
  'sending',
  'failed',
  'unknown',
];

/** What an action asks for, as it stood when it was last looked at. */
export interface ActionContent {
  leaderItemId: string;
  lines: ListedLine[];
  credits: ListedLine[];
  totals: MinorByCurrency;
  /** Sum of the lines without credits. */
  grossTotals: MinorByCurrency;
  passedOver: string[];
}

export interface StoredAction {
  id: string;
  actionKey: string;
  kind: 'scenario' | 'out_of_scenario';
  stepKey: string;
  stepName: string;
  stepPosition: number;
  channel: Channel;
  mode: StepMode;
  templateKey: string | null;
  state: ActionState;
  scenarioRun: number;
  positionHash: string;
  dueOn: IsoDate;
  proposedAt: Date | null;
  sendAt: Date | null;
  confirmedAt: Date | null;
  confirmedBy: string | null;
  closedAt: Date | null;
  closedBy: string | null;
  escalatedAt: Date | null;
  edits: { subject?: string; bodyHtml?: string } | null;
  outcome: ActionOutcome | null;
  content: ActionContent;
  /** The decision its content is of. */
  decisionId: string | null;
}

/** Why an action ended as it did. */
export interface ActionOutcome {
  code: string;
  params?: Record<string, Prisma.InputJsonValue>;
}

type ActionRow = NonNullable<Awaited<ReturnType<Db['agendaAction']['findUnique']>>>;

export async function openAction(db: Db, caseId: string): Promise<StoredAction | null> {
  const row = await db.agendaAction.findFirst({
    where: { caseId, state: { in: openActionStates }, kind: 'scenario' },
    orderBy: { createdAt: 'desc' },
  });
  return row ? stored(row) : null;
}

export async function actionById(db: Db, actionId: string, customerId: string): Promise<StoredAction | null> {
  const row = await db.agendaAction.findFirst({ where: { id: actionId, customerId } });
  return row ? stored(row) : null;
}

export interface NewAction {
  legalEntityId: string;
  customerId: string;
  caseId: string;
  actionKey: string;
  scenarioRun: number;
  stepKey: string;
  stepName: string;
  stepPosition: number;
  channel: Channel;
  mode: StepMode;
  templateKey: string | null;
  state: ActionState;
  decisionId: string;
  content: ActionContent;
  positionHash: string;
  dueOn: IsoDate;
  at: Date;
}

/** The id of the action of a step and leader: known before it is written. */
export function actionId({ actionKey }: Pick<NewAction, 'actionKey'>): string {
  return idOf(`action/${actionKey}`);
}

/** As it stands once it is written. */
export function openedAction(action: NewAction): StoredAction {
  const { legalEntityId: _entity, customerId: _customer, caseId: _case, at, ...rest } = action;
  return {
    ...rest,
    id: actionId(action),
    kind: 'scenario',
    proposedAt: at,
    sendAt: null,
    confirmedAt: null,
    confirmedBy: null,
    closedAt: null,
    closedBy: null,
    escalatedAt: null,
    edits: null,
    outcome: null,
  };
}

const now = Prisma.sql`(clock_timestamp() AT TIME ZONE 'UTC')`;

/** Proposes or plans; an action of the same step and leader that had fallen away stands up again. */
export function openActionWrite(action: NewAction): Write {
  const { content } = action;
  return {
    as: 'opened',
    sql: Prisma.sql`
      INSERT INTO "AgendaAction" AS a (
        "id", "legalEntityId", "customerId", "caseId", "actionKey", "scenarioRun", "stepKey", "stepPosition",
        "stepName", "channel", "mode", "templateKey", "state", "decisionId", "leaderItemId", "items", "totals",
        "positionHash", "dueOn", "proposedAt", "createdAt", "updatedAt")
      VALUES (
        ${actionId(action)}::uuid, ${action.legalEntityId}::uuid, ${action.customerId}::uuid, ${action.caseId}::uuid,
        ${action.actionKey}, ${action.scenarioRun}, ${action.stepKey}, ${action.stepPosition}, ${action.stepName},
        ${action.channel}::"Channel", ${action.mode}::"StepMode", ${action.templateKey},
        ${action.state}::"ActionState", ${action.decisionId}::uuid, ${content.leaderItemId}::uuid, ${json(content)},
        ${json(content.totals)}, ${action.positionHash}, ${action.dueOn}::date, ${timestamp(action.at)}, ${now}, ${now})
      ON CONFLICT ("actionKey") DO UPDATE SET
        "state" = excluded."state", "decisionId" = excluded."decisionId", "leaderItemId" = excluded."leaderItemId",
        "items" = excluded."items", "totals" = excluded."totals", "positionHash" = excluded."positionHash",
        "dueOn" = excluded."dueOn", "proposedAt" = excluded."proposedAt", "stepName" = excluded."stepName",
        "channel" = excluded."channel", "mode" = excluded."mode", "templateKey" = excluded."templateKey",
        "sendAt" = NULL, "closedAt" = NULL, "closedBy" = NULL, "confirmedAt" = NULL, "confirmedBy" = NULL,
        -- edits were written for another day and other amounts
        "escalatedAt" = NULL, "edits" = NULL, "updatedAt" = excluded."updatedAt"`,
  };
}

/** Changed facts change what an open action asks for; a screen that shows the old hash is stale. */
export interface ActionRefresh {
  content: ActionContent;
  positionHash: string;
  decisionId: string;
}

export type ActionChange = Partial<{
  state: ActionState;
  sendAt: Date | null;
  confirmedAt: Date | null;
  confirmedBy: string | null;
  closedAt: Date | null;
  closedBy: string | null;
  escalatedAt: Date;
  performedOn: IsoDate;
  edits: { subject?: string; bodyHtml?: string };
  outcome: ActionOutcome;
}> &
  Partial<ActionRefresh>;

/**
 * Each action at most once in a statement.
 *
 * @param onlyIf a part of the statement, without whose row nothing is changed
 */
export function changeActionWrite(id: string, change: ActionChange, onlyIf?: string): Write {
  const sets = assignments(change);
  return {
    as: 'changed_action',
    sql: Prisma.sql`
      UPDATE "AgendaAction" SET ${Prisma.join(sets, ', ')}, "updatedAt" = ${now} WHERE "id" = ${id}::uuid
      ${onlyIf === undefined ? Prisma.empty : Prisma.sql`AND EXISTS (SELECT 1 FROM ${column(onlyIf)})`}`,
  };
}

export async function changeAction(db: Db, id: string, change: ActionChange): Promise<void> {
  await writeTogether(db, [changeActionWrite(id, change)]);
}

function assignments({ content, state, performedOn, edits, outcome, ...change }: ActionChange): Prisma.Sql[] {
  const sets: Prisma.Sql[] = [];
  if (state !== undefined) sets.push(Prisma.sql`"state" = ${state}::"ActionState"`);
  if (performedOn !== undefined) sets.push(Prisma.sql`"performedOn" = ${performedOn}::date`);
  if (edits !== undefined) sets.push(Prisma.sql`"edits" = ${json(edits)}`);
  if (outcome !== undefined) sets.push(Prisma.sql`"outcome" = ${json(outcome)}`);
  if (content !== undefined) {
    const { leaderItemId, totals } = content;
    sets.push(Prisma.sql`"items" = ${json(content)}, "totals" = ${json(totals)}`);
    sets.push(Prisma.sql`"leaderItemId" = ${leaderItemId}::uuid`);
  }
  if (change.positionHash !== undefined) sets.push(Prisma.sql`"positionHash" = ${change.positionHash}`);
  for (const name of ['decisionId', 'confirmedBy', 'closedBy'] as const) {
    const value = change[name];
    if (value !== undefined) sets.push(Prisma.sql`${column(name)} = ${value}::uuid`);
  }
  for (const name of ['sendAt', 'confirmedAt', 'closedAt', 'escalatedAt'] as const) {
    const value = change[name];
    if (value !== undefined) sets.push(Prisma.sql`${column(name)} = ${timestamp(value)}`);
  }
  return sets;
}

function column(name: string): Prisma.Sql {
  return Prisma.raw(`"${name}"`);
}

/** An action `a` as JSON of the database: instants in ms since the epoch. */
export const actionJson = Prisma.sql`json_build_object(
  'id', a."id", 'actionKey', a."actionKey", 'kind', a."kind", 'stepKey', coalesce(a."stepKey", ''),
  'stepName', a."stepName", 'stepPosition', coalesce(a."stepPosition", 0), 'channel', a."channel", 'mode', a."mode",
  'templateKey', a."templateKey", 'state', a."state", 'scenarioRun', a."scenarioRun",
  'positionHash', a."positionHash", 'dueOn', a."dueOn", 'proposedAt', ${epochMs('proposedAt')},
  'sendAt', ${epochMs('sendAt')}, 'confirmedAt', ${epochMs('confirmedAt')}, 'confirmedBy', a."confirmedBy",
  'closedAt', ${epochMs('closedAt')}, 'closedBy', a."closedBy", 'escalatedAt', ${epochMs('escalatedAt')},
  'edits', a."edits", 'outcome', a."outcome", 'content', a."items", 'decisionId', a."decisionId")`;

function epochMs(name: string): Prisma.Sql {
  return Prisma.sql`(extract(epoch FROM a.${column(name)}) * 1000)::bigint`;
}

type Instant = 'proposedAt' | 'sendAt' | 'confirmedAt' | 'closedAt' | 'escalatedAt';
export type ActionAsJson = Omit<StoredAction, Instant> & Record<Instant, number | null>;

export function actionFromJson(row: ActionAsJson): StoredAction {
  const at = (ms: number | null) => (ms === null ? null : new Date(ms));
  return {
    ...row,
    proposedAt: at(row.proposedAt),
    sendAt: at(row.sendAt),
    confirmedAt: at(row.confirmedAt),
    closedAt: at(row.closedAt),
    escalatedAt: at(row.escalatedAt),
  };
}

function stored(row: ActionRow): StoredAction {
  return {
    id: row.id,
    actionKey: row.actionKey,
    kind: row.kind,
    stepKey: row.stepKey ?? '',
    stepName: row.stepName,
    stepPosition: row.stepPosition ?? 0,
    channel: row.channel,
    mode: row.mode,
    templateKey: row.templateKey,
    state: row.state,
    scenarioRun: row.scenarioRun,
    positionHash: row.positionHash,
    dueOn: toIsoDate(row.dueOn),
    proposedAt: row.proposedAt,
    sendAt: row.sendAt,
    confirmedAt: row.confirmedAt,
    confirmedBy: row.confirmedBy,
    closedAt: row.closedAt,
    closedBy: row.closedBy,
    escalatedAt: row.escalatedAt,
    edits: row.edits as StoredAction['edits'],
    outcome: row.outcome as ActionOutcome | null,
    content: row.items as unknown as ActionContent,
    decisionId: row.decisionId,
  };
}
