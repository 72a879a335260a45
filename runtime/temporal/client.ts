/**
 * How what crosses to Temporal is written down. One converter for whoever speaks with it: the clients of API and relay,
 * workers, and the replay of histories, which come back as they were written (worker/with-payloads.ts). A codec that is
 * put here encrypts or packs all of it; none is, because payloads hold ids only. Names of queues, ids and search
 * attributes are never encoded.
 */
import { Client, type ClientOptions } from '@temporalio/client';
import type { DataConverter } from '@temporalio/common';

export const payloads: DataConverter = { payloadCodecs: [] };

type ClientParts = Required<Pick<ClientOptions, 'connection' | 'namespace'>>;

export function openClient(parts: ClientParts, dataConverter: DataConverter = payloads): Client {
  return new Client({ ...parts, dataConverter });
}
