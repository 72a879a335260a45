import { describe, expect, it } from 'vitest';
import type { Schemas } from '../../api/client.ts';
import { createFormat } from '../../format.ts';
import { en } from '../../text/desk/en.ts';
import { fr } from '../../text/desk/fr.ts';
import { addedUntouched, untouchedText } from './untouched-text.ts';

type Untouched = Schemas['SetConsequence']['untouched'];
const left = (name: string, more: Partial<Untouched[number]>): Untouched[number] => ({
  customerId: name,
  name,
  kind: 'nothing',
  gate: null,
  code: null,
  params: {},
  ...more,
});
const owesNothing = left('Albert', { gate: { gate: 'nothing_due' } });
const promised = left('Borel', {
  gate: { gate: 'all_promised', opensOn: '2026-12-09', params: { items: ['F-1'] } },
});
const refused = left('Cohen', { kind: 'refused', code: 'not_found' });

describe('A-10 for whom nothing follows', () => {
  it('A-10 by name with the reason, the others are counted', () => {
    const format = createFormat('en', 'UTC');
    const named = [promised, owesNothing, refused];
    expect(untouchedText(en, format, named, { of: 'nothing', all: 4 })).toEqual([
      'Borel: Promised: F-1. Nothing is asked for before Wed 9 Dec.',
      expect.stringMatching(/^Albert: .+\.$/),
      'And 2 more.',
    ]);
    expect(untouchedText(en, format, named, { of: 'refused', all: 1 })).toEqual([
      `Cohen: ${en.errors.not_found({})}`,
    ]);
    expect(untouchedText(fr, createFormat('fr', 'UTC'), [promised], { of: 'nothing', all: 2 })).toEqual([
      'Borel : Promis : F-1. Rien n’est réclamé avant le mer. 9 déc.',
      'Et 1 autre.',
    ]);
  });

  it('A-10 of several stretches those who owe something are named first, three of each kind', () => {
    const one = [owesNothing, { ...owesNothing, name: 'Amiel' }, refused];
    const all = addedUntouched(one, [promised, { ...owesNothing, name: 'Zola' }]);
    expect(all.map(({ name }) => name)).toEqual(['Borel', 'Albert', 'Amiel', 'Cohen']);
  });
});
