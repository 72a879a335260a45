/** Suites of people who wait: at the desk, on the page of a customer. */
import { bareUpdateRounds, Desk, floorClicks } from './confirm.ts';
import { alone, comparison, judged, limited, type Line } from './lines.ts';
import { lists, ListsBench, type ListName } from './lists.ts';
import { alternate, median, tidy } from './measure.ts';
import { PayingBench } from './paying.ts';
import { bareSignals, PortalBench } from './portal.ts';
import { scaled, type Suite } from './suite.ts';

export const confirm: Suite = async (sides, options) => {
  const clicks = options.quick ? 3 : scaled(20, options);
  const [product, , floor] = await Promise.all([sides.product(), sides.bare(), sides.floor()]);
  const desk = await Desk.open(sides.stage, product, clicks * (options.rounds + 1));
  try {
    // The first requests of a process compile and connect; they are no round.
    await desk.click(clicks);
    await bareUpdateRounds(sides.stage, 2);
    await floorClicks(sides.stage, floor, 2);
    const rounds = await alternate(
      {
        product: () => desk.click(clicks),
        bare: () => bareUpdateRounds(sides.stage, clicks),
        floor: () => floorClicks(sides.stage, floor, clicks),
      },
      options,
    );
    const recorded = (which: 'p50Ms' | 'p95Ms') =>
      comparison({
        metric: `click to recorded, ${which.slice(0, 3)}, against a raw update`,
        unit: 'ms',
        against: 'raw update',
        pairs: rounds.map((round) => [round.product.recorded[which], round.bare[which]]),
        most: 1.3,
      });
    const sent = (which: 'p50Ms' | 'p95Ms') =>
      comparison({
        metric: `click to message sent, ${which.slice(0, 3)}`,
        unit: 'ms',
        against: 'floor',
        pairs: rounds.map((round) => [round.product.sent[which], round.floor.sent[which]]),
      });
    return {
      shape: { clicks },
      rounds,
      lines: [recorded('p50Ms'), recorded('p95Ms'), limited(sent('p50Ms'), 80), sent('p95Ms')],
    };
  } finally {
    await desk.close();
  }
};

export const portal: Suite = async (sides, options) => {
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
        limited(
          alone('the same filtered and sorted by the server, p95', 'ms', statements.filtered.p95Ms),
          300,
        ),
        limited(alone('filter and sort in the browser, p95', 'ms', statements.browser.p95Ms), 300),
        comparison({
          metric: 'answer to counter, p95, against a raw signal and query',
          unit: 'ms',
          against: 'raw signal and query',
          pairs: rounds.map(({ product: own, bare }) => [own.p95Ms, bare.p95Ms]),
          most: 1.5,
        }),
        limited(alone('answer to counter, p95', 'ms', p95), 250),
        judged(
          alone(`${shape.crowd} answers at once: stored, notified and handed over`, '', crowd.comments),
          `all ${shape.crowd}`,
          whole,
        ),
        alone(`${shape.crowd} answers at once`, 's', crowd.seconds),
      ],
    };
  } finally {
    await bench.close();
  }
};

export const paying: Suite = async (sides, options) => {
  const payments = options.quick ? 3 : scaled(30, options);
  await sides.bare();
  const bench = await PayingBench.open(sides.stage, { payers: payments * options.rounds + 3 });
  try {
    // The first ones compile and connect; they are no round.
    await bench.webhooks(3);
    const rounds = await alternate(
      { product: () => bench.webhooks(payments), bare: () => bareSignals(sides.stage, payments) },
      options,
    );
    const line = (which: 'p50Ms' | 'p95Ms') =>
      comparison({
        metric: `webhook of a payment to chase stopped, ${which.slice(0, 3)}`,
        unit: 'ms',
        against: 'raw signal and query',
        pairs: rounds.map(({ product, bare }) => [product[which], bare[which]]),
      });
    return { shape: { payments }, rounds, lines: [line('p50Ms'), limited(line('p95Ms'), mostWebhookMs)] };
  } finally {
    await bench.close();
  }
};

/** Between a notification and the door of the mail server lies a person who still reads the page of thanks. */
const mostWebhookMs = 1_000;
const mostListMs = 80;

export const listsOfDesk: Suite = async ({ stage }, options) => {
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
      lines.push(limited(alone(`list: ${name}, p95`, 'ms', p95Ms), mostListMs));
    }
    return { shape, rounds: [], lines };
  } finally {
    await bench.close();
  }
};
