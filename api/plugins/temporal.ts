/** The connection to Temporal: for signalling cases, and for saying whether it is there. */
import { Connection, type Client, type ConnectionOptions } from '@temporalio/client';
import type { DataConverter } from '@temporalio/common';
import { openClient } from '../../runtime/temporal/client.ts';
import { missingSearchAttributes } from '../../workflows/messages/search-attributes.ts';

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

/** @param dataConverter absent: that of everybody */
export function openTemporal(
  { address, namespace, tls, apiKey }: TemporalOptions,
  dataConverter?: DataConverter,
): TemporalAccess {
  const connection = Connection.lazy({ address, tls, apiKey });
  const client = openClient({ connection, namespace }, dataConverter);
  const underWay = new Set<Promise<unknown>>();
  /** Within a second, and known to `close`: a call that is tried again on a closed connection ends the process. */
  const ask = <T>(call: () => Promise<T>): Promise<T> => {
    const answer = connection.withDeadline(Date.now() + 1_000, call);
    const over = answer.catch(() => undefined).finally(() => underWay.delete(over));
    underWay.add(over);
    return answer;
  };
  return {
    client,
    async reachable() {
      try {
        await ask(() => connection.workflowService.getSystemInfo({}));
        return true;
      } catch {
        return false;
      }
    },
    async prepared() {
      try {
        const { customAttributes } = await ask(() =>
          connection.operatorService.listSearchAttributes({ namespace }),
        );
        return missingSearchAttributes(customAttributes).length === 0;
      } catch (error) {
        return mayNotAsk.has((error as { code?: number }).code ?? 0);
      }
    },
    async close() {
      await Promise.all(underWay);
      await connection.close();
    },
  };
}

/** gRPC: PERMISSION_DENIED, UNIMPLEMENTED. */
const mayNotAsk = new Set([7, 12]);
