/** How long a ledger takes from its file to the applied rows. */
import { ImportBench } from './import.ts';
import { alone, comparison, limited, type Comparison, type Line } from './lines.ts';
import { alternate, median } from './measure.ts';
import type { Stage } from './stage.ts';
import { atMost, type Suite } from './suite.ts';

export const imports: Suite = async (sides, options) => {
  const shape = options.quick
    ? { items: 500, customers: 50, asOf: '2026-03-02', seed: 1 }
    : { items: 20_000, customers: 2_000, asOf: '2026-03-02', seed: 1 };
  const bench = await ImportBench.open(sides.stage, shape);
  try {
    const rounds = await alternate(
      { product: () => bench.import(), bare: () => bench.copy() },
      atMost(3, options),
    );
    const { asOf: _, ...numbers } = shape;
    const compared = (
      metric: string,
      unit: string,
      of: (side: { seconds: number; rowsPerSecond: number }) => number,
    ) =>
      comparison({
        metric,
        unit,
        against: 'COPY',
        pairs: rounds.map(({ product, bare }) => [of(product), of(bare)]),
      });
    const middle = (of: (round: (typeof rounds)[number]) => number) => median(rounds.map(of));
    return {
      shape: numbers,
      rounds,
      lines: [
        compared('file to applied ledger', 's', (side) => side.seconds),
        compared('rows per second', '1/s', (side) => side.rowsPerSecond),
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
};

const largeItems = 100_000;
const largeLimitSeconds = 60;

/** The figure of D-7, measured by itself: what a whole ledger takes from the upload to the applied ledger. */
async function largeLedger(stage: Stage): Promise<Line[]> {
  const shape = { items: largeItems, customers: largeItems / 10, asOf: '2026-03-02', seed: 2 };
  const bench = await ImportBench.open(stage, shape);
  try {
    const runs = [await bench.import(), await bench.import()];
    const seconds = median(runs.map((run) => run.seconds));
    return [
      limited(alone('100,000 items, file to applied ledger', 's', seconds), largeLimitSeconds),
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
      lines.push(comparison({ metric, unit: 's', against: 'the first', pairs, most: 2 }));
    } finally {
      await bench.close();
    }
  }
  return lines;
}
