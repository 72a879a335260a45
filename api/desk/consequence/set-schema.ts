import { z } from 'zod';
import { amounts, instant, isoDate, uuid } from '../../wire.ts';
import { refusal } from './schema.ts';
import { untouched } from './untouched.ts';
import { bulkAct, bulkSelection } from '../bulk-runs/schema.ts';
import { channelSwitch, decidingSettings, entityPause } from '../settings/schema.ts';

/** Customers evaluated for one answer: a second's work, so that a large set shows how far it is. */
export const stretch = 50;
/** Beyond as many customers only the first ones of a set are evaluated, and the answer says so. */
export const mostCustomersOfSet = 1_000;

const from = z
  .number()
  .int()
  .min(0)
  .max(mostCustomersOfSet - 1)
  .default(0);

export const runBody = z
  .object({ act: bulkAct, selection: bulkSelection, from })
  .strict()
  .meta({ id: 'AskRunConsequence' });

export const versionBody = z.object({ from }).strict().meta({ id: 'AskVersionConsequence' });

export const companyChange = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('pause'), until: entityPause.shape.until }).strict(),
  z.object({ kind: z.literal('resume') }).strict(),
  z.object({ kind: z.literal('channels'), pausedChannels: channelSwitch.shape.pausedChannels }).strict(),
  z.object({ kind: z.literal('default_scenario'), scenarioId: uuid }).strict(),
  z.object({ kind: z.literal('settings'), changes: decidingSettings }).strict(),
]);

export const companyBody = z
  .object({ change: companyChange, from })
  .strict()
  .meta({ id: 'AskCompanyConsequence' });

const count = z.number().int();

/** A stretch of a set: the next thing that would happen to each of its customers, counted. Stretches add up. */
export const setConsequence = z
  .object({
    /** Customers of the whole set. */
    customers: count,
    /** Customers that this answer is about; 0 of some: there are too many changes to work it out. */
    evaluated: count,
    /** Where the next stretch begins; null: this was the last one that is evaluated. */
    next: count.nullable(),
    /** Messages that leave by themselves. */
    leaves: z.object({ count, first: instant.nullable(), last: instant.nullable(), totals: amounts }),
    /** Those of them that leave today. */
    leavesToday: z.object({ count, totals: amounts }),
    /** Steps that are, or stand, proposed to a person. */
    asks: z.object({ count, first: isoDate.nullable(), last: isoDate.nullable(), totals: amounts }),
    /** Customers for whom something is planned as it stands, and would come later or not at all. */
    held: z.object({ count, totals: amounts }),
    /** Customers for whom nothing follows. */
    nothing: count,
    /** Customers for whom it stays as planned. */
    unchanged: count,
    /** Customers to whom it cannot be done. */
    refused: count,
    untouched,
    refusal,
  })
  .meta({ id: 'SetConsequence' });
export type SetConsequence = z.output<typeof setConsequence>;
