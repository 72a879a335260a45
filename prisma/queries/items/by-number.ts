/** Items by the number that stands on the document. */
import { owedTypes } from '../../../domain/vocabulary/ledger.ts';
import type { Db } from '../../client.ts';
import { toMinor } from '../../convert.ts';

export interface InvoiceLine {
  id: string;
  customerId: string;
  currency: string;
  openMinor: number;
}

/** Due lines of an invoice of an entity, oldest first; those that are settled have 0 open. */
export async function linesOfInvoice(
  db: Db,
  invoice: { legalEntityId: string; number: string; customerNumber: string | null },
): Promise<InvoiceLine[]> {
  const { legalEntityId, number, customerNumber } = invoice;
  const lines = await db.openItem.findMany({
    where: {
      number,
      type: { in: [...owedTypes] },
      customer: { legalEntityId, ...(customerNumber === null ? {} : { number: customerNumber }) },
    },
    select: { id: true, customerId: true, currency: true, openMinor: true, state: true },
    orderBy: [{ dueOn: 'asc' }, { id: 'asc' }],
  });
  return lines.map(({ state, openMinor, ...line }) => ({
    ...line,
    openMinor: state === 'open' ? toMinor(openMinor) : 0,
  }));
}
