import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkColleague, localPartOf, normalDomain } from './recipient.ts';

const ownDomains = ['acme.example', 'Münchner-Werke.example', ' sales.acme.example '];
const customerAddresses = [
  'ap@kraft.example',
  'Shop@acme.example',
  'rechnung@MÜNCHNER-WERKE.example',
  'broken',
];

const outcome = (address: unknown) => {
  const checked = checkColleague({ address, ownDomains, customerAddresses });
  return checked.ok ? checked.value.address : checked.code;
};

describe('I-5 who may be asked by an internal e-mail', () => {
  test.each([
    ['paul@acme.example', 'paul@acme.example'],
    ['Paul@ACME.Example', 'Paul@acme.example'],
    ['eva@münchner-werke.example', 'eva@xn--mnchner-werke-wob.example'],
    ['eva@XN--MNCHNER-WERKE-WOB.example', 'eva@xn--mnchner-werke-wob.example'],
    ['lea@sales.acme.example', 'lea@sales.acme.example'],
  ])('I-5 %s is a colleague', (address, taken) => expect(outcome(address)).toBe(taken));

  test.each([
    // another company, one that merely begins or ends alike, one below, one above
    'paul@kraft.example',
    'paul@acme.example.attacker.test',
    'paul@notacme.example',
    'paul@mail.acme.example',
    'paul@example.test',
    // letters of other alphabets that look like ours
    'paul@аcme.example',
    'paul@acmé.example',
    'paul@acme.exаmple',
    'paul@xn--cme-5cd.example',
  ])('I-5 %s is outside the own domains', (address) => {
    expect(outcome(address)).toBe('recipient_not_own_domain');
  });

  test.each([
    'paul@acme.example.',
    'paul@acme.example@kraft.example',
    '"paul@kraft.example"@acme.example',
    'paul@kraft.example,x@acme.example',
    'Paul <paul@kraft.example>',
    'paul@acme.example\r\nBcc: ap@kraft.example',
    '@acme.example',
    '',
    null,
  ])('I-5 %j is no address at all', (address) => expect(outcome(address)).toBe('address_invalid'));

  test.each(['shop@acme.example', 'SHOP+invoices@acme.example', 'rechnung@münchner-werke.example'])(
    'I-5 %s is a contact of a customer',
    (address) => expect(outcome(address)).toBe('recipient_is_customer'),
  );

  test('I-5 without a domain of its own an entity asks nobody', () => {
    const checked = checkColleague({ address: 'a@acme.example', ownDomains: [], customerAddresses: [] });
    expect(checked).toMatchObject({ ok: false, code: 'recipient_not_own_domain' });
  });

  test('I-5 a domain that is written wrongly lets nobody in', () => {
    for (const own of [
      '',
      '*',
      '*.acme.example',
      'acme.example.',
      '@acme.example',
      'example',
      '.example',
      'x@acme.example',
    ]) {
      expect(checkColleague({ address: 'a@acme.example', ownDomains: [own], customerAddresses: [] }).ok).toBe(
        false,
      );
    }
  });

  test('I-5 property: anyone who is let in has exactly an own domain and is nobody among the customers', () => {
    const domain = fc.oneof(
      fc.constantFrom(
        'acme.example',
        'ACME.EXAMPLE',
        'x.acme.example',
        'acme.example.',
        'аcme.example',
        'b.test',
      ),
      fc.domain(),
    );
    const local = fc.constantFrom('shop', 'Shop', 'shop+1', 'paul', 'ap', 'rechnung', 'p.q');
    fc.assert(
      fc.property(
        local,
        domain,
        fc.array(fc.tuple(local, domain), { maxLength: 4 }),
        (name, at, customers) => {
          const known = customers.map(([one, place]) => `${one}@${place}`);
          const address = `${name}@${at}`;
          const checked = checkColleague({ address, ownDomains, customerAddresses: known });
          if (!checked.ok) return;
          const [, taken = ''] = checked.value.address.split('@');
          expect(ownDomains.map(normalDomain)).toContain(taken);
          expect(
            known.some(
              (one) =>
                localPartOf(one) === localPartOf(address) &&
                normalDomain(one.slice(one.lastIndexOf('@') + 1)) === taken,
            ),
          ).toBe(false);
        },
      ),
      { numRuns: 2_000 },
    );
  });
});
