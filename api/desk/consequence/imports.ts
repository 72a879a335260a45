/** What applying an import would cause: it is applied, the engine is asked, and all of it is rolled back. */
import { forecastImport } from '../../../application/imports/forecast.ts';
import { RefusedError } from '../../../domain/errors.ts';
import { importChanges } from '../../../domain/vocabulary/imports.ts';
import { importRun } from '../../../prisma/queries/imports/read.ts';
import type { App, AppDeps } from '../../context.ts';
import { entityOf, userOf } from '../../plugins/access.ts';
import { limitInFlight } from '../../plugins/in-flight.ts';
import { orRefusal, rolledBack } from '../../plugins/dry-run.ts';
import { emptyBody, entityParams, uuid } from '../../wire.ts';
import { setConsequence } from './set-schema.ts';
import { counted, refusedSet } from './sets.ts';

/** Beyond as many the ledger would be locked for longer than a question may take. */
const mostChanges = 5_000;
/** Customers evaluated for the answer, by name. */
const mostCustomers = 100;
const timeoutMs = 30_000;

export function importConsequenceRoutes(app: App, deps: AppDeps): void {
  const limited = limitInFlight(1);
  app.route({
    method: 'POST',
    url: '/api/entities/:entityId/imports/:importId/consequence',
    config: { access: 'act' },
    schema: {
      tags: ['imports'],
      summary: `What would follow if this import were applied, for ${mostCustomers} of its customers; changes nothing`,
      operationId: 'forecastImport',
      params: entityParams.extend({ importId: uuid }),
      body: emptyBody,
      response: { 200: setConsequence },
    },
    handler: async (request) => {
      const { userId } = userOf(request);
      const run = await importRun(deps.db, request.params.importId);
      if (run === null || run.legalEntityId !== entityOf(request).id) throw new RefusedError('not_found');
      const changes = importChanges
        .filter((change) => change !== 'unchanged')
        .reduce((sum, change) => sum + (run.counts[change] ?? 0), 0);
      if (changes > mostChanges)
        return { customers: changes, evaluated: 0, next: null, ...counted([], deps.now()) };
      const at = deps.now();
      const forecast = await limited(userId, () =>
        orRefusal(() =>
          rolledBack(deps, (tx) => forecastImport(tx, run, { userId, at, most: mostCustomers }), timeoutMs),
        ),
      );
      if (forecast instanceof RefusedError) return refusedSet(deps, forecast);
      const { customers, results } = forecast;
      const sums = counted(
        results.map((result) => ({ ...result, before: null })),
        at,
      );
      return { customers, evaluated: results.length, next: null, ...sums, unchanged: 0 };
    },
  });
}
