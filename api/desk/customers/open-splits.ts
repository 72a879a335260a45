import type { IsoDate, MinorByCurrency } from '../../../domain/model/common.ts';
import { addByCurrency } from '../../../domain/money/amounts.ts';
import {
  openSplits,
  promisedParts,
  type OpenSplit,
  type PromisedPart,
} from '../../../domain/statement/split.ts';
import type { Db } from '../../../prisma/client.ts';
import { sumToChase } from '../../../prisma/queries/customers/to-chase.ts';
import { readOpenLines } from '../../../prisma/queries/items/open-lines.ts';

/** What is promised of these customers, also in part, by currency; one statement for all of them. */
export async function readPromisedParts(
  db: Db,
  of: { customerIds: string[]; today: IsoDate },
): Promise<(customerId: string) => Record<string, PromisedPart>> {
  const open = await readOpenLines(db, of);
  return (customerId) => promisedParts(open.get(customerId)?.lines ?? []);
}

type Splits = Record<string, OpenSplit>;

/** What is open of these customers, by currency, split by what stands in the way; nothing open: `{}`. One statement for all of them. */
export async function readOpenSplits(
  db: Db,
  of: { customerIds: string[]; today: IsoDate },
): Promise<(customerId: string) => Splits> {
  const open = await readOpenLines(db, of);
  return (customerId) => {
    const of = open.get(customerId);
    return of === undefined ? {} : openSplits(of.lines, of);
  };
}

/** What a reminder would ask for of everybody who meets the criteria, by currency. */
export async function readToChase(db: Db, query: Parameters<typeof sumToChase>[1]): Promise<MinorByCurrency> {
  const { totals, others } = await sumToChase(db, query);
  const openOf = await readOpenSplits(db, { customerIds: others, today: query.today });
  const rest = others.map((id) =>
    Object.fromEntries(Object.entries(openOf(id)).map(([currency, of]) => [currency, of.chaseableMinor])),
  );
  return rest.reduce(addByCurrency, totals);
}
