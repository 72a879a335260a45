/** Single actions of the agenda as people read them. */
import type { IsoDate } from '../../../domain/model/common.ts';
import type { MessageEdits } from '../../../domain/model/document.ts';
import { prepared, Prisma, type Db } from '../../client.ts';
import type { ActionContent } from '../actions/read.ts';
import { listAgenda, type AgendaRow } from './read.ts';

/** The customers of the actions named, as far as they belong to the entity. */
export async function findActions(
  db: Db,
  { entityId, actionIds }: { entityId: string; actionIds: string[] },
): Promise<{ id: string; customerId: string }[]> {
  return db.$queryRaw(Prisma.sql`${prepared}
    SELECT "id", "customerId" FROM "AgendaAction"
    WHERE "id" = ANY(${actionIds}::uuid[]) AND "legalEntityId" = ${entityId}::uuid`);
}

export interface AgendaActionFile {
  row: AgendaRow;
  templateKey: string | null;
  edits: MessageEdits | null;
  content: ActionContent;
}

/** One action with the lines it asks for; null: not in this entity. */
export async function readAgendaAction(
  db: Db,
  { entityId, actionId, today }: { entityId: string; actionId: string; today: IsoDate },
): Promise<AgendaActionFile | null> {
  const stored = await db.agendaAction.findFirst({
    where: { id: actionId, legalEntityId: entityId },
    select: { templateKey: true, edits: true, items: true },
  });
  if (stored === null) return null;
  const { rows } = await listAgenda(db, {
    entityId,
    actionId,
    today,
    view: 'all',
    sort: 'updated',
    descending: true,
    page: 1,
    pageSize: 1,
    sortCurrency: 'EUR',
  });
  const row = rows[0];
  if (row === undefined) return null;
  return {
    row,
    templateKey: stored.templateKey,
    edits: stored.edits as AgendaActionFile['edits'],
    content: { ...emptyContent, ...(stored.items as unknown as Partial<ActionContent>) },
  };
}

const emptyContent: ActionContent = {
  leaderItemId: '',
  lines: [],
  credits: [],
  totals: {},
  grossTotals: {},
  passedOver: [],
};
