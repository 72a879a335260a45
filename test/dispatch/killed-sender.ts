/** A sender that dies by SIGKILL at a named point, as a machine does: node killed-sender.ts <json>. */
import { flushCompileCache } from 'node:module';
import { dispatchMessage } from '../../activities/outbound/dispatch.ts';
import { createPrismaClient } from '../../prisma/client.ts';
import { openDatabase } from '../support/database.ts';
import { dispatchDeps, sender } from './mail-case.ts';

// It does not live to the end at which Node does so by itself.
flushCompileCache();
const { url, port, messageId, dieAt } = JSON.parse(process.argv[2]!) as Record<string, string>;
const prisma = openDatabase(createPrismaClient({ url: url!, poolSize: 2 }));
const deps = dispatchDeps(prisma, Number(port), {
  finalReplyTimeoutMs: 60_000,
  commandTimeoutMs: 60_000,
  failpoint: (point) => {
    if (point === dieAt) process.kill(process.pid, 'SIGKILL');
  },
});
await dispatchMessage(deps, { messageId: messageId!, ...sender });
await deps.transport.close();
await prisma.$disconnect();
