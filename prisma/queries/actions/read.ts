/** Entries of the agenda, as the case writes them. Reading them for people is in queries/agenda. */
import type { ActionState } from '../../../domain/vocabulary/actions.ts';
import type { Channel } from '../../../domain/vocabulary/channels.ts';
import type { LetterKind } from '../../../domain/vocabulary/letters.ts';
import type { StepMode } from '../../../domain/vocabulary/scenarios.ts';
import type { AskedCharge } from '../../../domain/interest/asked-charges.ts';
import type { IsoDate, MinorByCurrency } from '../../../domain/model/common.ts';
import type { ListedLine } from '../../../domain/model/decision.ts';
import type { MessageEdits } from '../../../domain/model/document.ts';
import type { MessageRequest } from '../../../domain/model/message-request.ts';
import { Prisma, type Db } from '../../client.ts';
import { toIsoDate } from '../../convert.ts';

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
  /** Empty outside the scenario, where nothing leads. */
  leaderItemId: string;
  lines: ListedLine[];
  credits: ListedLine[];
  totals: MinorByCurrency;
  /** Sum of the lines without credits. */
  grossTotals: MinorByCurrency;
  /** Late charges that are asked for with the lines, part of both sums; absent: none. */
  charges?: AskedCharge[];
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
  /** Of a letter; null: standard. */
  letterKind: LetterKind | null;
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
  edits: MessageEdits | null;
  /** Of what a person writes outside the scenario; null: a step of it. */
  request: MessageRequest | null;
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

/** What its workflow is started with, where the action is one outside the scenario; null: it is none. */
export async function outsideAction(
  db: Db,
  actionId: string,
): Promise<{ actionId: string; customerId: string; channel: Channel } | null> {
  const row = await db.agendaAction.findFirst({
    where: { id: actionId, kind: 'out_of_scenario' },
    select: { customerId: true, channel: true },
  });
  return row === null ? null : { actionId, ...row };
}

export function column(name: string): Prisma.Sql {
  return Prisma.raw(`"${name}"`);
}

/** An action `a` as JSON of the database: instants in ms since the epoch. */
export const actionJson = Prisma.sql`json_build_object(
  'id', a."id", 'actionKey', a."actionKey", 'kind', a."kind", 'stepKey', coalesce(a."stepKey", ''),
  'stepName', a."stepName", 'stepPosition', coalesce(a."stepPosition", 0), 'channel', a."channel", 'mode', a."mode",
  'templateKey', a."templateKey", 'letterKind', a."letterKind", 'state', a."state", 'scenarioRun', a."scenarioRun",
  'positionHash', a."positionHash", 'dueOn', a."dueOn", 'proposedAt', ${epochMs('proposedAt')},
  'sendAt', ${epochMs('sendAt')}, 'confirmedAt', ${epochMs('confirmedAt')}, 'confirmedBy', a."confirmedBy",
  'closedAt', ${epochMs('closedAt')}, 'closedBy', a."closedBy", 'escalatedAt', ${epochMs('escalatedAt')},
  'edits', a."edits", 'request', a."request", 'outcome', a."outcome", 'content', a."items", 'decisionId', a."decisionId")`;

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
    letterKind: row.letterKind,
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
    request: row.request as StoredAction['request'],
    outcome: row.outcome as ActionOutcome | null,
    content: row.items as unknown as ActionContent,
    decisionId: row.decisionId,
  };
}
