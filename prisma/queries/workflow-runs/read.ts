/** Runs that have ended, as they were kept, and whose they are. */
import { gunzipSync } from 'node:zlib';
import type { WorkflowRun, Db } from '../../client.ts';

/** Whose a workflow is; `customerId` null: of a company as a whole. */
export interface WorkflowOwner {
  legalEntityId: string;
  customerId: string | null;
}

type OwnerOf = (db: Db, id: string) => Promise<WorkflowOwner | null>;

const ofCompany = { legalEntityId: true } as const;
const ofCustomer = { legalEntityId: true, customerId: true } as const;

/** By the name of the workflow: the row that gives it its id. */
const owners: Record<string, OwnerOf> = {
  collectionCase: async (db, id) => {
    const row = await db.customer.findUnique({ where: { id }, select: ofCompany });
    return row && { ...row, customerId: id };
  },
  importRun: (db, id) => companyAlone(db.importRun.findUnique({ where: { id }, select: ofCompany })),
  bulkRun: (db, id) => companyAlone(db.bulkRun.findUnique({ where: { id }, select: ofCompany })),
  inboundMail: (db, id) => companyAlone(db.inboundMail.findUnique({ where: { id }, select: ofCompany })),
  noticeDelivery: (db, id) => db.notice.findUnique({ where: { id }, select: ofCustomer }),
  letterDelivery: (db, id) => db.letter.findUnique({ where: { id }, select: ofCustomer }),
  onlinePayment: (db, id) => db.onlinePayment.findUnique({ where: { id }, select: ofCustomer }),
  actionDelivery: (db, id) => db.agendaAction.findUnique({ where: { id }, select: ofCustomer }),
  replyReading: (db, id) => db.comment.findUnique({ where: { id }, select: ofCustomer }),
};

async function companyAlone(found: Promise<{ legalEntityId: string } | null>): Promise<WorkflowOwner | null> {
  const row = await found;
  return row && { ...row, customerId: null };
}

/** Null: what it is about is not there, or no longer. */
export async function ownerOfWorkflow(
  db: Db,
  { type, subjectId }: { type: string; subjectId: string },
): Promise<WorkflowOwner | null> {
  if (!uuid.test(subjectId)) return null;
  return (await owners[type]?.(db, subjectId)) ?? null;
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** A run without what happened in it. */
export type KeptRun = Omit<WorkflowRun, 'history' | 'createdAt'>;

/** All that ended, the latest first. */
export async function listKeptRuns(db: Db, workflowId: string): Promise<KeptRun[]> {
  return db.workflowRun.findMany({
    where: { workflowId },
    omit: { history: true, createdAt: true },
    orderBy: [{ startedAt: 'desc' }, { runId: 'desc' }],
    take: mostRuns,
  });
}

/** A case of decades: runs of 300 events, one a month. */
const mostRuns = 1000;

/** The history as it was written; null: it is not kept. */
export async function readKeptHistory(
  db: Db,
  { workflowId, runId }: { workflowId: string; runId: string },
): Promise<string | null> {
  const row = await db.workflowRun.findFirst({ where: { workflowId, runId }, select: { history: true } });
  return row?.history ? gunzipSync(row.history).toString() : null;
}

/** Of runs, those that are kept. */
export async function keptAmong(db: Db, runIds: string[]): Promise<Set<string>> {
  const rows = await db.workflowRun.findMany({ where: { runId: { in: runIds } }, select: { runId: true } });
  return new Set(rows.map(({ runId }) => runId));
}

/** Until when runs that ended are kept; null: none was looked for. */
export async function keptUntil(db: Db): Promise<Date | null> {
  const row = await db.workflowStore.findUnique({ where: { id: 1 }, select: { archivedUntil: true } });
  return row?.archivedUntil ?? null;
}
