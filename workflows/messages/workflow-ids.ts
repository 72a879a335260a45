/**
 * Every name that crosses a workflow boundary is in this folder: task queues, workflow ids, search attributes, and one
 * file a workflow with its signals, queries and payloads. Payloads are plain JSON and carry ids, never documents.
 * Signals say that something is in the database, not what.
 */
import type * as workflows from '../index.ts';

type Workflows = typeof workflows;
export type WorkflowType = keyof Workflows;

/** Every workflow of the bundle: one that is added there and not here does not compile, nor one without its id below. */
export const workflowTypes = {
  collectionCase: 'collectionCase',
  importRun: 'importRun',
  bulkRun: 'bulkRun',
  noticeDelivery: 'noticeDelivery',
  letterDelivery: 'letterDelivery',
  onlinePayment: 'onlinePayment',
  actionDelivery: 'actionDelivery',
  replyReading: 'replyReading',
  inboundMail: 'inboundMail',
} as const satisfies { [Type in WorkflowType]: Type };

/** What a workflow is about gives its id, so that starting it twice is starting it once. */
const idPrefixes = {
  collectionCase: 'case',
  importRun: 'import',
  bulkRun: 'bulk',
  noticeDelivery: 'notice',
  letterDelivery: 'letter',
  onlinePayment: 'payment',
  actionDelivery: 'action',
  replyReading: 'reading',
  inboundMail: 'mail',
} as const satisfies Record<WorkflowType, string>;

/** @param subjectId the customer, the import, the run, the notice, the letter, the payment, the action, the reply or the mail; never a name: ids of workflows are read by all */
export function workflowId(type: WorkflowType, subjectId: string): string {
  return `${idPrefixes[type]}/${subjectId}`;
}

/** What a workflow of this id is about; null: it is none of ours. */
export function workflowSubject(id: string): { type: WorkflowType; subjectId: string } | null {
  const [prefix, subjectId, ...more] = id.split('/');
  const known = Object.entries(idPrefixes).find(([, own]) => own === prefix);
  if (known === undefined || !subjectId || more.length > 0) return null;
  return { type: known[0] as WorkflowType, subjectId };
}
