import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import type { EvidencePlace } from '../../activities/outbound/channel.ts';
import { dispatchMessage } from '../../activities/outbound/dispatch.ts';
import { dispatchDeps, freeze, monday, sender, stateOf, type MailDispatchDeps } from './mail-case.ts';
import { dispatchTest } from './set-up.ts';

const house = dispatchTest();

/** Point, whether the server holds the message then, and whether nobody can know without looking. */
const points: [string, number, boolean][] = [
  ['before_claim', 0, false],
  ['claimed', 0, false],
  ['ready', 0, false],
  ['begun', 0, false],
  ['gate_passed', 0, true],
  ['dot', 1, true],
  ['answer_read', 1, true],
  ['recorded', 1, false],
];

describe('S-9 a sender killed at any point (K-1)', () => {
  test.each(points)(
    'S-9 killed at %s: nothing lost, nothing twice, in doubt only where it must be',
    async (point, taken, doubtful) => {
      const messageId = await freeze(offline(), house.mail, { text: 'x'.repeat(200_000) });
      if (point === 'dot') await killAtDot(messageId);
      else expect(await runSender(messageId, point)).toBe('SIGKILL');
      expect(house.sink.accepted).toHaveLength(taken);

      // Another worker takes over, first without any way to look.
      const blind = dispatchDeps(house.db, house.sink.port);
      const first = await dispatchMessage(blind, { messageId, ...sender });
      expect(first.outcome).toBe(doubtful ? 'in_doubt' : 'sent');
      expect(house.sink.accepted).toHaveLength(doubtful ? taken : 1);
      await blind.transport.close();

      // Then with the server's own record, after the quiet time.
      const looking = dispatchDeps(house.db, house.sink.port, {
        evidence: [recordOfServer()],
        clock: () => new Date(monday.getTime() + 3_600_000),
      });
      const second = await dispatchMessage(looking, { messageId, ...sender });
      if (second.outcome === 'retry') await dispatchMessage(looking, { messageId, ...sender });
      await looking.transport.close();
      expect(house.sink.accepted).toHaveLength(1);
      expect(['accepted', 'resolved_sent']).toContain(await stateOf(house.db, messageId));
      const proof = await house.db.outboundAcknowledgement.findUniqueOrThrow({ where: { messageId } });
      expect(proof.sent).toBe(true);
    },
  );
});

/** For freezing only; nothing is sent with it. */
function offline(): MailDispatchDeps {
  return dispatchDeps(house.db, house.sink.port);
}

function recordOfServer(): EvidencePlace {
  return {
    source: 'register',
    quietMs: 0,
    find: async (messageId) =>
      house.sink.accepted.some((mail) => mail.messageId === messageId) ? 'present' : 'absent',
  };
}

function startSender(messageId: string, dieAt: string) {
  const script = fileURLToPath(new URL('./killed-sender.ts', import.meta.url));
  const given = JSON.stringify({ url: house.databaseUrl, port: String(house.sink.port), messageId, dieAt });
  const child = spawn(process.execPath, [script, given], { stdio: ['ignore', 'pipe', 'inherit'] });
  return {
    child,
    ended: new Promise<string>((resolve) =>
      child.on('exit', (code, signal) => resolve(signal ?? `exit ${code}`)),
    ),
  };
}

async function runSender(messageId: string, dieAt: string): Promise<string> {
  return startSender(messageId, dieAt).ended;
}

/** The server has the whole message and is about to say so when the sender dies. */
async function killAtDot(messageId: string): Promise<void> {
  let killed: () => void = () => undefined;
  house.sink.once('DOT', { until: new Promise<void>((resolve) => (killed = resolve)) });
  const atDot = house.sink.reached('DOT');
  const { child, ended } = startSender(messageId, 'never');
  await atDot;
  child.kill('SIGKILL');
  expect(await ended).toBe('SIGKILL');
  killed();
}
