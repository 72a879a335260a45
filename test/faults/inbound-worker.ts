/** A worker process that works on mail that came in and on nothing else, so that many may be started and killed. */
import { Connection } from '@temporalio/client';
import { DefaultLogger, NativeConnection, Runtime } from '@temporalio/worker';
import { createBeatingInboundActivities } from '../../activities/inbound/index.ts';
import { createMailReader } from '../../activities/inbound/reader.ts';
import { readConnectedSettings } from '../../config/settings.ts';
import { createPrismaClient } from '../../prisma/client.ts';
import { openClient } from '../../runtime/temporal/client.ts';
import { workflowBundle } from '../../worker/bundle.ts';
import { startRelay } from '../../worker/relay.ts';
import { createWorker } from '../../worker/with-payloads.ts';
import { taskQueues } from '../../workflows/messages/task-queues.ts';

const { databaseUrl, temporal } = readConnectedSettings();
const { address, namespace } = temporal;
Runtime.install({ logger: new DefaultLogger('ERROR'), shutdownSignals: [] });
const [{ codePath }, connection, clientConnection] = await Promise.all([
  workflowBundle(),
  NativeConnection.connect({ address }),
  Connection.connect({ address }),
]);
const prisma = createPrismaClient({ url: databaseUrl, poolSize: 5 });
const activities = createBeatingInboundActivities({
  prisma,
  clock: () => new Date(),
  mailReader: createMailReader(),
});
const common = { connection, namespace };
const workers = await Promise.all([
  createWorker({ ...common, taskQueue: taskQueues.workflows, workflowBundle: { codePath } }),
  createWorker({
    ...common,
    taskQueue: taskQueues.inbound,
    activities,
    maxConcurrentActivityTaskExecutions: 4,
  }),
]);
startRelay({
  db: prisma,
  databaseUrl,
  temporal: openClient({ connection: clientConnection, namespace }),
  onTrouble: (error) => process.stderr.write(`${String(error)}\n`),
});
process.send?.({ ready: true });
await Promise.all(workers.map((worker) => worker.run()));
