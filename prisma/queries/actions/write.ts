/** Entries of the agenda, as the case writes them. */
import type { ActionState } from '../../../domain/vocabulary/actions.ts';
import type { Channel } from '../../../domain/vocabulary/channels.ts';
import type { LetterKind } from '../../../domain/vocabulary/letters.ts';
import type { StepMode } from '../../../domain/vocabulary/scenarios.ts';
import type { IsoDate } from '../../../domain/model/common.ts';
import type { MessageEdits } from '../../../domain/model/document.ts';
import type { MessageRequest } from '../../../domain/model/message-request.ts';
import { Prisma, type Db } from '../../client.ts';
import { fromIsoDate } from '../../convert.ts';
import { idOf } from '../../hashes.ts';
import { json, timestamp, writeTogether, type Write } from '../../statement.ts';
import { type ActionContent, type StoredAction, type ActionOutcome, column } from './read.ts';

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
  /** Of a letter; null: standard. */
  letterKind: LetterKind | null;
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
    request: null,
    outcome: null,
  };
}

const now = Prisma.sql`(clock_timestamp() AT TIME ZONE 'UTC')`;

/** Proposes or plans; an action of the same step and leader that had fallen away stands up again. */
export function openActionWrite(action: NewAction): Write {
  const { content } = action;
  return {
    as: 'opened',
    row: `action/${actionId(action)}`,
    sql: Prisma.sql`
      INSERT INTO "AgendaAction" AS a (
        "id", "legalEntityId", "customerId", "caseId", "actionKey", "scenarioRun", "stepKey", "stepPosition",
        "stepName", "channel", "mode", "templateKey", "letterKind", "state", "decisionId", "leaderItemId", "items", "totals",
        "positionHash", "dueOn", "proposedAt", "createdAt", "updatedAt")
      VALUES (
        ${actionId(action)}::uuid, ${action.legalEntityId}::uuid, ${action.customerId}::uuid, ${action.caseId}::uuid,
        ${action.actionKey}, ${action.scenarioRun}, ${action.stepKey}, ${action.stepPosition}, ${action.stepName},
        ${action.channel}::"Channel", ${action.mode}::"StepMode", ${action.templateKey},
        ${action.letterKind}::"LetterKind",
        ${action.state}::"ActionState", ${action.decisionId}::uuid, ${content.leaderItemId}::uuid, ${json(content)},
        ${json(content.totals)}, ${action.positionHash}, ${action.dueOn}::date, ${timestamp(action.at)}, ${now}, ${now})
      ON CONFLICT ("actionKey") DO UPDATE SET
        "state" = excluded."state", "decisionId" = excluded."decisionId", "leaderItemId" = excluded."leaderItemId",
        "items" = excluded."items", "totals" = excluded."totals", "positionHash" = excluded."positionHash",
        "dueOn" = excluded."dueOn", "proposedAt" = excluded."proposedAt", "stepName" = excluded."stepName",
        "channel" = excluded."channel", "mode" = excluded."mode", "templateKey" = excluded."templateKey",
        "letterKind" = excluded."letterKind",
        "sendAt" = NULL, "closedAt" = NULL, "closedBy" = NULL, "confirmedAt" = NULL, "confirmedBy" = NULL,
        -- edits were written for another day and other amounts
        "escalatedAt" = NULL, "edits" = NULL, "updatedAt" = excluded."updatedAt"`,
  };
}

/** What a person writes outside the scenario. */
export interface NewWrittenAction extends Omit<
  NewAction,
  'stepKey' | 'stepPosition' | 'decisionId' | 'scenarioRun'
> {
  /** Of the step whose message it takes up; null: of none. */
  stepKey: string | null;
  /** Its own text, or what it is about in a list. */
  edits: MessageEdits;
  request: MessageRequest;
  /** Who wrote and so confirmed it; null: the system prepared it. */
  userId: string | null;
  /** When it leaves; null: a person posts it, or confirms it first. */
  sendAt: Date | null;
}

/** Confirmed by whoever wrote it, waiting to be confirmed, or to be printed and posted. Answers its id; the same key again is the same action. */
export async function writeOutsideAction(db: Db, action: NewWrittenAction): Promise<string> {
  const { content, at, sendAt } = action;
  const isSent = sendAt !== null;
  await db.agendaAction.createMany({
    data: [
      {
        id: actionId(action),
        legalEntityId: action.legalEntityId,
        customerId: action.customerId,
        caseId: action.caseId,
        kind: 'out_of_scenario',
        actionKey: action.actionKey,
        scenarioRun: 0,
        stepKey: action.stepKey,
        stepName: action.stepName,
        channel: action.channel,
        mode: action.mode,
        templateKey: action.templateKey,
        letterKind: action.letterKind,
        state: action.state,
        items: content as unknown as Prisma.InputJsonObject,
        totals: content.totals,
        positionHash: action.positionHash,
        dueOn: fromIsoDate(action.dueOn),
        proposedAt: at,
        sendAt,
        edits: action.edits as unknown as Prisma.InputJsonObject,
        request: action.request,
        confirmedAt: isSent ? at : null,
        confirmedBy: isSent ? action.userId : null,
      },
    ],
    skipDuplicates: true,
  });
  return actionId(action);
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
  edits: MessageEdits;
  outcome: ActionOutcome;
  /** 1-based, in the version that its case follows now. */
  stepPosition: number;
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
    row: `action/${id}`,
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
    sets.push(Prisma.sql`"leaderItemId" = ${leaderItemId || null}::uuid`);
  }
  if (change.stepPosition !== undefined) sets.push(Prisma.sql`"stepPosition" = ${change.stepPosition}`);
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
