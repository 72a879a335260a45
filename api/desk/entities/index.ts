import { onceUnder } from '../../../application/idempotency.ts';
import { z } from 'zod';
import { countryCode, currencyCode, timeZone } from '../../../domain/model/common.ts';
import { isKnownCurrency } from '../../../domain/money/currency.ts';
import { RefusedError } from '../../../domain/errors.ts';
import { messageLanguages } from '../../../domain/vocabulary/languages.ts';
import { addMembership } from '../../../prisma/queries/accounts/write.ts';
import { isEntityCodeTaken } from '../../../prisma/queries/entities/read.ts';
import { appendHistory } from '../../../prisma/queries/history/write.ts';
import { inTransaction } from '../../../prisma/transaction.ts';
import { createCompany } from '../../../prisma/seed/company.ts';
import type { App, AppDeps } from '../../context.ts';
import { userOf } from '../../plugins/access.ts';
import { keyedCommand } from '../../plugins/idempotency.ts';
import { commandKey, uuid } from '../../wire.ts';

const newEntity = z
  .object({
    key: commandKey,
    /** Stands in addresses and on the command line; never changes. */
    code: z.string().regex(/^[A-Z0-9][A-Z0-9_-]{0,19}$/, 'capital letters, digits, - and _'),
    name: z.string().trim().min(1).max(200),
    currency: currencyCode.refine(isKnownCurrency, 'a currency in use'),
    country: countryCode,
    timeZone,
    language: z.enum(messageLanguages),
  })
  .strict()
  .meta({ id: 'NewEntity' });

const addedEntity = z.object({ id: uuid, code: z.string() }).meta({ id: 'AddedEntity' });

/** Further legal entities: each with its own settings, customers and people. */
export function entityRoutes(app: App, deps: AppDeps): void {
  app.route({
    method: 'POST',
    url: '/api/entities',
    config: { access: 'administer' },
    schema: {
      tags: ['settings'],
      summary:
        'Another legal entity, of which the asker is the first member; nothing leaves before it is set up',
      operationId: 'addEntity',
      body: newEntity,
      response: { 200: addedEntity },
    },
    handler: async (request) => {
      const { key, ...company } = request.body;
      const { userId } = userOf(request);
      const at = deps.now();
      return inTransaction(deps.db, async (tx) =>
        onceUnder(tx, { scope: userId, ...keyedCommand(request, key) }, async () => {
          if (await isEntityCodeTaken(tx, company.code)) throw new RefusedError('entity_code_taken');
          const id = await createCompany(tx, { ...company, at, userId });
          await addMembership(tx, { userId, legalEntityId: id });
          const actor = { kind: 'user' as const, id: userId };
          const { code, name } = company;
          await appendHistory(tx, [
            { legalEntityId: id, kind: 'entity_added', at, actor, data: { code, name } },
          ]);
          return { id, code };
        }),
      );
    },
  });
}
