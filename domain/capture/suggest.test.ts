import { describe, expect, test } from 'vitest';
import { cluesOf, suggestionOf } from './suggest.ts';

const a = { id: 'a' };
const b = { id: 'b' };
const clues = cluesOf({
  addresses: ['Paula@Payer.example', null],
  texts: ['We pay F-21041 and 2026/118, but not on 12 May.', 'Ref. ab-77-1 (see f-21041).'],
});

describe('R-3 whose mail it may be', () => {
  test('R-3 addresses, domains that belong to a company, and what looks like a number of a document', () => {
    expect(clues).toEqual({
      addresses: ['paula@payer.example'],
      domains: ['payer.example'],
      numbers: ['F-21041', '2026/118', 'AB-77-1'],
    });
    expect(cluesOf({ addresses: ['somebody@gmail.com'], texts: ['x'.repeat(100_000)] })).toMatchObject({
      domains: [],
      numbers: [],
    });
  });

  test.each([
    [
      'the contact of one customer',
      [{ address: 'paula@payer.example', exact: true, customer: a }],
      [],
      ['a', 'known_contact'],
    ],
    [
      'a contact of two customers is neither, unless the documents tell',
      [
        { address: 'paula@payer.example', exact: true, customer: a },
        { address: 'paula@payer.example', exact: true, customer: b },
      ],
      [],
      null,
    ],
    [
      'a contact of two customers, one of which has the document',
      [
        { address: 'paula@payer.example', exact: true, customer: a },
        { address: 'paula@payer.example', exact: true, customer: b },
      ],
      [{ number: 'F-21041', customer: b }],
      ['b', 'known_contact'],
    ],
    ['the documents of one customer', [], [{ number: '2026/118', customer: b }], ['b', 'item_number']],
    [
      'a colleague of a contact',
      [{ address: 'max@payer.example', exact: false, customer: a }],
      [],
      ['a', 'known_domain'],
    ],
    ['nothing', [], [], null],
  ] as const)('R-3 %s', (_, contacts, items, expected) => {
    const found = suggestionOf(clues, { contacts: [...contacts], items: [...items] });
    expect(found && [found.customer.id, found.because]).toEqual(expected);
  });
});
