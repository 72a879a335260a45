/**
 * Histories of workflows as files: encoded proto JSON, the form that `temporal workflow show --output json` writes
 * and every replayer reads. Never decoded: a decoded download cannot be replayed.
 */
import { historyFromJSON, historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import type { Client } from '@temporalio/client';
import type { Payload } from '@temporalio/common';
import type { RunEvent } from '../../domain/workflow-runs/steps.ts';
import { payloads as ownPayloads } from './client.ts';

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

interface FileEvent extends Record<string, unknown> {
  eventId?: string;
  eventTime?: string;
  eventType?: string;
}

/** The events of a history file, readable: for people and for what is told to them, never for a replay. */
export async function readEvents(file: string): Promise<RunEvent[]> {
  const { events } = JSON.parse(file) as { events?: FileEvent[] };
  return Promise.all((events ?? []).map(readEvent));
}

async function readEvent({ eventId, eventTime, eventType, ...rest }: FileEvent): Promise<RunEvent> {
  const attributes = Object.entries(rest).find(([name]) => name.endsWith('Attributes'))?.[1] ?? {};
  return {
    id: Number(eventId),
    at: new Date(eventTime ?? 0).toISOString(),
    type: String(eventType).replace(/^EVENT_TYPE_/, ''),
    attributes: (await decoded(attributes)) as Record<string, unknown>,
  };
}

async function decoded(value: unknown): Promise<unknown> {
  if (Array.isArray(value)) return Promise.all(value.map(decoded));
  if (typeof value !== 'object' || value === null) return value;
  if (isPayload(value)) return decodedPayload(value);
  const entries = Object.entries(value).map(async ([name, inner]) => [name, await decoded(inner)] as const);
  return Object.fromEntries(await Promise.all(entries));
}

interface FilePayload {
  metadata: Record<string, string>;
  data?: string;
}

function isPayload(value: object): value is FilePayload {
  const { metadata } = value as Partial<FilePayload>;
  return typeof metadata === 'object' && typeof metadata['encoding'] === 'string';
}

async function decodedPayload({ metadata, data = '' }: FilePayload): Promise<unknown> {
  let payloads: Payload[] = [
    {
      metadata: Object.fromEntries(
        Object.entries(metadata).map(([name, text]) => [name, Buffer.from(text, 'base64')]),
      ),
      data: Buffer.from(data, 'base64'),
    },
  ];
  // Codecs are undone in the order opposite to the one in which they were put on.
  for (const codec of (ownPayloads.payloadCodecs ?? []).toReversed()) payloads = await codec.decode(payloads);
  const [payload] = payloads;
  const encoding = Buffer.from(payload?.metadata?.['encoding'] ?? []).toString();
  if (encoding === 'binary/null') return null;
  const text = Buffer.from(payload?.data ?? []).toString();
  return encoding.startsWith('json/') ? (JSON.parse(text) as unknown) : { encoding, bytes: text.length };
}
