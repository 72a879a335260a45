/**
 * Mail comes in by three ways while its doors and the workers that read it are killed, again and again. What stands in
 * the database afterwards is what people see.
 *
 * INBOUND_MAILS and INBOUND_KILLS make it larger, FAULT_SEED repeats one: docs/understanding.md.
 */
import { createHash } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { mailTransports, type MailTransport } from '../../domain/vocabulary/mail.ts';
import { until } from '../support/fault-rig.ts';
import { startIngestRig, type IngestRig, type MailToSend } from '../support/ingest-rig.ts';
import { randomFrom } from '../support/random.ts';

const mails = Number(process.env['INBOUND_MAILS'] ?? 60);
const kills = Number(process.env['INBOUND_KILLS'] ?? 6);
const seed = Number(process.env['FAULT_SEED'] ?? Date.now() % 1_000_000);
const calmWithinMs = 150_000 + kills * 3_000;

const victims = ['doors', 'worker'] as const;

interface Mail extends MailToSend {
  messageId: string;
  /** Null: nobody knows whose it is. */
  customerId: string | null;
  ways: MailTransport[];
}

function mailOf(rig: IngestRig, number: number): Mail {
  const [customerId, address] = [...rig.addresses][number % rig.addresses.size]!;
  const isAddressed = number % 6 !== 5;
  const to = isAddressed ? address : rig.general;
  const messageId = `<${number}@payer.example>`;
  const way = mailTransports[number % mailTransports.length]!;
  // Some come by two ways at the same moment.
  const ways = number % 7 === 0 ? [way, mailTransports[(number + 1) % mailTransports.length]!] : [way];
  const lines = [
    `Message-ID: ${messageId}`,
    'Date: Tue, 01 Dec 2026 09:00:00 +0000',
    'From: Paula Payer <paula@payer.example>',
    `To: ${to}`,
    `Subject: Mail ${number}`,
    '',
    'Hello,',
    '',
    `this is what mail ${number} says.`,
    '',
  ];
  return {
    messageId,
    customerId: isAddressed ? customerId : null,
    ways,
    to,
    raw: Buffer.from(lines.join('\r\n')),
  };
}

test(
  `R-1 R-3 ${mails} mails by three ways, ${kills} kills of doors and workers: each filed or in the tray, none lost, none twice`,
  async () => {
    const rig = await startIngestRig();
    try {
      const random = randomFrom(seed);
      const began = Date.now();
      const all: Mail[] = [];
      const sending: Promise<void>[] = [];
      const killed = { doors: 0, worker: 0 };
      for (let kill = 0; kill < kills; kill += 1) {
        // Each of them at least once, also where there are few.
        const victim = victims[kill < victims.length ? kill : random(victims.length)]!;
        if (victim === 'worker') await rig.workerReady();
        const due = Math.round(((kill + 1) * mails) / kills);
        while (all.length < due) {
          const mail = mailOf(rig, all.length);
          all.push(mail);
          sending.push(...mail.ways.map((way) => rig.send(mail, way)));
        }
        await delay(victim === 'doors' ? random(150) : random(800));
        if (victim === 'doors') await rig.killDoors();
        else await rig.killWorker();
        killed[victim] += 1;
      }
      await Promise.all(sending);
      await calm(rig, all.length);
      await expectWhole(rig, all);
      const seconds = Math.round((Date.now() - began) / 1000);
      if (kills > 20)
        process.stdout.write(`${JSON.stringify({ seed, mails, killed, vain: rig.vain(), seconds })}\n`);
    } finally {
      await rig.close();
    }
  },
  calmWithinMs * 2 + kills * 5_000,
);

/** Everything has been taken and read, and no workflow is left. */
async function calm({ db, client }: IngestRig, count: number): Promise<void> {
  await until(
    'all mail to be read and filed',
    async () => {
      const [taken, stored] = await Promise.all([
        db.inboundMail.count(),
        db.inboundMail.count({ where: { state: 'stored' } }),
      ]);
      if (taken < count || stored > 0) throw new Error(`taken ${taken}, to be read ${stored}`);
      const asked = await db.workflowRequest.count({ where: { kind: 'inbound_mail', relayedAt: null } });
      if (asked > 0) throw new Error(`not relayed ${asked}`);
      const running = await client.workflow.count(
        `WorkflowType = 'inboundMail' AND ExecutionStatus = 'Running'`,
      );
      if (running.count > 0) throw new Error(`workflows ${running.count}`);
      return true;
    },
    calmWithinMs,
  );
}

async function expectWhole({ db, client }: IngestRig, all: Mail[]): Promise<void> {
  const about = `FAULT_SEED=${seed}`;
  const rows = await db.inboundMail.findMany({
    include: { file: true, filings: { include: { comment: true } } },
  });
  const sorted = <T>(values: T[]) => values.toSorted();
  expect(sorted(rows.map(({ messageId }) => messageId)), about).toEqual(
    sorted(all.map(({ messageId }) => messageId)),
  );
  for (const { messageId, customerId, raw } of all) {
    const row = rows.find((one) => one.messageId === messageId)!;
    expect(row, about).toMatchObject({
      state: customerId === null ? 'unassigned' : 'filed',
      kind: 'human',
      readInPart: false,
      file: { sha256: createHash('sha256').update(raw).digest('hex') },
      filings: customerId === null ? [] : [{ customerId, filedBy: 'address', comment: { customerId } }],
    });
  }
  const numberIn = (text: string) => /this is what mail (\d+) says/.exec(text)?.[1];
  const filed = rows.flatMap(({ filings }) => filings);
  const replies = await db.comment.findMany();
  expect(sorted(replies.map(({ id }) => id)), about).toEqual(
    sorted(filed.map(({ commentId }) => commentId!)),
  );
  expect(sorted(replies.map(({ text }) => numberIn(text))), about).toEqual(
    sorted(all.flatMap(({ customerId }, number) => (customerId === null ? [] : [String(number)]))),
  );
  // What follows from a reply follows once.
  expect(await db.historyEvent.count({ where: { kind: 'comment_received' } }), about).toBe(replies.length);
  expect(await db.notice.count({ where: { kind: 'submission_received' } }), about).toBe(replies.length);
  const done = await client.workflow.count(`WorkflowType = 'inboundMail' AND ExecutionStatus = 'Completed'`);
  expect(done.count, about).toBeGreaterThanOrEqual(rows.length);
  const ended = await client.workflow.count(`WorkflowType = 'inboundMail'`);
  expect(ended.count, about).toBe(done.count);
}
