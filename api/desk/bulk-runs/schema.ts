import { z } from 'zod';
import { errorCodes } from '../../../domain/errors.ts';
import { customerCriteria } from '../../../domain/model/customer-search.ts';
import { bulkOutcomes, bulkRunKinds, bulkRunStates } from '../../../domain/vocabulary/customers.ts';
import { commandKey, instant, page, pageOf, pageSize, uuid } from '../../wire.ts';

/** A screenful of ticks; everything else is chosen by its filter. */
const mostChosen = 1_000;
const ids = z.array(uuid).max(mostChosen);

export const bulkAct = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('pages_on') }).strict(),
  z.object({ kind: z.literal('pages_off') }).strict(),
  z.object({ kind: z.literal('capture_on') }).strict(),
  z.object({ kind: z.literal('capture_off') }).strict(),
  /** Null: nobody. */
  z.object({ kind: z.literal('assign_collector'), collectorId: uuid.nullable() }).strict(),
  z.object({ kind: z.literal('assign_scenario'), scenarioId: uuid }).strict(),
  /** `includeSetByHand`: rules write over what a person has set. */
  z.object({ kind: z.literal('apply_rules'), includeSetByHand: z.boolean().default(false) }).strict(),
  /** Customers that follow this scenario go over to this version of it; the others stay as they are. */
  z.object({ kind: z.literal('follow_version'), scenarioId: uuid, versionId: uuid }).strict(),
]);

/** More than a screen shows at once, few enough for one file of letters. */
const mostActions = 1_000;

export const startActionRun = z
  .object({
    key: commandKey,
    act: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('confirm_actions') }).strict(),
      z
        .object({ kind: z.literal('complete_actions'), note: z.string().trim().max(4000).optional() })
        .strict(),
      /** `duplex`: each letter begins on a sheet of its own when both sides are printed. */
      z.object({ kind: z.literal('print_letters'), duplex: z.boolean().default(true) }).strict(),
    ]),
    /** In the order in which they are to be done and printed. */
    actions: z
      .array(z.object({ id: uuid, positionHash: z.string().max(128).optional() }).strict())
      .min(1)
      .max(mostActions),
  })
  .strict()
  .meta({ id: 'StartActionRun' });

export const repeatActionRun = z.object({ key: commandKey }).strict().meta({ id: 'RepeatActionRun' });

export const bulkSelection = z.union([
  z.object({ customerIds: ids.min(1) }).strict(),
  /** Everybody whom the filter finds when the run is started, less some. */
  z.object({ criteria: customerCriteria, exceptIds: ids.default([]) }).strict(),
]);

export const startBulkRun = z
  .object({ key: commandKey, act: bulkAct, selection: bulkSelection })
  .strict()
  .meta({ id: 'StartBulkRun' });
export const openPagesBody = z.object({ selection: bulkSelection }).strict().meta({ id: 'AskOpenPages' });
export const openPages = z
  .object({
    /** Customers whose page is on. */
    customers: z.number().int(),
    /** Links to their pages that work now. */
    links: z.number().int(),
  })
  .meta({ id: 'OpenPages' });
export type BulkAct = z.output<typeof bulkAct>;

export const bulkRun = z
  .object({
    id: uuid,
    kind: z.enum(bulkRunKinds),
    state: z.enum(bulkRunStates),
    total: z.number().int(),
    outcomes: z.object(
      Object.fromEntries(bulkOutcomes.map((outcome) => [outcome, z.number().int()])) as Record<
        (typeof bulkOutcomes)[number],
        z.ZodNumber
      >,
    ),
    createdBy: z.string().nullable(),
    createdAt: instant,
    finishedAt: instant.nullable(),
    /** What was made to be fetched: all its letters in one PDF. */
    file: z.object({ letters: z.number().int(), pages: z.number().int(), keptUntil: instant }).nullable(),
    /** Of confirmations: all of them can be taken back until then. */
    undoUntil: instant.nullable(),
  })
  .meta({ id: 'BulkRun' });

export const bulkRunList = z.object({ rows: z.array(bulkRun) }).meta({ id: 'BulkRunList' });

export const bulkRowsQuery = z
  .object({ outcome: z.enum(bulkOutcomes).default('refused'), page, pageSize })
  .strict();

export const bulkRowPage = pageOf(
  z
    .object({
      customerId: uuid,
      /** Of a run about actions. */
      actionId: uuid.nullable(),
      number: z.string(),
      name: z.string(),
      /** Why it was refused. */
      code: z.enum(errorCodes).nullable(),
      params: z.record(z.string(), z.union([z.string(), z.number()])),
    })
    .meta({ id: 'BulkRow' }),
  'BulkRowPage',
);
