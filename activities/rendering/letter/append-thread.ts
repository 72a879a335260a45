/** Runs on the threads of appender.ts: reads files that others made, and is ended when it overruns. */
import { appendDocuments, countPages, type Appending } from './append-documents.ts';

export type AppendTask = { kind: 'count'; documents: Uint8Array[] } | ({ kind: 'append' } & Appending);

export function run(task: AppendTask) {
  return task.kind === 'count' ? countPages(task.documents) : appendDocuments(task);
}
