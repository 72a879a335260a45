/**
 * A letter did not reach its reader. In one place for all kinds and carriers: its address is marked where it is the
 * address that failed, the collector gets a task that says so, and the same text stands prepared by the next way, to be
 * confirmed.
 */
import { localDayAndMinute } from '../../domain/calendar/zoned-time.ts';
import { traitsOf, usualTaskChannel } from '../../domain/channels/traits.ts';
import { waysAfter, type WrittenWay } from '../../domain/contact/next-way.ts';
import { listingOutside, preparedKey } from '../../domain/dunning/out-of-scenario.ts';
import { cameBack, isElectronic } from '../../domain/letter/course.ts';
import { messageLanguage } from '../../domain/template/format.ts';
import { textIn } from '../../domain/template/text-in.ts';
import { messageAttachments } from '../../domain/vocabulary/documents.ts';
import type { LetterState } from '../../domain/vocabulary/letters.ts';
import { letterAgainName, letterTask } from '../../domain/words/letter/tasks.ts';
import type { FactsTransaction } from '../../prisma/client.ts';
import { actionById, type StoredAction } from '../../prisma/queries/actions/read.ts';
import { writeOutsideAction } from '../../prisma/queries/actions/write.ts';
import { readCase } from '../../prisma/queries/cases/read.ts';
import { markLetterReturned } from '../../prisma/queries/contacts/write.ts';
import { createFollowUp } from '../../prisma/queries/follow-ups/write.ts';
import type { NewHistoryEvent } from '../../prisma/queries/history/write.ts';
import { markContactsBounced } from '../../prisma/queries/inbound/bounces.ts';
import type { StoredLetter } from '../../prisma/queries/letters/read.ts';
import type { StoredContact, StoredPosition } from '../../prisma/queries/position/read.ts';
import { readTemplateSet } from '../../prisma/queries/templates/read.ts';
import { decideOn, type Decided } from '../case/decide.ts';
import { hashOutside } from '../outside/readiness.ts';
import { addressKindOf, canBeReached } from '../outside/write.ts';

interface Unreached {
  letter: StoredLetter;
  state: LetterState;
  at: Date;
}

/** Nothing more is written to the address that a letter came back from, until somebody mends it. */
export async function markUnreached(
  tx: FactsTransaction,
  { letter: { kind, customerId, reference }, state, at }: Unreached,
): Promise<void> {
  if (!cameBack(state)) return;
  if (!isElectronic(kind)) return markLetterReturned(tx, customerId, at);
  const sent = await tx.outboundMessage.findUnique({
    where: { reference },
    select: { recipientAddress: true },
  });
  if (sent !== null)
    await markContactsBounced(tx, { customerId, email: sent.recipientAddress, status: null, at });
}

/** Call after `markUnreached`. Answers what history says of it. */
export async function proposeOtherWay(
  tx: FactsTransaction,
  unreached: Unreached,
): Promise<NewHistoryEvent[]> {
  const { letter, state, at } = unreached;
  const { legalEntityId, customerId, kind } = letter;
  const { language, timeZone } = await tx.legalEntity.findUniqueOrThrow({
    where: { id: legalEntityId },
    select: { language: true, timeZone: true },
  });
  await createFollowUp(tx, {
    legalEntityId,
    customerId,
    text: letterTask(language, { kind, state }),
    channel: usualTaskChannel,
    dueOn: localDayAndMinute(at.getTime(), timeZone).day,
    itemIds: [],
    userId: null,
    at,
  });
  const failed = await actionById(tx, letter.actionId, customerId);
  const read = waysAfter({ kind, state }).length > 0 ? await readCase(tx, customerId) : null;
  if (failed === null || read === null) return [];
  return prepare(tx, { ...unreached, failed, decided: decideOn(read, at.getTime()), language });
}

interface Preparing extends Unreached {
  /** The action that the letter was of. */
  failed: StoredAction;
  decided: Decided;
  /** Of the company. */
  language: string;
}

/** The first way by which somebody can be reached, and nothing stands against it today. */
async function prepare(tx: FactsTransaction, preparing: Preparing): Promise<NewHistoryEvent[]> {
  const { letter, state, at, failed, decided, language: own } = preparing;
  const { position, input } = decided;
  const reached = firstReached(position, preparing);
  if (reached === null) return [];
  const { way, contact } = reached;
  const itemIds = failed.request?.itemIds ?? failed.content.lines.map(({ id }) => id);
  const { gates, ...listing } = listingOutside(input, { channel: way.channel, itemIds });
  const text = await textOf(tx, preparing, contact);
  // Its task says what to do; somebody who writes then sees what stands against it.
  if (gates.length > 0 || text === null) return [];
  const content = { ...listing, leaderItemId: listing.lines[0]?.id ?? '', passedOver: [] };
  const { byConnector } = traitsOf(way.channel);
  const isByHand = byConnector && !position.entity.letterKinds.includes(way.letterKind ?? 'standard');
  const { kind, legalEntityId, customerId } = letter;
  const stepName = letterAgainName(own, { name: failed.stepName, kind, state });
  const actionId = await writeOutsideAction(tx, {
    ...{ legalEntityId, customerId, caseId: position.case.id, stepName },
    actionKey: preparedKey(letter.id),
    // Its text may name the deadline that the step gives.
    stepKey: failed.stepKey || null,
    channel: way.channel,
    mode: isByHand ? 'manual' : 'to_confirm',
    templateKey: failed.templateKey,
    letterKind: way.letterKind,
    state: 'proposed',
    content,
    positionHash: hashOutside(content),
    dueOn: input.today,
    edits: text.edits,
    request: { contactIds: [contact.id], itemIds, language: text.language, attachments: text.attachments },
    userId: null,
    sendAt: null,
    at,
  });
  return [
    {
      legalEntityId,
      customerId,
      kind: 'action_proposed',
      at,
      actor: { kind: 'system' },
      key: `proposed/${actionId}`,
      data: { actionId, stepName, channel: way.channel, totals: content.totals },
      itemIds: content.lines.map(({ id }) => id),
    },
  ];
}

function firstReached(
  { contacts }: StoredPosition,
  { letter: { kind }, state }: Preparing,
): { way: WrittenWay; contact: StoredContact } | null {
  const rank = ({ roles }: StoredContact) => (roles.includes('collection') ? 0 : 1);
  const inOrder = contacts.toSorted((one, other) => rank(one) - rank(other));
  for (const way of waysAfter({ kind, state })) {
    const by = addressKindOf(way.channel, way.letterKind);
    const contact = inOrder.find((one) => canBeReached(one, by));
    if (contact !== undefined) return { way, contact };
  }
  return null;
}

/** What the letter said: as it was edited, else the text of its template that its new reader gets. Null: there is none. */
async function textOf(
  tx: FactsTransaction,
  { failed, language: own, decided: { position } }: Preparing,
  contact: StoredContact,
) {
  const { templateKey, edits, request } = failed;
  const set =
    templateKey === null
      ? null
      : await readTemplateSet(tx, { entityId: position.entity.id, key: templateKey });
  const wanted = request?.language ?? messageLanguage(contact.language, position.customer.language, own);
  const found = textIn(set?.templates ?? [], { wanted, own });
  const subject = edits?.subject ?? found?.subject;
  const body = edits?.body ?? found?.body;
  if (subject === undefined || body === undefined) return null;
  const { attachments = [] } = (found?.options ?? {}) as { attachments?: unknown[] };
  return {
    edits: { subject, body },
    language: request?.language ?? messageLanguage(found?.language, wanted),
    attachments: request?.attachments ?? messageAttachments.filter((one) => attachments.includes(one)),
  };
}
