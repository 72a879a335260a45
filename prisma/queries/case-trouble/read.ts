/** How many cases are in trouble. */
import { type Db } from '../../client.ts';

/** Once is no trouble: it was tried again. */
const keepsFailing = 2;

/** How many cases keep failing, of one entity or of all. */
export async function countTroubled(db: Db, legalEntityId?: string): Promise<number> {
  return db.caseTrouble.count({
    where: {
      times: { gte: keepsFailing },
      ...(legalEntityId === undefined ? {} : { customer: { legalEntityId } }),
    },
  });
}
