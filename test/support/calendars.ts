/** What was done to a customer, by the product and by the simulator, in one form that can be compared. */
import type { SimulatedAction, SimulatedSkip, SimulationResult } from '../../domain/scenario/simulate.ts';
import type { MinorByCurrency } from '../../domain/model/common.ts';
import type { ListedLine } from '../../domain/model/decision.ts';
import { localDayAndMinute } from '../../domain/calendar/zoned-time.ts';
import type { OpenDatabase } from './database.ts';
import { toIsoDate } from '../../prisma/convert.ts';

export interface LivedCalendar {
  actions: SimulatedAction[];
  skipped: SimulatedSkip[];
}

/** Everything performed and skipped in a database, by customer id; days in the zone of the customer. */
export async function livedCalendars(db: OpenDatabase): Promise<Map<string, LivedCalendar>> {
  const calendars = new Map<string, LivedCalendar>();
  const of = (customerId: string) => {
    const calendar = calendars.get(customerId) ?? { actions: [], skipped: [] };
    calendars.set(customerId, calendar);
    return calendar;
  };
  const actions = await db.agendaAction.findMany({
    where: { state: 'done' },
    orderBy: [{ performedOn: 'asc' }, { closedAt: 'asc' }],
  });
  for (const row of actions) {
    const { lines, credits } = row.items as unknown as { lines: ListedLine[]; credits: ListedLine[] };
    const listed = [...lines, ...credits];
    of(row.customerId).actions.push({
      on: toIsoDate(row.performedOn!),
      step: row.stepKey!,
      channel: row.channel,
      mode: row.mode,
      leader: lines.find(({ id }) => id === row.leaderItemId)?.number ?? '',
      items: listed.map(itemOf),
      totals: row.totals as MinorByCurrency,
    });
  }
  const events = await db.historyEvent.findMany({
    where: { kind: { in: ['step_skipped', 'action_skipped'] } },
    include: { customer: { select: { timeZone: true } } },
    orderBy: { id: 'asc' },
  });
  const steps = new Map(
    (await db.agendaAction.findMany({ select: { id: true, stepKey: true } })).map((row) => [
      row.id,
      row.stepKey,
    ]),
  );
  for (const { customerId, customer, at, data } of events) {
    const skip = data as { stepKey?: string; actionId?: string; reason: string };
    of(customerId!).skipped.push({
      on: localDayAndMinute(at.getTime(), customer!.timeZone).day,
      step: skip.stepKey ?? steps.get(skip.actionId!) ?? '',
      reason: skip.reason,
    });
  }
  return calendars;
}

function itemOf({ type, number, instalment, openMinor, currency, daysOverdue }: ListedLine) {
  return {
    // Unapplied cash is named after the payment it came with; the simulator knows no payment references.
    number: type === 'unapplied_payment' ? 'unapplied' : number,
    ...(instalment > 0 ? { instalment } : {}),
    openMinor,
    currency,
    daysOverdue,
  };
}

/** One line an action or skip, oldest first; two calendars agree when these are equal. */
export function calendarLines(calendar: LivedCalendar | SimulationResult | undefined): string[] {
  const actions = (calendar?.actions ?? []).map((action) => {
    const items = action.items.map(
      ({ number, instalment, openMinor, currency, daysOverdue }) =>
        `${number.startsWith('unapplied') ? 'unapplied' : number}${instalment ? `/${instalment}` : ''}=${openMinor}${currency}(${daysOverdue})`,
    );
    const totals = Object.entries(action.totals)
      .sort(([left], [right]) => (left < right ? -1 : 1))
      .map(([currency, minor]) => `${minor}${currency}`);
    return `${action.on} ${action.step} ${action.channel} ${action.mode} leader=${action.leader} [${items.join(' ')}] ${totals.join(' ')}`;
  });
  const skipped = (calendar?.skipped ?? []).map(({ on, step, reason }) => `${on} skipped ${step}: ${reason}`);
  return [...actions, ...skipped].sort();
}

export interface Compared {
  name: string;
  lived: string[];
  simulated: string[];
  /** Printed with a difference, so that it can be run again by `relance simulate`. */
  input: unknown;
}

/** Empty where all agree; otherwise both calendars of each case that differs, side by side in time. */
export function differences(cases: Compared[]): string {
  return cases
    .filter(({ lived, simulated }) => lived.join('\n') !== simulated.join('\n'))
    .map(({ name, lived, simulated, input }) => {
      const both = [...new Set([...lived, ...simulated])].sort().map((line) => {
        const side = lived.includes(line)
          ? simulated.includes(line)
            ? 'both     '
            : 'workflow '
          : 'simulated';
        return `  ${side} ${line}`;
      });
      return [`${name}:`, ...both, `  ${JSON.stringify(input)}`].join('\n');
    })
    .join('\n');
}
