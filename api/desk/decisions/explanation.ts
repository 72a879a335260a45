/**
 * A stored decision as facts for sentences: what was decided, which item led to it, what held it back. Records are
 * years old and of rules that have changed since: what cannot be read is left to the record itself.
 */
import { z } from 'zod';
import { daysBetween } from '../../../domain/calendar/iso-date.ts';
import { leaderCandidate } from '../../../domain/dunning/decide.ts';
import type { DecisionInput } from '../../../domain/model/decision.ts';
import { channels } from '../../../domain/vocabulary/channels.ts';
import { documentTypes, nettingRules } from '../../../domain/vocabulary/ledger.ts';
import { skipReasons } from '../../../domain/vocabulary/actions.ts';
import { stepModes } from '../../../domain/vocabulary/scenarios.ts';
import { amounts, isoDate, minor, uuid } from '../../wire.ts';
import { closedGate } from '../agenda/schema.ts';

const clock = z.string().regex(/^\d{2}:\d{2}$/);

const leader = z
  .object({
    /** Null in a record that did not keep it. */
    id: uuid.nullable(),
    number: z.string(),
    instalment: z.number().int(),
    dueOn: isoDate,
    /** On the day of the decision. */
    daysOverdue: z.number().int(),
    openMinor: minor,
    currency: z.string(),
  })
  .meta({ id: 'DecisionLeader' });

export const decisionExplanation = z
  .object({
    /** The day and time at the customer's place. */
    today: isoDate,
    at: clock,
    timeZone: z.string(),
    scenario: z.object({ name: z.string(), steps: z.number().int() }),
    /**
     * `leaves`: a step may leave by itself; `asks`: one is put before a person; `waits`: one that was put before a
     * person is kept; `nothing`: nothing is done.
     */
    outcome: z.enum(['leaves', 'asks', 'waits', 'nothing']),
    /** The item whose age decides which step it is, due or not. */
    leader: leader.nullable(),
    due: z
      .object({
        stepName: z.string(),
        position: z.number().int(),
        level: z.number().int(),
        channel: z.enum(channels),
        mode: z.enum(stepModes),
        lineCount: z.number().int(),
        creditCount: z.number().int(),
        /** What is asked for, and what it would be without credits. */
        totals: amounts,
        grossTotals: amounts,
        /** Names of steps. */
        passedOver: z.array(z.string()),
        /** When it may leave; null: at once, or when somebody confirms. */
        leavesAt: clock.nullable(),
      })
      .nullable(),
    /** In their order. */
    gates: z.array(closedGate),
    skipped: z.array(z.object({ stepName: z.string(), reason: z.enum(skipReasons) })),
    next: z
      .object({
        stepName: z.string(),
        on: isoDate,
        channel: z.enum(channels),
        mode: z.enum(stepModes),
      })
      .nullable(),
    nextEvaluation: z.object({ on: isoDate, at: clock.nullable() }).nullable(),
    facts: z.object({
      openCount: z.number().int(),
      creditCount: z.number().int(),
      overdueCount: z.number().int(),
      overdue: amounts,
      promisedCount: z.number().int(),
      disputedCount: z.number().int(),
      heldCount: z.number().int(),
      netting: z.enum(nettingRules),
      ledgerAsOf: isoDate.nullable(),
      lastPerformedOn: isoDate.nullable(),
      windowStart: clock,
      windowEnd: clock,
    }),
    /** Every item that is named in it, for links. */
    items: z.array(z.object({ id: uuid, number: z.string(), instalment: z.number().int() })),
  })
  .meta({ id: 'DecisionExplanation' });

export type DecisionExplanation = z.output<typeof decisionExplanation>;

const line = z.object({
  id: z.string(),
  type: z.enum(documentTypes),
  number: z.string(),
  instalment: z.number().int(),
  dueOn: isoDate,
  openMinor: minor,
  currency: z.string(),
  promisedOn: isoDate.optional(),
  disputedMinor: minor.optional(),
  hold: z.object({}).optional(),
});

const storedInput = z.object({
  today: isoDate,
  minuteOfDay: z.number().int(),
  entity: z.object({ ledgerAsOf: isoDate.optional() }),
  calendar: z.object({ windowStart: clock, windowEnd: clock }),
  scenario: z.object({
    name: z.string(),
    steps: z.array(z.object({ key: z.string(), name: z.string().optional() })),
  }),
  customer: z.object({ timeZone: z.string(), netting: z.enum(nettingRules) }),
  case: z.object({ lastPerformedOn: isoDate.optional() }),
  lines: z.array(line),
});

const storedOutput = z.object({
  due: z
    .object({
      stepName: z.string(),
      position: z.number().int(),
      level: z.number().int(),
      channel: z.enum(channels),
      mode: z.enum(stepModes),
      leaderId: z.string(),
      lines: z.array(z.unknown()),
      credits: z.array(z.unknown()),
      totals: amounts,
      grossTotals: amounts,
      passedOver: z.array(z.string()),
    })
    .optional(),
  sendAtMinute: z.number().int().optional(),
  skipped: z.array(z.object({ stepKey: z.string(), reason: z.enum(skipReasons) })),
  gates: z.array(closedGate),
  next: z
    .object({
      stepName: z.string(),
      on: isoDate,
      channel: z.enum(channels),
      mode: z.enum(stepModes),
      leaderId: z.string(),
    })
    .optional(),
  nextEvaluationOn: isoDate.optional(),
  nextEvaluationMinute: z.number().int().optional(),
});

type Input = z.infer<typeof storedInput>;
type Output = z.infer<typeof storedOutput>;

/** Null where a record cannot be read by today's rules. */
export function explain(record: { input: unknown; output: unknown }): DecisionExplanation | null {
  const input = storedInput.safeParse(record.input);
  const output = storedOutput.safeParse(record.output);
  if (!input.success || !output.success) return null;
  const { due, gates, skipped, next, nextEvaluationOn, nextEvaluationMinute } = output.data;
  const names = new Map(input.data.scenario.steps.map(({ key, name }) => [key, name ?? key]));
  return {
    today: input.data.today,
    at: clockOf(input.data.minuteOfDay),
    timeZone: input.data.customer.timeZone,
    scenario: { name: input.data.scenario.name, steps: input.data.scenario.steps.length },
    outcome: outcomeOf(output.data),
    leader: leaderOf(input.data, due?.leaderId ?? next?.leaderId ?? candidateOf(record.input)),
    due: due === undefined ? null : dueOf(input.data, output.data, due, names),
    gates,
    skipped: skipped.map(({ stepKey, reason }) => ({ stepName: names.get(stepKey) ?? stepKey, reason })),
    next:
      next === undefined
        ? null
        : {
            stepName: next.stepName,
            on: next.on,
            channel: next.channel,
            mode: next.mode,
          },
    nextEvaluation:
      nextEvaluationOn === undefined
        ? null
        : {
            on: nextEvaluationOn,
            at:
              nextEvaluationMinute === undefined || nextEvaluationMinute === 0
                ? null
                : clockOf(nextEvaluationMinute),
          },
    facts: factsOf(input.data),
    items: input.data.lines.flatMap(({ id, number, instalment }) =>
      uuid.safeParse(id).success ? [{ id, number, instalment }] : [],
    ),
  };
}

function outcomeOf({ due, gates, sendAtMinute }: Output): DecisionExplanation['outcome'] {
  if (due === undefined) return 'nothing';
  if (gates.length > 0) return 'waits';
  return due.mode === 'automatic' || sendAtMinute !== undefined ? 'leaves' : 'asks';
}

function dueOf(
  input: Input,
  { sendAtMinute }: Output,
  due: NonNullable<Output['due']>,
  names: Map<string, string>,
): DecisionExplanation['due'] {
  const isLater = sendAtMinute !== undefined && sendAtMinute > input.minuteOfDay;
  return {
    stepName: due.stepName,
    position: due.position,
    level: due.level,
    channel: due.channel,
    mode: due.mode,
    lineCount: due.lines.length,
    creditCount: due.credits.length,
    totals: due.totals,
    grossTotals: due.grossTotals,
    passedOver: due.passedOver.map((key) => names.get(key) ?? key),
    leavesAt: isLater ? clockOf(sendAtMinute) : null,
  };
}

/** Of an older record today's rules may not find one. */
function candidateOf(input: unknown): string | undefined {
  try {
    return leaderCandidate(input as DecisionInput)?.leaderId;
  } catch {
    return undefined;
  }
}

function leaderOf({ lines, today }: Input, leaderId: string | undefined): z.output<typeof leader> | null {
  const found = lines.find(({ id }) => id === leaderId);
  if (found === undefined) return null;
  const { number, instalment, dueOn, openMinor, currency } = found;
  return {
    id: uuid.safeParse(found.id).success ? found.id : null,
    ...{ number, instalment, dueOn, openMinor, currency },
    daysOverdue: daysBetween(dueOn, today),
  };
}

function factsOf({
  lines,
  today,
  entity,
  customer,
  case: state,
  calendar,
}: Input): DecisionExplanation['facts'] {
  const debts = lines.filter(({ openMinor }) => openMinor > 0);
  const late = debts.filter(({ dueOn }) => dueOn < today);
  const overdue: Record<string, number> = {};
  for (const { currency, openMinor } of late) overdue[currency] = (overdue[currency] ?? 0) + openMinor;
  return {
    openCount: debts.length,
    creditCount: lines.length - debts.length,
    overdueCount: late.length,
    overdue,
    promisedCount: debts.filter(({ promisedOn }) => promisedOn !== undefined).length,
    disputedCount: debts.filter(({ disputedMinor }) => disputedMinor !== undefined).length,
    heldCount: debts.filter(({ hold }) => hold !== undefined).length,
    netting: customer.netting,
    ledgerAsOf: entity.ledgerAsOf ?? null,
    lastPerformedOn: state.lastPerformedOn ?? null,
    windowStart: calendar.windowStart,
    windowEnd: calendar.windowEnd,
  };
}

/** Minutes since midnight as `HH:MM`. */
function clockOf(minute: number): string {
  const hours = String(Math.floor(minute / 60)).padStart(2, '0');
  return `${hours}:${String(minute % 60).padStart(2, '0')}`;
}
