import { describe, expect, it } from 'vitest';
import { en } from '../text/desk/en.ts';
import { fr } from '../text/desk/fr.ts';
import { findPlaces, placesFor } from './places.ts';

const administrator = { may: { act: true, administer: true }, localMailbox: true };
const viewer = { may: { act: false, administer: false }, localMailbox: false };
const find = (t: typeof en, typed: string, me = administrator) =>
  findPlaces(t, placesFor(t, me, 'ACME'), typed).map(({ key }) => key);

describe('pages in the search', () => {
  it.each([
    [en, 'ag', 'agenda'],
    [en, 'Sent mess', 'messages'],
    [en, 'password', 'account'],
    [en, 'settings users', 'users'],
    [en, 'holidays', 'sending'],
    [en, 'IBAN', 'company'],
    [fr, 'réglages', 'company'],
    [fr, 'societe', 'company'],
    [fr, 'mot de passe', 'account'],
    [fr, 'feries', 'sending'],
    [en, 'nothing like it', undefined],
  ])('A-1 by name or common word in the language of the page: %#', (t, typed, key) => {
    expect(find(t, typed)[0]).toBe(key);
  });

  it('A-1 a name goes before a word, and the name is marked', () => {
    expect(find(en, 'mail')[0]).toBe('mailbox');
    const [place] = findPlaces(en, placesFor(en, administrator, 'ACME'), 'mail');
    expect(place?.marks.map(({ from, to }) => place.label.slice(from, to))).toEqual(['Mail']);
    const [sending] = findPlaces(en, placesFor(en, administrator, 'ACME'), 'holi');
    expect(sending).toMatchObject({ marks: [], by: 'holidays' });
  });

  it('A-1 nobody is led to what they may not open', () => {
    expect(find(en, 'users', viewer)).not.toContain('users');
    expect(find(en, '', viewer)).not.toContain('mailbox');
    expect(find(en, '')).toHaveLength(23);
  });

  it('A-1 every page is found by its own name, in both languages', () => {
    for (const t of [en, fr]) {
      for (const { key, label } of placesFor(t, administrator, 'ACME')) expect(find(t, label)).toContain(key);
    }
  });
});
