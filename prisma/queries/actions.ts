/** Entries of the agenda, as the case writes them. Reading them for people is in queries/agenda. */
import type { ActionState } from '../../domain/vocabulary/actions.ts';
import type { Channel } from '../../domain/vocabulary/channels.ts';
import type { StepMode } from '../../domain/vocabulary/scenarios.ts';
import type { IsoDate, MinorByCurrency } from '../../domain/model/common.ts';
import type { ListedLine } from '../../domain/model/decision.ts';
import { Prisma, type Db } from '../client.ts';
import { fromIsoDate, toIsoDate } from '../convert.ts';

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

/** Proposes or plans; an action of the same step and leader that had fallen away stands up again. */
export async function openOrReopenAction(db: Db, action: NewAction): Promise<StoredAction> {
  const written = {
    state: action.state,
    decisionId: action.decisionId,
    leaderItemId: action.content.leaderItemId,
    items: action.content as unknown as Prisma.InputJsonValue,
    totals: action.content.totals,
    positionHash: action.positionHash,
    dueOn: fromIsoDate(action.dueOn),
    proposedAt: action.at,
    sendAt: null,
    closedAt: null,
    closedBy: null,
    confirmedAt: null,
    confirmedBy: null,
    escalatedAt: null,
    // written for another day and other amounts
    edits: Prisma.DbNull,
    stepName: action.stepName,
    channel: action.channel,
    mode: action.mode,
    templateKey: action.templateKey,
  };
  const row = await db.agendaAction.upsert({
    where: { actionKey: action.actionKey },
    create: {
      ...written,
      legalEntityId: action.legalEntityId,
      customerId: action.customerId,
      caseId: action.caseId,
      actionKey: action.actionKey,
      scenarioRun: action.scenarioRun,
      stepKey: action.stepKey,
      stepPosition: action.stepPosition,
    },
    update: written,
  });
  return stored(row);
}

/** Changed facts change what an open action asks for; a screen that shows the old hash is stale. */
export async function refreshAction(
  db: Db,
  actionId: string,
  change: { content: ActionContent; positionHash: string; decisionId: string },
): Promise<void> {
  await db.agendaAction.update({
    where: { id: actionId },
    data: {
      items: change.content as unknown as Prisma.InputJsonValue,
      totals: change.content.totals,
      leaderItemId: change.content.leaderItemId,
      positionHash: change.positionHash,
      decisionId: change.decisionId,
    },
  });
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
}>;

export async function changeAction(db: Db, actionId: string, change: ActionChange): Promise<void> {
  const { performedOn, edits, outcome, ...rest } = change;
  await db.agendaAction.update({
    where: { id: actionId },
    data: {
      ...rest,
      ...(performedOn ? { performedOn: fromIsoDate(performedOn) } : {}),
      ...(edits ? { edits } : {}),
      ...(outcome ? { outcome: outcome as unknown as Prisma.InputJsonObject } : {}),
    },
  });
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
