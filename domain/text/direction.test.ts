import { describe, expect, it } from 'vitest';
import { isRightToLeft } from './direction.ts';

describe('E-4 where a paragraph begins', () => {
  it.each([
    ['مرحبا Relance', true],
    ['שלום', true],
    ['12 – (3) שלום', true],
    ['Dear שלום', false],
    ['Äußerst', false],
    ['未払い', false],
    ['2026-01-01', false],
    ['', false],
  ])('E-4 %j: at the right %s', (text, expected) => expect(isRightToLeft(text)).toBe(expected));
});
