import { expect, it } from 'vitest';
import { attributeLabel } from './attribute-label.ts';

it.each([
  ['salesManager', 'Sales manager'],
  ['sales_manager', 'Sales manager'],
  ['segment', 'Segment'],
  ['ERP-Nr', 'ERP Nr'],
  ['Größe', 'Größe'],
  ['SIRET', 'SIRET'],
  ['_', '_'],
])('A-6 the attribute %s is shown as %s', (name, shown) => {
  expect(attributeLabel(name)).toBe(shown);
});
