import { expect, it } from 'vitest';
import { nextChange, type NextThing } from './next-change.ts';

const firm: NextThing = { stepKey: 'firm', on: '2026-03-10', byItself: true };

it.each<[NextThing | null, NextThing | null, string]>([
  [null, null, 'same'],
  [firm, firm, 'same'],
  [null, firm, 'added'],
  [firm, null, 'dropped'],
  [firm, { ...firm, on: '2026-03-09' }, 'sooner'],
  [firm, { ...firm, on: '2026-03-11' }, 'later'],
  [firm, { ...firm, stepKey: 'call' }, 'other'],
  [firm, { ...firm, byItself: false }, 'other'],
  [firm, { ...firm, stepKey: 'call', on: '2026-04-01' }, 'later'],
])('S-15 from %j to %j is %s', (before, after, change) => expect(nextChange(before, after)).toBe(change));
