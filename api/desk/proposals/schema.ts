import { z } from 'zod';
import { errorCodes } from '../../../domain/errors.ts';
import { channels } from '../../../domain/vocabulary/channels.ts';
import {
  modelUses,
  proposalSources,
  proposalStates,
  qualifierOutcomes,
  replySteps,
} from '../../../domain/vocabulary/proposals.ts';
import { claimIntents, commentStates, disputeReasons } from '../../../domain/vocabulary/replies.ts';
import {
  commandKey,
  instant,
  isoDate,
  minor,
  page,
  pageOf,
  pageSize,
  person,
  several,
  uuid,
} from '../../wire.ts';
import { customerRef } from '../agenda/schema.ts';
import { newQualification } from '../qualification/schema.ts';

const nextAction = z.object({ on: isoDate, text: z.string(), channel: z.enum(channels) });

export const proposal = z
  .object({
    id: uuid,
    by: z.enum(proposalSources).describe('`form`: its author chose it on the page; it has no quote.'),
    /** Which rules, or which model. */
    build: z.string(),
    intent: z.enum(claimIntents),
    items: z
      .array(z.object({ id: uuid, number: z.string() }))
      .describe('None: said of the account as a whole.'),
    amountMinor: minor.nullable(),
    currency: z.string().nullable(),
    date: isoDate.nullable(),
    reason: z.enum(disputeReasons).nullable(),
    quote: z.string().describe('Words of the reply, exactly.'),
    quoteAt: z
      .object({ from: z.number().int(), to: z.number().int() })
      .nullable()
      .describe('Where they stand in the text of the reply, in UTF-16 code units.'),
    confidence: z.number(),
    state: z.enum(proposalStates),
    decided: z.object({ at: instant, by: z.string().nullable() }).nullable(),
    qualificationId: uuid.nullable().describe('What came of it.'),
    becomes: z
      .object({
        statusId: uuid,
        items: z.array(z.object({ itemId: uuid, amountMinor: minor.nullable() })),
        promisedOn: isoDate.nullable(),
        reason: z.enum(disputeReasons).nullable(),
        nextAction: nextAction.nullable(),
      })
      .nullable()
      .describe('What accepting it does; null: it is noted that it was read.'),
    problem: z
      .enum(errorCodes)
      .nullable()
      .describe('What accepting it as it stands is refused with: it must be changed, or dropped.'),
  })
  .meta({ id: 'Proposal' });

export const replyProposals = z
  .object({
    reading: z
      .object({
        by: z.enum(proposalSources),
        build: z.string(),
        at: instant,
        language: z.string(),
        needsPerson: z.boolean().describe('The words ask for more than a status.'),
        /** What came of asking the model the last time; null: it was not asked. */
        modelOutcome: z.enum(qualifierOutcomes).nullable(),
      })
      .nullable()
      .describe('Null: nobody has read the words yet.'),
    summary: z.string().describe('In the language of the reader; empty where nothing is claimed.'),
    proposals: z.array(proposal),
    situation: z
      .array(z.object({ itemId: uuid, number: z.string(), text: z.string() }))
      .describe('Where each item stands that is spoken of, in the language of the reader.'),
    nextAction: z
      .object({
        kind: z.enum(replySteps),
        text: z.string(),
        why: z.string(),
        on: isoDate.nullable(),
        channel: z.enum(channels).nullable(),
        proposalId: uuid.nullable(),
      })
      .nullable()
      .describe('The one most relevant thing to do; null: nothing is left to do.'),
  })
  .meta({ id: 'ReplyProposals' });

const {
  documentItemIds,
  statusId,
  items,
  promisedOn,
  reason,
  resolver,
  deadlineOn,
  text,
  nextAction: wantedAction,
} = newQualification.shape;

const ids = z.array(uuid).min(1).max(200);

export const acceptBody = z
  .object({
    key: commandKey,
    /** The state of the reply that was on the screen: another one means that a colleague was faster. */
    replyState: z.enum(['pending', 'validated', 'qualified']).default('pending'),
    /** Whether it ends the reply, or others follow. */
    completes: z.boolean(),
    /** For the customer, on the page and by mail. */
    answer: z.string().trim().min(1).max(4000).optional(),
    documentItemIds,
    proposals: z
      .array(
        z
          .object({
            id: uuid,
            /** Absent: as it is proposed. */
            as: z
              .object({
                statusId,
                items,
                promisedOn,
                reason,
                resolver,
                deadlineOn,
                text,
                nextAction: wantedAction,
              })
              .strict()
              .optional(),
          })
          .strict(),
      )
      .min(1)
      .max(200),
  })
  .strict()
  .meta({ id: 'AcceptProposals' });

export const idsBody = z.object({ key: commandKey, ids }).strict().meta({ id: 'NamedProposals' });

export const undoBody = z
  .object({
    key: commandKey,
    ids,
    /** The answer that was given with them; null: none. */
    answerId: uuid.nullable().default(null),
  })
  .strict()
  .meta({ id: 'UndoProposals' });

export const keyBody = z.object({ key: commandKey }).strict().meta({ id: 'ReadAgain' });

export const proposalsDecided = z
  .object({
    proposals: z.array(
      z.object({ id: uuid, state: z.enum(proposalStates), qualificationId: uuid.nullable() }),
    ),
    replyState: z.enum(commentStates),
    answerId: uuid.nullable(),
    /** Where the answer is mailed to; null: it only stands on the page, or there is none. */
    mailedTo: z.string().nullable(),
    /** Until then nothing leaves because of it, and it can be taken back; null: at once. */
    undoUntil: instant.nullable(),
  })
  .meta({ id: 'ProposalsDecided' });

const period = { from: isoDate, until: isoDate };

/** Days in the time zone of the legal entity, both included. */
export const precisionQuery = z.object({ ...period, by: several(z.enum(proposalSources)) }).strict();

const counted = {
  accepted: z.number().int(),
  changed: z.number().int(),
  dropped: z.number().int(),
  open: z.number().int(),
  /** Share of those decided that were accepted as they stood; null: none was decided. */
  precision: z.number().nullable(),
};

export const precisionAnswer = z
  .object({
    rows: z.array(
      z.object({
        entity: person,
        intent: z.enum(claimIntents),
        language: z.string(),
        by: z.enum(proposalSources),
        ...counted,
      }),
    ),
    total: z.object(counted),
  })
  .meta({ id: 'ProposalPrecision' });

export const trialReaders = ['rules', 'model'] as const;

export const trialBody = z
  .object({
    ...period,
    by: z.enum(trialReaders).default('rules'),
    after: uuid.optional().describe('`next` of the part before; absent: from the beginning.'),
  })
  .strict()
  .meta({ id: 'ReadingTrial' });

export const triedClaim = z
  .object({
    intent: z.enum(claimIntents),
    items: z.array(z.string()),
    amountMinor: minor.nullable(),
    currency: z.string().nullable(),
    date: isoDate.nullable(),
    reason: z.enum(disputeReasons).nullable(),
    quote: z.string(),
    /** What people made of it; null: it was not proposed. */
    state: z.enum(proposalStates).nullable(),
  })
  .meta({ id: 'TriedClaim' });

/** `isShared`: both readings claim it. */
const comparedClaim = triedClaim.extend({ isShared: z.boolean() }).meta({ id: 'ComparedClaim' });

const replyRef = z.object({ id: uuid, customer: customerRef, receivedAt: instant });

export const madeQuery = z
  .object({
    ...period,
    intent: z.enum(claimIntents).optional(),
    language: z.string().max(10).optional(),
    by: z.enum(proposalSources).optional(),
    state: z.enum(proposalStates).optional(),
    page,
    pageSize,
  })
  .strict();

export const madeProposals = pageOf(
  z
    .object({
      id: uuid,
      reply: replyRef,
      claim: triedClaim,
      decided: z.object({ at: instant, by: z.string().nullable() }).nullable(),
    })
    .meta({ id: 'MadeProposal' }),
  'MadeProposalPage',
);

export const trialAnswer = z
  .object({
    /** Replies of the period. */
    total: z.number().int(),
    /** Of these, read again in this part. */
    read: z.number().int(),
    /** Of those read, read alike. */
    same: z.number().int(),
    /** Those that are read otherwise, in the order in which they were read, the last first. */
    rows: z.array(
      z.object({
        reply: replyRef,
        before: z.array(comparedClaim),
        after: z.array(comparedClaim),
        added: z.number().int(),
        removed: z.number().int(),
      }),
    ),
    /** Claims that people accepted as they stood, and how many of them would be made again. */
    accepted: z.object({ before: z.number().int(), after: z.number().int() }),
    /** The same of those that they dropped. */
    dropped: z.object({ before: z.number().int(), after: z.number().int() }),
    byRules: z
      .number()
      .int()
      .describe(
        'Of those read by the model: it did not answer, or nothing of its answer stood, so the rules did.',
      ),
    next: uuid.nullable().describe('Sent as `after`, it goes on; null: all are read.'),
    stoppedBy: z
      .enum(['over_budget', 'not_connected'])
      .nullable()
      .describe('Why it cannot go on today; what was read before stands.'),
  })
  .meta({ id: 'ReadingTrialAnswer' });

export const understandingSettings = z
  .object({
    model: z.enum(modelUses),
    /** Whether one is configured (AI_URL). */
    isConnected: z.boolean(),
    endpoint: z.string().nullable(),
    modelName: z.string().nullable(),
    /** Since midnight UTC, in millionths of the currency of its prices. */
    spentMicros: z.number().int(),
    callsToday: z.number().int(),
    capMicros: z.number().int().nullable(),
    mostCallsADay: z.number().int().nullable(),
  })
  .meta({ id: 'UnderstandingSettings' });

export const understandingBody = z
  .object({ model: z.enum(modelUses) })
  .strict()
  .meta({ id: 'ChangeUnderstanding' });
