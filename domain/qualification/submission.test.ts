import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, daysBetween } from '../calendar/iso-date.ts';
import { disputeReasons, replyStatuses } from '../vocabulary/replies.ts';
import { checkSubmission, cleanLine, cleanText, submissionLimits, type Submission } from './submission.ts';

const today = '2026-03-10';
const amount = fc.integer({ min: -10_000, max: 1_000_000 });
const item = fc.record({
  id: fc.uuid(),
  openMinor: amount,
  amountMinor: fc.option(fc.oneof(amount, fc.double())),
});
const submission: fc.Arbitrary<Submission> = fc.record({
  status: fc.option(fc.constantFrom(...replyStatuses)),
  items: fc
    .uniqueArray(item, { selector: ({ id }) => id, maxLength: 6 })
    .map((items) => items.map((one) => ({ ...one, isOpen: one.openMinor !== 0 }))),
  promisedOn: fc.option(fc.integer({ min: -500, max: 800 }).map((days) => addDays(today, days))),
  disputeReason: fc.option(fc.constantFrom(...disputeReasons)),
  text: fc.string({ maxLength: 60, unit: 'binary' }),
  authorName: fc.string({ maxLength: 300, unit: 'binary' }),
  fileCount: fc.nat(12),
});

describe('B12 whatever is sent, what is recorded keeps the rules', () => {
  it('B12 a promise is for a day from today to a year, and never for more than is open', () => {
    fc.assert(
      fc.property(submission, (said) => {
        const outcome = checkSubmission({ ...said, status: 'promise' }, today);
        if (!outcome.ok) return;
        const { promisedOn, items, disputeReason } = outcome.value;
        const ahead = daysBetween(today, promisedOn!);
        expect(ahead).toBeGreaterThanOrEqual(0);
        expect(ahead).toBeLessThanOrEqual(365);
        expect(items.length).toBeGreaterThan(0);
        expect(disputeReason).toBeNull();
        for (const { openMinor, amountMinor } of items) {
          expect(openMinor).toBeGreaterThan(0);
          if (amountMinor === null) continue;
          expect(Number.isSafeInteger(amountMinor)).toBe(true);
          expect(amountMinor).toBeGreaterThan(0);
          expect(amountMinor).toBeLessThan(openMinor);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('B12 a name is cut to its length, but within no sign', () => {
    const outcome = checkSubmission(
      {
        ...{ status: null, items: [], promisedOn: null, disputeReason: null, text: 'x', fileCount: 0 },
        authorName: `x${'😀'.repeat(150)}`,
      },
      today,
    );
    expect(outcome.ok && outcome.value.authorName).toBe(`x${'😀'.repeat(99)}`);
  });

  it('B12 a dispute has a reason, only open items, and nothing of a promise', () => {
    fc.assert(
      fc.property(submission, (said) => {
        const outcome = checkSubmission({ ...said, status: 'dispute' }, today);
        if (!outcome.ok) return;
        expect(outcome.value.disputeReason).toBe(said.disputeReason);
        expect(outcome.value.promisedOn).toBeNull();
        expect(outcome.value.items.every(({ openMinor }) => openMinor !== 0)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it('B12 only items that were chosen are recorded, and something is always said', () => {
    fc.assert(
      fc.property(submission, (said) => {
        const outcome = checkSubmission(said, today);
        if (!outcome.ok) return;
        const chosen = new Set(said.items.map(({ id }) => id));
        expect(outcome.value.items.every(({ id }) => chosen.has(id))).toBe(true);
        expect(said.status !== null || outcome.value.text !== '' || said.fileCount > 0).toBe(true);
        expect(said.fileCount).toBeLessThanOrEqual(submissionLimits.maxFiles);
      }),
      { numRuns: 500 },
    );
  });
});

describe('B9 texts', () => {
  it('B9 lose what nobody types, and nothing else', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const clean = cleanText(text);
        expect(clean).not.toMatch(/(?![\n\t])\p{Cc}|[\u202a-\u202e\u2066-\u2069]/u);
        expect(clean.isWellFormed()).toBe(true);
        expect(cleanText(clean)).toBe(clean);
        expect(cleanLine(text)).not.toContain('\n');
      }),
    );
    expect(cleanText('  <b>שלום</b> & "é" 👩‍👩‍👧 \n')).toBe('<b>שלום</b> & "é" 👩‍👩‍👧');
  });
});

describe('a payment that was made already', () => {
  const said = {
    status: 'paid',
    items: [
      { id: 'a', openMinor: 1000, isOpen: true, amountMinor: null },
      { id: 'credit', openMinor: -200, isOpen: true, amountMinor: null },
    ],
    promisedOn: '2026-03-20',
    disputeReason: null,
    text: '',
    authorName: 'Ann',
    fileCount: 0,
  } as const;

  it.each([
    ['2026-03-10', true],
    ['2026-03-01', true],
    ['2026-03-11', false],
    ['2016-03-10', false],
    [null, false],
  ])('P-5 paid on %s, asked on the tenth: %s', (paidOn, ok) => {
    const outcome = checkSubmission({ ...said, paidOn }, '2026-03-10');
    expect(outcome.ok || outcome.code).toBe(ok || 'payment_date_invalid');
  });

  it('P-5 the reference is one line as long as a bank carries, and a credit is not paid', () => {
    const outcome = checkSubmission(
      { ...said, paidOn: '2026-03-01', paymentReference: ` E2E\n4711 ${'x'.repeat(300)}` },
      '2026-03-10',
    );
    if (!outcome.ok) throw new Error(outcome.code);
    const { paymentReference, paidOn, promisedOn, items } = outcome.value;
    expect([paidOn, promisedOn, items.map(({ id }) => id)]).toEqual(['2026-03-01', null, ['a']]);
    expect(paymentReference).toMatch(/^E2E 4711 x+$/);
    expect(paymentReference).toHaveLength(140);
  });
});
