/** results.json as people read it: the generated part of docs/benchmarks.md, and the table at a terminal. */
import { format, resolveConfig } from 'prettier';
import type { Line } from './lines.ts';
import { tidy } from './measure.ts';

export interface StoredSuite {
  /** Day of the run. */
  on: string;
  shape: Record<string, number>;
  lines: Line[];
  rounds: unknown[];
}

export interface Results {
  machine: { cores: number; memoryGb: number; platform: string; node: string };
  suites: Record<string, StoredSuite>;
}

const from = '<!-- figures: written by npm run bench -->';
const until = '<!-- /figures -->';

/** The page with its generated part made anew, as the repository formats pages. Throws where it has no place for it. */
export async function withFigures(page: string, results: Results): Promise<string> {
  const [begin, end] = [page.indexOf(from), page.indexOf(until)];
  if (begin < 0 || end < begin) throw new Error('docs/benchmarks.md has no place for the figures');
  const whole = `${page.slice(0, begin + from.length)}\n\n${figures(results)}\n\n${page.slice(end)}`;
  return format(whole, { ...(await resolveConfig(import.meta.filename)), parser: 'markdown' });
}

function figures({ machine, suites }: Results): string {
  const { cores, memoryGb, platform, node } = machine;
  const goals = Object.values(suites).flatMap(({ lines }) => lines.filter(({ met }) => met !== null));
  const met = goals.filter((line) => line.met === true).length;
  return [
    `${cores} cores, ${memoryGb} GB, ${platform}, Node ${node.replace(/^v/, '')}.`,
    `### Goals\n\n${met} of ${goals.length} are met.\n\n${table(goals)}`,
    ...Object.entries(suites).map(
      ([name, suite]) => `### ${name}\n\n${described(suite)}\n\n${table(suite.lines)}`,
    ),
  ].join('\n\n');
}

function described({ on, shape, rounds }: StoredSuite): string {
  const loads = rounds.flatMap((round) => {
    const { load } = round as { load?: unknown };
    return typeof load === 'number' ? [load] : [];
  });
  const sizes = Object.entries(shape).map(([what, count]) => `${count.toLocaleString('en')} ${words(what)}`);
  const load =
    loads.length === 0
      ? ''
      : `; load ${Math.min(...loads)} to ${Math.max(...loads)} over ${loads.length} rounds`;
  return `${on}: ${sizes.join(', ')}${load}.`;
}

/** `itemsEach` → `items each` */
function words(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

export const head = ['measure', 'Relance', 'compared with', 'ratio', 'goal', ''];

/** The columns of `head`. */
export function cells({ metric, unit, product, against, other, ratio, goal, met }: Line): string[] {
  const figure = (value: number) =>
    `${tidy(value).toLocaleString('en', { maximumFractionDigits: 2 })} ${unit}`.trim();
  return [
    metric,
    figure(product),
    other === null ? '' : `${figure(other)} (${against})`,
    ratio === null ? '' : ratio.toFixed(2),
    goal ?? '',
    met === null ? '' : met ? 'met' : 'MISSED',
  ];
}

function table(lines: Line[]): string {
  const rows = [head, head.map(() => '---'), ...lines.map(cells)];
  return rows.map((row) => `| ${row.join(' | ')} |`).join('\n');
}
