import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { BankTransaction } from '../bank/statement.ts';
import { readReference, referencesIn } from '../bank/references.ts';
import { en } from '../understanding/lexicon/en.ts';
import { Candidates, nameKey, type ClaimLine, type Ledger, type PastPayment } from './candidates.ts';
import { Matcher, type Match } from './match.ts';
import { findSum } from './sums.ts';

const iban = 'DE02120300000000202051';

function line(number: string, openMinor: number, more: Partial<ClaimLine> = {}): ClaimLine {
  return {
    id: `${more.customerId ?? 'a'}/${number}/${more.instalment ?? 0}`,
    customerId: 'a',
    type: 'invoice',
    number,
    instalment: 0,
    issuedOn: null,
    dueOn: '2026-10-01',
    openMinor,
    currency: 'EUR',
    purchaseOrder: null,
    ...more,
  };
}

const customers = [
  { id: 'a', number: 'C-10077', name: 'Muster Anlagenbau GmbH' },
  { id: 'b', number: 'C-10078', name: 'Beispiel Handels AG' },
];

function ledger(lines: ClaimLine[], more: Partial<Ledger> = {}): Ledger {
  return { customers, lines: structuredClone(lines), payments: [], payers: new Map(), ...more };
}

function transaction(amountMinor: number, text = '', more: Partial<BankTransaction> = {}): BankTransaction {
  return {
    amountMinor,
    chargesMinor: 0,
    instructed: null,
    returnReason: null,
    references: { endToEnd: null, mandate: null, structured: [], others: [] },
    text,
    counterparty: { name: '', iban: null },
    ...more,
  };
}

const entry = { currency: 'EUR', bookedOn: '2026-11-30', valueOn: '2026-11-30', isReversal: false };

function matchAll(of: Ledger, transactions: BankTransaction[], in_ = entry): (Match | null)[] {
  const matcher = new Matcher(new Candidates(of), en);
  return transactions.map((one) => matcher.match({ transaction: one, entry: in_ }));
}

function matchOne(of: Ledger, one: BankTransaction, in_ = entry): Match | null {
  return matchAll(of, [one], in_)[0]!;
}

/** `rule safe customer 4711:100+…/unapplied notes`, short enough for a table. */
function shown(match: Match | null): string {
  if (match === null) return 'not ours';
  const targets = match.targets.map(
    ({ number, instalment, amountMinor }) =>
      `${number}${instalment > 0 ? `/${instalment}` : ''}:${amountMinor}`,
  );
  const parts = [
    match.rule,
    match.isSafe ? 'safe' : 'doubtful',
    match.customerId ?? '-',
    targets.join('+') || '-',
    ...(match.unappliedMinor > 0 ? [`rest:${match.unappliedMinor}`] : []),
    ...match.notes,
  ];
  return parts.join(' ');
}

const open = [
  line('RE-20481', 100_00),
  line('RE-20482', 40_00, { dueOn: '2026-09-01' }),
  line('RE-20483', 7_00, { dueOn: '2026-11-01' }),
  line('30951', 55_00, { customerId: 'b' }),
  line('RE-7', 30_00, { instalment: 1 }),
  line('RE-7', 30_50, { instalment: 2, dueOn: '2026-12-01' }),
  line('US-900100', 80_00, { currency: 'USD' }),
  line('RE-20400', 0),
];
const known = { payers: new Map([[iban, ['a']]]) };
const fromA = { counterparty: { name: 'x', iban } };

describe('D-9 structured references', () => {
  it.each<[string, string, boolean, string | null]>([
    ['RF (ISO 11649)', 'RF18 5390 0754 7034', false, '539007547034'],
    ['RF with a wrong check', 'RF19539007547034', false, null],
    ['OGM', '+++090/9337/55493+++', false, '909337554'],
    ['OGM with a wrong check', '+++090/9337/55494+++', false, null],
    ['QR reference', '21 00000 00003 13947 14300 09017', false, '21000000000313947143000901'],
    ['QR reference with a wrong check', '210000000003139471430009018', false, null],
    ['KID, modulo 10', '12345678903', true, '1234567890'],
    ['KID that nothing marks as one', '12345678903', false, null],
  ])('D-9 %s', (_is, text, isMarked, payload) => {
    expect(readReference(text, isMarked)?.payload ?? null).toBe(payload);
  });

  it('D-9 are found in free text', () => {
    const written = (text: string) => referencesIn(text).map((one) => one.written);
    expect(written('ref RF18 5390 0754 7034 thanks')).toEqual(['RF18539007547034']);
    expect(written('mededeling +++090/9337/55493+++')).toEqual(['090933755493']);
    expect(written('call 030 123456 about 2026')).toEqual([]);
  });
});

describe('D-9 a payment finds its items', () => {
  it.each<[string, BankTransaction, string]>([
    [
      'by its only number, exactly',
      transaction(100_00, 'Rechnung RE-20481 Danke'),
      'document_numbers safe a RE-20481:10000',
    ],
    [
      'by two numbers',
      transaction(140_00, 'RE-20481, RE-20482'),
      'document_numbers safe a RE-20482:4000+RE-20481:10000',
    ],
    [
      'by a number without its letters and the exact amount',
      transaction(100_00, 'inv 20481'),
      'document_numbers safe a RE-20481:10000 unsure_number',
    ],
    [
      'not surely by figures alone and another amount',
      transaction(90_00, 'ref 20481'),
      'document_numbers doubtful a RE-20481:9000 short unsure_number',
    ],
    ['in part', transaction(60_00, 'RE-20481 part'), 'document_numbers safe a RE-20481:6000 short'],
    [
      'less a discount',
      transaction(98_00, 'RE-20481 less 2%'),
      'document_numbers safe a RE-20481:9800 discount',
    ],
    [
      'with more than it owes',
      transaction(105_00, 'RE-20481'),
      'document_numbers safe a RE-20481:10000 rest:500 over',
    ],
    [
      'several in part: which one, nobody knows',
      transaction(120_00, 'RE-20481 RE-20482'),
      'document_numbers doubtful a RE-20482:4000+RE-20481:8000 short',
    ],
    [
      'already paid: the money stays for a person',
      transaction(50_00, 'RE-20400'),
      'document_numbers doubtful a - rest:5000 already_paid',
    ],
    [
      'of two customers',
      transaction(155_00, 'RE-20481 and 30951'),
      'document_numbers doubtful - - rest:15500 several_customers',
    ],
    ['an instalment by its amount', transaction(30_50, 'RE-7', fromA), 'document_numbers safe a RE-7/2:3050'],
    [
      'instalments, the oldest first',
      transaction(40_00, 'RE-7', fromA),
      'document_numbers safe a RE-7/1:3000+RE-7/2:1000 short',
    ],
    [
      'of another currency: never paid',
      transaction(80_00, 'US-900100'),
      'document_numbers doubtful a - rest:8000 other_currency',
    ],
    [
      'by the exact amount of a known account',
      transaction(40_00, 'thanks', fromA),
      'exact_amount safe a RE-20482:4000',
    ],
    [
      'by the number of the customer and the amount',
      transaction(7_00, 'C-10077'),
      'exact_amount safe a RE-20483:700',
    ],
    [
      'by the only sum of several',
      transaction(147_00, '', fromA),
      'sum_of_items safe a RE-20482:4000+RE-20481:10000+RE-20483:700',
    ],
    [
      'by name only: proposed',
      transaction(40_00, '', { counterparty: { name: 'MUSTER ANLAGENBAU', iban: null } }),
      'exact_amount doubtful a RE-20482:4000 name_only',
    ],
    ['never by an amount alone', transaction(40_00, 'thanks'), 'no_rule doubtful - - rest:4000'],
    [
      'the rest: on account of who paid from there',
      transaction(1_23, '', fromA),
      'account_history doubtful a - rest:123',
    ],
    ['money that went out', transaction(-12_00, 'rent'), 'not ours'],
    [
      'a return of nothing known',
      transaction(-12_00, 'RE-1', { returnReason: 'AM04' }),
      'returned_payment doubtful - - nothing_to_return',
    ],
  ])('D-9 %s', (_is, one, expected) => {
    const [rule, ...rest] = shown(matchOne(ledger(open, known), one)).split(' ');
    expect([rule, ...rest].sort()).toEqual(expected.split(' ').sort());
  });

  it.each<[string, ClaimLine[], Partial<BankTransaction>, string]>([
    [
      'RF with the number of a document',
      [line('539007547034', 10_00)],
      { text: 'RF18539007547034' },
      'structured_reference safe a 539007547034:1000',
    ],
    [
      'OGM with the numbers of customer and document',
      [line('F-7554', 10_00, { customerId: 'c' })],
      { references: { endToEnd: null, mandate: null, structured: ['090933755493'], others: [] } },
      'structured_reference safe c F-7554:1000',
    ],
  ])('D-9 %s', (_is, lines, more, expected) => {
    const others = [...customers, { id: 'c', number: '9093', name: 'C' }];
    // 0909337554: customer 9093 would end before the 3
    const number = lines[0]!.number === 'F-7554' ? [line('F-37554', 10_00, { customerId: 'c' })] : lines;
    const match = matchOne(ledger(number, { customers: others }), transaction(10_00, '', more));
    expect(shown(match)).toBe(expected.replace('F-7554', 'F-37554'));
  });

  it('D-9 an account that several customers paid from names none of them', () => {
    const shared = ledger(open, { payers: new Map([[iban, ['a', 'b']]]) });
    expect(shown(matchOne(shared, transaction(40_00, '', fromA)))).toContain('doubtful');
    expect(shown(matchOne(shared, transaction(1_23, '', fromA)))).toBe(
      'no_rule doubtful - - rest:123 several_customers',
    );
  });

  it('D-9 two ways to make the sum are no way', () => {
    const twice = ledger(
      [line('A-101', 10_00), line('A-102', 20_00), line('A-103', 30_00), line('A-104', 90_00)],
      known,
    );
    expect(shown(matchOne(twice, transaction(50_00, '', fromA)))).toBe(
      'sum_of_items safe a A-102:2000+A-103:3000',
    );
    const several = ledger(
      [line('A-101', 10_00), line('A-102', 40_00), line('A-103', 20_00), line('A-104', 30_00)],
      known,
    );
    expect(shown(matchOne(several, transaction(50_00, '', fromA)))).toBe(
      'sum_of_items doubtful a - rest:5000 several_ways',
    );
  });

  it('D-9 each sees what the ones before it left, and learns their accounts', () => {
    const [first, second, third] = matchAll(ledger(open), [
      transaction(100_00, 'RE-20481', fromA),
      transaction(100_00, 'RE-20481', fromA),
      transaction(40_00, '', fromA),
    ]);
    expect(shown(first!)).toBe('document_numbers safe a RE-20481:10000');
    expect(shown(second!)).toBe('document_numbers doubtful a - rest:10000 already_paid');
    expect(shown(third!)).toBe('exact_amount safe a RE-20482:4000');
  });

  it('D-9 what may be recorded already by another way is for a person', () => {
    const payment = paid({ fromBank: false, receivedOn: '2026-11-27' });
    expect(shown(matchOne(ledger(open, { payments: [payment] }), transaction(100_00, 'RE-20481')))).toBe(
      'document_numbers doubtful a RE-20481:10000 recorded_elsewhere',
    );
    const long = { ...payment, receivedOn: '2026-11-01' };
    expect(shown(matchOne(ledger(open, { payments: [long] }), transaction(100_00, 'RE-20481')))).toContain(
      ' safe ',
    );
  });
});

function paid(more: Partial<PastPayment> = {}): PastPayment {
  return {
    paymentId: 'p1',
    customerId: 'a',
    receivedOn: '2026-11-01',
    amountMinor: 100_00,
    currency: 'EUR',
    references: ['E2E-1'],
    iban,
    items: [{ number: 'RE-20400', instalment: 0, amountMinor: 100_00 }],
    fromBank: true,
    ...more,
  };
}

describe('D-9 a returned payment opens its items again', () => {
  const back = (more: Partial<BankTransaction> = {}) =>
    transaction(-100_00, '', { returnReason: 'AM04', ...more });
  const references = { endToEnd: 'E2E-1', mandate: null, structured: [], others: [] };

  it.each<[string, PastPayment[], Partial<BankTransaction>, string]>([
    [
      'by its reference',
      [paid(), paid({ paymentId: 'p2', references: ['E2E-2'] })],
      { references },
      'safe a RE-20400:10000',
    ],
    [
      'by the account and the only amount',
      [paid(), paid({ paymentId: 'p2', amountMinor: 1_00 })],
      fromA,
      'safe a RE-20400:10000',
    ],
    [
      'not, where two are possible',
      [paid(), paid({ paymentId: 'p2' })],
      fromA,
      'doubtful a - nothing_to_return',
    ],
    [
      'not in another currency',
      [paid({ currency: 'USD' })],
      { references },
      'doubtful - - nothing_to_return',
    ],
    [
      'not with another amount',
      [paid({ amountMinor: 99_00 })],
      { references },
      'doubtful - - nothing_to_return',
    ],
  ])('D-9 %s', (_is, payments, more, expected) => {
    expect(shown(matchOne(ledger(open, { ...known, payments }), back(more)))).toBe(
      `returned_payment ${expected}`,
    );
  });

  it('D-9 once: a second return finds nothing', () => {
    const [, second] = matchAll(ledger(open, { payments: [paid()] }), [
      back({ references }),
      back({ references }),
    ]);
    expect(shown(second!)).toContain('nothing_to_return');
  });
});

describe('D-9 sums', () => {
  it('D-9 the only way is found, and no other', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 400 }), { minLength: 1, maxLength: 9 }),
        fc.integer({ min: 1, max: 1_500 }),
        (amounts, sum) => {
          const ways: number[][] = [];
          for (let bits = 1; bits < 1 << amounts.length; bits += 1) {
            const chosen = amounts.map((_, at) => at).filter((at) => bits & (1 << at));
            if (chosen.reduce((all, at) => all + amounts[at]!, 0) === sum) ways.push(chosen);
          }
          const found = findSum(amounts, sum);
          if (ways.length === 1 && ways[0]!.length > 1)
            expect(found).toEqual({ kind: 'one', indices: ways[0] });
          else if (ways.length > 1) expect(found.kind).toBe('several');
          else expect(found.kind).toBe('none');
        },
      ),
    );
  });

  it('D-9 the search ends, whatever the amounts', () => {
    const started = performance.now();
    findSum(
      Array.from({ length: 40 }, (_, at) => 1_000_000 + at * 7 + 1),
      20_000_123,
    );
    expect(performance.now() - started).toBeLessThan(2_000);
  });
});

describe('D-3 whatever the file says', () => {
  const amount = fc.integer({ min: 1, max: 300_00 });
  const lines = fc.array(
    fc.record({
      n: fc.integer({ min: 100, max: 130 }),
      open: amount,
      customer: fc.constantFrom('a', 'b'),
      currency: fc.constantFrom('EUR', 'EUR', 'USD'),
    }),
    { maxLength: 12 },
  );
  const texts = fc
    .array(fc.integer({ min: 100, max: 130 }), { maxLength: 3 })
    .map((numbers) => numbers.map((n) => `RE-${n}`).join(' '));
  const transactions = fc.array(
    fc.record({ amount, text: texts, from: fc.constantFrom(iban, null), exact: fc.boolean() }),
    { maxLength: 8 },
  );

  it('D-3 no cent is counted twice, no line is paid more than it owes, no currency meets another', () => {
    fc.assert(
      fc.property(lines, transactions, (shapes, moves) => {
        const all = shapes.map(({ n, open: minor, customer, currency }, at) =>
          line(`RE-${n}`, minor, { id: String(at), customerId: customer, currency }),
        );
        const of = moves.map(({ amount: minor, text, from, exact }) =>
          transaction(exact ? (all[0]?.openMinor ?? minor) : minor, text, {
            counterparty: { name: '', iban: from },
          }),
        );
        const matches = matchAll(ledger(all, known), of);
        const taken = new Map<string, number>();
        for (const [at, match] of matches.entries()) {
          const sum = match!.targets.reduce((minor, target) => minor + target.amountMinor, 0);
          expect(sum + match!.unappliedMinor).toBe(of[at]!.amountMinor);
          if (!match!.isSafe) continue;
          for (const { lineId, amountMinor } of match!.targets) {
            taken.set(lineId, (taken.get(lineId) ?? 0) + amountMinor);
            expect(all[Number(lineId)]).toMatchObject({ currency: 'EUR', customerId: match!.customerId });
          }
        }
        for (const [id, minor] of taken) expect(minor).toBeLessThanOrEqual(all[Number(id)]!.openMinor);
      }),
    );
  });
});

describe('D-9 names of payers', () => {
  it.each([
    ['Muster Anlagenbau GmbH', 'MUSTER ANLAGENBAU'],
    ['Société Générale d’Exemple S.A.', 'SOCIETE GENERALE DEXEMPLE SA'],
    ['Huber & Söhne OHG', 'Soehne Huber'.replace('oe', 'ö')],
  ])('D-9 %s is %s', (one, other) => {
    expect(nameKey(one)).toBe(nameKey(other));
  });
});
