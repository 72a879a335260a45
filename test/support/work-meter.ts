/**
 * Counts the rows that PostgreSQL touches for each statement, as auto_explain reports them: work does not depend on
 * how busy the machine is, seconds do.
 */
import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { createClientOn, Prisma } from '../../prisma/client.ts';
import { DatabaseSession } from '../../prisma/session.ts';
import { openDatabase, type OpenDatabase, type TestDatabase } from './database.ts';

export interface MeteredStatement {
  sql: string;
  /** Rows that its plan read, joined, sorted or threw away, all loops together. */
  rows: number;
}

export interface WorkMeter {
  /** Every statement on it is metered. */
  db: OpenDatabase;
  /** Runs `work` and answers its statements, the dearest first. */
  measure(work: () => Promise<unknown>): Promise<MeteredStatement[]>;
  close(): Promise<void>;
}

const settings = {
  session_preload_libraries: 'auto_explain',
  'auto_explain.log_min_duration': '0',
  'auto_explain.log_analyze': 'on',
  'auto_explain.log_timing': 'off',
  'auto_explain.log_format': 'json',
  'auto_explain.log_level': 'notice',
};

/** Not for a database that anything else is connected to: the settings hold for every later connection. */
export async function createWorkMeter({ url, db }: TestDatabase): Promise<WorkMeter> {
  const name = new URL(url).pathname.slice(1);
  for (const [setting, value] of Object.entries(settings)) {
    await db.$executeRaw(Prisma.raw(`ALTER DATABASE ${name} SET ${setting} = '${value}'`));
  }
  let statements: MeteredStatement[] = [];
  const pool = new pg.Pool({ Client: DatabaseSession, connectionString: url, max: 2 });
  pool.on('connect', (client) => {
    client.on('notice', ({ message }) => {
      const found = message === undefined ? undefined : /plan:\n(\{.*\})\s*$/s.exec(message)?.[1];
      if (found === undefined) return;
      const { 'Query Text': sql, Plan: plan } = JSON.parse(found) as { 'Query Text': string; Plan: PlanNode };
      statements.push({ sql, rows: rowsOf(plan) });
    });
  });
  const metered = openDatabase(
    createClientOn(new PrismaPg(pool, { disposeExternalPool: true }), { timeout: 600_000, maxWait: 10_000 }),
  );
  return {
    db: metered,
    async measure(work) {
      statements = [];
      await work();
      return statements.toSorted((a, b) => b.rows - a.rows);
    },
    close: () => metered.$disconnect(),
  };
}

interface PlanNode {
  'Actual Rows'?: number;
  'Actual Loops'?: number;
  'Rows Removed by Filter'?: number;
  'Rows Removed by Join Filter'?: number;
  'Rows Removed by Index Recheck'?: number;
  Plans?: PlanNode[];
}

function rowsOf(node: PlanNode): number {
  const perLoop =
    (node['Actual Rows'] ?? 0) +
    (node['Rows Removed by Filter'] ?? 0) +
    (node['Rows Removed by Join Filter'] ?? 0) +
    (node['Rows Removed by Index Recheck'] ?? 0);
  // A node that is looked up and finds nothing is work, too.
  const own = Math.max(perLoop, 1) * (node['Actual Loops'] ?? 0);
  return own + (node.Plans ?? []).reduce((sum, child) => sum + rowsOf(child), 0);
}
