import { describe, expect, it } from 'vitest';
import { shownAnswer, signInSecrets } from './connection-outcome.ts';

const account = { user: 'relance@house.example', password: 'p"q\\r /s+é' };
const base64 = (text: string) => Buffer.from(text).toString('base64');
const { user, password } = account;

describe('S-9 F4 what a server repeats of a sign-in', () => {
  it.each([
    ['the password', password],
    ['in an address', encodeURIComponent(password)],
    ['AUTH LOGIN', base64(password)],
    ['AUTH PLAIN', base64(`\0${user}\0${password}`)],
    ['AUTH PLAIN for itself', base64(`${user}\0${user}\0${password}`)],
    ['without padding', base64(`\0${user}\0${password}`).replace(/=+$/, '')],
    ['the plain line', `\0${user}\0${password}`],
    ['LOGIN of IMAP', `LOGIN "${user}" "${password.replaceAll(/[\\"]/g, String.raw`\$&`)}"`],
    ['XOAUTH2', base64(`user=${user}\u0001auth=Bearer ${password}\u0001\u0001`)],
  ])('S-9 %s is not shown', (_, repeated) => {
    const shown = shownAnswer(`500 unknown command ${repeated} here`, {
      host: 'mail.house.example',
      secrets: signInSecrets(account),
    })!;
    for (const secret of [password, ...signInSecrets(account).map(base64), repeated])
      expect(shown).not.toContain(secret.replace(/=+$/, ''));
    expect(shown).toMatch(/^500 unknown command .*…=* ?"? here$/);
  });

  it('S-9 without a password nothing is hidden', () => {
    const secrets = signInSecrets({ user, password: '' });
    expect(shownAnswer('250 ready', { host: 'mail.house.example', secrets })).toBe('250 ready');
  });
});
