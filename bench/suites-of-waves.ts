/** Suites of cases that act by themselves: what an action costs, how fast a herd drains, what is kept of it. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { Prisma } from '../prisma/client.ts';
import type { OpenDatabase } from '../test/support/database.ts';
import { createBenchEntity } from './ledger.ts';
import { alone, comparison, judged, limited, type Against, type Line } from './lines.ts';
import { alternate, median, tidy } from './measure.ts';
import type { MemoryFigures } from './memory-child.ts';
import { withPast } from './past.ts';
import type { ProcessorTime } from './processor-time.ts';
import { startProduct } from './product.ts';
import { atMost, scaled, type Sides, type Suite, type SuiteOptions } from './suite.ts';
import {
  bareWave,
  caseWave,
  fairly,
  Lead,
  type CaseWave,
  type Scene,
  type Wave,
  type WaveShape,
} from './waves.ts';

export const cases: Suite = async (sides, options) => {
  const shape = options.quick ? { cases: 5, actions: 2 } : { cases: scaled(60, options), actions: 4 };
  const rounds = await waves(sides, shape, options);
  const against = (of: (wave: Wave) => number) => ({
    against: 'bare' as const,
    pairs: rounds.map(({ product, bare }): [number, number] => [of(product), of(bare)]),
  });
  const [one] = rounds;
  return {
    shape,
    rounds,
    lines: [
      comparison({
        metric: 'actions per second in the calendar wave',
        unit: '1/s',
        ...against((wave) => wave.actionsPerSecond),
        least: 0.75,
      }),
      comparison({
        metric: 'processor time of an action, in all',
        unit: 'ms',
        ...against(({ processor: { worker, postgres, temporal } }) => worker + postgres + temporal),
        most: 1.9,
      }),
      comparison({
        metric: 'processor time of an action, worker',
        unit: 'ms',
        ...against(({ processor }) => processor.worker),
        most: 2.1,
      }),
      postgresLine(rounds),
      comparison({
        metric: 'processor time of an action, Temporal',
        unit: 'ms',
        ...against(({ processor }) => processor.temporal),
        most: 1.25,
      }),
      limited(alone('events of an automatic action', '', one!.product.eventsPerAction), 15),
      ...databaseLines(rounds),
    ],
  };
};

/** Bare workflows have no database: its time is held against all that they take. */
function postgresLine(rounds: { product: CaseWave; bare: Wave }[]): Line {
  const all = ({ worker, temporal }: ProcessorTime) => worker + temporal;
  return comparison({
    metric: 'processor time of an action, PostgreSQL, against all of bare',
    unit: 'ms',
    against: 'bare',
    pairs: rounds.map(({ product, bare }) => [product.processor.postgres, all(bare.processor)]),
    most: 0.29,
  });
}

export const herd: Suite = async (sides, options) => {
  const shape = options.quick ? { cases: 10, actions: 1 } : { cases: scaled(500, options), actions: 1 };
  const rounds = await waves(sides, shape, atMost(3, options));
  const drained = (against: Against & ('bare' | 'floor'), most: number) =>
    comparison({
      metric: `herd of ${shape.cases} at one instant, time to drain, against ${against}`,
      unit: 's',
      against,
      pairs: rounds.map((round) => [round.product.seconds, round[against].seconds]),
      most,
    });
  return { shape, rounds, lines: [drained('bare', 1.8), drained('floor', 1.4), ...databaseLines(rounds)] };
};

async function waves(sides: Sides, shape: WaveShape, options: SuiteOptions) {
  const { stage } = sides;
  const { say } = options;
  const [product, bare, floor] = await Promise.all([sides.product(), sides.bare(), sides.floor()]);
  const entity = await createBenchEntity(product.db, { steps: shape.actions, mode: 'automatic' });
  const [caseLead, bareLead] = [new Lead(300), new Lead(100)];
  const scene = { stage, product, entity };
  const sidesOf = (of: WaveShape) => ({
    product: () => fairly(() => caseWave(scene, of, caseLead), say),
    bare: () => fairly(() => bareWave({ stage, bare }, of, bareLead), say),
    floor: () => fairly(() => bareWave({ stage, bare: floor }, of, bareLead), say),
  });
  // The first wave of a process compiles, connects and fills caches; it is no round.
  for (const side of Object.values(sidesOf({ ...shape, cases: Math.min(shape.cases, 20) }))) await side();
  return alternate(sidesOf(shape), options);
}

/** Counts, which no busy machine changes. */
function databaseLines(rounds: { product: CaseWave }[]): Line[] {
  const each = (of: (wave: CaseWave) => number) => median(rounds.map(({ product }) => of(product)));
  return [
    limited(
      alone(
        'database statements of an action',
        '',
        each((wave) => wave.statementsPerAction),
      ),
      16,
    ),
    limited(
      alone(
        'durable commits of an action',
        '',
        each((wave) => wave.commitsPerAction),
      ),
      4,
    ),
  ];
}

const earlierActions = 200;

/** Cases that have acted two hundred times, against cases that never have. */
export const past: Suite = async (sides, options) => {
  const shape = { cases: options.quick ? 4 : scaled(60, options), actions: 1 };
  const scene = await sceneOf(sides, shape);
  const [firstLead, laterLead] = [new Lead(300), new Lead(700)];
  const later = (ids: string[]) => withPast(scene.product.db, ids, earlierActions);
  const rounds = await alternate(
    {
      later: () => fairly(() => caseWave(scene, shape, laterLead, later), options.say),
      first: () => fairly(() => caseWave(scene, shape, firstLead), options.say),
    },
    atMost(3, options),
  );
  const line = (metric: string, unit: string, of: (wave: CaseWave) => number, most?: number) =>
    comparison({
      metric,
      unit,
      against: 'the first',
      pairs: rounds.map((round) => [of(round.later), of(round.first)]),
      most,
    });
  return {
    shape: { ...shape, earlierActions },
    rounds,
    lines: [
      line('statements of the action after two hundred others', '', (wave) => wave.statementsPerAction, 1.02),
      line(
        'its processor time, worker and PostgreSQL',
        'ms',
        ({ processor: { worker, postgres } }) => worker + postgres,
        1.15,
      ),
      line('time of such a wave', 's', (wave) => wave.seconds),
    ],
  };
};

/** What an action leaves behind: rows with their indexes, packed tightly, and what Temporal keeps of its history. */
export const storage: Suite = async (sides, options) => {
  const shape = { cases: options.quick ? 5 : scaled(60, options), actions: 4 };
  const scene = await sceneOf(sides, shape);
  const { db } = scene.product;
  let before = { postgres: 0, temporal: 0 };
  const bytes = async () => ({ postgres: await storedBytes(db), temporal: sides.stage.temporalBytes() });
  const wave = await fairly(
    () => caseWave(scene, shape, new Lead(500), async () => void (before = await bytes())),
    options.say,
  );
  const after = await bytes();
  const actions = shape.cases * shape.actions;
  const each = (server: 'postgres' | 'temporal') => (after[server] - before[server]) / actions / 1024;
  options.say(JSON.stringify(tidy({ postgres: each('postgres'), temporal: each('temporal') })));
  return {
    shape,
    rounds: [{ before, after, eventsPerAction: wave.eventsPerAction }],
    lines: [
      judgedBelow(alone('storage of an action, PostgreSQL with indexes', 'kB', each('postgres')), 46),
      alone('storage of an action, Temporal', 'kB', each('temporal')),
    ],
  };
};

function judgedBelow(line: Line, most: number): Line {
  return judged(line, `below ${most} ${line.unit}`, line.product < most);
}

async function storedBytes(db: OpenDatabase): Promise<number> {
  await db.$executeRaw(Prisma.sql`VACUUM FULL`);
  const [row] = await db.$queryRaw<{ bytes: number }[]>(
    Prisma.sql`SELECT sum(pg_total_relation_size(relid))::float8 AS "bytes" FROM pg_stat_user_tables`,
  );
  return row!.bytes;
}

/** What the default pace of sending makes of a herd, beside the same herd without any. */
export const pace: Suite = async (sides, options) => {
  const shape = { cases: options.quick ? 4 : scaled(60, options), actions: 1 };
  const quick = await sceneOf(sides, shape);
  const product = await startProduct(sides.stage, { name: 'paced', smtpMessagesPerMinute: usualPerMinute });
  try {
    const entity = await createBenchEntity(product.db, { steps: shape.actions, mode: 'automatic' });
    const paced = { stage: sides.stage, product, entity };
    const [pacedLead, quickLead] = [new Lead(500), new Lead(300)];
    const rounds = await alternate(
      {
        paced: () => fairly(() => caseWave(paced, shape, pacedLead), options.say),
        quick: () => fairly(() => caseWave(quick, shape, quickLead), options.say),
      },
      atMost(1, options),
    );
    const perMinute = median(rounds.map(({ paced: { actionsPerSecond } }) => actionsPerSecond * 60));
    const seconds = (of: 'paced' | 'quick') => median(rounds.map((round) => round[of].seconds));
    return {
      shape: { ...shape, perMinute: usualPerMinute },
      rounds,
      lines: [
        alone(
          `herd of ${shape.cases} at ${usualPerMinute} messages a minute, the default`,
          's',
          seconds('paced'),
        ),
        alone('the same without a limit', 's', seconds('quick')),
        alone('messages a minute with the limit', '', perMinute),
      ],
    };
  } finally {
    await product.close();
  }
};

/** SMTP_MESSAGES_PER_MINUTE where nobody sets it. */
const usualPerMinute = 120;

async function sceneOf(sides: Sides, { actions }: WaveShape): Promise<Scene> {
  const product = await sides.product();
  const entity = await createBenchEntity(product.db, { steps: actions, mode: 'automatic' });
  return { stage: sides.stage, product, entity };
}

/** In a process of its own: how much larger a worker is for each case that it keeps. */
export const memory: Suite = async ({ stage }, options) => {
  const shape = options.quick ? { warm: 5, cases: 20 } : { warm: 50, cases: scaled(400, options) };
  const child = fork(path.join(import.meta.dirname, 'memory-child.ts'), {
    execArgv: ['--expose-gc'],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const ended = once(child, 'exit');
  child.send({
    shape,
    address: stage.address,
    mailPort: stage.mailPort,
    database: await stage.database('memory'),
    namespace: (await stage.namespace('memory')).namespace,
  });
  const answer = await Promise.race([once(child, 'message'), ended]);
  const figures = answer[0] as MemoryFigures | number | null;
  if (figures === null || typeof figures === 'number')
    throw new Error('the worker whose memory was measured ended');
  await ended;
  const perCase = (figures.withCases - figures.before) / shape.cases;
  options.say(JSON.stringify(tidy({ ...figures, perCase })));
  return {
    shape,
    rounds: [figures],
    lines: [
      alone('memory of a case that a worker keeps', 'MB', perCase),
      alone('memory of the 500 of the default', 'MB', perCase * 500),
      alone('cases that fit in a gigabyte', '', Math.floor(1024 / perCase)),
    ],
  };
};
