/** What a suite is, and the sides that all of them share. */
import { Floor } from './floor.ts';
import type { Line } from './lines.ts';
import type { RoundsOptions } from './measure.ts';
import { startBare, startProduct, type BareSide, type Product } from './product.ts';
import type { Stage } from './stage.ts';

export interface SuiteResult {
  shape: Record<string, number>;
  lines: Line[];
  rounds: unknown[];
}

export interface SuiteOptions extends RoundsOptions {
  quick: boolean;
  /** Share of the usual numbers of cases and clicks, for a machine with little time. */
  scale: number;
}

/** Opened when the first suite asks, shared by the others. */
export class Sides {
  readonly stage: Stage;
  #product: Promise<Product> | undefined;
  #bare: Promise<BareSide> | undefined;
  #floor: Promise<Floor> | undefined;

  constructor(stage: Stage) {
    this.stage = stage;
  }

  product(): Promise<Product> {
    return (this.#product ??= startProduct(this.stage));
  }

  bare(): Promise<BareSide> {
    return (this.#bare ??= startBare(this.stage));
  }

  floor(): Promise<Floor> {
    return (this.#floor ??= Floor.start(this.stage));
  }

  async close(): Promise<void> {
    for (const side of await Promise.allSettled([this.#product, this.#bare, this.#floor]))
      if (side.status === 'fulfilled') await side.value?.close();
  }
}

export type Suite = (sides: Sides, options: SuiteOptions) => Promise<SuiteResult>;

/** So many of something, or fewer on a machine with little time. */
export function scaled(count: number, { scale }: Pick<SuiteOptions, 'scale'>): number {
  return Math.max(1, Math.round(count * scale));
}

/** Not more than so many rounds: what takes its time. */
export function atMost(rounds: number, options: SuiteOptions): SuiteOptions {
  return { ...options, rounds: Math.min(rounds, options.rounds) };
}
