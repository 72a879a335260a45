import { buffer } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { GatedBody } from './gated-body.ts';

const bytes = new TextEncoder().encode('a whole message');
const greatestGateAgeMs = 500;

beforeEach(() => void vi.useFakeTimers({ toFake: ['Date', 'performance'] }));
afterEach(() => void vi.useRealTimers());

/** The body with a gate that answers in turn; time passes between an answer and its use. */
function body(answers: boolean[], frozenMs: number[], mayEndNow?: () => boolean) {
  const asked: number[] = [];
  const made = new GatedBody(
    {
      bytes,
      greatestGateAgeMs,
      mayEndNow,
      gate: async () => {
        asked.push(Date.now());
        return answers[asked.length - 1] ?? answers.at(-1)!;
      },
      passing: (point) => {
        if (point === 'gate_passed') vi.advanceTimersByTime(frozenMs[asked.length - 1] ?? 0);
      },
    },
    () => true,
  );
  return { made, asked, read: buffer(made).then(String) };
}

describe('S-8 the age of the gate', () => {
  test('S-8 an answer that is used at once lets the end of data follow', async () => {
    const { made, asked, read } = body([true], [greatestGateAgeMs]);
    expect(await read).toBe('a whole message');
    expect([made.ended, asked.length]).toEqual([true, 1]);
  });

  test('S-8 a process frozen behind the gate asks again, and what it hears then counts', async () => {
    const { made, asked, read } = body([true, false], [30_000]);
    await expect(read).rejects.toThrow('the gate is closed');
    expect([made.ended, made.gateClosed, asked.length]).toEqual([false, true, 2]);
  });

  test('S-8 nothing changed while it was frozen: it goes on the second answer', async () => {
    const { made, asked, read } = body([true], [greatestGateAgeMs + 1]);
    expect(await read).toBe('a whole message');
    expect([made.ended, asked.length]).toEqual([true, 2]);
  });

  test('S-8 frozen again and again it gives up, and nothing leaves', async () => {
    const { made, read } = body(
      [true],
      Array.from({ length: 100 }, () => 1_000),
    );
    await expect(read).rejects.toThrow('the gate is closed');
    expect([made.ended, made.gateClosed]).toEqual([false, true]);
  });

  test('S-8 a clock that is set back does not make an answer young', async () => {
    const { made, asked, read } = body([true, false], [0]);
    expect(await read).toBe('a whole message');
    expect(asked).toHaveLength(1);
    expect(made.ended).toBe(true);
    const second = body([true, false], [30_000]);
    vi.setSystemTime(Date.now() - 3_600_000);
    await expect(second.read).rejects.toThrow('the gate is closed');
  });

  test('S-6 the window that ends behind the gate keeps the end of data back', async () => {
    const { made, read } = body([true], [], () => false);
    await expect(read).rejects.toThrow('the gate is closed');
    expect([made.ended, made.gateClosed]).toEqual([false, true]);
  });
});
