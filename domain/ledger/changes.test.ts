import { describe, expect, it } from 'vitest';
import { customerChangeRules, itemChangeRules, type ChangeRules, type ItemFact } from './changes.ts';

function changeOf<Fact extends string>(rules: ChangeRules<Fact>, facts: readonly Fact[]) {
  return rules.find(({ when }) => when.every((fact) => facts.includes(fact)))?.then;
}

describe('D-5 a row of items is', () => {
  it.each<[string, ItemFact[], string]>([
    ['new, when its line is not known', ['isUnknown'], 'new'],
    ['nothing, when its line is not known and nothing is owed', ['isUnknown', 'isPaid'], 'unchanged'],
    ['a clearing, when nothing is owed any more', ['wasOpen', 'isPaid', 'differs'], 'cleared'],
    ['nothing, when what was cleared stays so', ['wasCleared', 'isPaid', 'differs'], 'unchanged'],
    ['a return, when what was cleared is owed', ['wasCleared', 'differs'], 'reappeared'],
    ['a change, when it differs', ['wasOpen', 'differs'], 'changed'],
    ['nothing, when it says what is known', ['wasOpen'], 'unchanged'],
  ])('%s', (_is, facts, change) => {
    expect(changeOf(itemChangeRules, facts)).toBe(change);
  });
});

it('D-5 a row of a customer is new, a change or nothing, and clears nobody', () => {
  expect(changeOf(customerChangeRules, ['isUnknown', 'differs'])).toBe('new');
  expect(changeOf(customerChangeRules, ['differs'])).toBe('changed');
  expect(changeOf(customerChangeRules, [])).toBe('unchanged');
});
