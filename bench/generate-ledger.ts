/**
 * A large ledger file, the same for the same seed: `node bench/generate-ledger.ts --items 100000 > ledger.csv`.
 * Written as it is made, so that its size is bounded by the disk only. Spelt as a German program spells it.
 */
import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { addDays } from '../domain/calendar/iso-date.ts';

export interface LedgerShape {
  items: number;
  /** Spread over the items unevenly, as in real ledgers: few customers have many. */
  customers: number;
  /** The day of the snapshot, ISO. */
  asOf: string;
  seed: number;
}

export const ledgerColumns = [
  'customer number',
  'customer name',
  'country',
  'email',
  'invoice number',
  'type',
  'issue date',
  'due date',
  'original amount',
  'open amount',
  'currency',
] as const;

const pieceRows = 500;
const creditNoteShare = 0.04;
const partlyPaidShare = 0.1;
const countries = ['DE', 'FR', 'AT', 'ES', 'NL', 'BE', 'IT', 'PL'];
const terms = [14, 30, 30, 30, 45, 60];

/** Text of the file in pieces of some hundred rows, the header first. */
export function* ledgerText(shape: LedgerShape): Generator<string> {
  const random = mulberry32(shape.seed);
  let piece = `${ledgerColumns.join(';')}\n`;
  for (let row = 1; row <= shape.items; row += 1) {
    piece += `${ledgerRow(row, shape, random).join(';')}\n`;
    if (row % pieceRows === 0) {
      yield piece;
      piece = '';
    }
  }
  if (piece !== '') yield piece;
}

function ledgerRow(row: number, { customers, asOf }: LedgerShape, random: () => number): string[] {
  const customer = Math.floor(random() ** 2 * customers) + 1;
  const issuedOn = addDays(asOf, -Math.floor(random() * 150));
  const dueOn = addDays(issuedOn, terms[Math.floor(random() * terms.length)]!);
  const originalMinor = Math.floor(10 ** (3 + random() * 4));
  const isCredit = random() < creditNoteShare;
  const openMinor =
    random() < partlyPaidShare ? Math.max(1, Math.floor(originalMinor * random())) : originalMinor;
  const sign = isCredit ? -1 : 1;
  const number = String(customer).padStart(6, '0');
  return [
    `D${number}`,
    `Musterkunde ${number} GmbH`,
    countries[customer % countries.length]!,
    `buchhaltung@kunde-${number}.example`,
    `${isCredit ? 'GS' : 'RE'}${String(row).padStart(8, '0')}`,
    isCredit ? 'Gutschrift' : 'Rechnung',
    germanDate(issuedOn),
    germanDate(dueOn),
    germanAmount(sign * originalMinor),
    germanAmount(sign * openMinor),
    'EUR',
  ];
}

function germanDate(iso: string): string {
  const [year, month, day] = iso.split('-');
  return `${day}.${month}.${year}`;
}

function germanAmount(minor: number): string {
  const digits = String(Math.abs(minor)).padStart(3, '0');
  const whole = digits.slice(0, -2).replace(/\B(?=(\d{3})+$)/g, '.');
  return `${minor < 0 ? '-' : ''}${whole},${digits.slice(-2)}`;
}

/** A small generator of numbers in [0, 1) that is the same everywhere. */
function mulberry32(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export async function writeLedger(file: string, shape: LedgerShape): Promise<void> {
  await pipeline(Readable.from(ledgerText(shape)), createWriteStream(file, { mode: 0o644 }));
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      items: { type: 'string', default: '20000' },
      customers: { type: 'string', default: '2000' },
      'as-of': { type: 'string', default: '2026-03-02' },
      seed: { type: 'string', default: '1' },
    },
  });
  const shape = {
    items: Number(values.items),
    customers: Number(values.customers),
    asOf: values['as-of'],
    seed: Number(values.seed),
  };
  await pipeline(Readable.from(ledgerText(shape)), process.stdout);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main();
