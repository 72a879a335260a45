/** The password of the demo accounts stands in README: it opens nothing that other machines reach. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { refuseDemoAccounts } from '../../runtime/demo-accounts.ts';
import { seedDemoCompany } from '../../runtime/prepare.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

const demo = { secret: 'a secret of at least thirty-two characters', publicUrl: 'http://localhost:8080' };

let own: TestDatabase;
let open: TestDatabase;
beforeAll(async () => {
  [own, open] = await Promise.all([createTestDatabase(), createTestDatabase()]);
});
afterAll(() => Promise.all([own.drop(), open.drop()]));

test('N-3 on this machine the demo has the password of README, and is refused when others may come', async () => {
  expect((await seedDemoCompany(own.db, { reachable: false, ...demo }))[0]).toContain('relance-demo');
  await expect(refuseDemoAccounts(own.db)).rejects.toThrow(
    /admin@acme\.example.* still have the demo password.*(change their passwords|keep HOST)/,
  );
});

test('N-3 where others may come it has a password of its own, shown once', async () => {
  const [first = '', ...rest] = await seedDemoCompany(open.db, { reachable: true, ...demo });
  expect(first).toMatch(/with the password [\w-]{16} as/);
  expect(rest.at(-1)).toMatch(/shown only now/);
  await expect(refuseDemoAccounts(open.db)).resolves.toBeUndefined();
  expect((await seedDemoCompany(open.db, { reachable: true, ...demo })).join('\n')).not.toMatch(/password/);
});
