/** The run's shared Temporal server (real time, timers exact to 50 ms). Test files differ in task queues. */
import { randomUUID } from 'node:crypto';
import { Client, Connection } from '@temporalio/client';
import { NativeConnection } from '@temporalio/worker';
import { registerSearchAttributes } from '../../runtime/temporal/namespace.ts';
import { sharedServer } from './shared-server.ts';

export interface TestTemporal {
  address: string;
  namespace: string;
  client: Client;
  connection: Connection;
  /** For workers. */
  nativeConnection: NativeConnection;
  /** A task queue that no other test uses: `${prefix}-${random}`. */
  taskQueue(prefix: string): string;
  close(): Promise<void>;
}

/** Connects to the shared server, in `namespace` or a fresh one of the test's own (`namespace: 'own'`). */
export async function startTemporal({
  namespace: wanted,
}: { namespace?: 'own' } = {}): Promise<TestTemporal> {
  const shared = await sharedServer('temporal');
  const connection = await Connection.connect({ address: shared.address });
  const namespace = wanted === 'own' ? await createNamespace(connection) : shared.namespace;
  const nativeConnection = await NativeConnection.connect({ address: shared.address });
  return {
    address: shared.address,
    namespace,
    client: new Client({ connection, namespace }),
    connection,
    nativeConnection,
    taskQueue: (prefix) => `${prefix}-${randomUUID()}`,
    async close() {
      await nativeConnection.close();
      await connection.close();
    },
  };
}

async function createNamespace(connection: Connection): Promise<string> {
  const namespace = `test-${randomUUID()}`;
  await connection.workflowService.registerNamespace({
    namespace,
    workflowExecutionRetentionPeriod: { seconds: 86_400 as never },
  });
  await registerSearchAttributes(connection, namespace);
  return namespace;
}
