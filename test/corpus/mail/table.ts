/** Results of the corpus as a table, and the goals for mails that were not seen before. */
import { halves, type Counts, type MailResult } from './corpus.ts';

const columns = [
  'half',
  'language',
  'mails',
  'kind',
  'text',
  'words F1',
  'fields',
  'intents F1',
  'items P',
  'items R',
  'dates',
  'amounts',
  'claims',
  'person',
  'unsupported',
  'attacks',
];

/** Shares in per cent; `-` where nothing is asked. */
export function tableOf(results: readonly MailResult[]): string {
  const rows = halves.flatMap((half) => {
    const ofHalf = results.filter((result) => result.half === half);
    if (ofHalf.length === 0) return [];
    const languages = [...new Set(ofHalf.map(({ language }) => language))].sort();
    return [
      ...languages.map((language) =>
        row(
          half,
          language,
          ofHalf.filter((result) => result.language === language),
        ),
      ),
      row(half, 'all', ofHalf),
    ];
  });
  const widths = columns.map((name, at) => Math.max(name.length, ...rows.map((cells) => cells[at]!.length)));
  return [columns, ...rows]
    .map((cells) => cells.map((cell, at) => cell.padStart(widths[at]!)).join('  '))
    .join('\n');
}

function row(half: string, language: string, results: readonly MailResult[]): string[] {
  const share = (of: (result: MailResult) => Counts) => percent(sum(results, of));
  return [
    half,
    language,
    String(results.length),
    share(({ kind }) => kind),
    share(({ exact }) => exact),
    share(({ tokens }) => tokens),
    share(({ fields }) => fields),
    macroF1(results),
    share(({ itemsGiven }) => itemsGiven),
    share(({ itemsWanted }) => itemsWanted),
    share(({ dates }) => dates),
    share(({ amounts }) => amounts),
    share(({ claims }) => claims),
    share(({ needsPerson }) => needsPerson),
    String(results.reduce((all, { unsupported }) => all + unsupported, 0)),
    String(results.reduce((all, { attack }) => all + attack.hit, 0)),
  ];
}

function sum(results: readonly MailResult[], of: (result: MailResult) => Counts): Counts {
  return results
    .map(of)
    .reduce((all, one) => ({ hit: all.hit + one.hit, of: all.of + one.of }), { hit: 0, of: 0 });
}

function percent({ hit, of }: Counts): string {
  return of === 0 ? '-' : String(Math.round((hit / of) * 1_000) / 10);
}

function macroF1(results: readonly MailResult[]): string {
  const value = macroF1Of(results);
  return value === null ? '-' : String(Math.round(value * 1_000) / 10);
}

/** Mean of the F1 of the intents that are expected somewhere; null where none is. */
function macroF1Of(results: readonly MailResult[]): number | null {
  const all: Record<string, { right: number; given: number; wanted: number }> = {};
  for (const { intents } of results)
    for (const [intent, one] of Object.entries(intents)) {
      const known = (all[intent] ??= { right: 0, given: 0, wanted: 0 });
      known.right += one.right;
      known.given += one.given;
      known.wanted += one.wanted;
    }
  const scores = Object.values(all)
    .filter(({ wanted }) => wanted > 0)
    .map(({ right, given, wanted }) => (2 * right) / (given + wanted));
  return scores.length === 0 ? null : scores.reduce((one, other) => one + other, 0) / scores.length;
}

/** Goals on mails that were not seen before, as shares. */
const goals: [name: string, goal: number, of: (result: MailResult) => Counts][] = [
  ['kind', 0.98, ({ kind }) => kind],
  ['text', 0.7, ({ exact }) => exact],
  ['words F1', 0.85, ({ tokens }) => tokens],
  ['items P', 0.97, ({ itemsGiven }) => itemsGiven],
  ['dates', 0.92, ({ dates }) => dates],
  ['amounts', 0.97, ({ amounts }) => amounts],
];

/** Names of the goals that the unseen half misses; `reached` are shares that are asked for instead of a goal. */
export function missedGoals(
  results: readonly MailResult[],
  reached: Readonly<Record<string, number>> = {},
): string[] {
  const unseen = results.filter(({ half }) => half === 'unseen');
  const missed = goals
    .filter(([name, goal, of]) => {
      const counts = sum(unseen, of);
      return counts.of > 0 && counts.hit / counts.of < (reached[name] ?? goal);
    })
    .map(([name]) => name);
  const intents = macroF1Of(unseen);
  if (intents !== null && intents < 0.8) missed.push('intents F1');
  if (unseen.some(({ unsupported }) => unsupported > 0)) missed.push('unsupported');
  if (unseen.some(({ attack }) => attack.hit > 0)) missed.push('attacks');
  return missed;
}

export function isGoalMissed(results: readonly MailResult[]): boolean {
  return missedGoals(results).length > 0;
}
