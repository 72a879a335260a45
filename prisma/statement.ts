/**
 * Several writes sent as one statement: one round trip, one plan, all or nothing. Each of them sees the rows as they
 * were before the statement, so that no two may touch the same row; what one of them answers (`RETURNING`) another may
 * read by its name.
 */
import { prepared, Prisma, type Db } from './client.ts';

export interface Write {
  /** Its name within the statement; of several with one name the first has it. */
  as: string;
  sql: Prisma.Sql;
  /** Identity of the row that it touches, where another write of the same work may touch it too. */
  row?: string;
  facts?: false;
}

/** Of rows that the engine decides on: only `application/unit-of-work.ts` sends them. */
export interface FactWrite {
  as: string;
  sql: Prisma.Sql;
  row?: string;
  facts: true;
}

/** @param answer reads what the writes returned; nothing where absent */
export function together(
  writes: readonly (Write | FactWrite)[],
  answer: Prisma.Sql = Prisma.sql`SELECT 1`,
): Prisma.Sql {
  const names = new Map<string, number>();
  const parts = writes.map(({ as, sql }) => {
    const times = names.get(as) ?? 0;
    names.set(as, times + 1);
    return Prisma.sql`${Prisma.raw(`"${as}${times === 0 ? '' : times + 1}"`)} AS (${sql})`;
  });
  return Prisma.sql`${prepared} WITH ${Prisma.join(parts, ', ')} ${answer}`;
}

/** In their order, in as few statements as there are writes of one row. */
export function apart<W extends Write | FactWrite>(writes: readonly W[]): W[][] {
  const groups: W[][] = [];
  let rows = new Set<string>();
  for (const write of writes) {
    const isAnother = write.row !== undefined && rows.has(write.row);
    if (groups.length === 0 || isAnother) {
      groups.push([]);
      rows = new Set();
    }
    if (write.row !== undefined) rows.add(write.row);
    groups.at(-1)!.push(write);
  }
  return groups;
}

export async function writeTogether(db: Db, writes: readonly Write[]): Promise<void> {
  if (writes.length > 0) await db.$executeRaw(together(writes));
}

/** Columns are timestamps without zone that hold UTC; a bare parameter would be shifted by the session's zone. */
export function timestamp(at: Date | null): Prisma.Sql {
  return Prisma.sql`${at?.toISOString() ?? null}::timestamp`;
}

export function json(value: unknown): Prisma.Sql {
  return Prisma.sql`${JSON.stringify(value)}::jsonb`;
}
