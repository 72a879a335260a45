/**
 * Letters that people print and post: shown as they would be printed now, and kept as they were printed. What is kept
 * is a message of its action like any other, frozen and hashed; that it was posted is said by the person who completes the
 * action.
 */
import { failAction } from '../../application/case/settle.ts';
import { askedNow, decideOn, actionKeyOf, type Decided } from '../../application/case/decide.ts';
import { hashOutside } from '../../application/outside/readiness.ts';
import { traitsOf } from '../../domain/channels/traits.ts';
import { listingOutside } from '../../domain/dunning/out-of-scenario.ts';
import { localDayAndMinute } from '../../domain/calendar/zoned-time.ts';
import { refuse, type Outcome, type Refusal } from '../../domain/errors.ts';
import { addressLinesOf } from '../../domain/letter/address.ts';
import type { MessageEdits } from '../../domain/model/document.ts';
import { isElectronic } from '../../domain/letter/course.ts';
import type { LetterKind } from '../../domain/vocabulary/letters.ts';
import { windowGeometry } from '../../domain/letter/windows.ts';
import { unpack } from '../../prisma/packing.ts';
import { readCase, type StoredCase } from '../../prisma/queries/cases/read.ts';
import { actionById, type StoredAction } from '../../prisma/queries/actions/read.ts';
import { freezeStep } from '../../prisma/queries/outbound/freeze.ts';
import { hasFrozen, outboundRow } from '../../prisma/queries/outbound/read.ts';
import type { LetterProviders } from '../letters/provider.ts';
import type { LetterQuote } from '../letters/quote.ts';
import {
  canBeReached,
  carriageNow,
  formOnPaper,
  letterKindOf,
  type LetterCarriage,
  type LetterContent,
} from '../channels/registry.ts';
import type { StoredContact } from '../../prisma/queries/position/read.ts';
import { enclosedSummary, type EnclosedSummary } from '../messages/enclosed.ts';
import type { ComposeDeps, WrittenStep } from '../outbound/channel.ts';
import type { FreezeDeps } from '../outbound/freeze.ts';
import type { LetterRenderer } from '../rendering/letter/renderer.ts';
import { composeAll, readStepContext } from './compose-all.ts';

export interface LetterDeps extends ComposeDeps, FreezeDeps {
  letters: LetterRenderer;
  /** Whoever may carry it, for its price; absent: nobody is asked. */
  providers?: LetterProviders;
}

export interface LetterInput {
  customerId: string;
  actionId: string;
  /** ms since the epoch */
  now: number;
}

export interface LetterPreviewInput extends LetterInput {
  /** What has been typed so far. */
  edits?: MessageEdits | undefined;
}

/** Whom an electronic letter can go to, or cannot. */
export interface LetterReader {
  contactId: string;
  name: string;
  /** Null: it cannot go there. */
  email: string | null;
  isMeant: boolean;
}

export interface LetterPreview {
  positionHash: string;
  kind: LetterKind;
  /** Of an electronic letter: who can be chosen, the collection contact first. */
  readers: LetterReader[];
  recipient: { name: string; address: string };
  /** As it stands in the window of the envelope. */
  addressLines: string[];
  language: string;
  subject: string;
  enclosures: string[];
  /** Documents of its items: those that go along, and those that do not. */
  enclosed: EnclosedSummary;
  pages: number;
  /** What it will cost; null: people post it, or no price is known. */
  price: LetterQuote | null;
  /** By whom it would go; null: people post it, or nobody was asked. */
  carriage: LetterCarriage | null;
  pdf: Uint8Array;
}

export interface KeptLetter {
  messageId: string;
  subject: string;
  pdf: Uint8Array;
}

/** Facts may change again while a letter is laid out. */
const rounds = 4;
const openStates: StoredAction['state'][] = ['proposed', 'confirmed', 'failed', 'planned'];

/** Reads and lays out only. Refuses with `not_found`, `no_contact`, and what composing and laying out refuse. */
export async function previewLetter(
  deps: LetterDeps,
  { customerId, actionId, now, edits }: LetterPreviewInput,
): Promise<Outcome<LetterPreview>> {
  const read = await readCase(deps.prisma, customerId, actionId);
  if (!read?.asked) return refuse('not_found');
  if (!isOnPaper(read.asked)) return refuse('channel_not_ready', { channel: read.asked.channel });
  const action = { ...read.asked, edits: edits ?? read.asked.edits };
  const form = formOnPaper(deps.letters);
  const decided = decideOn(read, now);
  const step = await readStepContext({ ...deps, channels: { [action.channel]: form } }, { decided, action });
  if (!step.ok) return step;
  const [recipient] = step.value.recipients;
  if (!recipient) return refuse('no_contact', { channel: action.channel });
  const { position } = read;
  const today = localDayAndMinute(now, position.customer.timeZone).day;
  const written = { position, action, today, context: step.value.context };
  const composed = await form.compose(deps, written, recipient, { at: new Date(now), links: [] });
  if (!composed.ok) return composed;
  const kind = letterKindOf(written);
  const readers = isElectronic(kind) ? readersOf(position.contacts) : [];
  const facts = { positionHash: action.positionHash, kind, readers };
  const shown = await shownWithPrice(deps, written, composed.value.content);
  return { ok: true, value: { ...facts, ...shown } };
}

/** Those who collect first, then the others as they stand; who has no address stands there all the same. */
function readersOf(contacts: readonly StoredContact[]): LetterReader[] {
  const rank = (one: StoredContact) => (one.roles.includes('collection') ? 0 : 1);
  return contacts
    .toSorted((a, b) => rank(a) - rank(b))
    .map((one) => ({
      contactId: one.id,
      name: one.name,
      email: canBeReached(one) ? one.email : null,
      isMeant: one.roles.includes('collection'),
    }));
}

/** The same, with what it would cost. */
export async function shownWithPrice(
  { prisma, providers }: Pick<LetterDeps, 'prisma' | 'providers'>,
  step: WrittenStep,
  content: LetterContent,
): Promise<Omit<LetterPreview, 'positionHash' | 'kind' | 'readers'>> {
  const carriage = providers === undefined ? null : await carriageNow({ prisma, providers }, step, content);
  return { ...shownLetter(content), price: carriage?.quote ?? null, carriage };
}

function shownLetter({
  letter,
  to,
  pdf,
  pages,
  enclosed,
}: LetterContent): Omit<LetterPreview, 'positionHash' | 'kind' | 'readers' | 'price' | 'carriage'> {
  const { language, subject, enclosures, recipient, sender, window } = letter;
  const lines = addressLinesOf(recipient, {
    from: sender.address.country,
    lines: windowGeometry[window].lines,
    chars: letter.addressChars,
  });
  return {
    ...{ recipient: to, addressLines: lines, language, subject, enclosures, pages, pdf },
    enclosed: enclosedSummary(enclosed),
  };
}

/**
 * Makes the letter of an open action on today's facts and keeps it as it is; again with the same facts it is made
 * again. What was completed meanwhile is answered as it was kept. A refusal stands in the agenda, as a problem of the
 * action, until the letter can be made. Refuses as `previewLetter`, with `no_longer_due { gate }`, `already_closed`.
 */
export async function keepLetter(deps: LetterDeps, input: LetterInput): Promise<Outcome<KeptLetter>> {
  for (let round = 0; round < rounds; round += 1) {
    const kept = await keepOnce(deps, input);
    if (kept !== 'changed') return kept;
  }
  return refuse('service_unavailable');
}

/**
 * For what is completed without having been printed here: kept as it would have been, so that history holds it.
 * Refuses where the letter cannot be made: whoever posted another one skips the step and says so.
 */
export async function keepUnprinted(deps: LetterDeps, input: LetterInput): Promise<Outcome<null>> {
  const action = await actionById(deps.prisma, input.actionId, input.customerId);
  // Who was faster is answered by the command itself.
  if (!action || !isOnPaper(action) || !openStates.includes(action.state)) return { ok: true, value: null };
  if (await hasFrozen(deps.prisma, input.actionId)) return { ok: true, value: null };
  const kept = await keepLetter(deps, input);
  return kept.ok ? { ok: true, value: null } : kept;
}

function isOnPaper({ channel }: Pick<StoredAction, 'channel'>): boolean {
  return traitsOf(channel).contactAddress === 'postal';
}

async function keepOnce(deps: LetterDeps, input: LetterInput): Promise<Outcome<KeptLetter> | 'changed'> {
  const { prisma } = deps;
  const { customerId, actionId, now } = input;
  const read = await readCase(prisma, customerId, actionId);
  if (!read?.asked) return refuse('not_found');
  if (!isOnPaper(read.asked)) return refuse('channel_not_ready', { channel: read.asked.channel });
  if (!openStates.includes(read.asked.state)) return keptBefore(deps, read, read.asked);
  const decided = decideOn(read, now);
  const wanted = wantedNow(decided, read.asked);
  if (!wanted.ok) return wanted;
  const { content, positionHash: hash } = wanted.value;
  const action: StoredAction = { ...read.asked, content, positionHash: hash };
  const form = formOnPaper(deps.letters);
  const withForm = { ...deps, channels: { [action.channel]: form } };
  const step = await readStepContext(withForm, { decided, action });
  if (!step.ok) return failed(deps, input, step);
  if (step.value.recipients.length === 0)
    return failed(deps, input, refuse('no_contact', { channel: action.channel }));
  const at = new Date(now);
  const known = read.messages.filter((message) => message.actionId === actionId);
  const composed = await composeAll(withForm, { decided, action, ...step.value }, { at, known });
  if (!composed.ok) return failed(deps, input, composed);
  const { messages, links, captureAddresses, keys } = composed.value;
  const { position, rows } = read;
  const frozen = await freezeStep(prisma, {
    messages,
    links,
    captureAddresses,
    step: {
      caseId: position.case.id,
      customerId,
      actionId,
      channel: action.channel,
      positionVersion: position.customer.positionVersion,
      rows: { case: rows.case, action: rows.asked! },
    },
    at,
    record: decided.record,
    action: {
      content,
      positionHash: hash,
      decisionId: decided.decisionId,
      state: action.state === 'failed' ? 'proposed' : action.state,
    },
    kept: keys,
  });
  const [message] = messages;
  if (frozen.kind !== 'frozen' || !message || !frozen.messages[0]) return 'changed';
  return {
    ok: true,
    value: { messageId: frozen.messages[0].id, subject: message.subject, pdf: message.readable },
  };
}

/** What the step asks for today, unless something holds it that no person decides by posting a letter. */
function wantedNow(decided: Decided, action: StoredAction) {
  if (action.kind === 'out_of_scenario') return wantedOutside(decided, action);
  const { due, gates } = decided.decision;
  const closed = gates.find(
    ({ gate }) => !['awaiting_confirmation', 'outside_window', 'holiday'].includes(gate),
  );
  if (!due || closed || actionKeyOf(decided.position, due) !== action.actionKey)
    return refuse('no_longer_due', { gate: closed?.gate ?? 'nothing_due' });
  return { ok: true as const, value: askedNow({ ...decided, action }, due) };
}

/** The same of what a person wrote outside the scenario. */
function wantedOutside({ input }: Decided, { channel, request }: StoredAction) {
  const { gates, ...listing } = listingOutside(input, { channel, itemIds: request?.itemIds ?? [] });
  const [closed] = gates;
  if (closed) return refuse('message_stopped', { gate: closed.gate });
  const content = { ...listing, leaderItemId: listing.lines[0]?.id ?? '', passedOver: [] };
  return { ok: true as const, value: { content, positionHash: hashOutside(content) } };
}

async function keptBefore(
  { prisma }: LetterDeps,
  { messages }: StoredCase,
  { id, state }: StoredAction,
): Promise<Outcome<KeptLetter>> {
  const sent = messages.find((message) => message.actionId === id && message.state !== 'cancelled');
  const row = sent === undefined ? null : await outboundRow(prisma, sent.id);
  if (!sent || !row?.frozenBytes) return refuse('already_closed', { state });
  return { ok: true, value: { messageId: row.id, subject: sent.subject, pdf: unpack(row.frozenBytes) } };
}

async function failed({ prisma }: LetterDeps, visit: LetterInput, refusal: Refusal & { ok: false }) {
  await prisma.$transaction((tx) => failAction(tx, visit, refusal));
  return refusal;
}
