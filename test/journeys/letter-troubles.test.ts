/** What goes wrong with a provider of letters: each time a person sees what it is and what to do, and nothing goes twice. */
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import type { LetterProvider } from '../../activities/letters/provider.ts';
import { hookAccount } from '../../application/letters/hook.ts';
import { isPublicHoliday } from '../../domain/calendar/holidays.ts';
import type { LetterKind } from '../../domain/vocabulary/letters.ts';
import { createLetterRenderer } from '../../activities/rendering/letter/renderer.ts';
import { enterLetterCode, requestLetterCode, type ByCodeDeps } from '../../activities/letters/by-code.ts';
import { Prisma } from '../../prisma/client.ts';
import { payItem } from '../support/ledger.ts';
import { caseWorkflowId } from '../../workflows/messages/collection-case.ts';
import { readLetter } from '../../prisma/queries/letters/read.ts';
import { letterWorkflowId } from '../../workflows/messages/letter-delivery.ts';
import {
  letterDebtor,
  letterEntity,
  startLetterPost,
  type LetterEntityOptions,
  type LetterPost,
} from '../support/letter-post.ts';
import { openStoryApi } from '../support/story-api.ts';
import { Story } from '../support/story.ts';

// Weeks of asking the provider pass in some of them.
vi.setConfig({ testTimeout: 240_000 });

const secret = 'a secret of at least thirty-two characters';
let story: Story;
let post: LetterPost;
/** How often the provider was asked where each letter is. */
const asked = new Map<string, number>();
let provider: LetterProvider;
const letters = createLetterRenderer();
beforeAll(async () => {
  post = await startLetterPost({ timeoutMs: 2_000 });
  const { maileva } = post.providers;
  provider = {
    ...maileva!,
    fetch: async (address) => {
      asked.set(address.ref, (asked.get(address.ref) ?? 0) + 1);
      return maileva!.fetch(address);
    },
  };
  story = await Story.start({ providers: { maileva: provider } });
}, 120_000);
afterAll(async () => {
  await story?.stop();
  await post?.sandbox.close();
  await letters.close();
});
afterEach(async () => {
  Object.assign(post.sandbox.faults, {
    ...{ maintenance: false, refusesSignIn: false, refusesContent: false, noCredit: false },
  });
  await story.endCases();
});

/** At least a week from now, and a day on which letters leave. */
async function nextMonday(): Promise<string> {
  const day = new Date((await story.now()) + 7 * 86_400_000);
  day.setUTCDate(day.getUTCDate() + ((8 - day.getUTCDay()) % 7));
  const monday = day.toISOString().slice(0, 10);
  return isPublicHoliday('FR', monday) ? daysAfter(monday, 7) : monday;
}

function daysAfter(day: string, days: number): string {
  return new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);
}

/** To a time of a day, with a stop before: what was asked for at eight is under way by then. */
async function until(day: string, clock: string): Promise<void> {
  await story.until(day, '08:30');
  await story.until(day, clock);
}

/** A letter that is due on a Monday, without a window, at eight in the morning. */
async function dueLetter(options: LetterEntityOptions = {}) {
  const monday = await nextMonday();
  await story.until(monday, '06:00');
  const entity = await letterEntity(story.db, { recallMinutes: 0, ...options });
  const debtor = await letterDebtor(story.db, entity, { dueOn: daysAfter(monday, -5) });
  return { monday, entity, ...debtor };
}

async function letterOf(customerId: string) {
  const { id, legalEntityId } = await story.db.letter.findFirstOrThrow({ where: { customerId } });
  return (await readLetter(story.db, { entityId: legalEntityId, letterId: id }))!;
}

const askedOf = ({ providerRef }: { providerRef: string | null }) => asked.get(providerRef ?? '') ?? 0;
const submissionsOf = (reference: string) => post.sandbox.find(reference)?.submissions ?? 0;

describe('L-7 a provider that is away', () => {
  test('L-7 for two days over the planned day: it is said, tried again, and the letter goes once', async () => {
    post.sandbox.faults.maintenance = true;
    const { monday, customerId } = await dueLetter();
    await until(monday, '12:00');
    await story.until(daysAfter(monday, 2), '07:00');
    const waiting = await letterOf(customerId);
    expect(waiting).toMatchObject({ state: 'queued', trouble: { reason: 'maintenance' } });
    expect(waiting.trouble!.since.toISOString().slice(0, 10)).toBe(monday);
    expect(submissionsOf(waiting.reference)).toBe(0);
    post.sandbox.faults.maintenance = false;
    await story.until(daysAfter(monday, 2), '12:00');
    const gone = await letterOf(customerId);
    expect(gone).toMatchObject({ state: 'submitted', trouble: null });
    expect(submissionsOf(gone.reference)).toBe(1);
    expect(await story.openAction(customerId)).toBeNull();
  });

  test('L-6 credentials that are revoked in the middle of a run: said by name; renewed, it goes by itself', async () => {
    post.sandbox.faults.refusesSignIn = true;
    post.sandbox.expireTokens();
    const { monday, customerId } = await dueLetter();
    // What it holds by heart is not worth anything any more.
    await provider.test();
    await until(monday, '09:00');
    const waiting = await letterOf(customerId);
    expect(waiting).toMatchObject({ state: 'queued', trouble: { reason: 'sign_in' } });
    expect(waiting.trouble!.retryAt).not.toBeNull();
    post.sandbox.faults.refusesSignIn = false;
    await story.until(daysAfter(monday, 1), '12:00');
    expect(await letterOf(customerId)).toMatchObject({ state: 'submitted', trouble: null });
    expect(submissionsOf(waiting.reference)).toBe(1);
  });

  test('L-6 pages that it refuses: the action has failed, with its words, and a person mends and tries again', async () => {
    post.sandbox.faults.refusesContent = true;
    const { monday, entity, customerId } = await dueLetter();
    await until(monday, '09:00');
    const refused = await letterOf(customerId);
    expect(refused).toMatchObject({ state: 'failed', submittedAt: null });
    expect(refused.events.at(-1)!.text).toContain('DOCUMENT_TYPE_NOT_ACCEPTED');
    expect(await story.openAction(customerId)).toMatchObject({
      state: 'failed',
      outcome: {
        code: 'message_refused',
        params: { response: expect.stringContaining('DOCUMENT_TYPE_NOT_ACCEPTED') as string },
      },
    });
    post.sandbox.faults.refusesContent = false;
    const by = { userId: entity.collectorId };
    expect(await story.confirm(customerId, by)).toMatchObject({ ok: true });
    await until(daysAfter(monday, 1), '12:00');
    expect(await letterOf(customerId)).toMatchObject({ state: 'submitted' });
    expect(submissionsOf(refused.reference)).toBe(1);
  });

  test('L-6 an account without credit: handed over, stands still and says why; with credit it goes on', async () => {
    post.sandbox.faults.noCredit = true;
    const { monday, customerId } = await dueLetter();
    await until(monday, '14:00');
    const blocked = await letterOf(customerId);
    expect(blocked).toMatchObject({ state: 'submitted', block: 'credit' });
    post.sandbox.steer(blocked.reference, 'unblock', 'accept');
    await story.until(daysAfter(monday, 1), '14:00');
    expect(await letterOf(customerId)).toMatchObject({ state: 'accepted', block: null });
    expect(submissionsOf(blocked.reference)).toBe(1);
  });
});

describe('L-8 asking no more than is worth it', () => {
  const handedOver = async (kind: LetterKind) => {
    const due = await dueLetter({ kind });
    await until(due.monday, '09:00');
    return { ...due, letter: await letterOf(due.customerId) };
  };

  test('L-6 L-8 news at the door reach the letter at once, and a forged one does not', async () => {
    const api = await openStoryApi(story, {
      carriers: { providers: { maileva: provider }, sandboxUrl: null },
    });
    try {
      const { monday, entity, letter } = await handedOver('registered');
      post.sandbox.steer(letter.reference, 'accept', 'print', 'dispatch');
      const { body } = post.sandbox.centre.sent[0]!;
      const { hookKey } = await story.db.letterConnection.findFirstOrThrow({
        where: { legalEntityId: entity.entityId },
      });
      const { login, password } = hookAccount(secret, hookKey);
      const url = `/api/hooks/letters/${hookKey}`;
      const before = askedOf(letter);
      expect(await api.tell(url, `Basic ${btoa(`${login}:guessed`)}`, body)).toBe(401);
      await story.until(monday, '09:05');
      expect(await letterOf(letter.customer.id)).toMatchObject({ state: 'submitted' });
      expect(askedOf(letter)).toBe(before);
      expect(await api.tell(url, `Basic ${btoa(`${login}:${password}`)}`, body)).toBe(201);
      await story.until(monday, '09:06');
      expect(await letterOf(letter.customer.id)).toMatchObject({ state: 'dispatched' });
      expect(askedOf(letter)).toBeGreaterThan(before);
    } finally {
      await api.close();
    }
  });

  test('L-8 a standard letter of which nothing comes back is asked about ever more rarely, and at last no more', async () => {
    const { monday, letter } = await handedOver('standard');
    post.sandbox.steer(letter.reference, 'accept', 'print');
    await story.until(daysAfter(monday, 1), '09:00');
    const before = askedOf(letter);
    await story.until(daysAfter(monday, 8), '09:00');
    const inTheFirstWeek = askedOf(letter) - before;
    await story.until(daysAfter(monday, 24), '09:00');
    // Every four hours would be 138 times.
    expect(inTheFirstWeek).toBeLessThanOrEqual(30);
    expect(askedOf(letter) - before - inTheFirstWeek).toBeLessThanOrEqual(18);
    const ended = await letterOf(letter.customer.id);
    expect(ended).toMatchObject({ state: 'printed' });
    expect(ended.endedAt).not.toBeNull();
    const { status } = await story.client.workflow.getHandle(letterWorkflowId(letter.id)).describe();
    expect(status.name).toBe('COMPLETED');
  });
});

describe('L-6 L-7 a letter that leaves only with the code of a person', () => {
  const carriers = () => ({ providers: { maileva: provider }, sandboxUrl: null });

  /** Confirmed on a Monday morning, and waiting for its code. */
  async function waiting() {
    const { monday, entity, customerId, itemId } = await dueLetter({
      kind: 'electronic_qualified',
      mode: 'to_confirm',
    });
    await until(monday, '09:00');
    const by = { userId: entity.collectorId };
    expect(await story.confirm(customerId, by)).toMatchObject({ ok: true });
    await story.until(monday, '09:30');
    const letter = await letterOf(customerId);
    expect(letter).toMatchObject({ state: 'awaiting_code', providerRef: null });
    expect(await story.openAction(customerId)).toMatchObject({ state: 'sending' });
    return { monday, entity, customerId, itemId, by, letter };
  }

  type Waiting = Awaited<ReturnType<typeof waiting>>;

  const deps = (more: Partial<ByCodeDeps> = {}): ByCodeDeps => ({
    ...{ prisma: story.db, providers: { maileva: provider }, letters, secret },
    ...{ publicUrl: 'https://relance.test', worker: 'api/test' },
    ...more,
  });
  const byOf = async ({ entity, letter, by }: Waiting) => ({
    ...{ entityId: entity.entityId, letterId: letter.id, ...by },
    at: new Date(await story.now()),
  });
  const codeOf = ({ letter }: Waiting) => post.sandbox.find(letter.reference)!.otp!.code;
  const submitted = async ({ customerId }: Waiting) => (await letterOf(customerId)).state;

  /** Every text that the database and the histories of the workflows hold. */
  async function whereStands(text: string, { customerId, letter }: Waiting): Promise<string[]> {
    const tables = await story.db.$queryRaw<{ name: string }[]>(
      Prisma.sql`SELECT tablename AS name FROM pg_tables WHERE schemaname = current_schema()`,
    );
    const found: string[] = [];
    for (const { name } of tables) {
      const [row] = await story.db.$queryRaw<{ n: bigint }[]>(
        Prisma.sql`SELECT count(*) AS n FROM ${Prisma.raw(`"${name}"`)} t WHERE t::text ~ ${`\\m${text}\\M`}`,
      );
      if (row!.n > 0n) found.push(name);
    }
    for (const id of [caseWorkflowId(customerId), letterWorkflowId(letter.id)])
      if ((await story.historyText(id)).includes(text)) found.push(id);
    return found;
  }

  test('L-6 wrong, then right: it goes once, whoever types it again or at the same time, and the code is kept nowhere', async () => {
    const one = await waiting();
    const notices = await story.db.notice.findMany({ where: { customerId: one.customerId } });
    expect(notices.map(({ kind }) => kind)).toEqual(['letter_needs_code']);
    const api = await openStoryApi(story, { carriers: carriers() });
    try {
      const as = await api.signIn(one.entity, one.entity.collectorId);
      const url = `/api/entities/${one.entity.entityId}/letters/${one.letter.id}`;
      expect(await api.post(`${url}/code`, as, { code: '000000' })).toMatchObject({
        body: { code: 'letter_code_needed' },
      });
      expect(await api.post(`${url}/code-requests`, as)).toMatchObject({ status: 200 });
      const code = codeOf(one);
      const wrong = code === '111111' ? '222222' : '111111';
      expect(await api.post(`${url}/code`, as, { code: wrong })).toMatchObject({
        status: 422,
        body: { code: 'letter_code_wrong', params: { triesLeft: 4 } },
      });
      expect((await api.get(url, as)).body).toMatchObject({ state: 'awaiting_code', code: { triesLeft: 4 } });
      const both = await Promise.all([1, 2].map(() => api.post(`${url}/code`, as, { code })));
      expect(both.some(({ body }) => body.state === 'handed_over')).toBe(true);
      expect(both.every(({ body }) => body.state === 'handed_over' || body.code === 'letter_code_busy')).toBe(
        true,
      );
      expect(await api.post(`${url}/code`, as, { code })).toMatchObject({ body: { state: 'handed_over' } });
      expect((await api.get(url, as)).body).toMatchObject({ state: 'submitted', code: null });
      expect(submissionsOf(one.letter.reference)).toBe(1);
      await story.until(one.monday, '10:00');
      expect(await story.openAction(one.customerId)).toBeNull();
      for (const typed of [code, wrong]) expect(await whereStands(typed, one)).toEqual([]);
    } finally {
      await api.close();
    }
  });

  test('L-6 five wrong codes use a code up, and codes are sent only so often', async () => {
    const one = await waiting();
    expect(await requestLetterCode(deps(), await byOf(one))).toMatchObject({ ok: true });
    const wrong = codeOf(one) === '111111' ? '222222' : '111111';
    for (let n = 0; n < 5; n += 1) await enterLetterCode(deps(), { ...(await byOf(one)), code: wrong });
    const code = codeOf(one);
    expect(await enterLetterCode(deps(), { ...(await byOf(one)), code })).toMatchObject({
      code: 'letter_code_expired',
    });
    const before = codeOf(one);
    expect(await requestLetterCode(deps(), await byOf(one))).toMatchObject({ ok: true });
    expect(await requestLetterCode(deps(), await byOf(one))).toMatchObject({ ok: true });
    expect(await requestLetterCode(deps(), await byOf(one))).toMatchObject({ code: 'letter_code_limit' });
    expect(codeOf(one)).not.toBe(before);
    expect(submissionsOf(one.letter.reference)).toBe(0);
    // The draft of the wrong ones is the same: nothing lies there twice.
    expect(await enterLetterCode(deps(), { ...(await byOf(one)), code: codeOf(one) })).toMatchObject({
      value: { state: 'handed_over' },
    });
    expect(submissionsOf(one.letter.reference)).toBe(1);
  });

  test('L-7 a payment while it waits stops it: the code works no more, and the draft is thrown away', async () => {
    const one = await waiting();
    await requestLetterCode(deps(), await byOf(one));
    const code = codeOf(one);
    await payItem(story.db, one.itemId, 120_000, one.monday);
    expect(await enterLetterCode(deps(), { ...(await byOf(one)), code })).toMatchObject({ ok: false });
    await story.until(one.monday, '10:00');
    await story.until(one.monday, '10:05');
    expect(await submitted(one)).toBe('cancelled');
    expect(post.sandbox.find(one.letter.reference)).toBeUndefined();
    expect(await enterLetterCode(deps(), { ...(await byOf(one)), code })).toMatchObject({
      code: 'letter_needs_no_code',
    });
  });

  test('L-7 nobody types it for five days: never sent, the action says what to do, and confirmed anew it waits anew', async () => {
    const one = await waiting();
    await requestLetterCode(deps(), await byOf(one));
    await story.until(daysAfter(one.monday, 5), '12:00');
    expect(await story.openAction(one.customerId)).toMatchObject({
      state: 'failed',
      outcome: { code: 'letter_code_not_entered', params: { days: 5 } },
    });
    expect(await submitted(one)).toBe('failed');
    expect(post.sandbox.find(one.letter.reference)).toBeUndefined();
    await story.until(daysAfter(one.monday, 7), '12:00');
    expect(await story.confirm(one.customerId, one.by)).toMatchObject({ ok: true });
    await story.until(daysAfter(one.monday, 7), '12:30');
    expect(await submitted(one)).toBe('awaiting_code');
  });

  test('L-7 taken back while it waits, it is with its action again', async () => {
    const one = await waiting();
    const { id: actionId } = (await story.openAction(one.customerId))!;
    expect(await story.ask(one.customerId, one.by, { kind: 'undo', actionId } as never)).toMatchObject({
      ok: true,
    });
    await story.until(one.monday, '10:00');
    expect(await submitted(one)).toBe('cancelled');
  });

  test.each(['gate_passed', 'answer_read'] as const)(
    'L-7 the process dies at %s: read back, it went once or waits for its code again',
    async (point) => {
      const one = await waiting();
      await requestLetterCode(deps(), await byOf(one));
      const code = codeOf(one);
      const killed = enterLetterCode(
        deps({
          failpoint: (at) => {
            if (at === point) throw new Error('killed');
          },
        }),
        { ...(await byOf(one)), code },
      );
      await expect(killed).rejects.toThrow('killed');
      // Whoever follows it looks, has its case look, and hears what became of it; each is relayed by the next.
      for (const clock of ['10:00', '10:10', '10:30']) await story.until(one.monday, clock);
      const went = point === 'answer_read';
      expect(submissionsOf(one.letter.reference)).toBe(went ? 1 : 0);
      expect(await submitted(one)).toBe(went ? 'submitted' : 'awaiting_code');
      if (went) expect(await story.openAction(one.customerId)).toBeNull();
    },
  );
});
