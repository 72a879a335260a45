/** What an act on many customers, or a switch of the whole company, would cause; nothing is written. */
import { actForDryRun } from '../../../application/bulk/dry-run.ts';
import type { ConsequenceForecast } from '../../../application/case/forecast.ts';
import { RefusedError } from '../../../domain/errors.ts';
import { addByCurrency } from '../../../domain/money/amounts.ts';
import {
  selectedCustomers,
  type BulkParams,
  type BulkSelection,
} from '../../../prisma/queries/bulk-runs/read.ts';
import type { BulkRunKind } from '../../../domain/vocabulary/customers.ts';
import { readCustomerNames } from '../../../prisma/queries/customers/read.ts';
import type { App, AppDeps, EntityScope, SignedIn } from '../../context.ts';
import { entityOf, userOf } from '../../plugins/access.ts';
import { limitInFlight } from '../../plugins/in-flight.ts';
import { inParallel } from '../../plugins/in-parallel.ts';
import { dryRun, dryRunWith, orRefusal, type DryRunTarget } from '../../plugins/dry-run.ts';
import { entityParams } from '../../wire.ts';
import { presentRefusal } from './schema.ts';
import { untouchedOf, type CustomerForecast } from './untouched.ts';
import { requireAllowed, requirePossible } from '../bulk-runs/index.ts';
import { scopeOf } from '../customer-search/index.ts';
import { companyIntended, type CompanyIntended } from './company.ts';
import {
  companyBody,
  mostCustomersOfSet,
  runBody,
  setConsequence,
  stretch,
  type SetConsequence,
} from './set-schema.ts';

/** Dry runs at the same time for one request. */
const width = 4;
/** A form that is changed while it is worked out asks again before the first answer is there. */
const atOnceEach = 4;

/** Neither who looks after a customer nor what messages carry besides their words is read by the engine. */
const decidesNothing: readonly BulkRunKind[] = [
  'assign_collector',
  'pages_on',
  'pages_off',
  'capture_on',
  'capture_off',
];

export function setConsequenceRoutes(app: App, deps: AppDeps): void {
  const limited = limitInFlight(atOnceEach);
  app.route({
    method: 'POST',
    url: '/api/entities/:entityId/bulk-runs/consequence',
    config: { access: 'act' },
    schema: {
      tags: ['customers'],
      summary: `What would follow if this were done for these customers, ${stretch} of them for each question; changes nothing`,
      operationId: 'forecastBulkRun',
      params: entityParams,
      body: runBody,
      response: { 200: setConsequence },
    },
    handler: async (request) => {
      const entity = entityOf(request);
      const user = userOf(request);
      const { act, selection, from } = request.body;
      requireAllowed(act, user);
      const { kind, ...params } = act;
      const run = {
        legalEntityId: entity.id,
        kind,
        params: params as BulkParams,
        createdBy: user.userId,
      };
      return limited(user.userId, () =>
        forecastSet(deps, { entity, user, selection, from }, async () => {
          await requirePossible(deps, entity, act);
          return decidesNothing.includes(kind)
            ? { kind: 'imagined', imagine: (position) => position }
            : { kind: 'act', carryOut: await actForDryRun(deps.db, run, deps.now()) };
        }),
      );
    },
  });
  app.route({
    method: 'POST',
    url: '/api/entities/:entityId/settings/consequence',
    config: { access: 'administer' },
    schema: {
      tags: ['settings'],
      summary: `What would follow if the company were switched so, ${stretch} customers for each question; changes nothing`,
      operationId: 'forecastSettings',
      params: entityParams,
      body: companyBody,
      response: { 200: setConsequence },
    },
    handler: async (request) => {
      const entity = entityOf(request);
      const user = userOf(request);
      const { change, from } = request.body;
      const everybody = { criteria: {}, exceptIds: [] };
      return limited(user.userId, () =>
        forecastSet(deps, { entity, user, selection: everybody, from }, () =>
          companyIntended(deps, entity, change),
        ),
      );
    },
  });
}

export interface Asked {
  entity: EntityScope;
  user: SignedIn;
  selection: BulkSelection;
  from: number;
}

async function forecastSet(
  deps: AppDeps,
  asked: Asked,
  intend: () => Promise<CompanyIntended>,
): Promise<SetConsequence> {
  const intended = await orRefusal(intend);
  if (intended instanceof RefusedError) return refusedSet(deps, intended);
  const { named, ...stretched } = await evaluateStretch(deps, asked, intended);
  return { ...stretched, ...counted(named, deps.now()) };
}

/** A stretch of the set, each of its customers as it stands and as it would stand. */
export async function evaluateStretch(
  deps: AppDeps,
  { entity, user, selection, from }: Asked,
  intended: CompanyIntended,
): Promise<Pick<SetConsequence, 'customers' | 'evaluated' | 'next'> & { named: ComparedCustomer[] }> {
  const most = Math.min(stretch, mostCustomersOfSet - from);
  const { total, ids } = await selectedCustomers(deps.db, { scope: scopeOf(entity), selection, from, most });
  const results = await inParallel(ids, width, (customerId) =>
    compare(deps, { entity, user, customerId }, intended),
  );
  const names = await readCustomerNames(deps.db, ids);
  const named = results.map((result, index) => ({
    ...result,
    customerId: ids[index]!,
    name: names.get(ids[index]!) ?? '',
  }));
  const end = from + ids.length;
  const next = ids.length === 0 || end >= Math.min(total, mostCustomersOfSet) ? null : end;
  return { customers: total, evaluated: ids.length, next, named };
}

/** What follows as it stands and once it is done, or why it cannot be done to this customer. */
export interface ComparedCustomer extends CustomerForecast {
  before: ConsequenceForecast | null;
}

async function compare(
  deps: AppDeps,
  target: DryRunTarget,
  intended: CompanyIntended,
): Promise<Pick<ComparedCustomer, 'before' | 'after'>> {
  if (intended.kind === 'imagined') {
    return dryRunWith(deps, target, intended.imagine);
  }
  const before = await dryRun(deps, target, { kind: 'nothing' });
  return { before, after: await orRefusal(() => dryRun(deps, target, intended)) };
}

/** Nothing can be done to anybody. */
export function refusedSet({ now }: Pick<AppDeps, 'now'>, refusal: RefusedError): SetConsequence {
  const none = { customers: 0, evaluated: 0, next: null };
  return { ...none, ...counted([], now()), refusal: presentRefusal(refusal) };
}

type Done = ComparedCustomer & { after: ConsequenceForecast | null };

/** What follows for those evaluated, counted and added up. */
export function counted(
  results: ComparedCustomer[],
  now: Date,
): Omit<SetConsequence, 'customers' | 'evaluated' | 'next'> {
  const done = results.filter((result): result is Done => !(result.after instanceof RefusedError));
  const after = done.map((result) => result.after);
  const leaving = after.filter((one) => one !== null && happens(one, 'leaves')) as ConsequenceForecast[];
  const asking = after.filter(
    (one) => one !== null && happens(one, 'asks', 'waits'),
  ) as ConsequenceForecast[];
  const today = leaving.filter(({ consequence, today: day }) => consequence.on === day);
  const held = done.flatMap(({ before, after: then }) => (isHeld(before, then) ? [before!] : []));
  const leavesAt = leaving.map((one) => new Date(one.leavesAt!).toISOString()).toSorted();
  const asksOn = asking.map(({ consequence }) => consequence.on!).toSorted();
  return {
    leaves: { ...ends(leavesAt), totals: totalsOf(leaving) },
    leavesToday: { count: today.length, totals: totalsOf(today) },
    asks: { ...ends(asksOn), totals: totalsOf(asking) },
    held: { count: held.length, totals: totalsOf(held) },
    nothing: done.length - leaving.length - asking.length,
    unchanged: done.filter((result) => isSame(result.before, result.after, now)).length,
    refused: results.length - done.length,
    untouched: untouchedOf(results),
    refusal: null,
  };
}

function happens(
  { inDoubt, consequence }: ConsequenceForecast,
  ...kinds: ConsequenceForecast['consequence']['kind'][]
): boolean {
  return !inDoubt && kinds.includes(consequence.kind);
}

/** Something is planned as it stands, and would not come, or on a later day. */
function isHeld(before: ConsequenceForecast | null, after: ConsequenceForecast | null): boolean {
  if (before === null || !happens(before, 'leaves', 'asks', 'waits')) return false;
  if (after === null || !happens(after, 'leaves', 'asks', 'waits')) return true;
  return after.consequence.on! > before.consequence.on! || (waits(before) && !waits(after));
}

function waits({ consequence }: ConsequenceForecast): boolean {
  return consequence.kind === 'waits' && consequence.gate === undefined;
}

/** Two results are a moment apart: what leaves at once leaves at the same time in both. */
const momentMs = 60_000;

function isSame(before: ConsequenceForecast | null, after: ConsequenceForecast | null, now: Date): boolean {
  const at = (one: ConsequenceForecast | null) => {
    const leavesAt = one?.leavesAt === undefined || one.leavesAt === null ? null : +new Date(one.leavesAt);
    return leavesAt !== null && leavesAt < +now + momentMs ? 'at once' : leavesAt;
  };
  const shown = (one: ConsequenceForecast | null) =>
    JSON.stringify([
      one?.inDoubt,
      one?.consequence.kind,
      one?.consequence.on,
      at(one),
      one?.consequence.due?.stepKey,
      one?.consequence.due?.totals,
    ]);
  return shown(before) === shown(after);
}

function totalsOf(all: ConsequenceForecast[]): Record<string, number> {
  return all.reduce<Record<string, number>>(
    (sum, { consequence }) => addByCurrency(sum, consequence.due?.totals ?? {}),
    {},
  );
}

function ends(sorted: string[]): { count: number; first: string | null; last: string | null } {
  return { count: sorted.length, first: sorted[0] ?? null, last: sorted.at(-1) ?? null };
}
