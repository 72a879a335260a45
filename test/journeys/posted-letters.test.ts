/** Letters that a provider carries, from the day they are due to the day they are signed for, refused, or come back. */
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import type { LetterKind } from '../../domain/vocabulary/letters.ts';
import { makePromise, openDispute, payItem } from '../support/ledger.ts';
import {
  letterDebtor,
  letterEntity,
  startLetterPost,
  type Debtor,
  type LetterPost,
} from '../support/letter-post.ts';
import { Story } from '../support/story.ts';

// Weeks of asking the provider pass in each.
vi.setConfig({ testTimeout: 240_000 });

let story: Story;
let post: LetterPost;
beforeAll(async () => {
  post = await startLetterPost({ timeoutMs: 2_000 });
  story = await Story.start({ providers: post.providers });
}, 120_000);
afterAll(async () => {
  await story?.stop();
  await post?.sandbox.close();
});
afterEach(() => story.endCases());

const letterOf = (customerId: string) =>
  story.db.letter.findFirstOrThrow({ where: { customerId }, include: { events: true, proofs: true } });
const handedOver = () => post.sandbox.letters.all().filter(({ submissions }) => submissions > 0).length;

/** At least a week from now. */
async function nextMonday(): Promise<string> {
  const day = new Date((await story.now()) + 7 * 86_400_000);
  day.setUTCDate(day.getUTCDate() + ((8 - day.getUTCDay()) % 7));
  return day.toISOString().slice(0, 10);
}

function dayAfter(day: string): string {
  return new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10);
}

async function due(
  day: string,
  options: Parameters<typeof letterEntity>[1] = {},
): Promise<Debtor & { userId: string }> {
  const entity = await letterEntity(story.db, options);
  const dueOn = new Date(Date.parse(day) - 5 * 86_400_000).toISOString().slice(0, 10);
  return { ...(await letterDebtor(story.db, entity, { dueOn })), userId: entity.collectorId };
}

describe('L-7 the window in which a letter can be taken back', () => {
  test('L-4 L-7 automatic: queued on its day, handed over after the window, once', async () => {
    await story.until('2036-03-03');
    const { customerId } = await due('2036-03-04');
    const before = handedOver();
    await story.until('2036-03-04', '08:30');
    expect(await letterOf(customerId)).toMatchObject({
      state: 'queued',
      kind: 'registered',
      provider: 'maileva',
    });
    expect(await story.openAction(customerId)).toMatchObject({ state: 'sending' });
    expect(handedOver()).toBe(before);
    await story.until('2036-03-04', '09:30');
    expect(await story.openAction(customerId)).toBeNull();
    expect(handedOver()).toBe(before + 1);
    const letter = await letterOf(customerId);
    expect(letter).toMatchObject({ state: 'submitted', costMinor: 650n });
    expect(letter.pdfSha256).toBe(post.sandbox.find(letter.reference)!.documents[0]!.sha256);
  });

  test.each([
    ['a payment', ({ itemId }: Debtor) => payItem(story.db, itemId, 120_000, '2036-04-01')],
    [
      'a promise',
      ({ customerId, itemId }: Debtor) => makePromise(story.db, customerId, [itemId], '2036-04-20'),
    ],
    ['a dispute', ({ customerId, itemId }: Debtor) => openDispute(story.db, customerId, [itemId])],
  ])('L-7 %s inside it stops the letter, and says so at once', async (what, happen) => {
    const day = { 'a payment': '2036-04-01', 'a promise': '2036-04-08' }[what] ?? '2036-04-15';
    await story.until(day, '06:00');
    const debtor = await due(day);
    const before = handedOver();
    await story.until(day, '08:30');
    expect(await letterOf(debtor.customerId)).toMatchObject({ state: 'queued' });
    await happen(debtor);
    await story.until(day, '08:40');
    expect(await story.openAction(debtor.customerId)).toBeNull();
    const [message] = await story.db.outboundMessage.findMany({ where: { customerId: debtor.customerId } });
    expect(message).toMatchObject({ state: 'cancelled' });
    // Half an hour before its time with us is over.
    await story.until(day, '08:45');
    const letter = await letterOf(debtor.customerId);
    expect(letter).toMatchObject({ state: 'cancelled' });
    expect(letter.recallUntil.getTime()).toBeGreaterThan((await story.now()) + 10 * 60_000);
    await story.endOf(day);
    expect(handedOver()).toBe(before);
    expect(await letterOf(debtor.customerId)).toMatchObject({ state: 'cancelled' });
  });

  test('L-4 L-7 to confirm: waits for a person, can be taken back inside the window, and goes once confirmed again', async () => {
    await story.until('2036-05-05', '06:00');
    const { customerId, userId } = await due('2036-05-05', { mode: 'to_confirm' });
    await story.until('2036-05-05', '08:30');
    expect(await story.openAction(customerId)).toMatchObject({ state: 'proposed' });
    const before = handedOver();
    expect(await story.confirm(customerId, { userId })).toMatchObject({ ok: true });
    await story.until('2036-05-05', '09:00');
    const action = await story.openAction(customerId);
    expect(action).toMatchObject({ state: 'sending' });
    expect(await story.ask(customerId, { userId }, { kind: 'undo', actionId: action!.id })).toMatchObject({
      ok: true,
    });
    await story.until('2036-05-05', '11:00');
    expect(await story.openAction(customerId)).toMatchObject({ state: 'proposed' });
    expect(handedOver()).toBe(before);
    expect(await letterOf(customerId)).toMatchObject({ state: 'cancelled' });
    expect(await story.confirm(customerId, { userId })).toMatchObject({ ok: true });
    await story.until('2036-05-05', '13:00');
    await story.until('2036-05-05', '13:10');
    expect(handedOver()).toBe(before + 1);
    expect(await letterOf(customerId)).toMatchObject({ state: 'submitted' });
  });

  test('L-7 a window that ends at night: it goes in the next morning, without beginning anew', async () => {
    await story.until('2036-05-12', '06:00');
    const { customerId } = await due('2036-05-12', { recallMinutes: 14 * 60 });
    await story.endOf('2036-05-12');
    expect(await letterOf(customerId)).toMatchObject({ state: 'queued' });
    await story.until('2036-05-13', '08:30');
    const [message] = await story.db.outboundMessage.findMany({ where: { customerId } });
    expect(message).toMatchObject({ state: 'accepted' });
    expect(await letterOf(customerId)).toMatchObject({ state: 'submitted' });
  });
});

describe('L-8 what becomes of a letter', () => {
  test.each<[LetterKind, Parameters<LetterPost['sandbox']['steer']>[1][], string, string[]]>([
    [
      'registered',
      ['accept', 'print', 'dispatch', 'present', 'deliver'],
      'signed',
      ['deposit', 'content', 'receipt'],
    ],
    [
      'registered',
      ['accept', 'print', 'dispatch', 'refuse'],
      'refused',
      ['deposit', 'content', 'returned_image'],
    ],
    [
      'registered',
      ['accept', 'print', 'dispatch', 'unclaimed'],
      'unclaimed',
      ['deposit', 'content', 'returned_image'],
    ],
    ['standard', ['accept', 'print', 'return'], 'returned', []],
    ['electronic_registered', ['accept', 'print', 'deliver'], 'signed', ['deposit', 'receipt']],
  ])(
    'L-2 L-8 %s, %j: %s, its proofs are kept, and the case hears of it',
    async (kind, steps, state, proofs) => {
      const monday = await nextMonday();
      await story.until(monday, '06:00');
      const { customerId } = await due(monday, { kind, recallMinutes: 0 });
      await story.until(monday, '09:00');
      const { reference } = await letterOf(customerId);
      post.sandbox.steer(reference, ...steps);
      await story.endOf(dayAfter(monday));
      const letter = await letterOf(customerId);
      expect(letter.state).toBe(state);
      expect(letter.proofs.map(({ type }) => type).sort()).toEqual([...proofs].sort());
      for (const { bytes, sha256 } of letter.proofs) {
        const digest = await crypto.subtle.digest('SHA-256', new Uint8Array(bytes));
        expect(Buffer.from(digest).toString('hex')).toBe(sha256);
      }
      const wakes = await story.db.caseWake.findMany({ where: { customerId, reason: 'letter_event' } });
      expect(wakes).toHaveLength(1);
      const tasks = await story.db.followUp.findMany({ where: { customerId } });
      expect(tasks).toHaveLength(state === 'signed' ? 0 : 1);
      const returned = await story.db.contact.count({
        where: { customerId, letterReturnedAt: { not: null } },
      });
      expect(returned).toBe(state === 'returned' ? 1 : 0);
      const events = await story.db.historyEvent.findMany({
        where: { customerId, kind: 'letter_reported' },
        orderBy: { id: 'asc' },
      });
      expect(events.at(-1)!.data).toMatchObject({ state });
    },
  );
});

describe('L-6 what a company and its provider allow', () => {
  test('L-6 the cap of the month: the letter above it stands in the agenda, with what to do', async () => {
    const monday = await nextMonday();
    await story.until(monday, '06:00');
    const { customerId } = await due(monday, { monthlyCapMinor: 600 });
    await story.until(monday, '09:00');
    expect(await story.openAction(customerId)).toMatchObject({
      state: 'failed',
      outcome: { code: 'letter_cap_reached', params: { capMinor: 600 } },
    });
  });

  test('L-4 a provider that is switched off: automatic becomes to confirm, and what was queued waits for a person', async () => {
    const monday = await nextMonday();
    await story.until(monday, '06:00');
    const { customerId, userId } = await due(monday);
    const { legalEntityId } = await story.db.customer.findUniqueOrThrow({ where: { id: customerId } });
    await story.db.letterConnection.updateMany({ where: { legalEntityId }, data: { enabled: false } });
    await story.until(monday, '09:30');
    expect(await story.openAction(customerId)).toMatchObject({ state: 'proposed', mode: 'to_confirm' });
    expect(await story.confirm(customerId, { userId })).toMatchObject({
      ok: false,
      code: 'letter_not_carried',
    });
  });

  test.each(['silentSubmits', 'cutSubmits'] as const)(
    'L-7 %s: taken without a word, it is read back, and not handed over twice',
    async (fault) => {
      const monday = await nextMonday();
      await story.until(monday, '06:00');
      const { customerId } = await due(monday, { recallMinutes: 0 });
      post.sandbox.faults[fault] = 1;
      await story.until(monday, '10:00');
      await story.until(monday, '10:10');
      const { reference, state } = await letterOf(customerId);
      expect(post.sandbox.find(reference)!.submissions).toBe(1);
      expect(state).toBe('submitted');
      expect(await story.openAction(customerId)).toBeNull();
    },
  );
});
