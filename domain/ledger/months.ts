/** Names of months as people and programs write them, in the languages of the product. */
import { pageLanguages } from '../vocabulary/languages.ts';

/**
 * What the runtime's own tables do not have: short forms of other programs, spellings without accents and of other
 * countries, and Roman numerals (Polish, Hungarian and Italian papers). By month, from January.
 */
const otherNames = [
  'jan, jän, jänner, janv, ene, gen, genn, gennaio, sty, januar, januari, ledna, i',
  'feb, feber, febr, fev, fevr, fév, févr, lut, luty, lutego, februar, februari, ii',
  'mar, mrz, mär, märz, maerz, mars, mrt, maart, marz, marzec, marca, iii',
  'apr, avr, avril, abr, kwi, kwiecien, iv',
  'mai, may, mei, mag, maio, maj, maja, v',
  'jun, juni, juin, giu, giugno, cze, czer, czerwiec, junho, vi',
  'jul, juli, juil, juill, lug, luglio, lip, lipiec, julho, vii',
  'aug, aout, aoû, ago, agosto, sie, sierp, augusti, viii',
  'sep, sept, set, sett, setiembre, septiembre, setembro, wrz, wrzes, septembre, ix',
  'oct, okt, ott, out, paz, pazdz, outubro, oktober, x',
  'nov, novembre, lis, list, listopada, xi',
  'dec, dez, déc, dic, dici, gru, grud, dezembro, desember, xii',
];
/** Beside the languages of the pages; others name two months alike (`listopad` is October in Croatian). */
const otherLanguages = ['sv', 'da', 'nb'];

let months: Map<string, number> | undefined;

/** 1 to 12, or undefined: no month, or a name that means two months in two languages. `word` is plain (`plainMonth`). */
export function monthNumber(word: string): number | undefined {
  months ??= buildMonths();
  return months.get(word);
}

/** Small letters without accents, points and blanks. */
export function plainMonth(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/ł/g, 'l')
    .replace(/[.\s]/g, '');
}

function buildMonths(): Map<string, number> {
  const found = new Map<string, Set<number>>();
  const add = (name: string, month: number) => {
    if (name !== '') found.set(name, (found.get(name) ?? new Set()).add(month));
  };
  for (const language of [...pageLanguages, ...otherLanguages]) {
    for (let month = 1; month <= 12; month++) {
      for (const name of monthNames(language, month)) add(name, month);
    }
  }
  otherNames.forEach((names, index) => names.split(',').forEach((name) => add(plainMonth(name), index + 1)));
  return new Map(
    [...found].flatMap(([name, set]) => (set.size === 1 ? [[name, [...set][0]!] as const] : [])),
  );
}

function monthNames(language: string, month: number): string[] {
  const date = new Date(Date.UTC(2001, month - 1, 15));
  const names: string[] = [];
  for (const style of ['long', 'short'] as const) {
    names.push(new Intl.DateTimeFormat(language, { month: style, timeZone: 'UTC' }).format(date));
    // Polish declines the month beside a day
    const beside = new Intl.DateTimeFormat(language, {
      month: style,
      day: 'numeric',
      timeZone: 'UTC',
    }).formatToParts(date);
    names.push(beside.find((part) => part.type === 'month')?.value ?? '');
  }
  const plain = names.map(plainMonth);
  return [...plain, ...plain.map((name) => name.slice(0, 3))].filter((name) => name.length >= 3);
}
