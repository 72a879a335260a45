/**
 * What the parts must have before the first process works on them: schema, search attributes, someone who may sign
 * in. `npm start` does it at every start; beyond one machine run it before each deployment, with the settings of the
 * other processes:
 *
 *   node runtime/prepare.ts [--demo]
 */
import { randomBytes } from 'node:crypto';
import { hash } from '@node-rs/argon2';
import { Connection } from '@temporalio/client';
import { sealEarlierMessages } from '../activities/messages/seal-earlier.ts';
import { placeholderEmail } from '../domain/company/placeholder.ts';
import { demoPassword } from '../config/demo.ts';
import { ConfigRefused } from '../config/environment.ts';
import { isReachable } from '../config/production.ts';
import { readConnectedSettings } from '../config/settings.ts';
import type { TemporalSettings } from '../config/settings.ts';
import { createPrismaClient } from '../prisma/client.ts';
import type { PrismaClient } from '../prisma/client.ts';
import { demoUsers, seedDemo } from '../prisma/seed/demo.ts';
import { seedFirstCompany } from '../prisma/seed/first-company.ts';
import { refuseDemoAccounts } from './demo-accounts.ts';
import { seedMail } from './demo-mail.ts';
import { demoLetters, type DemoPost } from '../activities/case/demo-letters.ts';
import { pastSteps } from '../activities/case/demo-past.ts';
import { migrate } from './database/migrate.ts';
import { embeddedRetentionDays, raiseRetention, registerSearchAttributes } from './temporal/namespace.ts';

/** From here on stored messages open no page. */
const sealingMigration = '20261129195700_doors_sealed_messages';

export interface PrepareOptions {
  databaseUrl: string;
  /** May still be starting: the database is filled meanwhile. */
  temporal: TemporalSettings | Promise<TemporalSettings>;
  /** The embedded server keeps closed runs for ten years; that of a cluster is its administrator's to choose. */
  embeddedTemporal: boolean;
  demo: boolean;
  production: boolean;
  /** Whether browsers of other machines may come: the published password of the demo opens nothing then. */
  reachable: boolean;
  /** Of the installation: messages that wait to leave are kept under a key made of it. */
  secret: string;
  /** Where links in messages lead. */
  publicUrl: string;
  /** Carries the letters of the demo company; absent: it writes none. */
  post?: DemoPost | undefined;
}

export interface Prepared {
  migrations: string[];
  /** Lines that say how to sign in. */
  signIn: string[];
}

/** Safe to repeat, and to run in two processes at once. Throws a sentence when a part refuses. */
export async function prepare(options: PrepareOptions): Promise<Prepared> {
  const [filled] = await Promise.all([prepareDatabase(options), prepareTemporal(options)]);
  return filled;
}

async function prepareDatabase(options: PrepareOptions): Promise<Prepared> {
  const { applied } = await migrate(options.databaseUrl);
  const db = createPrismaClient({ url: options.databaseUrl, poolSize: 2 });
  try {
    if (applied.includes(sealingMigration)) await sealEarlierMessages(db, options.secret);
    if (options.production || options.reachable) await refuseDemoAccounts(db);
    const signIn = options.demo ? await seedDemoCompany(db, options) : await seedOwnCompany(db);
    return { migrations: applied, signIn };
  } finally {
    await db.$disconnect();
  }
}

async function prepareTemporal({ temporal, embeddedTemporal }: PrepareOptions): Promise<void> {
  const { address, namespace, tls, apiKey } = await temporal;
  const connection = await Connection.connect({ address, tls, apiKey, connectTimeout: 10_000 });
  try {
    await registerSearchAttributes(connection, namespace);
    if (embeddedTemporal) await raiseRetention(connection, namespace, embeddedRetentionDays);
  } finally {
    await connection.close();
  }
}

/** Answers the lines that say how to sign in. Where others may come, the accounts get a password of their own. */
export async function seedDemoCompany(
  db: PrismaClient,
  { reachable, secret, publicUrl, post }: Pick<PrepareOptions, 'reachable' | 'secret' | 'publicUrl' | 'post'>,
): Promise<string[]> {
  const today = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Paris' }).format(new Date());
  const password = reachable ? randomBytes(12).toString('base64url') : demoPassword;
  const letters = post && demoLetters({ secret, publicUrl, post });
  const made = await seedDemo(db, {
    today,
    passwordHash: await hash(password),
    takePastSteps: pastSteps({ secret, publicUrl, letters }),
    takeTodaysLetters: letters?.takeToday,
  }).finally(() => letters?.close());
  if (made) await seedMail(db, today);
  const known = await db.user.findMany({ where: { email: { in: demoUsers.map(({ email }) => email) } } });
  if (known.length === 0) return [];
  const opens = made || !reachable ? `Sign in with the password ${password} as` : 'The accounts are';
  return [
    opens,
    ...known.map(({ email, role }) => `  ${email.padEnd(22)} ${role}`),
    ...(made && reachable ? ['  It is shown only now: other machines may reach this one.'] : []),
  ];
}

async function seedOwnCompany(db: PrismaClient): Promise<string[]> {
  const password = randomBytes(12).toString('base64url');
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  const made = await seedFirstCompany(db, {
    administratorEmail: placeholderEmail,
    passwordHash: await hash(password),
    timeZone,
  });
  if (!made) return [];
  return [
    `Sign in as ${placeholderEmail} with the password ${password}`,
    '  It is shown only now. The first page says what to set up, your own address and password first.',
  ];
}

if (import.meta.main) {
  try {
    const settings = readConnectedSettings();
    const { migrations, signIn } = await prepare({
      ...settings,
      embeddedTemporal: false,
      reachable: isReachable(settings.host, settings.publicUrl),
      demo: process.argv.includes('--demo'),
    });
    process.stdout.write(`${[`${migrations.length} migrations applied`, ...signIn].join('\n')}\n`);
  } catch (error) {
    if (!(error instanceof ConfigRefused)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  }
}
