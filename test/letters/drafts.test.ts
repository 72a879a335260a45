/** Drafts that lie with a provider: made once whoever is at it, and thrown away when nobody will submit them. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { letterCarrier, providerRegister } from '../../activities/channels/letter/carrier.ts';
import { createPingen } from '../../activities/adapters/pingen/provider.ts';
import { followLetter } from '../../activities/letters/follow.ts';
import { ProviderError, type LetterProvider } from '../../activities/letters/provider.ts';
import { evaluateCase } from '../../application/case/evaluate.ts';
import { queueLetter } from '../../application/letters/queue.ts';
import { letterConnectionSettings } from '../../domain/model/letter-connection.ts';
import { askToStop } from '../../application/letters/stop.ts';
import { pingenSandboxAccount } from '../../runtime/letter-sandbox/pingen/account.ts';
import { discardOrphans, sweepDrafts } from '../../activities/letters/sweep.ts';
import { keepHint, sweepHints } from '../../prisma/queries/letters/write.ts';
import { pagePdf } from '../../prisma/seed/page-pdf.ts';
import { seedEntity, type Seeded } from '../api/support.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { connectLetters, startLetterPost, type LetterPost } from '../support/letter-post.ts';

let database: TestDatabase;
let post: LetterPost;
let mine: Seeded;
let count = 0;
beforeAll(async () => {
  [database, post] = await Promise.all([createTestDatabase(), startLetterPost()]);
  mine = await seedEntity(database.db, 'DRAFTS');
  await connectLetters(database.db, mine, ['registered']);
});
afterAll(async () => {
  await post?.sandbox.close();
  await database?.drop();
});

const pdf = pagePdf([{ text: 'Bonjour', x: 60, y: 60, size: 12 }]);
const party = { company: 'Acme', place: ['1 RUE DE LA PAIX', '75002 PARIS'], country: 'FR' };

async function queued(): Promise<string> {
  const { db } = database;
  count += 1;
  const { id } = await db.letterConnection.findFirstOrThrow({ where: { legalEntityId: mine.entityId } });
  const { reference } = await db.letter.create({
    data: {
      legalEntityId: mine.entityId,
      customerId: mine.customerId,
      actionId: mine.actionId,
      connectionId: id,
      reference: `L-draft-${count}`,
      kind: 'registered',
      provider: 'maileva',
      pages: 1,
      job: {
        name: 'Mise en demeure',
        language: 'fr',
        sender: party,
        recipient: party,
        options: { colour: false, duplex: true, envelope: 'auto', speed: 'standard', archiveYears: 3 },
      },
      recallUntil: new Date(),
    },
  });
  return reference;
}

const handOver = (provider: LetterProvider, reference: string, gate: () => Promise<boolean>) =>
  letterCarrier({ prisma: database.db, providers: { maileva: provider } }).handOver({
    ...{ sender: 'a@acme.example', recipient: '', reference, bytes: pdf },
    gate,
  });
const draftsOf = (reference: string) =>
  post.sandbox.letters.all().filter(({ fields }) => fields['custom_id'] === reference);
const open = async () => true;

describe('L-7 two attempts at one letter', () => {
  // The first attempt sleeps at a point; the second one begins and ends; then the first goes on.
  test.each(['before it is made', 'before it is named', 'after it is named'] as const)(
    'L-7 one that slept %s does not take the draft of the other one, which was submitted',
    async (point) => {
      const { maileva } = post.providers;
      const reference = await queued();
      const { promise: woken, resolve: wake } = Promise.withResolvers<void>();
      const { promise: asleep, resolve: fallAsleep } = Promise.withResolvers<void>();
      const sleep = async () => {
        fallAsleep();
        await woken;
      };
      const sleeper: LetterProvider = {
        ...maileva!,
        async prepare(job, { key, onMade }) {
          if (point === 'before it is made') await sleep();
          await maileva!.prepare(job, {
            key,
            async onMade(ref) {
              if (point === 'before it is named') await sleep();
              await onMade(ref);
            },
          });
          if (point === 'after it is named') await sleep();
        },
      };
      // As the protocol does: who was overtaken finds the gate closed.
      const first = handOver(sleeper, reference, async () => false);
      await asleep;
      expect(await handOver(maileva!, reference, open)).toMatchObject({ kind: 'accepted' });
      wake();
      expect(['not_sent', 'gate_closed']).toContain((await first).kind);
      const { providerRef } = await database.db.letter.findUniqueOrThrow({ where: { reference } });
      const submitted = draftsOf(reference).filter(({ submissions }) => submissions > 0);
      expect(submitted).toMatchObject([{ id: providerRef, submissions: 1 }]);
      const register = providerRegister({ prisma: database.db, providers: post.providers });
      expect(await register.find(reference)).toBe('present');
    },
  );

  test('L-7 submitted between looking and throwing away: it is not made anew', async () => {
    const { maileva } = post.providers;
    const reference = await queued();
    await handOver(maileva!, reference, async () => false);
    const { providerRef } = await database.db.letter.findUniqueOrThrow({ where: { reference } });
    // Its pages are other ones by now, so that it would be thrown away.
    await database.db.letter.update({ where: { reference }, data: { preparedSha256: 'other' } });
    const address = { kind: 'registered' as const, ref: providerRef! };
    const late: LetterProvider = {
      ...maileva!,
      async fetch(asked) {
        const there = await maileva!.fetch(asked);
        await maileva!.submit(address, { kind: 'registered', options: {} as never });
        return there;
      },
    };
    expect(await handOver(late, reference, open)).toMatchObject({ kind: 'in_doubt' });
    expect(draftsOf(reference)).toMatchObject([{ id: providerRef, submissions: 1 }]);
  });

  test('L-7 an account that does not know it proves nothing', async () => {
    const reference = await queued();
    await database.db.letter.update({ where: { reference }, data: { providerRef: 'of-another-account' } });
    const register = providerRegister({ prisma: database.db, providers: post.providers });
    expect(await register.find(reference)).toBe('unknown');
  });
});

describe('L-7 drafts that nobody submits', () => {
  const tomorrow = new Date(Date.now() + 86_400_000);

  async function lying(reference: string): Promise<string> {
    let made = '';
    const job = {
      ...{ reference, kind: 'registered' as const, name: 'x', pdf, pages: 1, language: 'fr' },
      ...{ sender: party, recipient: party },
      options: { colour: false, duplex: true, envelope: 'auto', speed: 'standard', archiveYears: 3 } as const,
    };
    await post.providers.maileva!.prepare(job, {
      key: reference,
      onMade: async (ref) => void (made = ref),
    });
    return made;
  }

  test('L-7 swept: what its letter does not name; kept: what it names, what is young, and what others made', async () => {
    const { db } = database;
    const reference = await queued();
    const [orphan, own] = [await lying(reference), await lying(reference)];
    await db.letter.update({ where: { reference }, data: { providerRef: own } });
    const cancelled = await queued();
    const left = await lying(cancelled);
    await db.letter.update({
      where: { reference: cancelled },
      data: { providerRef: left, state: 'cancelled' },
    });
    const foreign = await lying('of-another-system');
    const maileva = post.providers.maileva!;
    expect(await discardOrphans(db, maileva, new Date(Date.now() - 60_000))).toBe(0);
    await discardOrphans(db, maileva, tomorrow);
    expect(post.sandbox.letters.get(orphan)).toBeUndefined();
    expect(post.sandbox.letters.get(left)).toBeUndefined();
    expect(post.sandbox.letters.get(own)).toBeDefined();
    expect(post.sandbox.letters.get(foreign)).toBeDefined();
  });

  test('L-7 once a day, by whoever is first, and trouble there troubles nobody', async () => {
    const { db } = database;
    let asked = 0;
    const maileva: LetterProvider = {
      ...post.providers.maileva!,
      drafts: async () => {
        asked += 1;
        return post.providers.maileva!.drafts();
      },
    };
    const at = (hours: number) => new Date(Date.now() + hours * 3600_000);
    await Promise.all([1, 2, 3].map(() => sweepDrafts({ prisma: db }, maileva, at(48))));
    expect(asked).toBe(1);
    await sweepDrafts({ prisma: db }, maileva, at(60));
    expect(asked).toBe(1);
    post.sandbox.faults.maintenance = true;
    await sweepDrafts({ prisma: db }, maileva, at(80));
    post.sandbox.faults.maintenance = false;
    expect(asked).toBe(2);
  });
});

test('L-6 notifications are kept for sixty days after they last came', async () => {
  const { db } = database;
  const connectionId = crypto.randomUUID();
  const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000);
  const hint = (id: string, at: Date) =>
    keepHint(db, { id, connectionId, resourceId: 'r', eventType: 'e', letterId: null, at });
  await hint('old', daysAgo(61));
  await hint('young', daysAgo(59));
  await hint('again', daysAgo(90));
  await hint('again', daysAgo(1));
  await sweepHints(db);
  const left = await db.letterHint.findMany({ where: { connectionId }, orderBy: { id: 'asc' } });
  expect(left.map(({ id }) => id)).toEqual(['again', 'young']);
});

describe('L-6 L-7 a letter that was handed over is stopped there', () => {
  const swiss = { company: 'Muster AG', place: ['Bahnhofstrasse 12', '8001 Zürich'], country: 'CH' };
  const at = () => new Date();
  let pingen: LetterProvider;
  beforeAll(() => {
    const { url } = post.sandbox;
    pingen = createPingen({ apiUrl: url, identityUrl: url, ...pingenSandboxAccount }, { timeoutMs: 2_000 });
  });

  async function handedOver() {
    count += 1;
    const options = {
      colour: false,
      duplex: true,
      envelope: 'auto',
      speed: 'standard',
      archiveYears: 3,
    } as const;
    const job = { name: 'Mahnung', language: 'de', sender: swiss, recipient: swiss, options };
    const reference = `L-stop-${count}`;
    const letter = { ...job, reference, kind: 'standard' as const, pdf, pages: 1 };
    let providerRef = '';
    await pingen.prepare(letter, { key: reference, onMade: async (ref) => void (providerRef = ref) });
    await pingen.submit({ kind: 'standard', ref: providerRef }, letter);
    const { id } = await database.db.letter.create({
      data: {
        ...{ legalEntityId: mine.entityId, customerId: mine.customerId, actionId: mine.actionId },
        ...{ reference, providerRef, kind: 'standard', provider: 'pingen', pages: 1, job },
        ...{ state: 'submitted', submittedAt: at(), recallUntil: at() },
      },
    });
    return { id, reference };
  }

  const follow = (letterId: string, by = pingen) =>
    followLetter(
      {
        ...{ prisma: database.db, providers: { pingen: by }, secret: 'a secret', clock: at },
        publicUrl: 'https://relance.test',
      },
      letterId,
    );
  const ask = (letterId: string) =>
    askToStop(database.db, { entityId: mine.entityId, letterId, userId: mine.users.collector.id, at: at() });
  const rowOf = (id: string) =>
    database.db.letter.findUniqueOrThrow({ where: { id }, select: { state: true, stop: true } });
  const codesOf = async (letterId: string) => {
    const rows = await database.db.letterEvent.findMany({ where: { letterId }, orderBy: { id: 'asc' } });
    return rows.map(({ code }) => code).filter((code) => code.startsWith('STOP_'));
  };
  const openCase = () =>
    database.db.openItem.updateMany({
      where: { customerId: mine.customerId },
      data: { openMinor: 10_000n, clearedOn: null },
    });

  test('L-7 by a person, once however often it is asked for; its case hears of it', async () => {
    await openCase();
    const { id, reference } = await handedOver();
    await ask(id);
    await ask(id);
    await follow(id);
    expect(post.sandbox.pingen.find(reference)).toMatchObject({ status: 'cancelled' });
    expect(await rowOf(id)).toEqual({ state: 'cancelled', stop: 'cancelled' });
    expect(await codesOf(id)).toEqual(['STOP_ASKED', 'STOP_TAKEN']);
    const key = { startsWith: `letter/${id}/cancelled` };
    expect(await database.db.caseWake.count({ where: { customerId: mine.customerId, key } })).toBe(1);
    await expect(ask(id)).rejects.toMatchObject({ code: 'letter_stop_too_late' });
  });

  test('L-7 what is printed already goes its way, and that is said', async () => {
    await openCase();
    const { id, reference } = await handedOver();
    await ask(id);
    post.sandbox.steer(reference, 'accept', 'print');
    await follow(id);
    expect(await rowOf(id)).toEqual({ state: 'printed', stop: 'too_late' });
    expect(await codesOf(id)).toEqual(['STOP_ASKED', 'STOP_TOO_LATE']);
  });

  test('L-7 an answer that was lost is asked for again, and the letter is called stopped, not too late', async () => {
    await openCase();
    const { id } = await handedOver();
    await ask(id);
    const silent: LetterProvider = {
      ...pingen,
      async cancel(address) {
        await pingen.cancel(address);
        throw new ProviderError('timeout', 'no answer in time', { mayHaveTakenEffect: true });
      },
    };
    await expect(follow(id, silent)).rejects.toThrow('no answer');
    expect(await rowOf(id)).toEqual({ state: 'submitted', stop: 'asked' });
    await follow(id);
    expect(await rowOf(id)).toEqual({ state: 'cancelled', stop: 'cancelled' });
  });

  test('L-7 a payment after the hand-over and before printing stops it; while something is owed it goes on', async () => {
    await openCase();
    const { id } = await handedOver();
    await follow(id);
    expect(await rowOf(id)).toEqual({ state: 'submitted', stop: null });
    await database.db.openItem.updateMany({
      where: { customerId: mine.customerId },
      data: { openMinor: 0n, clearedOn: new Date() },
    });
    // Its case evaluates again with each fact, and has whoever follows the letter look at once.
    await database.db.$transaction((tx) => evaluateCase(tx, mine.customerId, Date.now()));
    expect(await database.db.workflowRequest.count({ where: { subjectId: id } })).toBe(1);
    await follow(id);
    expect(await rowOf(id)).toEqual({ state: 'cancelled', stop: 'cancelled' });
    expect(await codesOf(id)).toEqual(['STOP_BY_FACTS', 'STOP_TAKEN']);
  });

  test('L-6 who stops none is not asked', async () => {
    const { id } = await handedOver();
    await database.db.letter.update({ where: { id }, data: { provider: 'maileva' } });
    await expect(ask(id)).rejects.toMatchObject({ code: 'letter_stop_too_late' });
  });
});

test('L-6 the cap of a month counts what the provider says, not what the list had', async () => {
  const { id: connectionId } = await database.db.letterConnection.findFirstOrThrow({
    where: { legalEntityId: mine.entityId },
  });
  const settings = letterConnectionSettings.parse({
    prices: { registered: { baseMinor: 650 } },
    monthlyCapMinor: 100_000,
  });
  const queue = (quote: { minor: number; currency: string } | null) => {
    count += 1;
    return queueLetter(
      database.db,
      {
        ...{
          legalEntityId: mine.entityId,
          customerId: mine.customerId,
          actionId: mine.actionId,
          connectionId,
        },
        ...{ kind: 'registered', provider: 'maileva', job: {}, pages: 1, reference: `L-cap-${count}` },
        ...{ settings, timeZone: 'Europe/Paris', stepName: 'notice', confirmedAt: null, quote },
      },
      new Date(),
    );
  };
  expect(await queue({ minor: 100_001, currency: 'EUR' })).toMatchObject({ code: 'letter_cap_reached' });
  expect(await queue({ minor: 90_000, currency: 'EUR' })).toMatchObject({ ok: true });
  // Another currency cannot be counted: what the list has stands in for it.
  expect(await queue({ minor: 900_000, currency: 'CHF' })).toMatchObject({ ok: true });
  expect(await queue({ minor: 9_900, currency: 'EUR' })).toMatchObject({ code: 'letter_cap_reached' });
});
