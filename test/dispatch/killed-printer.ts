/** A sender of letters that dies by SIGKILL at a named point: node killed-printer.ts <json>. */
import { flushCompileCache } from 'node:module';
import { dispatchMessage } from '../../activities/outbound/dispatch.ts';
import { createPrismaClient } from '../../prisma/client.ts';
import { letterDeps } from './letter-case.ts';
import { sender } from './mail-case.ts';

// It does not live to the end at which Node does so by itself.
flushCompileCache();
const { url, port, messageId, dieAt } = JSON.parse(process.argv[2]!) as Record<string, string>;
const prisma = createPrismaClient({ url: url!, poolSize: 2 });
const deps = letterDeps(prisma, Number(port), {
  answerTimeoutMs: 60_000,
  failpoint: (point) => {
    if (point === dieAt) process.kill(process.pid, 'SIGKILL');
  },
});
await dispatchMessage(deps, { messageId: messageId!, ...sender });
await prisma.$disconnect();
