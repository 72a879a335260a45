/** Rows of items as payments change them. */
import type { BookLine } from '../../../domain/ledger/payment-book.ts';
import type { IsoDate } from '../../../domain/model/common.ts';
import { Prisma, type FactsTransaction } from '../../client.ts';
import { fromIsoDate } from '../../convert.ts';

/** Open amounts and states after payments. */
export async function settleLines(tx: FactsTransaction, lines: BookLine[], at: Date): Promise<void> {
  if (lines.length === 0) return;
  await tx.$executeRaw(Prisma.sql`
    UPDATE "OpenItem" i SET "openMinor" = l.open::bigint, "state" = l.state::"ItemState", "clearedOn" = l.cleared::date,
                            "updatedAt" = ${at.toISOString()}::timestamp
    FROM unnest(${lines.map(({ id }) => id)}::text[], ${lines.map(({ openMinor }) => String(openMinor))}::text[],
                ${lines.map(({ state }) => state)}::text[], ${lines.map(({ clearedOn }) => clearedOn)}::text[])
      AS l(id, open, state, cleared)
    WHERE i."id" = l.id::uuid`);
}

export interface NewCredit {
  customerId: string;
  paymentId: string;
  type: 'credit_note' | 'unapplied_payment';
  number: string;
  numberUse: number;
  receivedOn: IsoDate;
  /** Above zero; the line is open below zero. */
  unappliedMinor: number;
  currency: string;
}

/** Answers the ids of the new lines by payment. */
export async function createCreditLines(
  tx: FactsTransaction,
  { legalEntityId, at, credits }: { legalEntityId: string; at: Date; credits: NewCredit[] },
): Promise<Map<string, string>> {
  const created = await tx.openItem.createManyAndReturn({
    data: credits.map(({ receivedOn, unappliedMinor, ...credit }) => ({
      ...credit,
      legalEntityId,
      issuedOn: fromIsoDate(receivedOn),
      dueOn: fromIsoDate(receivedOn),
      originalMinor: BigInt(-unappliedMinor),
      openMinor: BigInt(-unappliedMinor),
      createdAt: at,
    })),
    select: { id: true, paymentId: true },
  });
  return new Map(created.map(({ id, paymentId }) => [paymentId!, id]));
}
