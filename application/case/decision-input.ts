/** From stored rows to what the engine reads. The only place where an instant becomes a day. */
import { needsCode } from '../../domain/letter/course.ts';
import { traitsOf } from '../../domain/channels/traits.ts';
import { localDayAndMinute } from '../../domain/calendar/zoned-time.ts';
import { engineVersion } from '../../domain/dunning/decide.ts';
import type { AwaitingAction, DecisionInput, PositionLine } from '../../domain/model/decision.ts';
import type { ContactCap, ScenarioDefinition, ScenarioStep } from '../../domain/model/scenario.ts';
import type { LetterKind } from '../../domain/vocabulary/letters.ts';
import type { StoredPosition } from '../../prisma/queries/position/read.ts';

/** `now` in ms since the epoch; `awaiting` is the proposal that stands open, if any. */
export function decisionInput(
  position: StoredPosition,
  now: number,
  awaiting?: AwaitingAction,
): DecisionInput {
  const { entity, customer, case: running } = position;
  const { day, minute } = localDayAndMinute(now, customer.timeZone);
  return {
    engineVersion,
    today: day,
    minuteOfDay: minute,
    entity: {
      country: entity.country,
      ...(entity.pausedForGood
        ? { pausedUntil: null }
        : entity.pausedUntil
          ? { pausedUntil: entity.pausedUntil }
          : {}),
      pausedChannels: entity.pausedChannels,
      ...(entity.ledgerAsOf
        ? { ledgerAsOf: entity.ledgerAsOf, ledgerMaxAgeDays: entity.ledgerMaxAgeDays }
        : {}),
    },
    calendar: entity.calendar,
    scenario: asConnected(withOwnCap(running.scenario, entity.contactCap), entity.letterKinds),
    customer: {
      number: customer.number,
      country: customer.country,
      timeZone: customer.timeZone,
      netting: customer.netting,
      excluded: customer.excluded,
      attributes: customer.attributes,
      minimumAmountMinor: customer.minimumAmountMinor ?? entity.minimumAmountMinor,
      reachable: position.contacts.flatMap((contact) =>
        contact.roles.map((role) => ({
          role,
          email: contact.email !== null && !contact.bounced,
          postal: contact.postal && !contact.letterReturned,
          phone: contact.phone !== null,
        })),
      ),
      ...takenAddresses(position, day),
    },
    case: caseState(position, awaiting),
    unreadReply: holdsWholeCase(position),
    ...(position.leftOut === null
      ? {}
      : {
          rowsLeftOut: {
            importedOn: localDayAndMinute(position.leftOut.since, customer.timeZone).day,
            rows: position.leftOut.rows,
          },
        }),
    lines: positionLines(position),
  };
}

/** Where another customer with the same address is written to on this day, unless each customer counts for itself. */
function takenAddresses(
  { entity, contacts, addressDays }: StoredPosition,
  day: string,
): Pick<DecisionInput['customer'], 'addressesTaken'> {
  if (entity.sharedAddress === 'each_customer') return {};
  const taken = addressDays
    .filter(({ on }) => on === day)
    .map(({ contactId, email, customer }) => ({
      email,
      customer,
      roles: contacts.find(({ id }) => id === contactId)?.roles ?? [],
    }));
  return taken.length === 0 ? {} : { addressesTaken: taken };
}

/** What was done in the case, and what holds it. */
function caseState(position: StoredPosition, awaiting?: AwaitingAction): DecisionInput['case'] {
  const { case: running, customer, lastReplyHandledAt } = position;
  const pausedUntil = running.pausedForGood ? null : (running.pausedUntil ?? undefined);
  return {
    ...(pausedUntil === undefined ? {} : { pausedUntil }),
    ...(running.postponedUntil ? { postponedUntil: running.postponedUntil } : {}),
    ...(running.lastActionOn ? { lastActionOn: running.lastActionOn } : {}),
    ...(running.lastPerformedOn ? { lastPerformedOn: running.lastPerformedOn } : {}),
    ...(running.deadlineOn ? { deadlineOn: running.deadlineOn } : {}),
    ...(lastReplyHandledAt === null
      ? {}
      : { lastReplyHandledOn: localDayAndMinute(lastReplyHandledAt, customer.timeZone).day }),
    contactsOn: position.contactsOn,
    ...(awaiting ? { awaiting } : {}),
    spreadKey: customer.id,
  };
}

/**
 * A reply that nobody has handled holds every step of the case, or with `lines` only the lines it names; one that
 * names none is about everything. What a colleague answered holds nothing: the customer waits for no answer to it.
 */
function holdsWholeCase({ entity, unreadReplies }: StoredPosition): boolean {
  return unreadReplies.some((itemIds) => entity.replyHold === 'whole_case' || itemIds.length === 0);
}

function unreadLines({ entity, unreadReplies }: StoredPosition): Set<string> {
  return new Set(entity.replyHold === 'lines' ? unreadReplies.flat() : []);
}

function positionLines(position: StoredPosition): PositionLine[] {
  const promisedOn = new Map<string, string>();
  for (const promise of position.promises) {
    for (const { itemId } of promise.items) {
      const before = promisedOn.get(itemId);
      if (before === undefined || before < promise.promisedOn) promisedOn.set(itemId, promise.promisedOn);
    }
  }
  const disputes = Map.groupBy(position.disputes, (dispute) => dispute.itemId);
  const holds = Map.groupBy(position.holds, (hold) => hold.itemId);
  const unread = unreadLines(position);
  return position.lines.map((line) => {
    const promised = promisedOn.get(line.id);
    const disputedMinor = (disputes.get(line.id) ?? []).reduce(
      (sum, dispute) => sum + (dispute.amountMinor ?? line.openMinor),
      0,
    );
    const held = holds.get(line.id);
    return {
      id: line.id,
      type: line.type,
      number: line.number,
      instalment: line.instalment,
      issuedOn: line.issuedOn,
      dueOn: line.dueOn,
      openMinor: line.openMinor,
      currency: line.currency,
      rank: line.rank,
      ...(promised ? { promisedOn: promised } : {}),
      ...(disputedMinor > 0 ? { disputedMinor } : {}),
      ...(held ? { hold: { until: latestUntil(held) } } : {}),
      ...(line.isOnItsWay ? { paymentInProgress: true } : {}),
      ...(unread.has(line.id) ? { unreadReply: true } : {}),
      ...(line.refersTo ? { refersTo: line.refersTo } : {}),
    };
  });
}

/** The company's cap on contacts holds where the scenario sets none. */
function withOwnCap(scenario: ScenarioDefinition, cap: ContactCap | null): ScenarioDefinition {
  return scenario.contactCap || !cap ? scenario : { ...scenario, contactCap: cap };
}

/** A step that a provider was to carry by itself waits for a person where no provider carries its kind any more. */
function asConnected(scenario: ScenarioDefinition, letterKinds: readonly LetterKind[]): ScenarioDefinition {
  const isUncovered = ({ channel, mode, letterKind = 'standard' }: ScenarioStep) =>
    mode === 'automatic' &&
    traitsOf(channel).byConnector &&
    (!letterKinds.includes(letterKind) || needsCode(letterKind));
  if (!scenario.steps.some(isUncovered)) return scenario;
  const steps = scenario.steps.map((step) =>
    isUncovered(step) ? { ...step, mode: 'to_confirm' as const } : step,
  );
  return { ...scenario, steps };
}

/** Null, the hold without end, outlasts every date. */
function latestUntil(holds: { until: string | null }[]): string | null {
  let latest = '';
  for (const { until } of holds) {
    if (until === null) return null;
    if (until > latest) latest = until;
  }
  return latest;
}
