/** The connection to Temporal: for telling cases, and for saying whether it is there. */
import { Client, Connection, type ConnectionOptions } from '@temporalio/client';
import { missingSearchAttributes } from '../../workflows/messages.ts';

export interface TemporalAccess {
  /** Never connected eagerly: a server that is away must not keep the API from starting. */
  client: Client;
  /** Whether the server answers within a second. */
  reachable(): Promise<boolean>;
  /** Whether the namespace has what cases need; true also where the server lets nobody ask, false when it is away. */
  prepared(): Promise<boolean>;
  close(): Promise<void>;
}

export interface TemporalOptions {
  address: string;
  namespace: string;
  tls?: ConnectionOptions['tls'];
  apiKey?: string;
}

export function openTemporal({ address, namespace, tls, apiKey }: TemporalOptions): TemporalAccess {
  const connection = Connection.lazy({ address, tls, apiKey });
  const client = new Client({ connection, namespace });
  return {
    client,
    async reachable() {
      try {
        await connection.withDeadline(Date.now() + 1_000, () => connection.workflowService.getSystemInfo({}));
        return true;
      } catch {
        return false;
      }
    },
    async prepared() {
      try {
        const { customAttributes } = await connection.withDeadline(Date.now() + 1_000, () =>
          connection.operatorService.listSearchAttributes({ namespace }),
        );
        return missingSearchAttributes(customAttributes).length === 0;
      } catch (error) {
        return mayNotAsk.has((error as { code?: number }).code ?? 0);
      }
    },
    close: () => connection.close(),
  };
}

/** gRPC: PERMISSION_DENIED, UNIMPLEMENTED. */
const mayNotAsk = new Set([7, 12]);
