import { setTimeout as sleep } from 'node:timers/promises';
import type SMTPConnection from 'nodemailer/lib/smtp-connection';
import { maskTokens } from '../../../domain/links/masking.ts';
import { storable } from '../../../domain/text/storable.ts';
import { usualGateAgeMs } from '../../outbound/gate.ts';
import { GatedBody } from './gated-body.ts';
import { SendingRate } from './sending-rate.ts';
import { connect, newConnection } from './smtp-connection.ts';
import { classifyFailure, type MailError } from './smtp-failure.ts';
import {
  urgencies,
  type Carrier,
  type HandOver,
  type HandOverResult,
  type Urgency,
} from '../../outbound/channel.ts';

export interface SmtpOptions {
  host: string;
  port: number;
  /** TLS from the first byte (smtps). */
  secure?: boolean;
  starttls?: 'required' | 'optional' | 'never';
  auth?: { user: string; pass: string };
  /** Name given in EHLO. */
  name?: string;
  maxConnections?: number;
  messagesPerMinute?: number;
  /** Address that gets a blind copy of everything, as proof of acceptance. */
  journalAddress?: string | undefined;
  /** Certificates to trust besides the system's. */
  ca?: string;
  /** Until the server has taken everything but the end of data. */
  commandTimeoutMs?: number;
  /** After the end of data; RFC 5321 asks for ten minutes. */
  finalReplyTimeoutMs?: number;
  /** How long an answer of the gate counts; older ones are asked for again before the end of data. */
  greatestGateAgeMs?: number;
  idleMs?: number;
}

const maxMessagesPerConnection = 100;
/** Beyond those for everything, so that a code waits for no reminder that the server takes its time over. */
const connectionsForCodes = 1;
/** A place in the rate limit this near is waited for; a later one is the caller's to wait for. */
const shortWaitMs = 2_000;

/** Sends over SMTP with a few connections that are kept open. The caller closes it. */
export function createSmtpTransport(options: SmtpOptions): Carrier {
  return new SmtpTransport(options);
}

interface Line {
  connection: SMTPConnection;
  messages: number;
  fresh: boolean;
  dead: boolean;
  idleTimer?: NodeJS.Timeout;
}

class SmtpTransport implements Carrier {
  readonly answerTimeoutMs: number;
  readonly #options: SmtpOptions;
  readonly #commandTimeoutMs: number;
  readonly #rate: SendingRate;
  readonly #idle: Line[] = [];
  readonly #waiting: { urgency: Urgency; go: () => void }[] = [];
  #inUse = 0;

  constructor(options: SmtpOptions) {
    this.#options = options;
    this.answerTimeoutMs = options.finalReplyTimeoutMs ?? 10 * 60_000;
    this.#commandTimeoutMs = options.commandTimeoutMs ?? 60_000;
    this.#rate = new SendingRate({
      messagesPerMinute: options.messagesPerMinute,
      now: () => performance.now(),
    });
  }

  async admit(urgency: Urgency = 'reminder'): Promise<{ retryAfterMs: number; reason: string }> {
    for (;;) {
      const answer = this.#rate.take({ ahead: urgency !== 'reminder' });
      if (answer.retryAfterMs === 0 || answer.reason !== 'rate_limit' || answer.retryAfterMs > shortWaitMs)
        return answer;
      await sleep(answer.retryAfterMs);
    }
  }

  async handOver(request: HandOver): Promise<HandOverResult> {
    await this.#place(request.urgency ?? 'reminder');
    try {
      const kept = this.#takeIdle();
      if (kept) {
        const result = await this.#sendOver(kept, request);
        // A kept connection may have been closed by the server meanwhile; nothing was transmitted on it.
        if (result.kind !== 'not_sent' || result.reason !== 'idle_connection_closed') return result;
      }
      const line = await this.#open();
      if ('kind' in line) return line;
      return await this.#sendOver(line, request);
    } finally {
      this.#leave();
    }
  }

  async close(): Promise<void> {
    for (const line of this.#idle.splice(0)) discard(line);
  }

  async #place(urgency: Urgency): Promise<void> {
    const most = this.#options.maxConnections ?? 3;
    if (this.#inUse < most + (urgency === 'code' ? connectionsForCodes : 0)) {
      this.#inUse += 1;
      return;
    }
    const rank = urgencies.indexOf(urgency);
    const behind = this.#waiting.findIndex((other) => urgencies.indexOf(other.urgency) < rank);
    await new Promise<void>((go) =>
      this.#waiting.splice(behind === -1 ? this.#waiting.length : behind, 0, { urgency, go }),
    );
  }

  /** A place is handed on to anyone who waits and may have it: one beyond the usual number only to a code. */
  #leave(): void {
    const isExtra = this.#inUse > (this.#options.maxConnections ?? 3);
    const next = this.#waiting[0];
    if (!next || (isExtra && next.urgency !== 'code')) {
      this.#inUse -= 1;
      return;
    }
    this.#waiting.shift();
    next.go();
  }

  #takeIdle(): Line | undefined {
    for (let line = this.#idle.pop(); line; line = this.#idle.pop()) {
      clearTimeout(line.idleTimer);
      if (!line.dead) return line;
      discard(line);
    }
    return undefined;
  }

  async #open(): Promise<Line | HandOverResult> {
    const connection = newConnection(this.#options, {
      connectionTimeout: Math.min(30_000, this.#commandTimeoutMs),
      greetingTimeout: this.#commandTimeoutMs,
      // Inactivity; long enough for the wait after the end of data. Earlier phases have their own timer.
      socketTimeout: this.answerTimeoutMs,
    });
    const line: Line = { connection, messages: 0, fresh: true, dead: false };
    connection.on('end', () => (line.dead = true));
    connection.on('error', () => (line.dead = true));
    try {
      await within(this.#commandTimeoutMs, connect(connection, this.#options.auth));
      this.#rate.succeeded();
      return line;
    } catch (error) {
      discard(line);
      this.#rate.failed();
      return { ...classifyFailure(error as MailError, false), kind: 'not_sent' };
    }
  }

  async #sendOver(line: Line, request: HandOver): Promise<HandOverResult> {
    const result = await transmit(line, request, {
      journal: this.#options.journalAddress,
      commandTimeoutMs: this.#commandTimeoutMs,
      greatestGateAgeMs: this.#options.greatestGateAgeMs ?? usualGateAgeMs,
    });
    line.messages += 1;
    // 421: the server is closing shop for everybody, not refusing this message.
    if (result.kind === 'not_sent' && result.code === 421) this.#rate.failed();
    const reusable = result.kind === 'accepted' && !line.dead && line.messages < maxMessagesPerConnection;
    if (reusable) this.#keep(line);
    else discard(line);
    return result;
  }

  #keep(line: Line): void {
    line.fresh = false;
    line.idleTimer = setTimeout(() => {
      line.dead = true;
      line.connection.quit();
    }, this.#options.idleMs ?? 20_000);
    line.idleTimer.unref();
    this.#idle.push(line);
  }
}

interface Limits {
  journal: string | undefined;
  commandTimeoutMs: number;
  greatestGateAgeMs: number;
}

async function transmit(
  line: Line,
  request: HandOver,
  { journal, commandTimeoutMs, greatestGateAgeMs }: Limits,
): Promise<HandOverResult> {
  const { connection } = line;
  const { sender: from, recipient: to } = request;
  let over = false;
  let recipientAccepted = true;
  const gate = async () => {
    const taken = journal === undefined ? [] : acceptedRecipients(connection);
    recipientAccepted = journal === undefined || taken.includes(to);
    const copied = journal !== undefined && taken.includes(journal);
    return recipientAccepted && !over && request.gate({ copied });
  };
  const body = new GatedBody({ ...request, gate, greatestGateAgeMs }, () => !over && !line.dead);
  // An idle connection may also die without a word before anything of this message was answered.
  const answeredBefore = connection.lastServerResponse;
  const sent = new Promise<{ error: MailError | null; response?: string }>((resolve) => {
    const envelope = { from, to: journal === undefined ? [to] : [to, journal], size: request.bytes.length };
    const slow = setTimeout(() => {
      if (!body.ended) resolve({ error: timedOut() });
    }, commandTimeoutMs);
    const end = (error: MailError | null, response?: string) => {
      clearTimeout(slow);
      connection.off('error', end);
      resolve({ error, response });
    };
    connection.once('error', end);
    connection.send(envelope, body, (error, info) => end(error as MailError | null, info?.response));
  });
  const { error, response } = await sent;
  over = true;
  await body.settled();
  if (!error && body.ended) return { kind: 'accepted', reason: 'accepted', ...reply(response) };
  // Regardless of what happened, nothing more of this message may leave on this connection.
  discard(line);
  body.destroy();
  if (body.gateClosed) {
    if (recipientAccepted) return { kind: 'gate_closed' };
    return rejectedRecipient(connection);
  }
  if (!error) return { kind: 'not_sent', reason: 'answer_before_end_of_data', ...reply(response) };
  const failure = classifyFailure(error, body.ended);
  const silent = !line.fresh && failure.kind === 'not_sent' && failure.code === undefined;
  if (silent && connection.lastServerResponse === answeredBefore)
    return { kind: 'not_sent', reason: 'idle_connection_closed' };
  return failure;
}

/** The library's record of the envelope; not in its types, pinned by version and by a test. */
interface EnvelopeRecord {
  accepted: string[];
  rejectedErrors: MailError[];
}

function envelopeOf(connection: SMTPConnection): EnvelopeRecord | undefined {
  return (connection as unknown as { _envelope?: EnvelopeRecord })._envelope;
}

function acceptedRecipients(connection: SMTPConnection): string[] {
  return envelopeOf(connection)?.accepted ?? [];
}

/** The journal address was taken but the customer's was not: nothing goes to anybody. */
function rejectedRecipient(connection: SMTPConnection): HandOverResult {
  const error = envelopeOf(connection)?.rejectedErrors[0];
  return error ? classifyFailure(error, false) : { kind: 'not_sent', reason: 'recipient_unclear' };
}

function reply(response: string | undefined): { code?: number; text?: string } {
  const code = Number(response?.slice(0, 3));
  return {
    ...(Number.isInteger(code) && code > 0 && { code }),
    ...(response && { text: storable(maskTokens(response).slice(0, 1000)) }),
  };
}

function timedOut(): MailError {
  return Object.assign(new Error('timeout'), { code: 'ETIMEDOUT', command: 'CONN' });
}

async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(timedOut()), ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

function discard(line: Line): void {
  line.dead = true;
  clearTimeout(line.idleTimer);
  line.connection.close();
}
