/** The capture address that messages to a customer name. */
import type { OutgoingCapture } from '../../../domain/capture/reply-address.ts';
import { Prisma, type Db } from '../../client.ts';
import { json, type Write } from '../../statement.ts';

/** OutgoingCapture of the customer `c` of the entity `e`; null where either takes no replies. */
export const outgoingCaptureJson = Prisma.sql`
  CASE WHEN c."replyCapture" AND e."captureScheme" IS NOT NULL THEN json_build_object(
    'scheme', e."captureScheme", 'inCopy', e."captureInCopy",
    'token', (SELECT a."token" FROM "CaptureAddress" a
              WHERE a."customerId" = c."id" AND a."withdrawnAt" IS NULL
              ORDER BY a."createdAt" DESC, a."token" LIMIT 1)) END`;

export async function outgoingCapture(db: Db, customerId: string): Promise<OutgoingCapture | null> {
  const [row] = await db.$queryRaw<{ capture: OutgoingCapture | null }[]>(Prisma.sql`
    SELECT ${outgoingCaptureJson} AS "capture"
    FROM "Customer" c JOIN "LegalEntity" e ON e."id" = c."legalEntityId" WHERE c."id" = ${customerId}::uuid`);
  return row?.capture ?? null;
}

/** An address that a message is the first to name: stored with its bytes, or not at all. */
export interface NewCaptureAddress {
  token: string;
  customerId: string;
  createdAt: Date;
}

/** `messages` answers those whose bytes are stored in the same statement. */
export function captureAddressWrites(messages: string, addresses: readonly NewCaptureAddress[]): Write[] {
  if (addresses.length === 0) return [];
  const rows = addresses.map(({ createdAt, ...row }) => ({ ...row, createdAt: createdAt.toISOString() }));
  return [
    {
      as: 'capture_addresses',
      sql: Prisma.sql`
        INSERT INTO "CaptureAddress" ("token", "customerId", "createdAt")
        SELECT a."token", a."customerId", a."createdAt"
        FROM jsonb_to_recordset(${json(rows)}) AS a("token" text, "customerId" uuid, "createdAt" timestamp)
        WHERE EXISTS (SELECT 1 FROM ${Prisma.raw(`"${messages}"`)})
        ON CONFLICT DO NOTHING`,
    },
  ];
}
