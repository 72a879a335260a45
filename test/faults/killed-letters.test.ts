/**
 * Letters are handed over while everything around them is killed, again and again: workers, the provider, the database,
 * and now and then all at once. What the provider has on its disk afterwards is what was posted.
 *
 * LETTERS and LETTER_KILLS make it larger, FAULT_SEED repeats one: docs/letters.md.
 */
import { expect, test } from 'vitest';
import { discardOrphans } from '../../activities/letters/sweep.ts';
import { askLetter } from '../../application/outbox.ts';
import { changeFacts } from '../support/facts.ts';
import { drained, troubledCases, until, type WorkerProcess } from '../support/fault-rig.ts';
import { startLetterRig, type LetterRig, type LetterThere } from '../support/letter-rig.ts';
import { randomFrom } from '../support/random.ts';
import { checkRecipientLedger, truthful, type ReceivedMail } from '../support/recipient-ledger-check.ts';

const letters = Number(process.env['LETTERS'] ?? 40);
const kills = Number(process.env['LETTER_KILLS'] ?? 12);
const seed = Number(process.env['FAULT_SEED'] ?? Date.now() % 1_000_000);
const calmWithinMs = 240_000 + kills * 5_000;

const victims = ['worker', 'sandbox', 'database', 'all'] as const;
type Victim = (typeof victims)[number];

/** Of twenty kills. */
function victimOf(number: number): Victim {
  if (number < 9) return 'worker';
  if (number < 15) return 'sandbox';
  return number < 19 ? 'database' : 'all';
}

/** Two workers; one that is killed is followed by another, which starts while the next kill is under way. */
class Workers {
  readonly #rig: LetterRig;
  readonly #alive: WorkerProcess[] = [];
  #starting: Promise<void>[] = [];
  generations = 0;

  constructor(rig: LetterRig) {
    this.#rig = rig;
  }

  startOne(): void {
    this.#starting.push(
      this.#rig.startWorker().then((worker) => {
        this.generations += 1;
        this.#alive.push(worker);
      }),
    );
  }

  async started(): Promise<void> {
    await Promise.all(this.#starting);
    this.#starting = [];
  }

  async killOne(index: number): Promise<void> {
    if (this.#alive.length === 0) await this.started();
    const [victim] = this.#alive.splice(index % this.#alive.length, 1);
    await victim!.kill();
    this.startOne();
  }

  async killAll(): Promise<void> {
    await Promise.all(this.#alive.splice(0).map((worker) => worker.kill()));
  }
}

async function strike(rig: LetterRig, workers: Workers, victim: Victim, random: (below: number) => number) {
  switch (victim) {
    case 'worker':
      return workers.killOne(random(2));
    case 'sandbox':
      await rig.killSandbox();
      return rig.restartSandbox();
    case 'database':
      await workers.started();
      await rig.killPostgres();
      return rig.restartPostgres();
    case 'all':
      await workers.started();
      await Promise.all([rig.killPostgres(), rig.killTemporal(), rig.killSandbox(), workers.killAll()]);
      await Promise.all([rig.restartPostgres(), rig.restartTemporal(), rig.restartSandbox()]);
      workers.startOne();
      workers.startOne();
  }
}

/** Something the provider does wrong in the next moments, until its process is killed. */
function troubleOf(number: number): Parameters<LetterRig['troubleSandbox']>[0] {
  if (number === 0) return { faults: { silentSubmits: 1 } };
  if (number === 1) return { faults: { cutSubmits: 1 } };
  if (number === 2) return { faults: { errors: 2 } };
  return number === 3 ? { expireTokens: true } : {};
}

const wentOut = ({ submissions }: LetterThere) => submissions > 0;
const referenceOf = ({ fields }: LetterThere) => String(fields['custom_id']);

test(
  `S-9 L-7 ${letters} letters, ${kills} kills of workers, provider and database: none lost, none posted twice, doubt is shown`,
  async () => {
    const rig = await startLetterRig();
    try {
      const random = randomFrom(seed);
      const workers = new Workers(rig);
      workers.startOne();
      workers.startOne();
      await workers.started();
      const began = Date.now();
      const customerIds = await doubtfulLetter(rig);
      const killed: Record<Victim, number> = { worker: 0, sandbox: 0, database: 0, all: 0 };
      for (let kill = 0; kill < kills; kill += 1) {
        const due = Math.round(((kill + 1) * (letters - 1)) / kills) + 1 - customerIds.length;
        customerIds.push(...(await rig.letters(due)));
        await rig.troubleSandbox(troubleOf(random(8)));
        await new Promise((resolve) => setTimeout(resolve, 200 + random(1_200)));
        // Each of them at least once, also where there are few.
        const victim = kill < victims.length ? victims[kill]! : victimOf(random(20));
        await strike(rig, workers, victim, random);
        killed[victim] += 1;
      }
      await workers.started();
      await rig.troubleSandbox({ faults: { silentSubmits: 0, cutSubmits: 0, errors: 0 } });
      await calm(rig, customerIds);
      await expectWhole(rig, customerIds);
      const doubts = await rig.db.historyEvent.count({ where: { kind: 'message_unknown' } });
      const tries = await rig.db.outboundAttempt.count();
      const drafts = rig.there().filter((one) => !wentOut(one)).length;
      await expectSwept(rig);
      const seconds = Math.round((Date.now() - began) / 1000);
      const { generations } = workers;
      if (kills > 100)
        process.stdout.write(
          `${JSON.stringify({ seed, letters, killed, generations, tries, doubts, drafts, seconds })}\n`,
        );
    } finally {
      await rig.close();
    }
  },
  calmWithinMs * 2 + kills * 10_000,
);

/** The provider takes a letter and dies before it says so: it is shown as unknown for as long as nobody can know. */
async function doubtfulLetter(rig: LetterRig): Promise<string[]> {
  await rig.troubleSandbox({ faults: { silentSubmits: 1 } });
  const [customerId] = await rig.letters(1);
  await until('the letter to be taken', async () => rig.there().some(wentOut), 60_000);
  await rig.killSandbox();
  const { id: actionId } = await until(
    'the letter to be shown as unknown',
    async () => rig.db.agendaAction.findFirst({ where: { customerId: customerId!, state: 'unknown' } }),
    60_000,
  );
  const said = await rig.db.historyEvent.count({
    where: { kind: 'message_unknown', data: { path: ['actionId'], equals: actionId } },
  });
  expect(said).toBe(1);
  await rig.restartSandbox();
  return [customerId!];
}

/** Everything that was under way has come to its end, doubt included: the provider can be asked about all of it. */
async function calm(rig: LetterRig, customerIds: string[]): Promise<void> {
  await drained(rig, customerIds, calmWithinMs);
  let round = 0;
  await until(
    'every doubt to be settled, and every letter to be followed',
    async () => {
      const [doubtful, here] = await Promise.all([
        rig.db.outboundMessage.findMany({ where: { state: { in: ['in_doubt', 'gate_passed'] } } }),
        rig.db.letter.findMany({ where: { state: 'queued' } }),
      ]);
      if (doubtful.length === 0 && here.length === 0) return true;
      await new Promise((resolve) => setTimeout(resolve, 2_000));
      round += 1;
      await lookAgain(rig, { doubtful, here, round });
      throw new Error(`doubtful ${doubtful.length}, still here ${here.length}`);
    },
    calmWithinMs,
  );
}

interface Unsettled {
  doubtful: { customerId: string | null }[];
  here: { id: string }[];
  round: number;
}

/** Cases look for evidence every five minutes, letters as often after what became of them: nobody waits for it here. */
async function lookAgain({ db }: LetterRig, { doubtful, here, round }: Unsettled): Promise<void> {
  const ids = doubtful.flatMap(({ customerId }) => customerId ?? []);
  await changeFacts(
    db,
    ids.map((customerId) => ({ customerId, reason: 'letter_event', key: `look/${customerId}/${round}` })),
  );
  for (const { id } of here) await askLetter(db, id);
}

async function expectWhole(rig: LetterRig, customerIds: string[]): Promise<void> {
  const about = `FAULT_SEED=${seed}`;
  const posted = rig.there().filter(wentOut);
  expect(posted.filter(({ submissions }) => submissions !== 1).map(referenceOf), about).toEqual([]);
  const rows = await rig.db.letter.findMany({
    include: { customer: { select: { name: true } } },
    orderBy: { reference: 'asc' },
  });
  expect(posted.map(referenceOf).sort(), about).toEqual(rows.map(({ reference }) => reference));
  expect(rows.map(({ customerId }) => customerId).sort(), about).toEqual([...customerIds].sort());
  for (const row of rows) {
    const there = posted.find((one) => referenceOf(one) === row.reference)!;
    expect(there, about).toMatchObject({
      id: row.providerRef,
      documents: [{ sha256: row.pdfSha256 }],
      recipients: [{ fields: { address_line_1: row.customer.name } }],
    });
  }
  expect(await checkRecipientLedger(rig.databaseUrl, await received(rig, posted)), about).toEqual(truthful);
  expect(await troubledCases(rig, customerIds), about).toEqual([]);
  expect(rig.sink.accepted).toEqual([]);
}

/** As whoever opens the envelopes has them. */
async function received(rig: LetterRig, posted: LetterThere[]): Promise<ReceivedMail[]> {
  const messages = await rig.db.outboundMessage.findMany({
    select: { reference: true, recipientAddress: true },
  });
  const addressOf = new Map(
    messages.map(({ reference, recipientAddress }) => [reference, recipientAddress.toLowerCase()]),
  );
  return posted.map((one) => ({
    messageId: referenceOf(one),
    to: [addressOf.get(referenceOf(one)) ?? ''],
    raw: one.pdf!.toString('latin1'),
  }));
}

/** What lies there besides is thrown away, and nothing that was posted. */
async function expectSwept(rig: LetterRig): Promise<void> {
  const before = rig.there().filter(wentOut).length;
  await discardOrphans(rig.db, rig.provider, new Date(Date.now() + 60_000));
  const after = rig.there();
  expect(after.filter((one) => !wentOut(one)).map(referenceOf)).toEqual([]);
  expect(after).toHaveLength(before);
}
