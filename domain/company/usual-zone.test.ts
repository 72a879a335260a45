import { expect, it } from 'vitest';
import { usualZone, zoneAfterMove } from './usual-zone.ts';

it('D-13 a company whose machine says UTC is offered the zone of its country', () => {
  expect(usualZone('UTC', 'FR')).toBe('Europe/Paris');
  expect(usualZone('Etc/UTC', 'DE')).toBe('Europe/Berlin');
  expect(usualZone('Europe/Lisbon', 'FR')).toBe('Europe/Lisbon');
  expect(usualZone('UTC', 'ZZ')).toBe('UTC');
});

it('D-13 the zone goes with the country unless it was chosen', () => {
  expect(zoneAfterMove({ timeZone: 'Europe/Paris', from: 'FR', to: 'DE' })).toBe('Europe/Berlin');
  expect(zoneAfterMove({ timeZone: 'UTC', from: 'FR', to: 'ES' })).toBe('Europe/Madrid');
  expect(zoneAfterMove({ timeZone: 'Indian/Reunion', from: 'FR', to: 'DE' })).toBe('Indian/Reunion');
});
