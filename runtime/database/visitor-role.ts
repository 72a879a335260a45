/**
 * The role of visitors and what it may see, brought to what prisma/access says. The role belongs to the server, not to
 * the database; making it takes a right that not every owner of a database has.
 */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type pg from 'pg';

const file = path.resolve(import.meta.dirname, '../../prisma/access/visitor-role.sql');

/** Neither made nor given: the message says what an administrator of the server types. */
export class RoleMissing extends Error {}

/**
 * Applies the file where it, or the tables, have changed; the role is there. Called by one process at a time.
 *
 * @param migrations names of all that were ever applied: a table that came with one is closed or opened anew
 */
export async function applyVisitorRole(session: pg.Client, migrations: readonly string[]): Promise<void> {
  const sql = await readFile(file, 'utf8');
  const state = createHash('sha256')
    .update([sql, ...migrations].join('\n'))
    .digest('hex');
  if ((await appliedState(session)) === state) return;
  await session.query('begin');
  try {
    await session.query(`set local lock_timeout = '30s'`);
    await session.query(sql);
    await session.query(`comment on function relance_visitor(text) is '${state}'`);
    await session.query('commit');
  } catch (error) {
    await session.query('rollback');
    throw error;
  }
}

async function appliedState(session: pg.Client): Promise<string | null> {
  const { rows } = await session.query<{ state: string | null }>(
    `select obj_description(to_regprocedure('public.relance_visitor(text)'), 'pg_proc') as state`,
  );
  return rows[0]?.state ?? null;
}

/**
 * Makes the role, and lets the login of `session` take it on.
 *
 * @throws RoleMissing
 */
export async function makeVisitorRole(session: pg.Client): Promise<void> {
  if (await mayTakeRole(session)) return;
  // Another database of the same server may be at it: who comes second finds the role there.
  await session.query('create role relance_visitor nologin').catch(ignored);
  await session.query('grant relance_visitor to current_user').catch(ignored);
  if (await mayTakeRole(session)) return;
  const { rows } = await session.query<{ login: string }>('select quote_ident(current_user) as login');
  throw new RoleMissing(
    'The pages of customers and colleagues read the database as the role relance_visitor, which this login can ' +
      'neither make nor take on. Have an administrator of the server run: CREATE ROLE relance_visitor NOLOGIN; ' +
      `GRANT relance_visitor TO ${rows[0]!.login}; then start again.`,
  );
}

function ignored(): void {
  // Whether it helped is asked for afterwards.
}

async function mayTakeRole(session: pg.Client): Promise<boolean> {
  try {
    await session.query('set role relance_visitor');
    await session.query('reset role');
    return true;
  } catch {
    return false;
  }
}
