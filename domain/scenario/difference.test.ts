import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { scenarioOf } from '../../test/support/engine-cases.ts';
import { isSameScenario, scenarioDifference } from './difference.ts';

const step = (key: string, changes: object = {}) => ({
  key,
  channel: 'email',
  mode: 'automatic',
  template: 't',
  trigger: { kind: 'due', days: 5 },
  ...changes,
});
const steps = (...keys: string[]) => scenarioOf({ steps: keys.map((key) => step(key)) });

/** One short line a step: `+ x`, `- x`, `> x` moved, `x: fields`. */
function linesOf(before: ReturnType<typeof scenarioOf>, after: ReturnType<typeof scenarioOf>): string[] {
  const { settings, steps: changed } = scenarioDifference(before, after);
  return [
    ...settings.map(({ field }) => `= ${field}`),
    ...changed.map(({ key, kind, isMoved, changes }) =>
      [
        kind === 'added' ? '+' : kind === 'removed' ? '-' : isMoved ? '>' : '',
        key,
        ...changes.map(({ field }) => field),
      ]
        .filter((part) => part !== '')
        .join(' '),
    ),
  ];
}

describe('S-15 what a version changes', () => {
  it.each([
    ['nothing', ['a', 'b'], ['a', 'b'], []],
    ['a step at the end', ['a', 'b'], ['a', 'b', 'c'], ['+ c']],
    ['a step at the beginning moves no other', ['a', 'b'], ['x', 'a', 'b'], ['+ x']],
    ['a step between', ['a', 'b'], ['a', 'x', 'b'], ['+ x']],
    ['a step gone', ['a', 'b', 'c'], ['a', 'c'], ['- b']],
    ['the first gone', ['a', 'b', 'c'], ['b', 'c'], ['- a']],
    ['the last gone', ['a', 'b', 'c'], ['a', 'b'], ['- c']],
    ['one for another, in its place', ['a', 'b', 'c'], ['a', 'x', 'c'], ['- b', '+ x']],
    ['two exchanged: one was moved', ['a', 'b'], ['b', 'a'], ['> a']],
    ['the last one first: one was moved', ['a', 'b', 'c', 'd'], ['d', 'a', 'b', 'c'], ['> d']],
    ['all else', ['a', 'b'], ['x', 'y'], ['- a', '+ x', '- b', '+ y']],
  ])('S-15 %s', (_, before, after, lines) =>
    expect(linesOf(steps(...before), steps(...after))).toEqual(lines),
  );

  it.each([
    ['mode', { mode: 'to_confirm' }],
    ['trigger', { trigger: { kind: 'due', days: 6 } }],
    ['channel', { channel: 'letter' }],
    ['template', { template: 'u' }],
    ['name', { name: 'A' }],
    ['minGapDays', { minGapDays: 3 }],
    ['deadlineDays', { deadlineDays: 8 }],
    ['onlyReminded', { onlyReminded: true }],
    ['recipientRoles', { recipientRoles: ['collection'] }],
    ['addsCharges', { addsCharges: ['interest'] }],
    ['level', { level: 2 }],
    ['when', { when: { minTotalMinor: { EUR: 5 } } }],
  ])('S-15 S-2 %s of a step', (field, changes) => {
    const [before, after] = [scenarioOf({ steps: [step('a')] }), scenarioOf({ steps: [step('a', changes)] })];
    expect(linesOf(before, after)).toEqual([`a ${field}`]);
    const [back] = scenarioDifference(after, before).steps;
    expect(back?.changes.map((change) => change.field)).toEqual([field]);
  });

  it('S-15 what a field was and is; a field that is not set has no value', () => {
    const [before, after] = [
      scenarioOf({ steps: [step('a', { deadlineDays: 8 })] }),
      scenarioOf({ steps: [step('a', { minGapDays: 3 })] }),
    ];
    expect(scenarioDifference(before, after).steps[0]?.changes).toEqual([
      { field: 'deadlineDays', from: 8 },
      { field: 'minGapDays', to: 3 },
    ]);
  });

  it('S-15 the order of keys and of the fields of a rule is no change', () => {
    const one = scenarioOf({ contactCap: { max: 2, days: 7 } });
    const other = { ...one, contactCap: { days: 7, max: 2 } };
    expect(isSameScenario(one, other)).toBe(true);
  });

  it.each([
    ['name', { name: 'Other' }],
    ['catchUp', { catchUp: 'highest' }],
    ['contactGapDays', { contactGapDays: 4 }],
    ['replyGapDays', { replyGapDays: 4 }],
    ['afterLastStep', { afterLastStep: 'hold' }],
    ['contactCap', { contactCap: { max: 1, days: 7 } }],
    ['promiseGraceDays', { promiseGraceDays: 5 }],
    ['escalateAfterDays', { escalateAfterDays: 9 }],
    ['minimumAmountMinor', { minimumAmountMinor: { EUR: 1 } }],
  ])('S-15 the rule %s of the scenario', (field, changes) => {
    expect(linesOf(scenarioOf(), scenarioOf(changes))).toEqual([`= ${field}`]);
  });

  it('S-15 a step changed and moved is one line; its places are named', () => {
    const before = steps('a', 'b', 'c');
    const after = scenarioOf({ steps: [step('c', { level: 1 }), step('a'), step('b')] });
    expect(scenarioDifference(before, after).steps).toMatchObject([
      { key: 'c', kind: 'kept', isMoved: true, before: 3, after: 1, changes: [{ field: 'level' }] },
    ]);
  });

  it('S-15 says nothing exactly where nothing changed; everything new and gone is listed once', () => {
    const keys = fc.uniqueArray(fc.constantFrom(...'abcdefgh'), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(keys, keys, (before, after) => {
        const { steps: changed } = scenarioDifference(steps(...before), steps(...after));
        const of = (kind: string) => changed.filter((one) => one.kind === kind).map(({ key }) => key);
        expect(of('added').sort()).toEqual(after.filter((key) => !before.includes(key)).sort());
        expect(of('removed').sort()).toEqual(before.filter((key) => !after.includes(key)).sort());
        expect(changed.length === 0).toBe(before.join('') === after.join(''));
      }),
    );
  });
});
