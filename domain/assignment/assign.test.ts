import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { assignmentFields } from '../vocabulary/customers.ts';
import { assign, inOrder, type Assignable, type AssignmentRule } from './assign.ts';
import { ruleProblems, withoutUnusable } from './rule-problems.ts';

const nothing = {
  interactivePages: null,
  replyCapture: null,
  scenarioId: null,
  collectorId: null,
  minimumAmountMinor: null,
};
const rule = (id: string, fields: Partial<AssignmentRule> = {}): AssignmentRule => ({
  id,
  name: id,
  position: 1,
  isDefault: false,
  enabled: true,
  ...nothing,
  ...fields,
});
const customer = (fields: Partial<Assignable> = {}): Assignable => ({
  has: { ...nothing, interactivePages: false, replyCapture: true },
  setByHand: [],
  meets: new Set(),
  ...fields,
});

const given = fc.record({
  interactivePages: fc.option(fc.boolean()),
  replyCapture: fc.option(fc.boolean()),
  scenarioId: fc.option(fc.constantFrom('s1', 's2')),
  collectorId: fc.option(fc.constantFrom('c1', 'c2')),
  minimumAmountMinor: fc.option(fc.record({ EUR: fc.integer({ min: 0, max: 3 }) })),
});
const rules = fc
  .array(fc.record({ given, position: fc.nat(5), enabled: fc.boolean(), meets: fc.boolean() }), {
    maxLength: 6,
  })
  .map((all) =>
    all.map((one, at) => ({
      ...rule(`r${at}`, { ...one.given, position: one.position, enabled: one.enabled }),
      meets: one.meets,
    })),
  );
const fields = fc.subarray([...assignmentFields]);

describe('A-8 which rule a customer gets', () => {
  test('A-8 the first rule in the order wins, the default stands last', () => {
    const all = [
      rule('default', { isDefault: true, position: 0, interactivePages: true }),
      rule('second', { position: 2, collectorId: 'b' }),
      rule('first', { position: 1, collectorId: 'a' }),
    ];
    expect(inOrder(all).map(({ id }) => id)).toEqual(['first', 'second', 'default']);
    expect(assign(all, customer({ meets: new Set(['second', 'first']) })).rule?.id).toBe('first');
    expect(assign(all, customer({ meets: new Set(['second']) })).rule?.id).toBe('second');
    expect(assign(all, customer()).changes).toEqual([{ field: 'interactive_pages', from: false, to: true }]);
  });

  test('A-8 what a person set is kept and said, unless the run includes it', () => {
    const all = [rule('one', { interactivePages: true, collectorId: 'a' })];
    const by = customer({ meets: new Set(['one']), setByHand: ['interactive_pages'] });
    expect(assign(all, by)).toMatchObject({ changes: [{ field: 'collector' }], kept: ['interactive_pages'] });
    expect(assign(all, by, { includeSetByHand: true }).changes).toHaveLength(2);
  });

  test('R-12 a rule takes replies by mail, or does not, and leaves alone what a person switched', () => {
    const all = [rule('one', { replyCapture: false })];
    const meets = new Set(['one']);
    expect(assign(all, customer({ meets })).changes).toEqual([
      { field: 'reply_capture', from: true, to: false },
    ]);
    expect(assign(all, customer({ meets, setByHand: ['reply_capture'] }))).toMatchObject({
      changes: [],
      kept: ['reply_capture'],
    });
  });

  test('A-8 the matching rule is the first enabled one that is met, for any set of rules', () => {
    fc.assert(
      fc.property(rules, fields, (all, setByHand) => {
        const meets = new Set(all.filter((one) => one.meets).map(({ id }) => id));
        const expected = inOrder(all).find((one) => one.enabled && one.meets);
        expect(assign(all, customer({ meets, setByHand })).rule?.id).toBe(expected?.id);
      }),
    );
  });

  test('A-8 a default is taken only when no rule matches', () => {
    fc.assert(
      fc.property(rules, given, (all, gives) => {
        const meets = new Set(all.filter((one) => one.meets).map(({ id }) => id));
        const withDefault = [rule('default', { isDefault: true, ...gives }), ...all];
        const found = assign(withDefault, customer({ meets })).rule?.id;
        expect(found === 'default').toBe(!all.some((one) => one.enabled && one.meets));
      }),
    );
  });

  test('A-8 assigning twice changes nothing the second time, and never what a person set', () => {
    fc.assert(
      fc.property(rules, given, fields, fc.boolean(), (all, has, setByHand, includeSetByHand) => {
        const meets = new Set(all.filter((one) => one.meets).map(({ id }) => id));
        const before = customer({
          meets,
          setByHand,
          has: {
            ...has,
            interactivePages: has.interactivePages ?? false,
            replyCapture: has.replyCapture ?? true,
          },
        });
        const { changes } = assign(all, before, { includeSetByHand });
        if (!includeSetByHand) expect(changes.filter(({ field }) => setByHand.includes(field))).toEqual([]);
        const column = {
          interactive_pages: 'interactivePages',
          reply_capture: 'replyCapture',
          scenario: 'scenarioId',
          collector: 'collectorId',
          minimum_amount: 'minimumAmountMinor',
        } as const;
        const after = {
          ...before.has,
          ...Object.fromEntries(changes.map(({ field, to }) => [column[field], to])),
        };
        expect(assign(all, { ...before, has: after }, { includeSetByHand }).changes).toEqual([]);
      }),
    );
  });
});

describe('A-8 what is wrong with a rule', () => {
  const known = {
    scenarioIds: new Set(['s1']),
    collectorIds: new Set(['c1']),
    attributeNames: new Set(['segment']),
  };
  const checked = (fields: object) =>
    ruleProblems({ ...nothing, criteria: {}, isDefault: false, ...fields }, known);

  test('A-8 an unpublished scenario and a collector who left block; an unknown attribute is a remark', () => {
    expect(checked({ scenarioId: 's2', criteria: { country: ['FR'] } })).toEqual([
      { kind: 'scenario_not_published', blocking: true, about: 's2' },
    ]);
    expect(checked({ collectorId: 'c2', criteria: { attribute: ['region=north'] } })).toEqual([
      { kind: 'collector_unknown', blocking: true, about: 'c2' },
      { kind: 'attribute_unknown', blocking: false, about: 'region' },
    ]);
    expect(checked({ criteria: { daysLateFrom: 60, daysLateTo: 30 } })).toEqual([
      { kind: 'empty_range', blocking: true, about: 'daysLateFrom' },
    ]);
    expect(checked({})).toEqual([{ kind: 'matches_everybody', blocking: false, about: '' }]);
  });

  test('A-8 an import goes on without what a rule cannot give', () => {
    const broken = { ...rule('one', { scenarioId: 's2', interactivePages: true }) };
    const problems = ruleProblems({ ...broken, criteria: { country: ['FR'] } }, known);
    expect(withoutUnusable(broken, problems)).toMatchObject({ scenarioId: null, interactivePages: true });
  });
});
