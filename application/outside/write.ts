/** A person writes to a customer outside the scenario (S-12): written down, and delivered by a workflow of its own. */
import { traitsOf, writableChannels } from '../../domain/channels/traits.ts';
import { listingOutside } from '../../domain/dunning/out-of-scenario.ts';
import { RefusedError } from '../../domain/errors.ts';
import { isElectronic } from '../../domain/letter/course.ts';
import type { MessageEdits } from '../../domain/model/document.ts';
import type { MessageRequest } from '../../domain/model/message-request.ts';
import type { Channel } from '../../domain/vocabulary/channels.ts';
import type { LetterKind } from '../../domain/vocabulary/letters.ts';
import { writeOutsideAction } from '../../prisma/queries/actions/write.ts';
import type { StoredContact, StoredPosition } from '../../prisma/queries/position/read.ts';
import type { ActResult, FactScope } from '../act.ts';
import { decideOn, lockedCase } from '../case/decide.ts';
import { askAction } from '../outbox.ts';
import { hashOutside } from './readiness.ts';

export interface WantedMessage {
  /** Made by the client once per click. */
  key: string;
  channel: Channel;
  /** Of a letter. */
  letterKind: LetterKind | null;
  /** A person prints and posts it, and says so then. */
  byHand: boolean;
  templateKey: string | null;
  /** What lists call it. */
  name: string;
  text: MessageEdits & { subject: string };
  request: MessageRequest;
  /** Of the lines and amounts that were on the screen. */
  positionHash: string;
}

export interface WrittenAnswer {
  actionId: string;
  state: 'confirmed' | 'proposed';
  /** When it leaves; null: it is posted by hand. */
  sendAt: string | null;
  /** Until then it can be taken back. */
  undoUntil: string | null;
}

/**
 * @throws RefusedError `scenario_not_published` where nothing follows the customer, `message_stopped { gate }`,
 * `stale_confirmation`, `no_contact` for a contact that cannot be written to, `letter_not_carried`
 */
export async function writeOutside(
  { tx, entity, customerId, userId, at, undoUntil }: FactScope,
  wanted: WantedMessage,
): Promise<ActResult<WrittenAnswer>> {
  const read = await lockedCase(tx, customerId, at.getTime());
  if (read === null) throw new RefusedError('scenario_not_published');
  const decided = decideOn(read, at.getTime());
  const { position, input } = decided;
  const { channel, letterKind, byHand, request, key, name } = wanted;
  requireCarried(position, wanted);
  requireReachable(position, wanted);
  const { gates, ...listing } = listingOutside(input, { channel, itemIds: request.itemIds });
  const [gate] = gates;
  if (gate) throw new RefusedError('message_stopped', { gate: gate.gate });
  const content = { ...listing, leaderItemId: listing.lines[0]?.id ?? '', passedOver: [] };
  const positionHash = hashOutside(content);
  if (positionHash !== wanted.positionHash) throw new RefusedError('stale_confirmation');
  const sendAt = byHand ? null : (undoUntil ?? at);
  const actionId = await writeOutsideAction(tx, {
    legalEntityId: entity.id,
    customerId,
    caseId: position.case.id,
    actionKey: `outside/${customerId}/${key}`,
    stepKey: null,
    stepName: name,
    channel,
    mode: byHand ? 'manual' : 'to_confirm',
    templateKey: wanted.templateKey,
    letterKind,
    state: byHand ? 'proposed' : 'confirmed',
    content,
    positionHash,
    dueOn: input.today,
    edits: wanted.text,
    request,
    userId,
    sendAt,
    at,
  });
  if (!byHand) await askAction(tx, { actionId, customerId, channel });
  return {
    answer: {
      actionId,
      state: byHand ? 'proposed' : 'confirmed',
      sendAt: sendAt?.toISOString() ?? null,
      undoUntil: byHand ? null : (undoUntil?.toISOString() ?? null),
    },
    events: {
      key: `outside/${actionId}`,
      kind: 'message_written',
      data: { actionId, stepName: name, channel, totals: content.totals, ...(letterKind && { letterKind }) },
      itemIds: content.lines.map(({ id }) => id),
      changesFacts: false,
    },
  };
}

/** What a provider is to carry needs one; an electronic letter is nothing that a person posts. */
function requireCarried({ entity }: StoredPosition, { channel, letterKind, byHand }: WantedMessage): void {
  const { byConnector } = traitsOf(channel);
  if (!writableChannels.includes(channel)) throw new RefusedError('channel_not_ready', { channel });
  if (!byConnector) {
    if (byHand) throw new RefusedError('channel_not_ready', { channel });
    return;
  }
  const kind = letterKind ?? 'standard';
  if (byHand ? isElectronic(kind) : !entity.letterKinds.includes(kind))
    throw new RefusedError('letter_not_carried', { kind });
}

function requireReachable(
  { contacts }: StoredPosition,
  { channel, letterKind, request }: WantedMessage,
): void {
  const found = request.contactIds.map((id) => contacts.find((contact) => contact.id === id));
  // A letter has one reader, on paper and on a screen.
  if (traitsOf(channel).byConnector && found.length > 1) throw new RefusedError('validation_failed');
  for (const contact of found)
    if (contact === undefined || !canBeReached(contact, addressKindOf(channel, letterKind)))
      throw new RefusedError('no_contact', { channel });
}

/** By which address of a contact a message of the channel goes. */
export function addressKindOf(channel: Channel, letterKind: LetterKind | null): 'email' | 'postal' | null {
  return letterKind !== null && isElectronic(letterKind) ? 'email' : traitsOf(channel).contactAddress;
}

export function canBeReached(contact: StoredContact, by: 'email' | 'postal' | null): boolean {
  if (by === 'email') return contact.email !== null && !contact.bounced;
  return by === 'postal' && contact.postal && !contact.letterReturned;
}
