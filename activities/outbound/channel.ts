/** What a way out of the house implements. The protocol knows nothing else of it. */
import type { Outcome } from '../../domain/errors.ts';
import type { MessagePart } from '../../domain/links/guard.ts';
import type { IsoDate } from '../../domain/model/common.ts';
import type { Channel } from '../../domain/vocabulary/channels.ts';
import type { EvidenceSource } from '../../domain/vocabulary/messages.ts';
import type { Db, PrismaClient } from '../../prisma/client.ts';
import type { StoredAction } from '../../prisma/queries/actions/read.ts';
import type { LinkRow } from '../../prisma/queries/links/write.ts';
import type { MessageContext } from '../../prisma/queries/messages/read.ts';
import type { StoredPosition } from '../../prisma/queries/position/read.ts';
import type { DocumentStore } from '../adapters/document-store.ts';
import type { Renderer } from '../adapters/render/renderer.ts';

// ---------------------------------------------------------------- making a message

export interface Recipient {
  name: string;
  /** In the form of the channel. */
  address: string;
  language: string | null;
}

/** A step of a case that is to be addressed. */
export interface AddressedStep {
  position: StoredPosition;
  action: Pick<StoredAction, 'stepKey' | 'channel' | 'request' | 'letterKind'> &
    Partial<Pick<StoredAction, 'edits'>>;
}

/** A step of a case that is to be written. */
export interface WrittenStep extends AddressedStep {
  action: StoredAction;
  /** The customer's day. */
  today: IsoDate;
  /** What it is composed from besides, read on the same facts. */
  context: MessageContext;
}

export interface ComposeDeps {
  prisma: PrismaClient;
  renderer: Renderer;
  /** Where documents of items lie that are not stored here; absent: nowhere else. */
  documents?: DocumentStore | undefined;
  /** Scheme, host and port of our own addresses. */
  publicUrl: string;
}

export interface Composing {
  at: Date;
  /** Links that the message carries: stored with its bytes, or not at all. */
  links: LinkRow[];
}

export interface ComposedStep<Content> {
  content: Content;
  /** Null: a person wrote it freely. */
  templateId: string | null;
}

/** The message as it leaves, for good. */
export interface FrozenContent {
  bytes: Uint8Array;
  /** The same as people may read it: what opens a page is masked. */
  readable: Uint8Array;
  recipient: { name: string; address: string };
  subject: string;
  language: string;
}

export interface FreezeOptions {
  reference: string;
  /** When it was made; every attempt carries the same. */
  at: Date;
  /** What everybody but the recipient reads in place of its texts. */
  instead?: string | undefined;
}

/** A message that was made and is not stored yet. */
export interface Queueing<Content> {
  step: WrittenStep;
  content: Content;
  reference: string;
  at: Date;
}

/** How messages of a channel are made: without any connection, so that previews and the demo can ask too. */
export interface MessageForm<Content = unknown> {
  /** Whom a step means for this customer, in order; refuses where one of them must not be written to. */
  recipients(db: Db, step: AddressedStep): Promise<Outcome<Recipient[]>>;
  /** What the step says to one of them. */
  compose(
    deps: ComposeDeps,
    step: WrittenStep,
    recipient: Recipient,
    composing: Composing,
  ): Promise<Outcome<ComposedStep<Content>>>;
  /** The address that it goes to, as it stands in the content. */
  addressOf(content: Content): string;
  /** Every part of it as its recipient could read it, for the guard. */
  partsOf(content: Content): Promise<MessagePart[]>;
  /** The same for every attempt, not guessable, without personal data; known outside once the message has left. */
  referenceOf(content: Content, identity: { dispatchKey: string; secret: string }): string;
  /**
   * Asked before the message of a step is stored: it stays with us until then, and may be taken back. Repeatable; refuses
   * where it may not be queued at all. Absent: messages leave as soon as they are made.
   */
  queue?(queueing: Queueing<Content>): Promise<Outcome<{ until: Date }>>;
  /** Throws `address_invalid`. */
  freeze(content: Content, options: FreezeOptions): Promise<FrozenContent>;
}

export type MessageForms = { readonly [name in Channel]?: MessageForm };

// ---------------------------------------------------------------- handing it over

/** Who waits for it: nobody in particular; somebody who asked or was asked; somebody in front of a page. */
export const urgencies = ['reminder', 'notice', 'code'] as const;
export type Urgency = (typeof urgencies)[number];

export interface HandOver {
  /** The more urgent goes first where a place is waited for. Reminders where absent. */
  urgency?: Urgency;
  /** Under whose address it leaves. */
  sender: string;
  recipient: string;
  reference: string;
  bytes: Uint8Array;
  /**
   * Asked when everything but the last piece is with the carrier, and again when its answer has aged before that piece
   * could follow. True: it may follow now. Anyone who answers true has made it durable that from now on the carrier may
   * hold the message. `copied`: a copy goes along with it.
   */
  gate: (taken: { copied: boolean }) => Promise<boolean>;
  /** Asked without waiting, right before the last piece: false breaks off as a closed gate does. */
  mayEndNow?: () => boolean;
  /** Named points of the hand-over, for fault tests. */
  passing?: (point: HandOverPoint) => Promise<void> | void;
}

/** The carrier is ready to take it; it has taken a part; only the last piece is missing, and may follow. */
export const handOverPoints = ['ready', 'begun', 'gate_passed'] as const;
export type HandOverPoint = (typeof handOverPoints)[number];

export interface CarrierAnswer {
  code?: number;
  text?: string;
  /** Our own word for what happened, for people: `connection`, `tls`, `sign_in`, `timeout`, `recipient_refused` … */
  reason: string;
  /** Sooner it need not be tried again. */
  leastRetryMs?: number;
  /** Tried again by itself then and not before: a person has it in hand. */
  retryAt?: Date;
}

export type HandOverResult =
  | ({ kind: 'accepted' } & CarrierAnswer)
  /** The carrier does not hold the message; it may be tried again later. */
  | ({ kind: 'not_sent' } & CarrierAnswer)
  /** The carrier said no for good. */
  | ({ kind: 'refused' } & CarrierAnswer)
  /** The gate did not open, or closed again; the hand-over was broken off before the last piece. */
  | { kind: 'gate_closed' }
  /** The last piece left us and no whole answer came: the carrier may or may not hold the message. */
  | ({ kind: 'in_doubt' } & CarrierAnswer);

/** Hands messages over to the outside world. It never retries by itself once a gate was asked. */
export interface Carrier {
  /**
   * Asked before a message is claimed: a full rate limit or a carrier that was just unreachable makes the message wait
   * without an attempt. Answers 0 when it may go now; waits itself for short gaps of the rate limit. What is urgent
   * does not wait for the rate limit; the reminders after it do.
   */
  admit(urgency?: Urgency): Promise<{ retryAfterMs: number; reason: string }>;
  handOver(message: HandOver): Promise<HandOverResult>;
  /** How long an answer to the last piece is waited for; absence proves nothing sooner. */
  answerTimeoutMs: number;
  close(): Promise<void>;
}

/** A place where a message that was accepted leaves a trace under its reference. */
export interface EvidencePlace {
  source: EvidenceSource;
  /** `unknown`: the place could not be asked. */
  find(reference: string): Promise<'present' | 'absent' | 'unknown'>;
  /** After this long without a trace the message was not accepted; null: absence never proves anything here. */
  quietMs: number | null;
  /**
   * Copies come here by a way of their own, which may have been held up: the quiet time is counted from when the place
   * was first asked and answered, and anew whenever it could not be asked.
   */
  arrivesLater?: boolean;
}

// ---------------------------------------------------------------- a channel

export interface OutboundChannel<Content = unknown> extends MessageForm<Content> {
  carrier: Carrier;
  /** Ways to learn what became of a doubtful message, best first. */
  evidence: EvidencePlace[];
  /** How much of it a worker does at a time, and all workers together in a minute. */
  rateLimit: { maxConcurrent: number; perMinute: number };
}

/** Those that are wired, by name. */
export type Channels = { readonly [name in Channel]?: OutboundChannel };
