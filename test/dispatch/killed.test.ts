import { describe, expect, test } from 'vitest';
import type { EvidencePlace } from '../../activities/outbound/channel.ts';
import { dispatchMessage } from '../../activities/outbound/dispatch.ts';
import { dispatchDeps, freeze, monday, sender, stateOf, type MailDispatchDeps } from './mail-case.ts';
import { killPoints, startSender } from './kill-points.ts';
import { dispatchTest } from './set-up.ts';

const house = dispatchTest();

describe('S-9 a sender killed at any point (K-1)', () => {
  test.each(killPoints)(
    'S-9 killed at %s: nothing lost, nothing twice, in doubt only where it must be',
    async (point, taken, doubtful) => {
      const messageId = await freeze(offline(), house.mail, { text: 'x'.repeat(200_000) });
      if (point === 'taken') await killAtDot(messageId);
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

function start(messageId: string, dieAt: string) {
  const given = { url: house.databaseUrl, port: String(house.sink.port), messageId, dieAt };
  return startSender(new URL('./killed-sender.ts', import.meta.url), given);
}

async function runSender(messageId: string, dieAt: string): Promise<string> {
  return start(messageId, dieAt).ended;
}

/** The server has the whole message and is about to say so when the sender dies. */
async function killAtDot(messageId: string): Promise<void> {
  let killed: () => void = () => undefined;
  house.sink.once('DOT', { until: new Promise<void>((resolve) => (killed = resolve)) });
  const atDot = house.sink.reached('DOT');
  const { child, ended } = start(messageId, 'never');
  await atDot;
  child.kill('SIGKILL');
  expect(await ended).toBe('SIGKILL');
  killed();
}
