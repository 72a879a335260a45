import { bounceReason } from '../../../domain/contact/bounce-reason.ts';
import type { z } from 'zod';
import { canonicalJson } from '../../../domain/text/canonical-json.ts';
import { ageingOn } from '../../../domain/ageing/buckets.ts';
import { daysBetween } from '../../../domain/calendar/iso-date.ts';
import type { OpenSplit } from '../../../domain/statement/split.ts';
import { historyKinds, type HistoryKind } from '../../../domain/vocabulary/history.ts';
import type { LetterState } from '../../../domain/vocabulary/letters.ts';
import { toIsoDate, toIsoDateOrNull, toMinor } from '../../../prisma/convert.ts';
import type { CustomerFile, CustomerRow } from '../../../prisma/queries/customers/read.ts';
import type { TimelineEvent } from '../../../prisma/queries/timeline/read.ts';
import { isActiveHold, presentItem, type BesideItems } from './present-item.ts';
import type * as wire from './schema.ts';

type Wire<S extends z.ZodType> = z.output<S>;
type Names = Map<string, string>;

export function presentCustomerRow(
  row: CustomerRow,
  open: Record<string, OpenSplit>,
  today: string,
): Wire<typeof wire.customerRow> {
  return {
    id: row.id,
    number: row.number,
    name: row.name,
    country: row.country,
    collector: row.collectorId === null ? null : { id: row.collectorId, name: row.collectorName ?? '' },
    scenario: row.scenarioId === null ? null : { id: row.scenarioId, name: row.scenarioName ?? '' },
    excluded: row.excludedAt !== null,
    interactivePages: row.interactivePages,
    caseState: row.caseState,
    gate: row.gates?.[0] ?? null,
    next:
      row.nextOn === null
        ? null
        : { stepName: row.nextStepName ?? '', channel: row.nextChannel, mode: row.nextMode, on: row.nextOn },
    balance: row.balance,
    overdue: row.overdue,
    open,
    openLines: row.openLines,
    daysLate: row.oldestDueOn === null ? null : daysBetween(row.oldestDueOn, today),
  };
}

export function presentContact(row: CustomerFile['contacts'][number]): Wire<typeof wire.contact> {
  const { id, name, email, phone, language, roles, postal, bouncedAt, delayedAt, bounceStatus } = row;
  const isMarked = bouncedAt !== null || delayedAt !== null;
  return {
    ...{ id, name, email, phone, language, roles, postal },
    bouncedAt: instantOf(bouncedAt),
    bounceReason: isMarked ? bounceReason(bounceStatus) : null,
    delayedAt: instantOf(delayedAt),
  };
}

export function presentPromise(
  row: CustomerFile['promises'][number],
  names: Names,
): Wire<typeof wire.promise> {
  return {
    id: row.id,
    promisedOn: toIsoDate(row.promisedOn),
    state: row.state,
    comment: row.comment,
    items: row.items.map(presentQualifiedItem),
    createdAt: row.createdAt.toISOString(),
    createdBy: nameOf(row.createdBy, names),
    settledAt: instantOf(row.settledAt),
  };
}

export function presentDispute(
  row: CustomerFile['disputes'][number],
  names: Names,
): Wire<typeof wire.dispute> {
  return {
    id: row.id,
    reason: row.reason,
    state: row.state,
    resolver: row.resolver,
    deadlineOn: toIsoDateOrNull(row.deadlineOn),
    comment: row.comment,
    resolution: row.resolution,
    items: row.items.map(presentQualifiedItem),
    createdAt: row.createdAt.toISOString(),
    createdBy: nameOf(row.createdBy, names),
    resolvedAt: instantOf(row.resolvedAt),
  };
}

export function presentHold(
  row: CustomerFile['holds'][number],
  names: Names,
  today: string,
): Wire<typeof wire.hold> {
  return {
    id: row.id,
    itemId: row.itemId,
    until: toIsoDateOrNull(row.until),
    reason: row.reason,
    createdAt: row.createdAt.toISOString(),
    createdBy: nameOf(row.createdBy, names),
    releasedAt: instantOf(row.releasedAt),
    active: isActiveHold(row, today),
  };
}

export function presentNote(row: CustomerFile['notes'][number], names: Names): Wire<typeof wire.note> {
  return {
    id: row.id,
    text: row.text,
    createdAt: row.createdAt.toISOString(),
    createdBy: nameOf(row.createdBy, names),
  };
}

function presentQualifiedItem({ itemId, amountMinor }: { itemId: string; amountMinor: bigint | null }) {
  return { itemId, amountMinor: amountMinor === null ? null : toMinor(amountMinor) };
}

type Presented = Omit<Wire<typeof wire.customer>, 'case'>;

/** Everything of the customer's page but the case. */
export function presentCustomer(
  file: CustomerFile,
  { open, ...beside }: BesideItems & { open: Record<string, OpenSplit> },
  today: string,
  names: Names,
): Presented {
  const items = file.items.map((row) => presentItem(row, beside, today));
  return {
    id: file.id,
    number: file.number,
    name: file.name,
    address: file.address as Record<string, string>,
    letterReturnedAt: instantOf(letterReturnedAt(file)),
    country: file.country,
    language: file.language,
    timeZone: file.timeZone,
    currency: file.currency,
    parent: file.parent,
    collector: file.collector,
    scenarioId: file.scenarioId,
    netting: file.netting,
    minimumAmountMinor: file.minimumAmountMinor as Record<string, number> | null,
    attributes: file.attributes as Record<string, string>,
    interactivePages: file.interactivePages,
    replyCapture: file.replyCapture,
    assignment:
      file.assignmentRule === null || file.assignedAt === null
        ? null
        : { rule: file.assignmentRule, at: file.assignedAt.toISOString() },
    setByHand: file.setByHand,
    excluded:
      file.excludedAt === null ? null : { at: file.excludedAt.toISOString(), reason: file.exclusionReason },
    today,
    balance: sumByCurrency(items),
    overdue: sumByCurrency(items.filter(({ daysOverdue, openMinor }) => daysOverdue >= 1 && openMinor > 0)),
    open,
    ageing: ageingOn(items, today),
    items,
    contacts: file.contacts.map(presentContact),
    promises: file.promises.map((row) => presentPromise(row, names)),
    disputes: file.disputes.map((row) => presentDispute(row, names)),
    holds: file.holds.map((row) => presentHold(row, names, today)),
    notes: file.notes.map((row) => presentNote(row, names)),
  };
}

function letterReturnedAt({ address, contacts }: CustomerFile): Date | null {
  const now = canonicalJson(address);
  const marked = contacts.find((one) => one.letterReturnedAt && canonicalJson(one.letterReturnedTo) === now);
  return marked?.letterReturnedAt ?? null;
}

function sumByCurrency(items: { currency: string; openMinor: number }[]): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const { currency, openMinor } of items) sums[currency] = (sums[currency] ?? 0) + openMinor;
  return sums;
}

type LettersNow = ReadonlyMap<unknown, { id: string; state: LetterState }>;

/** @param letters by their action; absent: nobody asks where they are */
export function presentEvent(
  event: TimelineEvent,
  names: Names,
  letters?: LettersNow,
): Wire<typeof wire.historyEvent> {
  const data = event.data as Record<string, unknown>;
  const letter = event.kind === 'message_sent' ? letters?.get(data['actionId']) : undefined;
  return {
    id: String(event.id),
    kind: historyKinds.find((kind) => kind === event.kind) ?? unknownKind(event.kind),
    at: event.at.toISOString(),
    actor: { kind: event.actorKind, name: nameOf(event.actorId, names) },
    data,
    items: event.items.map(({ item }) => item),
    letter: letter ? { id: letter.id, state: letter.state } : null,
  };
}

function unknownKind(kind: string): HistoryKind {
  throw new Error(`history kind ${kind} is not in the vocabulary`);
}

function nameOf(id: string | null, names: Names): string | null {
  return id === null ? null : (names.get(id) ?? null);
}

function instantOf(at: Date | null): string | null {
  return at === null ? null : at.toISOString();
}
