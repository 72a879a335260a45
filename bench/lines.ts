/** One figure of the table: measured, compared, and held against what was aimed at. */
import { median } from './measure.ts';

export interface Line {
  metric: string;
  unit: string;
  product: number;
  /** What it is compared with. */
  against: Against | null;
  other: number | null;
  /** Product against the other. */
  ratio: number | null;
  goal: string | null;
  met: boolean | null;
}

/** `floor`: bare, with the commits of the protocol and one mail handed over. */
export type Against =
  | 'bare'
  | 'floor'
  | 'raw update'
  | 'raw signal and query'
  | 'COPY'
  | 'the first'
  | 'bare pdfmake'
  | 'the same requests';

interface Goal {
  /** For the ratio. */
  least?: number;
  most?: number;
}

export interface Comparison extends Goal {
  metric: string;
  unit: string;
  against: Against;
  pairs: [product: number, other: number][];
}

/** The ratio is the median of the rounds' own ratios: a busy minute weighs on both sides of a round. */
export function comparison({ metric, unit, against, pairs, least, most }: Comparison): Line {
  const ratio = median(pairs.map(([product, other]) => product / other));
  const goal =
    least !== undefined ? `ratio at least ${least}` : most !== undefined ? `ratio at most ${most}` : null;
  return {
    metric,
    unit,
    product: median(pairs.map(([product]) => product)),
    against,
    other: median(pairs.map(([, other]) => other)),
    ratio,
    goal,
    met: goal === null ? null : ratio >= (least ?? 0) && ratio <= (most ?? Infinity),
  };
}

export function alone(metric: string, unit: string, product: number): Line {
  return { metric, unit, product, against: null, other: null, ratio: null, goal: null, met: null };
}

export function judged(line: Line, goal: string, met: boolean): Line {
  return { ...line, goal, met };
}

/** At most so much of its unit. */
export function limited(line: Line, most: number): Line {
  return judged(
    line,
    `at most ${most.toLocaleString('en')}${line.unit && ` ${line.unit}`}`,
    line.product <= most,
  );
}
