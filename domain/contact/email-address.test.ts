import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseEmailAddress } from './email-address.ts';

const read = (text: unknown) => {
  const outcome = parseEmailAddress(text);
  return outcome.ok ? outcome.value.address : outcome.params.reason;
};

describe('E-5 addresses of messages', () => {
  test.each([
    ['anna.smith@example.com', 'anna.smith@example.com'],
    ['  Accounts+pay@Example.COM ', 'Accounts+pay@example.com'],
    ['rechnung@münchen.de', 'rechnung@xn--mnchen-3ya.de'],
    ['a@XN--MNCHEN-3YA.de', 'a@xn--mnchen-3ya.de'],
    ["o'neil@a-b.co.uk", "o'neil@a-b.co.uk"],
  ])('%s is taken', (text, address) => expect(read(text)).toBe(address));

  test.each([
    ['', 'empty'],
    [42, 'not_text'],
    [['a@b.de'], 'not_text'],
    ['a@b', 'domain'],
    ['a@@b.de', 'one_at_sign'],
    ['a@b.de@c.de', 'one_at_sign'],
    ['"evil@attacker.com"@good.de', 'one_at_sign'],
    ['"a b"@good.de', 'blank_or_control'],
    ['a(comment)@b.de', 'local_part'],
    ['a@b.de(c)', 'domain'],
    ['group:a@b.de;', 'local_part'],
    ['<a@b.de>', 'local_part'],
    ['Anna <a@b.de>', 'blank_or_control'],
    ['@route.de:a@b.de', 'one_at_sign'],
    ['a@b.de,c@d.de', 'one_at_sign'],
    ['a@[127.0.0.1]', 'domain'],
    ['a@127.0.0.1', 'domain'],
    ['a@0x7f.1', 'domain'],
    ['a@b.de\r\nBcc: x@y.de', 'blank_or_control'],
    ['a@b.de\u0000', 'blank_or_control'],
    ['a\u200b@b.de', 'blank_or_control'],
    ['a.@b.de', 'local_part'],
    ['.a@b.de', 'local_part'],
    ['a..b@c.de', 'local_part'],
    ['a@b.de.', 'domain'],
    ['a@-b.de', 'domain'],
    ['a@b_c.de', 'domain'],
    ['a@b.de:25', 'domain'],
    ['a@b.de/x', 'domain'],
    ['a@b%2ede', 'domain'],
    ['é@b.de', 'local_part'],
    [`${'a'.repeat(65)}@b.de`, 'local_part'],
    [`a@${'b'.repeat(250)}.de`, 'too_long'],
  ])('%j is refused', (text, reason) => expect(read(text)).toBe(reason));

  test('E-5 anything that is taken has one at sign, no blank, and is taken again unchanged', () => {
    fc.assert(
      fc.property(fc.oneof(fc.emailAddress(), fc.string({ unit: 'grapheme' }), fc.string()), (text) => {
        const outcome = parseEmailAddress(text);
        if (!outcome.ok) return;
        expect(outcome.value.address).toMatch(/^[!-?A-~]+@[a-z0-9.-]+$/);
        expect(parseEmailAddress(outcome.value.address)).toMatchObject({
          ok: true,
          value: { address: outcome.value.address },
        });
      }),
      { numRuns: 2000 },
    );
  });
});
