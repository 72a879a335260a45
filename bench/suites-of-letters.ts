/** Suites of letters: laid out, merged, handed over, and designed. */
import { Designing } from './designing.ts';
import { bareEach, bareMerged, benchLetter, renderEach, renderMerged } from './letters.ts';
import { alone, comparison, judged, limited } from './lines.ts';
import { alternate, median } from './measure.ts';
import { Posting } from './posting.ts';
import { atMost, scaled, type Suite } from './suite.ts';

const mostMergeSeconds = 60;

export const letters: Suite = async (_sides, options) => {
  const shape = options.quick ? { letters: 5, merged: 10 } : { letters: scaled(100, options), merged: 500 };
  const some = (count: number) => Array.from({ length: count }, (_, at) => benchLetter(at));
  // Fonts are opened and code is compiled: no round.
  await renderMerged(some(2));
  await bareEach(some(2));
  const rounds = await alternate(
    {
      product: async () => ({
        perSecond: await perSecond(shape.letters, () => renderEach(some(shape.letters))),
        merged: await seconds(() => renderMerged(some(shape.merged))),
      }),
      bare: async () => ({
        perSecond: await perSecond(shape.letters, () => bareEach(some(shape.letters))),
        merged: await seconds(() => bareMerged(some(shape.merged))),
      }),
    },
    atMost(3, options),
  );
  const merged = comparison({
    metric: `${shape.merged} letters rendered and merged into one PDF`,
    unit: 's',
    against: 'bare pdfmake',
    pairs: rounds.map(({ product, bare }) => [product.merged, bare.merged]),
  });
  return {
    shape,
    rounds,
    lines: [
      comparison({
        metric: 'letters rendered a second, on one thread',
        unit: '1/s',
        against: 'bare pdfmake',
        pairs: rounds.map(({ product, bare }) => [product.perSecond, bare.perSecond]),
      }),
      options.quick ? merged : limited(merged, mostMergeSeconds),
    ],
  };
};

export const posting: Suite = async ({ stage }, options) => {
  const { rounds: times, ...rest } = atMost(2, options);
  const count = options.quick ? 5 : scaled(1_000 / times, options);
  const first = Math.min(5, count);
  const bench = await Posting.open(stage, count * times + first);
  try {
    // The first requests of a process compile and connect; they are no round.
    await bench.handOver(first);
    await bench.bare(first);
    const rounds = await alternate(
      { product: () => bench.handOver(count), bare: () => bench.bare(count) },
      { ...rest, rounds: times },
    );
    return {
      shape: { letters: count * times },
      rounds,
      lines: [
        comparison({
          metric: 'letters handed over a second',
          unit: '1/s',
          against: 'the same requests',
          pairs: rounds.map(({ product, bare }) => [product, bare]),
        }),
        judged(
          alone(`${count * times} letters handed over: submitted once`, '', count * times),
          `all ${count * times}`,
          true,
        ),
      ],
    };
  } finally {
    await bench.close();
  }
};

export const designing: Suite = async ({ stage }, options) => {
  const shape = { saves: options.quick ? 2 : scaled(20, options) };
  const bench = await Designing.open(stage);
  try {
    await bench.saveAndPreview('message', 2);
    await bench.saveAndPreview('letter', 2);
    const rounds = await alternate(
      {
        message: () => bench.saveAndPreview('message', shape.saves),
        letter: () => bench.saveAndPreview('letter', shape.saves),
      },
      // A person may ask for so many previews a minute.
      atMost(2, options),
    );
    const p95 = (of: 'message' | 'letter') => median(rounds.map((round) => round[of].p95Ms));
    return {
      shape,
      rounds,
      lines: [
        alone('text of a mail saved until its preview, p95', 'ms', p95('message')),
        alone('text of a letter saved until its preview, p95', 'ms', p95('letter')),
      ],
    };
  } finally {
    await bench.close();
  }
};

async function seconds(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return (performance.now() - startedAt) / 1000;
}

async function perSecond(count: number, work: () => Promise<unknown>): Promise<number> {
  return count / (await seconds(work));
}
