/** Rounds, medians and the state of the machine: what makes two figures of one run comparable. */
import { availableParallelism, loadavg, totalmem } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';

/** Middle value; of an even number of values the mean of the two in the middle. Throws on an empty list. */
export function median(values: number[]): number {
  return percentile(values, 0.5);
}

/** Linear between neighbours, `share` from 0 to 1. */
export function percentile(values: number[], share: number): number {
  if (values.length === 0) throw new Error('nothing was measured');
  const sorted = values.toSorted((a, b) => a - b);
  const at = (sorted.length - 1) * share;
  const below = sorted[Math.floor(at)]!;
  return below + (sorted[Math.ceil(at)]! - below) * (at - Math.floor(at));
}

export function rounded(value: number, digits = 2): number {
  const scale = 10 ** digits;
  return Math.round(value * scale) / scale;
}

/** Every number of a plain object, rounded for reading. */
export function tidy<T>(value: T, digits = 2): T {
  if (typeof value === 'number') return rounded(value, digits) as T;
  if (Array.isArray(value)) return value.map((entry: unknown) => tidy(entry, digits)) as T;
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, tidy(entry, digits)])) as T;
}

/** Load average of the last minute; above the number of cores other programs distort absolute figures. */
export function loadNow(): number {
  return rounded(loadavg()[0]!);
}

export function machine() {
  return {
    cores: availableParallelism(),
    memoryGb: Math.round(totalmem() / 2 ** 30),
    platform: `${process.platform} ${process.arch}`,
    node: process.version,
  };
}

/** Sides of a comparison by name. */
export type Sides = Record<string, () => Promise<unknown>>;
export type Round<S extends Sides> = { load: number } & { [Name in keyof S]: Awaited<ReturnType<S[Name]>> };

export interface RoundsOptions {
  rounds: number;
  say: (line: string) => void;
  /** Nothing may run for ever: past it the round under way is the last one, and is reported as an error. */
  deadline: number;
}

/**
 * Runs all sides in turn, another one first in each round, so that a drift of the machine falls on all alike.
 * Throws when the time is up before all rounds are done.
 */
export async function alternate<S extends Sides>(
  sides: S,
  { rounds, say, deadline }: RoundsOptions,
): Promise<Round<S>[]> {
  const names = Object.keys(sides);
  const done: Round<S>[] = [];
  for (let round = 0; round < rounds; round += 1) {
    if (Date.now() > deadline) throw new Error(`time was up after ${round} of ${rounds} rounds`);
    const load = loadNow();
    const measured: Record<string, unknown> = {};
    for (let turn = 0; turn < names.length; turn += 1) {
      const name = names[(round + turn) % names.length]!;
      measured[name] = await sides[name]!();
    }
    say(`round ${round + 1}/${rounds}, load ${load}: ${JSON.stringify(tidy(measured))}`);
    done.push({ load, ...measured } as Round<S>);
  }
  return done;
}

/** Waits for a condition; throws with `what` after `withinMs`. */
export async function until(
  what: string,
  holds: () => boolean | Promise<boolean>,
  withinMs: number,
  everyMs = 10,
): Promise<void> {
  const deadline = Date.now() + withinMs;
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error(`did not come about within ${withinMs / 1000} s: ${what}`);
    await delay(everyMs);
  }
}

/** Runs over entries with `width` of them under way at a time. */
export async function inParallel<T>(
  entries: T[],
  width: number,
  one: (entry: T) => Promise<unknown>,
): Promise<void> {
  const rest = entries.values();
  await Promise.all(
    Array.from({ length: width }, async () => {
      for (const entry of rest) await one(entry);
    }),
  );
}
