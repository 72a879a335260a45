import { z } from 'zod';
import { errorCodes, RefusedError } from '../../../domain/errors.ts';
import { channels } from '../../../domain/vocabulary/channels.ts';
import { disputeReasons } from '../../../domain/vocabulary/replies.ts';
import { stepModes } from '../../../domain/vocabulary/scenarios.ts';
import { amounts, instant, isoDate, uuid } from '../../wire.ts';
import { untouched } from './untouched.ts';
import { closedGate } from '../agenda/schema.ts';
import { newQualification } from '../qualification/schema.ts';
import { newHold } from '../holds/schema.ts';
import { newDispute } from '../disputes/schema.ts';
import { newPromise } from '../promises/schema.ts';

const positionHash = z.string().min(8).max(128);
const bare = <K extends string>(kind: K) => z.object({ kind: z.literal(kind) }).strict();

/** What a person is about to do, with as much of the form as decides what follows. */
export const intention = z
  .discriminatedUnion('kind', [
    bare('nothing'),
    z.object({ kind: z.literal('confirm'), actionId: uuid, positionHash }).strict(),
    z.object({ kind: z.literal('postpone'), actionId: uuid, until: isoDate }).strict(),
    z.object({ kind: z.literal('skip'), actionId: uuid }).strict(),
    z.object({ kind: z.literal('complete'), actionId: uuid }).strict(),
    z.object({ kind: z.literal('pause'), until: isoDate.nullable() }).strict(),
    bare('resume'),
    z.object({ kind: z.literal('move'), scenarioId: uuid }).strict(),
    z.object({ kind: z.literal('qualify'), qualification: newQualification.omit({ key: true }) }).strict(),
    z.object({ kind: z.literal('quick_promise'), promisedOn: isoDate }).strict(),
    z.object({ kind: z.literal('promise'), promisedOn: isoDate, items: newPromise.shape.items }).strict(),
    z
      .object({
        kind: z.literal('dispute'),
        reason: z.enum(disputeReasons).default('other'),
        items: newDispute.shape.items,
      })
      .strict(),
    z.object({ kind: z.literal('hold'), itemIds: newHold.shape.itemIds, until: isoDate.nullable() }).strict(),
    z.object({ kind: z.literal('cancel_promise'), promiseId: uuid }).strict(),
    z.object({ kind: z.literal('resolve_dispute'), disputeId: uuid }).strict(),
    z.object({ kind: z.literal('release_hold'), holdId: uuid }).strict(),
    z.object({ kind: z.literal('validate'), replyId: uuid }).strict(),
    z.object({ kind: z.literal('delete_reply'), replyId: uuid }).strict(),
    z.object({ kind: z.literal('restore_reply'), replyId: uuid }).strict(),
    bare('exclude'),
    bare('include'),
    z.object({ kind: z.literal('contact'), channel: z.enum(channels), on: isoDate.optional() }).strict(),
  ])
  .meta({ id: 'Intention' });
export type Intention = z.output<typeof intention>;

export const consequenceBody = z.object({ intention }).strict().meta({ id: 'AskConsequence' });

export const consequenceKinds = [
  'leaves',
  'asks',
  'waits',
  'nothing',
  'in_doubt',
  'not_followed',
  'refused',
] as const;

/** With what the click would be refused; null otherwise. */
export const refusal = z
  .object({ code: z.enum(errorCodes), params: z.record(z.string(), z.union([z.string(), z.number()])) })
  .nullable();

/** As it is answered; null for what was no refusal. */
export function presentRefusal(error: unknown): z.output<typeof refusal> {
  return error instanceof RefusedError ? { code: error.code, params: error.params } : null;
}

export const consequence = z
  .object({
    /**
     * `leaves`: a message, by itself. `asks`: a step is proposed and waits for a person. `waits`: it is proposed
     * already. `nothing`: no day is known. `in_doubt`: nothing before a doubtful message is settled. `not_followed`: no scenario.
     * `refused`: the click would be refused, see `refusal`; to ask is no fault, so that the answer is none either.
     */
    kind: z.enum(consequenceKinds),
    step: z
      .object({
        key: z.string(),
        name: z.string(),
        position: z.number().int(),
        level: z.number().int(),
        channel: z.enum(channels),
        mode: z.enum(stepModes),
      })
      .nullable(),
    /** What it asks for, as of that day. */
    totals: amounts,
    lineCount: z.number().int(),
    /** The day in the customer's zone. */
    on: isoDate.nullable(),
    /** The instant at which a message leaves, inside the window and at the minute of its customer. */
    at: instant.nullable(),
    /** What stops today; absent when nothing does. */
    gate: closedGate.nullable(),
    refusal,
    /** How long it can be taken back. */
    undoSeconds: z.number().int(),
    /** A letter stays here for so long after that, before the provider gets it. */
    recallMinutes: z.number().int(),
    today: isoDate.nullable(),
    timeZone: z.string().nullable(),
  })
  .meta({ id: 'Consequence' });
export type ConsequenceWire = z.output<typeof consequence>;

const actionIds = z
  .array(z.object({ id: uuid, positionHash }).strict())
  .min(1)
  .max(200);

export const manyBody = z
  .discriminatedUnion('command', [
    z.object({ command: z.enum(['confirm', 'skip', 'complete']), actions: actionIds }).strict(),
    z.object({ command: z.literal('postpone'), actions: actionIds, until: isoDate }).strict(),
  ])
  .meta({ id: 'AskConsequences' });

/** Of many at once: how many of each kind, and between which instants or days. */
export const manyConsequences = z
  .object({
    leaves: z.object({ count: z.number().int(), first: instant.nullable(), last: instant.nullable() }),
    asks: z.object({ count: z.number().int(), first: isoDate.nullable(), last: isoDate.nullable() }),
    nothing: z.number().int(),
    /** Would be refused as they stand now. */
    refused: z.number().int(),
    untouched,
    undoSeconds: z.number().int(),
  })
  .meta({ id: 'Consequences' });
