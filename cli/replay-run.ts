import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Writable } from 'node:stream';
import { Connection, type Client } from '@temporalio/client';
import { z } from 'zod';
import { ConfigRefused } from '../config/environment.ts';
import { readConnectedSettings } from '../config/settings.ts';
import { replayVerdicts } from '../domain/vocabulary/workflows.ts';
import { openClient } from '../runtime/temporal/client.ts';
import { isNotFound } from '../runtime/temporal/deadline.ts';
import { exportHistory } from '../runtime/temporal/history-file.ts';
import { createReplayer, type Replayer, type ReplayResult } from '../runtime/temporal/replayer.ts';
import { workflowSubject } from '../workflows/messages/workflow-ids.ts';
import { progressBar } from './progress-bar.ts';

export interface ReplayCall {
  files: string[];
  all?: boolean;
  sample?: number;
  build?: string;
  json?: boolean;
  /** Absent: that of the running system. */
  temporal?: Client;
}

/** docs/histories.md lists them. */
export const replayExitCodes = { allReplay: 0, someDoNot: 1, badInput: 2, away: 3 } as const;

/** What `relance replay --json` prints; docs/histories.md is its contract. */
export const replayReportShape = z
  .object({
    version: z.literal(1),
    /** Of the workflow code; null: nothing was replayed. */
    build: z.string().nullable(),
    total: z.number().int(),
    replays: z.number().int(),
    /** Those that do not replay, and those that were not replayed, with the reason. */
    others: z.array(
      z
        .object({
          /** The id of the workflow, or the name of the file. */
          name: z.string(),
          runId: z.string().nullable(),
          verdict: z.enum(replayVerdicts).exclude(['replays']),
          eventId: z.number().int().nullable(),
          expected: z.string().nullable(),
          found: z.string().nullable(),
          message: z.string().nullable(),
        })
        .strict(),
    ),
  })
  .strict();
export type ReplayReport = z.infer<typeof replayReportShape>;

interface Streams {
  stdout: Writable;
  stderr: Writable;
}

interface History {
  name: string;
  runId: string | null;
  file: string;
}

class WrongUse extends Error {}

/** Runs the command and answers its exit code. */
export async function replayCommand(call: ReplayCall, streams: Streams): Promise<number> {
  const replayer = createReplayer();
  try {
    const report = await replayAll(call, replayer, streams);
    print(report, call, streams);
    return report.replays === report.total ? replayExitCodes.allReplay : replayExitCodes.someDoNot;
  } catch (error) {
    const isWrong = error instanceof WrongUse || error instanceof ConfigRefused;
    const message = error instanceof Error ? error.message : String(error);
    streams.stderr.write(`${isWrong ? message : `Temporal does not answer: ${message}`}\n`);
    return isWrong ? replayExitCodes.badInput : replayExitCodes.away;
  } finally {
    replayer.close();
  }
}

async function replayAll(call: ReplayCall, replayer: Replayer, { stderr }: Streams): Promise<ReplayReport> {
  const bundle = call.build === undefined ? undefined : path.resolve(call.build);
  if (bundle !== undefined && !existsSync(bundle))
    throw new WrongUse(`--build: there is no file ${call.build}.`);
  if (call.files.length === 0 && !call.all && call.sample === undefined)
    throw new WrongUse('Name files, or say --all or --sample COUNT.');
  const report: ReplayReport = { version: 1, build: null, total: 0, replays: 0, others: [] };
  const bar = progressBar(stderr);
  for await (const { history, of } of historiesOf(call)) {
    const result = await replayer.replay(history.file, bundle === undefined ? {} : { bundle });
    count(report, history, result);
    bar.show('replaying', (report.total / of) * 1000);
  }
  bar.end();
  return report;
}

function count(report: ReplayReport, { name, runId }: History, result: ReplayResult): void {
  report.total += 1;
  report.build = result.build ?? report.build;
  const { verdict, eventId, expected, found, message } = result;
  if (verdict === 'replays') report.replays += 1;
  else report.others.push({ name, runId, verdict, eventId, expected, found, message });
}

/** One after another: thousands do not fit into memory. */
async function* historiesOf(call: ReplayCall): AsyncGenerator<{ history: History; of: number }> {
  for (const name of call.files) {
    const file = await readFile(name, 'utf8').catch(() => {
      throw new WrongUse(`${name} cannot be read.`);
    });
    yield { history: { name, runId: null, file }, of: call.files.length };
  }
  if (call.all || call.sample !== undefined) yield* running(call);
}

async function* running({ temporal, sample }: ReplayCall): AsyncGenerator<{ history: History; of: number }> {
  const client = temporal ?? (await connect());
  try {
    const query = 'ExecutionStatus = "Running"';
    const { count: all } = await client.workflow.count(query);
    const of = Math.min(all, sample ?? all);
    let given = 0;
    for await (const { workflowId, runId } of client.workflow.list({ query })) {
      if (given >= of) return;
      // Others may share the namespace; one that has ended meanwhile is no longer asked about.
      if (workflowSubject(workflowId) === null) continue;
      const history = await client.workflow
        .getHandle(workflowId, runId)
        .fetchHistory()
        .catch((error: unknown) => {
          if (isNotFound(error)) return null;
          throw error;
        });
      if (history === null) continue;
      given += 1;
      yield { history: { name: workflowId, runId, file: exportHistory(history) }, of };
    }
  } finally {
    if (temporal === undefined) await client.connection.close();
  }
}

async function connect(): Promise<Client> {
  const { address, namespace, tls, apiKey } = readConnectedSettings().temporal;
  const connection = await Connection.connect({ address, tls, apiKey });
  return openClient({ connection, namespace });
}

function print(report: ReplayReport, { json }: ReplayCall, { stdout }: Streams): void {
  if (json) {
    stdout.write(`${JSON.stringify(report, null, 2)}\n`);
    return;
  }
  stdout.write(
    `${report.replays} of ${report.total} histories replay against ${report.build ?? 'nothing'}\n`,
  );
  for (const { name, verdict, eventId, expected, found, message } of report.others)
    stdout.write(
      `${name}: ${verdict}${eventId === null ? '' : `, at event ${eventId}: the history has ${expected}, the code ${found ?? 'does nothing of the kind'}`}` +
        `${message === null ? '' : ` (${message})`}\n`,
    );
}
