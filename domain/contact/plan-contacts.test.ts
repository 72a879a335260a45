import { describe, expect, test } from 'vitest';
import { planContacts, type KnownContact } from './plan-contacts.ts';

const known = (fields: Partial<KnownContact>): KnownContact => ({
  id: fields.email ?? fields.name ?? 'id',
  name: '',
  email: null,
  phone: null,
  imported: true,
  ...fields,
});
const ann = known({ id: 'ann', name: 'Ann', email: 'ann@x.example' });
const bob = known({ id: 'bob', name: 'Bob', email: 'bob@x.example' });

describe('D-1 contacts of a customers file', () => {
  test('what is known changes nothing, in any letters and order', () => {
    expect(
      planContacts([{ email: 'BOB@x.example' }, { name: 'Ann', email: 'ann@x.example' }], [ann, bob]),
    ).toEqual([]);
  });

  test('a second address is a second contact; the first one stays', () => {
    expect(
      planContacts([{ email: 'ann@x.example' }, { name: 'Bob', email: 'bob@x.example' }], [ann]),
    ).toEqual([{ id: null, name: 'Bob', email: 'bob@x.example', phone: null }]);
  });

  test('the only one of the file with another address is the only one known, moved', () => {
    expect(planContacts([{ email: 'new@x.example' }], [ann])).toEqual([
      { id: 'ann', name: 'Ann', email: 'new@x.example', phone: null },
    ]);
  });

  test('with several, the name tells whose address changed; without one it is somebody new', () => {
    expect(planContacts([{ name: 'ann', email: 'a2@x.example' }], [ann, bob])).toEqual([
      { id: 'ann', name: 'ann', email: 'a2@x.example', phone: null },
    ]);
    expect(planContacts([{ email: 'c@x.example' }], [ann, bob])).toMatchObject([{ id: null }]);
  });

  test('a contact made by a person is found by its address, and never given another one', () => {
    const own = { ...ann, imported: false };
    expect(planContacts([{ email: 'ann@x.example', phone: '1' }], [own])).toMatchObject([
      { id: 'ann', phone: '1' },
    ]);
    expect(planContacts([{ name: 'Ann', email: 'new@x.example' }], [own])).toMatchObject([{ id: null }]);
  });
});
