import { expect, it } from 'vitest';
import { differences } from './differences.ts';

it('X-1 what says the same in another order is no change, what is set anew or emptied is one', () => {
  const before = {
    hours: [{ day: 'mon', to: { hour: 1, minute: 2 } }],
    name: 'A',
    bic: null as string | null,
  };
  expect(
    differences(before, { hours: [{ to: { minute: 2, hour: 1 }, day: 'mon' }], name: 'A', bic: null }),
  ).toEqual({});
  expect(differences(before, { bic: 'X', name: undefined })).toEqual({ bic: { from: null, to: 'X' } });
  expect(differences({ bic: 'X' as string | null }, { bic: null })).toEqual({ bic: { from: 'X', to: null } });
});

it('X-1 a name that every object inherits is a field without a value', () => {
  const after = { toString: null as never, constructor: 'x' as never };
  expect(differences({}, after)).toEqual({ constructor: { from: null, to: 'x' } });
});
