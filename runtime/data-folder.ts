/** The folder of the embedded parts: one start at a time, secrets made once, readable by its owner. */
import { randomBytes } from 'node:crypto';
import { chmodSync, linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { mayEnter, sharedFolder } from './database/postgres-binaries.ts';
import type { Account } from './database/postgres-binaries.ts';
import { processStart } from './processes.ts';

/** Someone else works on the folder; the message names the process. */
export class FolderInUse extends Error {}

const holderSchema = z.object({ pid: z.number().int(), start: z.string() });
const secretsSchema = z.object({ secret: z.string(), databasePassword: z.string() });
export type LocalSecrets = z.infer<typeof secretsSchema>;

export interface FolderLock {
  release(): void;
}

/** Makes the folder if need be. Others may pass through it (PostgreSQL's account must), not look into it. */
export function prepareDataFolder(folder: string): void {
  mkdirSync(path.join(folder, 'logs'), { recursive: true, mode: 0o700 });
  chmodSync(folder, process.getuid?.() === 0 ? 0o711 : 0o700);
}

/**
 * Takes the folder for this process. A lock whose process is gone, or whose number now belongs to a process that
 * began at another time, is replaced; one that is held throws FolderInUse.
 */
export function lockFolder(folder: string): FolderLock {
  const lock = path.join(folder, 'lock');
  const own = JSON.stringify({ pid: process.pid, start: processStart(process.pid) ?? '' });
  const candidate = `${lock}.${process.pid}`;
  writeFileSync(candidate, own, { mode: 0o600 });
  try {
    for (let tries = 0; tries < 100; tries++) {
      if (linkIfFree(candidate, lock)) return { release: () => releaseIfOwn(lock, own) };
      const content = readIfThere(lock);
      if (content === undefined) continue;
      const holder = parseHolder(content);
      if (holder && processStart(holder.pid) === holder.start) {
        throw new FolderInUse(
          `Relance already runs on ${folder} (process ${holder.pid}). Use it, stop it with Ctrl-C where it was ` +
            `started (or "kill ${holder.pid}"), or set RELANCE_DATA to another folder.`,
        );
      }
      setAside(lock, content);
    }
    throw new FolderInUse(`The lock ${lock} changes all the time: other starts are trying to take it.`);
  } finally {
    rmSync(candidate, { force: true });
  }
}

/** A link is made whole or not at all: nobody reads a half-written lock. */
function linkIfFree(candidate: string, lock: string): boolean {
  try {
    linkSync(candidate, lock);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** Another start may have replaced the stale lock since it was read: then its new one goes back. */
function setAside(lock: string, stale: string): void {
  const aside = `${lock}.stale.${process.pid}`;
  try {
    renameSync(lock, aside);
  } catch {
    return;
  }
  if (readIfThere(aside) !== stale) linkIfFree(aside, lock);
  rmSync(aside, { force: true });
}

function releaseIfOwn(lock: string, own: string): void {
  if (readIfThere(lock) === own) rmSync(lock, { force: true });
}

function parseHolder(content: string): z.infer<typeof holderSchema> | undefined {
  try {
    return holderSchema.parse(JSON.parse(content));
  } catch {
    return undefined;
  }
}

/** Made at the first start and kept beside the data that they protect. */
export function localSecrets(folder: string): LocalSecrets {
  const file = path.join(folder, 'secrets.json');
  const content = readIfThere(file);
  if (content !== undefined) return secretsSchema.parse(JSON.parse(content));
  const made = { secret: randomBytes(32).toString('hex'), databasePassword: randomBytes(18).toString('hex') };
  writeFileSync(file, JSON.stringify(made), { mode: 0o600 });
  return made;
}

/**
 * Where PostgreSQL keeps its data: in the folder, or below /var/tmp when the account that it runs as may not pass
 * through the folders above (a clone in /root). `moved` says so.
 */
export function postgresFolder(
  folder: string,
  account: Account | undefined,
): { path: string; moved: boolean } {
  if (!account || mayPass(folder, account)) return { path: path.join(folder, 'postgres'), moved: false };
  return { path: path.join(sharedFolder(folder), 'postgres'), moved: true };
}

function mayPass(folder: string, account: Account): boolean {
  const probe = path.join(folder, 'entrance');
  mkdirSync(probe, { recursive: true, mode: 0o755 });
  chmodSync(probe, 0o755);
  try {
    return mayEnter(probe, account);
  } finally {
    rmSync(probe, { recursive: true, force: true });
  }
}

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
