import { z } from 'zod';
import { actionStates, actionKinds } from '../../../domain/vocabulary/actions.ts';
import { channels } from '../../../domain/vocabulary/channels.ts';
import { gateKinds } from '../../../domain/vocabulary/cases.ts';
import { letterKinds, letterStates, letterTroubles } from '../../../domain/vocabulary/letters.ts';
import { noticeKinds } from '../../../domain/vocabulary/messages.ts';
import { stepModes } from '../../../domain/vocabulary/scenarios.ts';
import { currencyCode, minor } from '../../../domain/model/common.ts';
import { agendaSorts, agendaViews } from '../../../domain/vocabulary/pages.ts';
import { mineFirst } from '../../plugins/own-customers.ts';
import {
  amounts,
  instant,
  isoDate,
  page,
  pageOf,
  pageSize,
  pageWithTotals,
  person,
  searchText,
  several,
  uuid,
} from '../../wire.ts';

/** A parameter of a reason: figures, names, or lists and amounts that belong to it. */
export const reasonParam = z.union([
  z.string(),
  z.number(),
  z.boolean(),
  z.null(),
  z.array(z.string()),
  amounts,
]);
export const reasonParams = z.record(z.string(), reasonParam).meta({ id: 'ReasonParams' });

export const closedGate = z
  .object({
    gate: z.enum(gateKinds),
    /** First day on which it may open, where known. */
    opensOn: isoDate.optional(),
    params: reasonParams.optional(),
  })
  .meta({ id: 'ClosedGate' });

export const reason = z.object({ code: z.string(), params: reasonParams.optional() }).meta({ id: 'Reason' });

export const customerRef = z
  .object({ id: uuid, number: z.string(), name: z.string() })
  .meta({ id: 'CustomerRef' });

/** What a person can do with an action as it stands. */
export const actionMoves = ['confirm', 'edit', 'postpone', 'skip', 'complete', 'settle', 'undo'] as const;

export const agendaRow = z
  .object({
    id: uuid,
    customer: customerRef,
    collector: person.nullable(),
    kind: z.enum(actionKinds),
    step: z.object({
      key: z.string().nullable(),
      name: z.string(),
      position: z.number().int().nullable(),
      level: z.number().int().nullable(),
    }),
    channel: z.enum(channels),
    mode: z.enum(stepModes),
    state: z.enum(actionStates),
    dueOn: isoDate,
    sendAt: instant.nullable(),
    /** Until then a confirmation waits for second thoughts; null: none waits. It can be undone as long as it has not left. */
    undoUntil: instant.nullable(),
    performedOn: isoDate.nullable(),
    /** What the action asks for. */
    totals: amounts,
    lineCount: z.number().int(),
    /** Of the leader item, today; negative before its due date. */
    daysLate: z.number().int().nullable(),
    why: z.object({
      leaderItemId: uuid.nullable(),
      leaderNumber: z.string().nullable(),
      leaderDueOn: isoDate.nullable(),
      gates: z.array(closedGate),
      decisionId: uuid.nullable(),
      outcome: reason.nullable(),
    }),
    positionHash: z.string(),
    confirmed: z.object({ at: instant, by: z.string().nullable() }).nullable(),
    closedAt: instant.nullable(),
    escalatedAt: instant.nullable(),
    updatedAt: instant,
    messageId: uuid.nullable(),
    /** Of a letter. */
    letterKind: z.enum(letterKinds).nullable(),
    /** Where the letter is that a provider carries; the last one of the action. */
    letter: z
      .object({
        id: uuid,
        state: z.enum(letterStates),
        /** Why it could not be handed over yet; null: nothing stood in its way. */
        trouble: z.enum(letterTroubles).nullable(),
      })
      .nullable(),
    /** The step is automatic, but waits for a person: no provider carries this kind of letter. */
    fellBack: z.boolean(),
    /** Once confirmed it leaves; otherwise a person does it by hand. */
    leavesByItself: z.boolean(),
    /** What was handed to sending stays with us until then, and may be taken back. */
    heldUntil: instant.nullable(),
    /** The first is the natural next step; empty: nothing to do for a person. */
    moves: z.array(z.enum(actionMoves)),
  })
  .meta({ id: 'AgendaRow' });
export type AgendaRowWire = z.infer<typeof agendaRow>;

const filters = {
  view: z.enum(agendaViews).default('open'),
  search: searchText,
  channel: several(z.enum(channels)),
  mode: several(z.enum(stepModes)),
  state: several(z.enum(actionStates)),
  collector: several(z.union([uuid, z.literal('none')])),
  step: several(z.string().max(40)),
  customerId: uuid.optional(),
  dueFrom: isoDate.optional(),
  dueUntil: isoDate.optional(),
  daysLateFrom: z.coerce.number().int().optional(),
  daysLateUntil: z.coerce.number().int().optional(),
  currency: currencyCode.optional(),
  amountFromMinor: z.coerce.number().int().optional(),
  amountUntilMinor: z.coerce.number().int().optional(),
};

export const agendaQuery = z
  .object({
    ...filters,
    sort: z.enum(agendaSorts).default('due'),
    order: z.enum(['asc', 'desc']).default('asc'),
    mineFirst,
    page,
    pageSize,
  })
  .strict();
export const agendaCountersQuery = z.object(filters).strict();

/** In a list: with what its customer has promised, so that nobody takes it for unanswered. */
const listedAgendaRow = agendaRow
  .extend({
    promised: z.record(
      currencyCode,
      z.object({
        promisedMinor: minor,
        ofMinor: minor.describe('Open, less what is disputed, of the items of which it is promised.'),
      }),
    ),
  })
  .meta({ id: 'ListedAgendaRow' });

export const agendaPage = pageWithTotals(listedAgendaRow, 'AgendaPage', { totals: amounts });

export const agendaCounters = z
  .object({
    open: z.number().int(),
    toConfirm: z.number().int(),
    toPerform: z.number().int(),
    late: z.number().int(),
    automaticToday: z.number().int(),
    problems: z.number().int(),
    steps: z.array(z.object({ key: z.string(), name: z.string() })),
  })
  .meta({ id: 'AgendaCounters' });

/** A message outside a scenario whose outcome nobody knows; settled like the message of a step. */
export const agendaNotice = z
  .object({
    messageId: uuid,
    customer: customerRef,
    collector: person.nullable(),
    notice: z.enum(noticeKinds),
    channel: z.enum(channels),
    subject: z.string(),
    recipient: z.object({ name: z.string(), address: z.string() }),
    /** When it was handed to the mail server. */
    at: instant,
  })
  .meta({ id: 'AgendaNotice' });
export const agendaNotices = z.object({ rows: z.array(agendaNotice) }).meta({ id: 'AgendaNotices' });

export const upcomingQuery = z
  .object({
    from: isoDate.optional(),
    until: isoDate.optional(),
    mode: z.enum(stepModes).optional(),
    page,
    pageSize,
  })
  .strict();

export const upcomingRow = z
  .object({
    customer: customerRef,
    collectorName: z.string().nullable(),
    on: isoDate,
    step: z.object({ key: z.string(), name: z.string() }),
    channel: z.enum(channels).nullable(),
    mode: z.enum(stepModes).nullable(),
  })
  .meta({ id: 'UpcomingAction' });
export const upcomingPage = pageOf(upcomingRow, 'UpcomingPage');
