/**
 * Published rates that the laws of late payment count from, each with the day of its effect and where it is published.
 * `isConfirmed` is false for a figure that no publication was found for: it follows from the rule named in its source,
 * and readers are warned.
 *
 * Rates are parts per million: 2.15 % is 21,500, so that none needs a fraction.
 */
import type { IsoDate } from '../model/common.ts';
import { euroRates, type ReferenceRate } from '../vocabulary/interest.ts';

export interface RateRow {
  rate: ReferenceRate;
  fromOn: IsoDate;
  /** Of a year, in parts per million; below zero for the German base rate of 2013 to 2022. */
  ratePpm: number;
  source: string;
  isConfirmed: boolean;
  /** Who entered it; absent in rows that came with the product. */
  enteredBy?: string;
}

export interface RateTable {
  rows: readonly RateRow[];
  /** Changes up to this day are in the table; after it the last rate is carried on, and the reader is warned. */
  knownThroughOn: Readonly<Record<ReferenceRate, IsoDate>>;
}

interface Series {
  rate: ReferenceRate;
  source: string;
  knownThroughOn: IsoDate;
  /** Day of effect, per cent as text, and where this row differs from the rest: its own source. */
  rows: readonly (readonly [fromOn: IsoDate, percent: string, own?: string | Confirmed])[];
}

/** A source of its own that says figure and day; text alone is of a row that no publication was found for. */
interface Confirmed {
  by: string;
}
const confirmedBy = (by: string): Confirmed => ({ by });

const ecb: Series = {
  rate: 'ecb_main_refinancing',
  source: 'European Central Bank, key ECB interest rates, main refinancing operations, by date of effect',
  knownThroughOn: '2026-07-01',
  rows: [
    ['2009-05-13', '1.00'],
    ['2011-04-13', '1.25'],
    ['2011-07-13', '1.50'],
    ['2011-11-09', '1.25'],
    ['2011-12-14', '1.00'],
    ['2012-07-11', '0.75'],
    ['2013-05-08', '0.50'],
    ['2013-11-13', '0.25'],
    ['2014-06-11', '0.15'],
    ['2014-09-10', '0.05'],
    ['2016-03-16', '0.00'],
    ['2022-07-27', '0.50'],
    ['2022-09-14', '1.25'],
    ['2022-11-02', '2.00'],
    ['2022-12-21', '2.50'],
    ['2023-02-08', '3.00'],
    ['2023-03-22', '3.50'],
    ['2023-05-10', '3.75'],
    ['2023-06-21', '4.00'],
    ['2023-08-02', '4.25'],
    ['2023-09-20', '4.50'],
    ['2024-06-12', '4.25'],
    ['2024-09-18', '3.65'],
    ['2024-10-23', '3.40'],
    ['2024-12-18', '3.15'],
    [
      '2025-02-05',
      '2.90',
      confirmedBy(
        'European Central Bank, press release “Monetary policy decisions” of 30 January 2025, with effect from 5 February 2025',
      ),
    ],
    ['2025-03-12', '2.65'],
    ['2025-04-23', '2.40'],
    ['2025-06-11', '2.15'],
    [
      '2026-06-17',
      '2.40',
      'Press release of 11 June 2026, found in reports only; the day of effect was not found',
    ],
  ],
};

const germany: Series = {
  rate: 'de_base_rate',
  source: 'Deutsche Bundesbank, Basiszinssatz nach § 247 BGB, notice in the Bundesanzeiger',
  knownThroughOn: '2026-07-01',
  rows: [
    ['2013-01-01', '-0.13'],
    ['2013-07-01', '-0.38'],
    ['2014-01-01', '-0.63'],
    ['2014-07-01', '-0.73'],
    ['2015-01-01', '-0.83'],
    ['2016-07-01', '-0.88'],
    ['2023-01-01', '1.62'],
    ['2023-07-01', '3.12'],
    ['2024-01-01', '3.62'],
    ['2024-07-01', '3.37'],
    ['2025-01-01', '2.27'],
    ['2025-07-01', '1.27'],
    [
      '2026-07-01',
      '1.52',
      'Follows from § 247 (1) BGB and 2.40 % of the European Central Bank; the notice was not found',
    ],
  ],
};

/** The rate in force on the last day of a half-year is the reference rate of the next (SI 2002/1675, article 4). */
const unitedKingdom: Series = {
  rate: 'gb_reference_rate',
  source: 'Bank of England, official Bank Rate on the last day of the half-year before',
  knownThroughOn: '2026-07-01',
  rows: [
    ['2009-07-01', '0.50'],
    ['2017-01-01', '0.25'],
    ['2018-01-01', '0.50'],
    ['2019-01-01', '0.75'],
    ['2020-07-01', '0.10'],
    ['2022-01-01', '0.25'],
    ['2022-07-01', '1.25'],
    ['2023-01-01', '3.50'],
    ['2023-07-01', '5.00'],
    ['2024-01-01', '5.25'],
    ['2025-01-01', '4.75'],
    ['2025-07-01', '4.25'],
    ['2026-01-01', '3.75'],
  ],
};

const nbpTable = (decidedOn: string) =>
  confirmedBy(
    `Narodowy Bank Polski, table of its basic interest rates since 1998 by day of effect; resolution of the Monetary Policy Council of ${decidedOn}`,
  );
const nbp2025 = confirmedBy(
  'Narodowy Bank Polski, stopa referencyjna; the changes of 2025 with their days as Wprost listed them on 3 December 2025',
);
const nbpPress = (report: string) =>
  confirmedBy(`Resolution of the Monetary Policy Council, as reported by ${report}`);
const poland: Series = {
  rate: 'nbp_reference_rate',
  source: 'Narodowy Bank Polski, stopa referencyjna, by date of effect',
  knownThroughOn: '2026-03-05',
  rows: [
    ['2015-03-05', '1.50'],
    ['2020-03-18', '1.00'],
    ['2020-04-09', '0.50'],
    ['2020-05-29', '0.10'],
    ['2021-10-07', '0.50', nbpTable('6 October 2021')],
    ['2021-11-04', '1.25', nbpPress('Parkiet on 3 November 2021')],
    ['2021-12-09', '1.75'],
    ['2022-01-05', '2.25', nbpPress('Dziennik on 4 January 2022')],
    ['2022-02-09', '2.75', nbpTable('8 February 2022')],
    ['2022-03-09', '3.50'],
    ['2022-04-07', '4.50', nbpPress('Dziennik on 6 April 2022')],
    ['2022-05-06', '5.25'],
    ['2022-06-09', '6.00', nbpTable('8 June 2022')],
    ['2022-07-08', '6.50'],
    ['2022-09-08', '6.75'],
    ['2023-09-07', '6.00', nbpPress('bankhipoteczny.pl, history of the rate')],
    ['2023-10-05', '5.75'],
    ['2025-05-08', '5.25', nbp2025],
    ['2025-07-03', '5.00', nbp2025],
    ['2025-09-04', '4.75', nbp2025],
    ['2025-10-09', '4.50'],
    ['2025-11-06', '4.25', nbpTable('5 November 2025')],
    ['2025-12-04', '4.00', nbp2025],
    ['2026-03-05', '3.75'],
  ],
};

const belgianTable = confirmedBy(
  'Wolters Kluwer, table of the legal rate in civil and commercial matters by year, 1 February 2023',
);
const legalRates: Series[] = [
  {
    rate: 'fr_legal_rate',
    source:
      'Arrêté of the half-year, taux de l’intérêt légal, creditors acting in business (Code monétaire et financier L. 313-2)',
    knownThroughOn: '2026-06-30',
    rows: [
      ['2021-01-01', '0.79'],
      ['2021-07-01', '0.76'],
      ['2022-07-01', '0.77'],
      ['2023-01-01', '2.06'],
      ['2023-07-01', '4.22'],
      ['2024-01-01', '5.07'],
      ['2024-07-01', '4.92'],
      ['2025-01-01', '3.71', confirmedBy('Arrêté of 17 December 2024, first half of 2025')],
      [
        '2025-07-01',
        '2.76',
        confirmedBy('Arrêté ECOT2516925A of 19 June 2025, Journal officiel of 24 June 2025'),
      ],
      [
        '2026-01-01',
        '2.62',
        confirmedBy('Arrêté of 15 December 2025, Journal officiel 0302 of 26 December 2025'),
      ],
    ],
  },
  {
    rate: 'es_legal_rate',
    source:
      'Ley de Presupuestos Generales del Estado, interés legal del dinero (Código Civil, artículo 1108)',
    knownThroughOn: '2022-12-31',
    rows: [
      ['2016-01-01', '3.00'],
      [
        '2023-01-01',
        '3.25',
        confirmedBy(
          'Ley 31/2022, de Presupuestos Generales del Estado para 2023, BOE 308 of 24 December 2022 (BOE-A-2022-22128)',
        ),
      ],
    ],
  },
  {
    rate: 'it_legal_rate',
    source:
      'Decree of the Minister of Economy and Finance, saggio degli interessi legali (Codice civile, articolo 1284)',
    knownThroughOn: '2026-12-31',
    rows: [
      [
        '2020-01-01',
        '0.05',
        confirmedBy('Decree of 12 December 2019, Gazzetta Ufficiale 293 of 14 December 2019'),
      ],
      ['2021-01-01', '0.01', confirmedBy('Decree in Gazzetta Ufficiale 310 of 15 December 2020')],
      [
        '2022-01-01',
        '1.25',
        confirmedBy('Decree of 13 December 2021, Gazzetta Ufficiale 297 of 15 December 2021'),
      ],
      [
        '2023-01-01',
        '5.00',
        confirmedBy('Decree of 13 December 2022, Gazzetta Ufficiale 292 of 15 December 2022'),
      ],
      ['2024-01-01', '2.50'],
      ['2025-01-01', '2.00'],
      ['2026-01-01', '1.60'],
    ],
  },
  {
    rate: 'nl_legal_rate',
    source: 'Besluit tot vaststelling van de wettelijke rente (BW 6:119, 6:120 lid 1)',
    knownThroughOn: '2025-06-30',
    rows: [
      ['2015-01-01', '2.00'],
      ['2023-01-01', '4.00'],
      ['2023-07-01', '6.00'],
      ['2024-01-01', '7.00'],
      ['2025-01-01', '6.00'],
    ],
  },
  {
    rate: 'be_legal_rate',
    source:
      'Moniteur belge, notice of the year, taux d’intérêt légal in civil and commercial matters (law of 5 May 1865)',
    knownThroughOn: '2026-12-31',
    rows: [
      ['2018-01-01', '2.00'],
      ['2020-01-01', '1.75', belgianTable],
      ['2022-01-01', '1.50', belgianTable],
      ['2023-01-01', '5.25'],
      ['2024-01-01', '5.75'],
      ['2025-01-01', '4.50'],
    ],
  },
];

/** Figures of currencies are known as far as they are entered. */
const beforeAll: IsoDate = '1999-01-01';

const published = [ecb, germany, unitedKingdom, poland, ...legalRates];

/** What comes with the product. */
export const publishedRates: RateTable = {
  rows: published.flatMap(({ rate, source, rows }) =>
    rows.map(([fromOn, percent, own]) => ({
      rate,
      fromOn,
      ratePpm: percentToPpm(percent),
      source: typeof own === 'object' ? own.by : (own ?? source),
      isConfirmed: typeof own !== 'string',
    })),
  ),
  knownThroughOn: Object.fromEntries([
    ...euroRates.map((rate) => [rate, beforeAll]),
    ...published.map(({ rate, knownThroughOn }) => [rate, knownThroughOn]),
  ]) as RateTable['knownThroughOn'],
};

/**
 * Decimal text of a percentage (`-0.88`, `12`, `9.125`) in parts per million, exactly. Throws RangeError for anything
 * else and for more than four decimals.
 */
export function percentToPpm(percent: string): number {
  const match = /^(-?)(\d{1,3})(?:\.(\d{1,4}))?$/.exec(percent);
  if (match === null) throw new RangeError(`not a percentage: ${percent}`);
  const [, sign = '', whole = '0', fraction = ''] = match;
  const ppm = Number(`${whole}${fraction.padEnd(4, '0')}`);
  return sign === '-' && ppm !== 0 ? -ppm : ppm;
}

/** Parts per million as decimal text of a percentage, with two decimals or as many as it needs. */
export function ppmToPercent(ppm: number): string {
  const digits = String(Math.abs(ppm)).padStart(5, '0');
  const fraction = digits.slice(-4).replace(/0{1,2}$/, '');
  return `${ppm < 0 ? '-' : ''}${digits.slice(0, -4)}.${fraction}`;
}

/** A table with rows entered by people: of the same rate and day, the entered row counts instead of the published. */
export function withEnteredRates(table: RateTable, entered: readonly RateRow[]): RateTable {
  const key = ({ rate, fromOn }: RateRow) => `${rate} ${fromOn}`;
  const replaced = new Set(entered.map(key));
  const knownThroughOn = { ...table.knownThroughOn };
  for (const { rate, fromOn } of entered) {
    if (fromOn > knownThroughOn[rate]) knownThroughOn[rate] = fromOn;
  }
  return { rows: [...table.rows.filter((row) => !replaced.has(key(row))), ...entered], knownThroughOn };
}

/** Of each table its rows by rate, newest first: a computation over a whole ledger asks hundreds of thousands of times. */
const newestFirst = new WeakMap<RateTable, Map<ReferenceRate, RateRow[]>>();

function rowsOf(table: RateTable, rate: ReferenceRate): readonly RateRow[] {
  let byRate = newestFirst.get(table);
  if (byRate === undefined) {
    byRate = Map.groupBy(table.rows, (row) => row.rate);
    for (const rows of byRate.values()) rows.sort((one, other) => (one.fromOn < other.fromOn ? 1 : -1));
    newestFirst.set(table, byRate);
  }
  return byRate.get(rate) ?? [];
}

/** The row in force on a day; undefined before the first. */
export function rateOn(
  table: RateTable,
  { rate, on }: { rate: ReferenceRate; on: IsoDate },
): RateRow | undefined {
  return rowsOf(table, rate).find(({ fromOn }) => fromOn <= on);
}
