import { expect, it } from 'vitest';
import { linkExpiry } from './life.ts';

const at = new Date('2026-03-02T10:00:00Z');
const lives = { linkDays: 90, internalLinkDays: 14 };

it('P-13 a link works for the days that the entity has set for its kind', () => {
  expect(linkExpiry('customer', lives, at).toISOString()).toBe('2026-05-31T10:00:00.000Z');
  expect(linkExpiry('internal', lives, at).toISOString()).toBe('2026-03-16T10:00:00.000Z');
});

it('I-3 a link that integrates an answer works for thirty days, whatever the entity has set', () => {
  expect(linkExpiry('integration', lives, at).toISOString()).toBe('2026-04-01T10:00:00.000Z');
});
