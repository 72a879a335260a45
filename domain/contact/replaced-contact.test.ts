import { expect, it } from 'vitest';
import { contactToReplace } from './replaced-contact.ts';

const contact = (email: string | null, more: { imported?: boolean; roles?: string[] } = {}) => ({
  email,
  imported: false,
  roles: ['collection'],
  ...more,
});

it.each([
  ['nobody is there', [], undefined],
  ['the one that files keep, wherever it stands', [contact('a'), contact('b', { imported: true })], 'b'],
  ['else the first one that reminders go to', [contact('x', { roles: ['escalation'] }), contact('a')], 'a'],
  ['never one without an address', [contact(null, { imported: true }), contact('a')], 'a'],
])('D-12 a new address takes the place of %s', (_, contacts, email) => {
  expect(contactToReplace(contacts)?.email).toBe(email);
});
