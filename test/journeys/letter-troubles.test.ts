/** What goes wrong with a provider of letters: each time a person sees what it is and what to do, and nothing goes twice. */
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import type { LetterProvider } from '../../activities/letters/provider.ts';
import { hookAccount } from '../../application/letters/hook.ts';
import type { LetterKind } from '../../domain/vocabulary/letters.ts';
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
});
afterEach(async () => {
  Object.assign(post.sandbox.faults, {
    ...{ maintenance: false, refusesSignIn: false, refusesContent: false, noCredit: false },
  });
  await story.endCases();
});

/** At least a week from now. */
async function nextMonday(): Promise<string> {
  const day = new Date((await story.now()) + 7 * 86_400_000);
  day.setUTCDate(day.getUTCDate() + ((8 - day.getUTCDay()) % 7));
  return day.toISOString().slice(0, 10);
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
  const { customerId } = await letterDebtor(story.db, entity, { dueOn: daysAfter(monday, -5) });
  return { monday, entity, customerId };
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
