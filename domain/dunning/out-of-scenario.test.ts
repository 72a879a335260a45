import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { caseOf, lineOf } from '../../test/support/engine-cases.ts';
import type { DecisionInput, PositionLine } from '../model/decision.ts';
import { choosableLines, listingOutside, overdueOf } from './out-of-scenario.ts';

const mail = (lines: PositionLine[], of: Partial<DecisionInput> = {}, itemIds = lines.map(({ id }) => id)) =>
  listingOutside({ ...caseOf({ lines }), ...of }, { channel: 'email', itemIds });
const gatesOf = (listing: { gates: { gate: string }[] }) => listing.gates.map(({ gate }) => gate);

describe('S-12 what a person writes outside the scenario asks for', () => {
  it('S-12 what was chosen, oldest first, also what is not due yet, and nothing else', () => {
    const lines = [
      lineOf({ id: 'b', number: 'B', dueOn: '2026-02-20', openMinor: 500 }),
      lineOf({ id: 'a', number: 'A', dueOn: '2026-01-05', openMinor: 700 }),
      lineOf({ id: 'c', number: 'C', dueOn: '2026-01-06', openMinor: 900 }),
    ];
    const listing = mail(lines, {}, ['b', 'a']);
    expect(listing.lines.map(({ number }) => number)).toEqual(['A', 'B']);
    expect(listing).toMatchObject({ totals: { EUR: 1_200 }, grossTotals: { EUR: 1_200 }, gates: [] });
    expect(overdueOf(choosableLines(caseOf({ lines }))).map(({ id }) => id)).toEqual(['a', 'c']);
  });

  it('S-12 credits are netted as in a step, by the rule of the customer', () => {
    const credit = lineOf({ id: 'k', number: 'CN-1', type: 'credit_note', openMinor: -300 });
    const lines = [lineOf({ id: 'a', openMinor: 1_000 }), credit];
    expect(mail(lines, {}, ['a'])).toMatchObject({ totals: { EUR: 700 }, credits: [{ openMinor: -300 }] });
    const base = caseOf({ lines });
    const listed = { customer: { ...base.customer, netting: 'ignore' as const } };
    expect(mail(lines, listed, ['a'])).toMatchObject({ totals: { EUR: 1_000 }, credits: [] });
  });

  it.each<[string, Partial<PositionLine>]>([
    ['all_promised', { promisedOn: '2026-02-01' }],
    ['all_disputed', { disputedMinor: 10_000 }],
    ['all_held', { hold: { until: null } }],
    ['all_held', { specificAction: true }],
    ['payment_in_progress', { paymentInProgress: true }],
    ['unread_reply', { unreadReply: true }],
  ])('S-12 S-8 with nothing left to ask for it stops: %s', (gate, changes) => {
    const blocked = lineOf({ id: 'x', number: 'X', ...changes });
    expect(mail([blocked])).toMatchObject({ lines: [], gates: [{ gate, params: { items: ['X'] } }] });
    const other = lineOf({ id: 'y', number: 'Y', openMinor: 400 });
    expect(mail([blocked, other])).toMatchObject({ totals: { EUR: 400 }, gates: [] });
  });

  it('S-12 S-8 what was paid since falls out; with nothing left nothing is due', () => {
    const rest = lineOf({ id: 'y', openMinor: 400 });
    expect(mail([rest], {}, ['paid', 'y'])).toMatchObject({ totals: { EUR: 400 }, gates: [] });
    expect(gatesOf(mail([], {}, ['paid']))).toEqual(['nothing_due']);
  });

  it('S-12 a message that asks for no money needs no line, and no fresh ledger', () => {
    const base = caseOf({ lines: [] });
    const stale = { ...base.entity, ledgerAsOf: '2025-11-01', ledgerMaxAgeDays: 3 };
    expect(mail([], { entity: stale })).toMatchObject({ lines: [], credits: [], totals: {}, gates: [] });
    const asking = mail([lineOf({ id: 'a' })], { entity: stale });
    expect(gatesOf(asking)).toEqual(['ledger_stale']);
  });

  it('S-12 S-10 who is paused or excluded is not written to by hand either, with or without money', () => {
    const base = caseOf({ lines: [lineOf({ id: 'a' })] });
    const stopped: [string, Partial<DecisionInput>][] = [
      ['entity_paused', { entity: { ...base.entity, pausedUntil: null } }],
      ['entity_paused', { entity: { ...base.entity, pausedChannels: ['email'] } }],
      ['case_paused', { case: { ...base.case, pausedUntil: '2026-03-01' } }],
      ['unread_reply', { unreadReply: true }],
      ['rows_left_out', { rowsLeftOut: { importedOn: '2026-01-10', rows: 2 } }],
    ];
    for (const [gate, changes] of stopped) {
      expect(gatesOf(mail(base.lines, changes))).toEqual([gate]);
      expect(gatesOf(mail(base.lines, changes, []))).toEqual([gate]);
    }
    const excluded = { customer: { ...base.customer, excluded: true } };
    expect(gatesOf(mail(base.lines, excluded))[0]).toBe('customer_excluded');
    expect(gatesOf(mail(base.lines, { entity: { ...base.entity, pausedChannels: ['letter'] } }))).toEqual([]);
  });

  it('S-12 gaps, caps, deadlines, hours and holidays stop nobody who writes by hand', () => {
    const base = caseOf({ lines: [lineOf({ id: 'a' })] });
    const quiet = {
      minuteOfDay: 3 * 60,
      today: '2026-01-18',
      case: {
        ...base.case,
        contactsOn: ['2026-01-16', '2026-01-17', '2026-01-18'],
        deadlineOn: '2026-02-01',
        lastReplyHandledOn: '2026-01-18',
        lastPerformedOn: '2026-01-18',
      },
    };
    expect(gatesOf(mail(base.lines, quiet))).toEqual([]);
  });

  it('S-12 E-3 totals are the sum of what is listed, whatever is chosen', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ minor: fc.integer({ min: -5_000, max: 5_000 }), chosen: fc.boolean() }), {
          maxLength: 12,
        }),
        (drawn) => {
          const lines = drawn
            .filter(({ minor }) => minor !== 0)
            .map(({ minor }, at) =>
              lineOf({
                id: `i${at}`,
                number: `I${at}`,
                openMinor: minor,
                type: minor < 0 ? 'credit_note' : 'invoice',
              }),
            );
          const itemIds = lines.filter((_line, at) => drawn[at]?.chosen).map(({ id }) => id);
          const { lines: listed, credits, totals } = mail(lines, {}, itemIds);
          const sum = [...listed, ...credits].reduce((all, { openMinor }) => all + openMinor, 0);
          expect(totals.EUR ?? 0).toBe(sum);
          expect(listed.every(({ id, openMinor }) => itemIds.includes(id) && openMinor > 0)).toBe(true);
        },
      ),
    );
  });
});
