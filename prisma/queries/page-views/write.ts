/** Who opened links: one row for a browser and hour, counted up. */
import type { ViewVerdict } from '../../../domain/vocabulary/visitors.ts';
import { Prisma, type Db } from '../../client.ts';

export interface View {
  linkId: string;
  /** Hash over user agent and network. */
  agentHash: string;
  userAgent: string;
  verdict: ViewVerdict;
  at: Date;
}

const longestAgent = 300;

/** A link was opened. A browser that only looked ahead before may be a person's; what was found out else stays. */
export async function recordView(db: Db, view: View): Promise<void> {
  const { linkId, agentHash, verdict, at } = view;
  await db.$executeRaw(Prisma.sql`
    INSERT INTO "PageView" ("linkId", "agentHash", "hourAt", "userAgent", "verdict", "firstAt", "lastAt")
    VALUES (${linkId}::uuid, ${agentHash}, ${hourOf(at)}, ${view.userAgent.slice(0, longestAgent)},
      ${verdict}::"ViewVerdict", ${utc(at)}, ${utc(at)})
    ON CONFLICT ("linkId", "agentHash", "hourAt") DO UPDATE
    SET "count" = "PageView"."count" + 1, "lastAt" = greatest("PageView"."lastAt", excluded."lastAt"),
      "verdict" = CASE WHEN "PageView"."verdict" = 'scanner' THEN excluded."verdict" ELSE "PageView"."verdict" END`);
}

/** Somebody moved or typed on the page; twice is once. */
export async function recordPerson(db: Db, view: Omit<View, 'verdict'>): Promise<void> {
  const { linkId, agentHash, at } = view;
  await db.$executeRaw(Prisma.sql`
    INSERT INTO "PageView"
      ("linkId", "agentHash", "hourAt", "userAgent", "verdict", "firstAt", "lastAt", "personAt")
    VALUES (${linkId}::uuid, ${agentHash}, ${hourOf(at)}, ${view.userAgent.slice(0, longestAgent)},
      'person', ${utc(at)}, ${utc(at)}, ${utc(at)})
    ON CONFLICT ("linkId", "agentHash", "hourAt") DO UPDATE
    SET "verdict" = 'person', "personAt" = excluded."personAt"
    WHERE "PageView"."verdict" <> 'person'`);
}

/** Columns are timestamps without zone holding UTC; a bare parameter would be shifted by the session's zone. */
function utc(at: Date): Prisma.Sql {
  return Prisma.sql`(${at}::timestamptz AT TIME ZONE 'UTC')`;
}

function hourOf(at: Date): Prisma.Sql {
  return Prisma.sql`date_trunc('hour', ${at}::timestamptz AT TIME ZONE 'UTC')`;
}
