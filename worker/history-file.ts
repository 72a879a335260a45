/**
 * Histories of workflows as files: encoded proto JSON, the form that `temporal workflow show --output json` writes
 * and every replayer reads. Never decoded: a decoded download cannot be replayed.
 */
import { historyFromJSON, historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import type { Client } from '@temporalio/client';

export type WorkflowHistory = Awaited<
  ReturnType<ReturnType<Client['workflow']['getHandle']>['fetchHistory']>
>;

/** `JSON.stringify` of a history is no history file: enums, times and bytes have their own spelling. */
export function exportHistory(history: WorkflowHistory): string {
  return historyToJSON(history);
}

/** Takes files of `exportHistory` and of Temporal's own tools. Throws TypeError or SyntaxError where it is none. */
export function importHistory(file: string): WorkflowHistory {
  return historyFromJSON(JSON.parse(file));
}
