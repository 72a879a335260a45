/** The password of the demo accounts is printed in README: it must open nothing real. */
import { verify } from '@node-rs/argon2';
import { demoPassword } from '../config/demo.ts';
import { ConfigRefused } from '../config/environment.ts';
import type { PrismaClient } from '../prisma/client.ts';
import { demoUsers } from '../prisma/seed/demo.ts';

/** Throws ConfigRefused when a demo account still has the demo password. */
export async function refuseDemoAccounts(db: PrismaClient): Promise<void> {
  const users = await db.user.findMany({
    where: { email: { in: demoUsers.map(({ email }) => email) }, disabledAt: null },
    select: { email: true, passwordHash: true },
  });
  const open: string[] = [];
  for (const { email, passwordHash } of users) if (await verify(passwordHash, demoPassword)) open.push(email);
  if (open.length === 0) return;
  throw new ConfigRefused([
    `The demo accounts ${open.join(', ')} still have the demo password, and other machines may reach this one: change ` +
      'their passwords or disable them, start on an empty database (npm start -- --empty), or keep HOST and ' +
      'RELANCE_URL on 127.0.0.1 and localhost.',
  ]);
}
