/** What is measured, one suite a subject: its rounds, and the lines of the table drawn from them. */
import { ImportBench } from './import.ts';
import { Desk, bareUpdateRounds } from './confirm.ts';
import { createBenchEntity } from './ledger.ts';
import { lists, ListsBench, type ListName } from './lists.ts';
import { alternate, median, tidy, type Round, type RoundsOptions } from './measure.ts';
import { PortalBench, bareSignals } from './portal.ts';
import { startBare, startProduct, type BareSide, type Product } from './product.ts';
import type { Stage } from './stage.ts';
import { Lead, bareWave, caseWave, fairly, type WaveShape, type CaseWave } from './waves.ts';

export interface Line {
  metric: string;
  unit: string;
  product: number;
  bare: number | null;
  /** Product against bare. */
  ratio: number | null;
  goal: string | null;
  met: boolean | null;
}

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

  constructor(stage: Stage) {
    this.stage = stage;
  }

  product(): Promise<Product> {
    return (this.#product ??= startProduct(this.stage));
  }

  bare(): Promise<BareSide> {
    return (this.#bare ??= startBare(this.stage));
  }

  async close(): Promise<void> {
    for (const side of await Promise.allSettled([this.#product, this.#bare])) {
      if (side.status !== 'fulfilled' || !side.value) continue;
      await ('close' in side.value ? side.value.close() : side.value.stop());
    }
  }
}

type Suite = (sides: Sides, options: SuiteOptions) => Promise<SuiteResult>;

export const suites: Record<'cases' | 'herd' | 'confirm' | 'portal' | 'lists' | 'import', Suite> = {
  async cases(sides, options) {
    const shape = options.quick ? { cases: 5, actions: 2 } : { cases: scaled(60, options), actions: 4 };
    const rounds = await waves(sides, shape, options);
    const [one] = rounds;
    return {
      shape,
      rounds,
      lines: [
        line(rounds, {
          metric: 'actions per second',
          unit: '1/s',
          of: (wave) => wave.actionsPerSecond,
          least: 0.75,
        }),
        line(rounds, {
          metric: 'CPU of the worker per action',
          unit: 'ms',
          of: (wave) => wave.cpuMsPerAction,
        }),
        {
          metric: 'events per automatic action',
          unit: '',
          product: one!.product.eventsPerAction,
          bare: one!.bare.eventsPerAction,
          ratio: one!.product.eventsPerAction / one!.bare.eventsPerAction,
          ...judged('at most 15', one!.product.eventsPerAction <= 15),
        },
        ...databaseLines(rounds),
      ],
    };
  },

  async herd(sides, options) {
    const shape = options.quick ? { cases: 10, actions: 1 } : { cases: scaled(500, options), actions: 1 };
    const rounds = await waves(sides, shape, options);
    return {
      shape,
      rounds,
      lines: [
        line(rounds, { metric: 'time to drain', unit: 's', of: (wave) => wave.seconds, most: 1.8 }),
        ...databaseLines(rounds),
      ],
    };
  },

  async confirm(sides, options) {
    const clicks = options.quick ? 3 : scaled(20, options);
    const [product] = await Promise.all([sides.product(), sides.bare()]);
    const desk = await Desk.open(sides.stage, product, clicks * (options.rounds + 1));
    try {
      // The first requests of a process compile and connect; they are no round.
      await desk.click(clicks);
      await bareUpdateRounds(sides.stage, 2);
      const rounds = await alternate(
        { product: () => desk.click(clicks), bare: () => bareUpdateRounds(sides.stage, clicks) },
        options,
      );
      const compared = (
        metric: string,
        of: (round: (typeof rounds)[number]) => [number, number],
        most?: number,
      ) => comparison({ metric, unit: 'ms', pairs: rounds.map(of), most });
      return {
        shape: { clicks },
        rounds,
        lines: [
          compared(
            'click to recorded, p50, against a raw update',
            ({ product: p, bare: b }) => [p.recorded.p50Ms, b.p50Ms],
            1.3,
          ),
          compared(
            'click to recorded, p95, against a raw update',
            ({ product: p, bare: b }) => [p.recorded.p95Ms, b.p95Ms],
            1.3,
          ),
          alone('click to message sent, p50', 'ms', median(rounds.map(({ product: p }) => p.sent.p50Ms))),
          alone('click to message sent, p95', 'ms', median(rounds.map(({ product: p }) => p.sent.p95Ms))),
        ],
      };
    } finally {
      await desk.close();
    }
  },

  async portal(sides, options) {
    const shape = options.quick
      ? { items: 300, answers: 3, crowd: 20 }
      : { items: 5_000, answers: scaled(30, options), crowd: 200 };
    const [product] = await Promise.all([sides.product(), sides.bare()]);
    const bench = await PortalBench.open(sides.stage, product, { items: shape.items, writers: shape.crowd });
    try {
      await bench.statements(2);
      await bench.answers(2);
      const rounds = await alternate(
        { product: () => bench.answers(shape.answers), bare: () => bareSignals(sides.stage, shape.answers) },
        options,
      );
      const statements = await bench.statements(Math.max(5, shape.answers));
      const crowd = await bench.crowd(shape.crowd);
      options.say(`at once: ${JSON.stringify(tidy({ statements, crowd }))}`);
      const p95 = median(rounds.map(({ product: p }) => p.p95Ms));
      const whole = [crowd.accepted, crowd.comments, crowd.notices, crowd.wakes].every(
        (count) => count === shape.crowd,
      );
      return {
        shape,
        rounds: [...rounds, { statements, crowd }],
        lines: [
          alone(`statement of ${shape.items} items, p95`, 'ms', statements.api.p95Ms),
          {
            ...alone('the same filtered and sorted by the server, p95', 'ms', statements.filtered.p95Ms),
            ...judged('under 300 ms', statements.filtered.p95Ms < 300),
          },
          {
            ...alone('filter and sort in the browser, p95', 'ms', statements.browser.p95Ms),
            ...judged('under 300 ms', statements.browser.p95Ms < 300),
          },
          line(rounds, {
            metric: 'answer to counter, p95, against a raw signal and query',
            unit: 'ms',
            of: (side) => side.p95Ms,
            most: 1.5,
          }),
          { ...alone('answer to counter, p95', 'ms', p95), ...judged('at most 250 ms', p95 <= 250) },
          {
            ...alone(`${shape.crowd} answers at once: stored, notified and handed over`, '', crowd.comments),
            ...judged(`all ${shape.crowd}`, whole),
          },
          alone(`${shape.crowd} answers at once`, 's', crowd.seconds),
        ],
      };
    } finally {
      await bench.close();
    }
  },

  async lists({ stage }, options) {
    const shape = options.quick
      ? { customers: 100, itemsEach: 10, doneEach: 10 }
      : { customers: 10_000, itemsEach: 10, doneEach: 10 };
    const bench = await ListsBench.open(stage, shape);
    try {
      const lines: Line[] = [];
      for (const name of Object.keys(lists) as ListName[]) {
        // The first requests of a process compile and connect; they are no round.
        await bench.read(name, 3);
        const { p95Ms } = await bench.read(name, options.quick ? 3 : scaled(40, options));
        options.say(`${name}: ${p95Ms.toFixed(0)} ms`);
        lines.push({
          ...alone(`list: ${name}, p95`, 'ms', p95Ms),
          ...judged(`under ${mostListMs} ms`, p95Ms < mostListMs),
        });
      }
      return { shape, rounds: [], lines };
    } finally {
      await bench.close();
    }
  },

  async import(sides, options) {
    const shape = options.quick
      ? { items: 500, customers: 50, asOf: '2026-03-02', seed: 1 }
      : { items: 20_000, customers: 2_000, asOf: '2026-03-02', seed: 1 };
    const bench = await ImportBench.open(sides.stage, shape);
    try {
      const rounds = await alternate({ product: () => bench.import(), bare: () => bench.copy() }, options);
      const { asOf: _, ...numbers } = shape;
      const middle = (of: (round: (typeof rounds)[number]) => number) => median(rounds.map(of));
      return {
        shape: numbers,
        rounds,
        lines: [
          line(rounds, { metric: 'file to applied ledger', unit: 's', of: (round) => round.seconds }),
          line(rounds, { metric: 'rows per second', unit: '1/s', of: (round) => round.rowsPerSecond }),
          alone(
            'of it storing the file',
            's',
            middle(({ product }) => product.storeSeconds),
          ),
          alone(
            'of it reading and comparing',
            's',
            middle(({ product }) => product.readSeconds),
          ),
          alone(
            'of it applying',
            's',
            middle(({ product }) => product.applySeconds),
          ),
          alone(
            'peak memory of the process',
            'MB',
            middle(({ product }) => product.peakRssMb),
          ),
          ...(await repeatedImports(sides.stage, options.quick ? [800] : [800, 5_000, 50_000])),
          ...(options.quick ? [] : await largeLedger(sides.stage)),
        ],
      };
    } finally {
      await bench.close();
    }
  },
};

const mostListMs = 80;
const largeItems = 100_000;
const largeLimitSeconds = 60;

/** The figure of D-7, measured by itself: what a whole ledger takes from the upload to the applied ledger. */
async function largeLedger(stage: Stage): Promise<Line[]> {
  const shape = { items: largeItems, customers: largeItems / 10, asOf: '2026-03-02', seed: 2 };
  const bench = await ImportBench.open(stage, shape);
  try {
    const runs = [await bench.import(), await bench.import(), await bench.import()];
    const seconds = median(runs.map((run) => run.seconds));
    return [
      {
        ...alone('100,000 items, file to applied ledger', 's', seconds),
        ...judged(`under ${largeLimitSeconds} s`, seconds < largeLimitSeconds),
      },
      alone('100,000 items, peak memory', 'MB', median(runs.map((run) => run.peakRssMb))),
    ];
  } finally {
    await bench.close();
  }
}

const timesRepeated = 10;

/** A daily feed: what came before must not make the next file slower. */
async function repeatedImports(stage: Stage, sizes: number[]): Promise<Line[]> {
  const lines: Line[] = [];
  for (const items of sizes) {
    const shape = { items, customers: Math.round(items / 10), asOf: '2026-03-02', seed: 3 };
    const bench = await ImportBench.open(stage, shape);
    try {
      const seconds = await bench.repeat(timesRepeated);
      const pairs: Comparison['pairs'] = [[seconds.at(-1)!, seconds[0]!]];
      const metric = `import of ${items.toLocaleString('en')} rows, the tenth against the first`;
      lines.push(comparison({ metric, unit: 's', pairs, most: 2 }));
    } finally {
      await bench.close();
    }
  }
  return lines;
}

function scaled(count: number, { scale }: SuiteOptions): number {
  return Math.max(1, Math.round(count * scale));
}

async function waves(sides: Sides, shape: WaveShape, options: SuiteOptions) {
  const { stage } = sides;
  const { say } = options;
  const [product, bare] = await Promise.all([sides.product(), sides.bare()]);
  const entity = await createBenchEntity(product.db, { steps: shape.actions, mode: 'automatic' });
  const [caseLead, bareLead] = [new Lead(300), new Lead(100)];
  const scene = { stage, product, entity };
  // The first wave of a process compiles, connects and fills caches; it is no round.
  const small = { ...shape, cases: Math.min(shape.cases, 20) };
  await fairly(() => caseWave(scene, small, caseLead), say);
  await fairly(() => bareWave({ stage, bare }, small, bareLead), say);
  return alternate(
    {
      product: () => fairly(() => caseWave(scene, shape, caseLead), say),
      bare: () => fairly(() => bareWave({ stage, bare }, shape, bareLead), say),
    },
    options,
  );
}

/** Counts, which no busy machine changes. */
function databaseLines(rounds: { product: CaseWave }[]): Line[] {
  const each = (of: (wave: CaseWave) => number) => median(rounds.map(({ product }) => of(product)));
  const statements = each((wave) => wave.statementsPerAction);
  const commits = each((wave) => wave.commitsPerAction);
  return [
    {
      ...alone('database statements per action', '', statements),
      ...judged('at most 16', statements <= 16),
    },
    { ...alone('durable commits per action', '', commits), ...judged('at most 4', commits <= 4) },
  ];
}

interface LineOf<T> {
  metric: string;
  unit: string;
  of: (side: T) => number;
  /** Goals for the ratio. */
  least?: number;
  most?: number;
}

function line<T>(rounds: Round<T, T> | Round<T, T>[], { of, ...rest }: LineOf<T>): Line {
  const list = Array.isArray(rounds) ? rounds : [rounds];
  return comparison({ ...rest, pairs: list.map(({ product, bare }) => [of(product), of(bare)]) });
}

interface Comparison {
  metric: string;
  unit: string;
  pairs: [product: number, bare: number][];
  least?: number;
  most?: number;
}

/** The ratio is the median of the rounds' own ratios: a busy minute weighs on both sides of a round. */
function comparison({ metric, unit, pairs, least, most }: Comparison): Line {
  const ratio = median(pairs.map(([product, bare]) => product / bare));
  const goal =
    least !== undefined ? `ratio at least ${least}` : most !== undefined ? `ratio at most ${most}` : null;
  const met = goal === null ? null : ratio >= (least ?? 0) && ratio <= (most ?? Infinity);
  return {
    metric,
    unit,
    product: median(pairs.map(([product]) => product)),
    bare: median(pairs.map(([, bare]) => bare)),
    ratio,
    goal,
    met,
  };
}

function alone(metric: string, unit: string, product: number): Line {
  return { metric, unit, product, bare: null, ratio: null, goal: null, met: null };
}

function judged(goal: string, met: boolean): Pick<Line, 'goal' | 'met'> {
  return { goal, met };
}
