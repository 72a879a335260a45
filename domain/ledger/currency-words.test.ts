import { describe, expect, it } from 'vitest';
import type { LedgerReading } from '../model/ledger.ts';
import type { ImportKind } from '../vocabulary/imports.ts';
import { isBlank } from './cells.ts';
import { Profiler } from './profile.ts';
import { readRow } from './rows.ts';

interface Outcome {
  /** Words that are asked about, with the column they stand in. */
  asked: string[];
  /** The currency of each row; a code of a refusal where it has none. */
  currencies: string[];
}

function read(
  text: string,
  {
    reading = {},
    kind = 'items',
    company = 'EUR',
    customers = {},
  }: {
    reading?: LedgerReading;
    kind?: ImportKind;
    company?: string;
    customers?: Record<string, string>;
  } = {},
): Outcome {
  const rows = text.split('\n').map((line) => line.trim().split(';'));
  const expectedCurrency = (number: string) => customers[number] ?? company;
  const profiler = new Profiler(
    kind,
    { decimalMark: 'point', dateOrder: 'ymd', ...reading },
    {},
    { expectedCurrency },
  );
  rows.forEach((cells, index) => profiler.add(index + 1, cells));
  const profile = profiler.finish();
  if (!profile.ok) throw new Error(profile.code);
  const { resolved, questions } = profile.value;
  const asked = questions.flatMap((question) =>
    question.id === 'words'
      ? question.words.map(({ word }) => `${question.field} ${question.column}: ${word}`)
      : [question.id],
  );
  if (resolved === null) return { asked, currencies: [] };
  const currencies = rows.slice(resolved.headerRow).flatMap((cells) => {
    if (cells.every(isBlank)) return [];
    const outcome = readRow(cells, {
      reading: resolved,
      currencyOf: expectedCurrency,
      remark: () => undefined,
      asOf: '2026-11-29',
    });
    if (!outcome.ok) return outcome.errors.map(({ code }) => code);
    if (outcome.row === null) return [];
    return [outcome.row.kind === 'customers' ? (outcome.row.customer.currency ?? '–') : outcome.row.currency];
  });
  return { asked, currencies };
}

const header = 'Customer;Invoice;Due date;Open amount;Currency';
const line = (customer: string, currency: string, amount = '100.00') =>
  `${customer};F-${customer}-${amount};2026-10-01;${amount};${currency}`;

describe('D-12 currencies that a file does not settle by itself', () => {
  it.each(['$', 'Dollar', 'kr', '¥', 'Pfund', 'XYZ'])(
    'D-12 %s in a company of euros is asked about once, and its answer counts for every row',
    (word) => {
      const file = [header, line('C1', word), line('C2', 'EUR'), line('C3', word)].join('\n');
      expect(read(file)).toEqual({ asked: [`currency Currency: ${word}`], currencies: [] });
      const reading = { words: { currency: { [word]: 'CAD' } } };
      expect(read(file, { reading })).toEqual({ asked: [], currencies: ['CAD', 'EUR', 'CAD'] });
    },
  );

  it.each([
    ['$1,200.00', '$'],
    ['1,200.00 kr', 'kr'],
    ['¥1,200.00', '¥'],
  ])('D-12 the sign beside an amount as well: %s', (amount, sign) => {
    const file = ['Customer;Invoice;Due date;Open amount', `C1;F-1;2026-10-01;${amount}`].join('\n');
    expect(read(file)).toEqual({ asked: [`currency Open amount: ${sign}`], currencies: [] });
    const reading = { words: { currency: { [sign]: 'USD' } } };
    expect(read(file, { reading }).currencies).toEqual(['USD']);
  });

  it('D-12 and the sign in the name of the column', () => {
    const file = ['Customer;Invoice;Due date;Open amount ($)', 'C1;F-1;2026-10-01;1,200.00'].join('\n');
    expect(read(file)).toEqual({ asked: ['currency Open amount ($): $'], currencies: [] });
    expect(read(file, { company: 'USD' })).toEqual({ asked: [], currencies: ['USD'] });
    expect(read(file, { reading: { words: { currency: { $: 'MXN' } } } }).currencies).toEqual(['MXN']);
  });

  it('D-12 a shared sign that means the currency of the company, or of the customer, is not asked about', () => {
    const file = [header, line('C1', '$'), line('C2', '$')].join('\n');
    expect(read(file, { company: 'USD' })).toEqual({ asked: [], currencies: ['USD', 'USD'] });
    expect(read(file, { customers: { C1: 'USD', C2: 'CAD' } })).toEqual({
      asked: [],
      currencies: ['USD', 'CAD'],
    });
    const mixed = { customers: { C1: 'CAD' }, reading: { words: { currency: { $: 'USD' } } } };
    expect(read(file, { customers: { C1: 'CAD' } }).asked).toEqual(['currency Currency: $']);
    expect(read(file, mixed).currencies).toEqual(['CAD', 'USD']);
  });

  it('D-12 the currency that a customers file gives is asked about too', () => {
    const file = ['Customer;Name;Currency', 'C1;Alpha;$', 'C2;Beta;EUR', 'C3;Gamma;£'].join('\n');
    expect(read(file, { kind: 'customers' }).asked).toEqual(['currency Currency: $']);
    const reading = { words: { currency: { $: 'USD' } } };
    expect(read(file, { kind: 'customers', reading }).currencies).toEqual(['USD', 'EUR', 'GBP']);
  });

  it('D-12 a figure where the currency should be is an error of its row, and no question', () => {
    expect(read([header, line('C1', '00'), line('C2', 'EUR')].join('\n'))).toEqual({
      asked: [],
      currencies: ['currency_unknown', 'EUR'],
    });
  });

  it('D-12 an answer that is no currency is no answer', () => {
    const file = [header, line('C1', '$')].join('\n');
    for (const answer of ['none', '$', 'ABC'])
      expect(read(file, { reading: { words: { currency: { $: answer } } } }).asked).toEqual([
        'currency Currency: $',
      ]);
  });
});
