/** Brings a database to today's schema; forward only. */
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type pg from 'pg';
import { DatabaseSession } from '../../prisma/session.ts';
import { everything, withSchemaEngine } from './schema-engine.ts';
import { convertStoredTexts } from './stored-texts.ts';
import { applyVisitorRole, makeVisitorRole, RoleMissing } from './visitor-role.ts';
import type { MigrationList, SchemaEngine } from './schema-engine.ts';

const migrationsFolder = path.resolve(import.meta.dirname, '../../prisma/migrations');

/** Any fixed number serves; every process that migrates waits for the same one. */
const migrationLock = 7_352_623;

/** The database holds something that this program must not touch; the message says what to do. */
export class MigrationRefused extends Error {}

export interface MigrationResult {
  /** Names of the migrations applied now, oldest first; empty when nothing was missing. */
  applied: string[];
}

/**
 * Applies what is missing. Processes that boot at the same time wait for one another. Throws MigrationRefused when the
 * database is not UTF8, is newer than this program, holds a migration that failed or was edited, or when its server has
 * no role for visitors and this login may make none.
 */
export async function migrate(databaseUrl: string, folder = migrationsFolder): Promise<MigrationResult> {
  const session = new DatabaseSession({ connectionString: databaseUrl, connectionTimeoutMillis: 10_000 });
  await session.connect();
  try {
    await refuseOtherEncodings(session);
    await session.query('select pg_advisory_lock($1)', [migrationLock]);
    await refuseWithoutRole(session);
    const migrationsList = await readMigrations(folder);
    return await withSchemaEngine(databaseUrl, async (engine) => {
      await refuseStrangeHistory(engine, migrationsList);
      const { appliedMigrationNames } = await engine.applyMigrations({ migrationsList, filters: everything });
      // Folders of tests hold other tables than ours.
      if (folder === migrationsFolder) {
        const names = migrationsList.migrationDirectories.map(({ path: name }) => name);
        await applyVisitorRole(session, names);
        await convertStoredTexts(session);
      }
      return { applied: appliedMigrationNames };
    });
  } finally {
    await session.end();
  }
}

/** Before anything is changed: a start that is refused leaves the database as it was. */
async function refuseWithoutRole(session: pg.Client): Promise<void> {
  try {
    await makeVisitorRole(session);
  } catch (error) {
    throw error instanceof RoleMissing ? new MigrationRefused(error.message) : error;
  }
}

async function refuseOtherEncodings(session: pg.Client): Promise<void> {
  const { rows } = await session.query<{ server_encoding: string }>('show server_encoding');
  const encoding = rows[0]?.server_encoding;
  if (encoding === 'UTF8') return;
  throw new MigrationRefused(
    `The database is encoded in ${encoding}; Relance needs UTF8. Create it again with: ` +
      `CREATE DATABASE relance ENCODING 'UTF8' TEMPLATE template0.`,
  );
}

async function refuseStrangeHistory(engine: SchemaEngine, migrationsList: MigrationList): Promise<void> {
  const found = await engine.diagnoseMigrationHistory({
    migrationsList,
    optInToShadowDatabase: false,
    filters: everything,
  });
  if (found.failedMigrationNames.length > 0) {
    throw new MigrationRefused(
      `The migration ${found.failedMigrationNames.join(', ')} failed half-way earlier. Restore the backup made ` +
        `before it, or repair the tables and mark it with "prisma migrate resolve", then start again.`,
    );
  }
  if (found.editedMigrationNames.length > 0) {
    throw new MigrationRefused(
      `The database was made by another edition of ${found.editedMigrationNames.join(', ')} than the one in ` +
        `prisma/migrations. Start the version of Relance that made it, or begin with an empty database.`,
    );
  }
  if (found.history && found.history.diagnostic !== 'databaseIsBehind') {
    throw new MigrationRefused(
      `The database knows the migrations ${found.history.unpersistedMigrationNames.join(', ')}, this version of ` +
        `Relance does not: it is older than the data. Start the newer version.`,
    );
  }
}

/** The folders of prisma/migrations in order, in the form the engine reads. */
export async function readMigrations(folder: string): Promise<MigrationList> {
  const names = (await readdir(folder, { withFileTypes: true }))
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
  return {
    baseDir: folder,
    lockfile: {
      path: 'migration_lock.toml',
      content: await readFile(path.join(folder, 'migration_lock.toml'), 'utf8'),
    },
    shadowDbInitScript: '',
    migrationDirectories: await Promise.all(
      names.map(async (name) => ({
        path: name,
        migrationFile: {
          path: 'migration.sql',
          content: {
            tag: 'ok' as const,
            value: await readFile(path.join(folder, name, 'migration.sql'), 'utf8'),
          },
        },
      })),
    ),
  };
}
