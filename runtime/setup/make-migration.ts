/**
 * Writes the migration from the last stored schema to the one of prisma/schema.
 *
 *   node runtime/setup/make-migration.ts              before the first release: the one initial migration, made anew
 *   node runtime/setup/make-migration.ts add_letters  afterwards: a new folder; what it writes is read and corrected by hand
 *
 * Each folder of prisma/migrations keeps the whole schema it leads to as one `schema.prisma`: from there the next is
 * computed, without asking a live database.
 */
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startPostgres } from '../database/postgres.ts';
import { everything, withSchemaEngine } from '../database/schema-engine.ts';

const prisma = path.resolve(import.meta.dirname, '../../prisma');
const areas = path.join(prisma, 'schema');
const migrations = path.join(prisma, 'migrations');
const initial = '00000000000000_initial';

/** The SQL that leads from one schema (null: an empty database) to another. */
async function difference(databaseUrl: string, from: string | null, to: string): Promise<string> {
  return withSchemaEngine(databaseUrl, async (engine) => {
    const { stdout } = await engine.diff({
      from: from === null ? { tag: 'empty' } : { tag: 'schemaDatamodel', files: [file(from)] },
      to: { tag: 'schemaDatamodel', files: [file(to)] },
      script: true,
      exitCode: null,
      filters: everything,
    });
    return stdout ?? '';
  });
}

function file(content: string): { path: string; content: string } {
  return { path: 'schema.prisma', content };
}

/** All areas in one text, in the order of their names. */
function wholeSchema(): string {
  const files = readdirSync(areas).filter((name) => name.endsWith('.prisma'));
  return files
    .sort()
    .map((name) => readFileSync(path.join(areas, name), 'utf8'))
    .join('\n');
}

/** The engine reads no tables for this, but it does not start without a database that answers. */
async function withDatabase<T>(work: (databaseUrl: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(path.join(tmpdir(), 'relance-migration-'));
  // PostgreSQL may run as another account, which must reach its data below.
  chmodSync(folder, 0o755);
  const server = await startPostgres({
    dataFolder: path.join(folder, 'data'),
    logFile: path.join(folder, 'postgres.log'),
    password: randomUUID(),
    durable: false,
  });
  try {
    return await work(server.databaseUrl('postgres'));
  } finally {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What the schema language cannot say (triggers); part of the initial migration. */
function handwritten(): string {
  const folder = path.join(prisma, 'sql');
  const files = existsSync(folder) ? readdirSync(folder).sort() : [];
  return files.map((name) => `\n${readFileSync(path.join(folder, name), 'utf8')}`).join('');
}

async function main(name: string | undefined): Promise<void> {
  const to = wholeSchema();
  const last = existsSync(migrations)
    ? readdirSync(migrations)
        .filter((entry) => existsSync(path.join(migrations, entry, 'schema.prisma')))
        .sort()
        .at(-1)
    : undefined;
  const from = name && last ? readFileSync(path.join(migrations, last, 'schema.prisma'), 'utf8') : null;
  const sql = await withDatabase((databaseUrl) => difference(databaseUrl, from, to));
  if (from !== null && sql.includes('This is an empty migration')) {
    process.stdout.write('The schema has not changed: no migration was written.\n');
    return;
  }
  const stamp = new Date().toISOString().replaceAll(/\D/g, '').slice(0, 14);
  const folder = path.join(migrations, name ? `${stamp}_${name}` : initial);
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'migration.sql'), name ? sql : sql + handwritten());
  writeFileSync(path.join(folder, 'schema.prisma'), to);
  writeFileSync(path.join(migrations, 'migration_lock.toml'), 'provider = "postgresql"\n');
  process.stdout.write(`${path.relative(process.cwd(), folder)}\n`);
}

await main(process.argv[2]);
