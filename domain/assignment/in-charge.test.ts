import { describe, expect, it } from 'vitest';
import { inCharge, type Caretaker } from './in-charge.ts';

function person(id: string, given: Partial<Caretaker> = {}): Caretaker {
  return { id, role: 'collector', isDisabled: false, deputyOf: [], ...given };
}

const ada = person('ada', { role: 'administrator' });
const alan = person('alan', { role: 'administrator' });
const colette = person('colette');
const denis = person('denis', { deputyOf: ['colette'] });
const gone = (one: Caretaker) => ({ ...one, isDisabled: true });

describe('P-9 what a customer says is told to', () => {
  it.each<[string, string | null, Caretaker[], string[]]>([
    ['the collector', 'colette', [ada, denis, colette], ['colette']],
    ['who stands in, when the collector has left', 'colette', [ada, gone(colette), denis], ['denis']],
    ['who stands in, when the collector is no member any more', 'colette', [ada, denis], ['denis']],
    [
      'administrators, when both have left',
      'colette',
      [ada, gone(colette), gone(denis), alan],
      ['ada', 'alan'],
    ],
    ['administrators, when nobody is in charge', null, [ada, colette, denis, alan], ['ada', 'alan']],
    ['administrators, when nobody stands in for this one', 'bob', [ada, denis], ['ada']],
    ['nobody, when there is nobody', 'colette', [gone(ada)], []],
  ])('%s', (_who, collectorId, members, told) => {
    expect(inCharge(collectorId, members).map(({ id }) => id)).toEqual(told);
  });
});
