import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readAddressCell } from './address-cell.ts';

const shown = (cell: string) =>
  readAddressCell(cell).contacts.map(({ name, email }) =>
    name === undefined ? email : `${name} <${email}>`,
  );

describe('D-1 D-12 addresses in one cell', () => {
  const two = ['ap@x.example', 'cfo@x.example'];
  test.each([
    'ap@x.example;cfo@x.example', 'ap@x.example; cfo@x.example;', 'ap@x.example, cfo@x.example', 'ap@x.example,cfo@x.example',
    'ap@x.example / cfo@x.example', 'ap@x.example/cfo@x.example', 'ap@x.example|cfo@x.example', 'ap@x.example cfo@x.example',
    'ap@x.example\ncfo@x.example', 'ap@x.example & cfo@x.example', 'ap@x.example and cfo@x.example', 'ap@x.example und cfo@x.example',
    '<ap@x.example>, <cfo@x.example>', 'mailto:ap@x.example;mailto:cfo@x.example', 'ap@x.example；cfo@x.example',
    'ap@x.example; AP@X.EXAMPLE; cfo@x.example', ';ap@x.example;;cfo@x.example;', 'SMTP:ap@x.example; smtp:cfo@x.example',
  ])('%j is two mailboxes', (cell) => expect(shown(cell)).toEqual(two)); // prettier-ignore

  test.each([
    ['ap@x.example;', ['ap@x.example']],
    ['Accounts Dept <ap@x.example>', ['Accounts Dept <ap@x.example>']],
    ['"Müller, Anna" <anna@x.example>', ['Müller Anna <anna@x.example>']],
    [
      'Müller, Anna <anna@x.example>; Bob <bob@x.example>',
      ['Müller Anna <anna@x.example>', 'Bob <bob@x.example>'],
    ],
    ['Anna <anna@x.example> Bob <bob@x.example>', ['Anna <anna@x.example>', 'Bob <bob@x.example>']],
    ['anna@x.example (Anna Müller)', ['Anna Müller <anna@x.example>']],
    ['anna@x.example <anna@x.example>', ['anna@x.example']],
    ['mailto:ap@x.example?subject=Invoice', ['ap@x.example']],
    ['E-Mail: ap@x.example', ['ap@x.example']],
    ['Accounts ap@x.example', ['Accounts <ap@x.example>']],
    ['ap@x.example.', ['ap@x.example']],
    ['jörg@example.com', ['jörg@example.com']],
    ['buchhaltung@müller-söhne.example', ['buchhaltung@müller-söhne.example']],
    ["o'neil+pay@a-b.co.uk", ["o'neil+pay@a-b.co.uk"]],
    ['', []],
  ])('%j', (cell, expected) => {
    expect(shown(cell)).toEqual(expected);
    expect(readAddressCell(cell).notUnderstood).toEqual([]);
  });

  test.each([
    ['none', [], ['none']],
    ['n/a', [], ['n/a']],
    ['ap@x', [], ['ap@x']],
    ['ap@@x.example', [], ['ap@@x.example']],
    ['"evil@attacker.example"@good.example', [], ['"evil@attacker.example"@good.example']],
    ['boss@good.example <evil@attacker.example>', [], ['boss@good.example <evil@attacker.example>']],
    ['ap@x.example; see contract', ['ap@x.example'], ['see contract']],
    ['ap@[127.0.0.1]', [], ['ap@[127.0.0.1]']],
  ])('%j: what is no mailbox for certain is given back', (cell, contacts, notUnderstood) => {
    expect(shown(cell)).toEqual(contacts);
    expect(readAddressCell(cell).notUnderstood.map((text) => text.replace(/\s+/g, ' '))).toEqual(
      notUnderstood,
    );
  });

  test('no text hangs or loses an address, regardless of what separates them', () => {
    const address = fc.stringMatching(/^[a-z][a-z0-9.]{0,8}[a-z0-9]@[a-z]{2,8}\.(example|test)$/);
    const separator = fc.constantFrom(';', ', ', ' / ', '\n', '; ', ' | ', ' und ');
    fc.assert(
      fc.property(
        fc.uniqueArray(address, { minLength: 1, maxLength: 5 }),
        separator,
        (addresses, between) => {
          expect(shown(addresses.join(between))).toEqual(addresses);
        },
      ),
    );
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => void readAddressCell(text)));
  });
});
