/** Tells each event to each endpoint, signed as Stripe signs, again and again until somebody takes it. */
import { createHmac } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { writeWhole } from '../letter-sandbox/write-whole.ts';
import { newId } from './payments.ts';

export interface SentEvent {
  id: string;
  type: string;
  body: string;
  url: string;
  attempts: number;
  lastStatus: number | null;
}

export interface EventFaults {
  /** Each comes twice. */
  doubled: boolean;
  /** One is held back and goes after the next. */
  reordered: boolean;
  lateMs: number;
  /** None is told. */
  silent: boolean;
}

const callTimeoutMs = 10_000;
const tries = 8;

export class EventNotifier {
  readonly endpoints: { id: string; url: string }[];
  readonly sent: SentEvent[] = [];
  faults: EventFaults = { doubled: false, reordered: false, lateMs: 0, silent: false };
  readonly #secret: string;
  readonly #retryMs: number;
  readonly #file: string | undefined;
  readonly #waiting = new Set<NodeJS.Timeout>();
  readonly #calls = new Set<Promise<void>>();
  #heldBack: SentEvent[] = [];
  #isClosed = false;

  constructor({ secret, retryMs, folder }: { secret: string; retryMs: number; folder: string | undefined }) {
    this.#secret = secret;
    this.#retryMs = retryMs;
    this.#file = folder === undefined ? undefined : path.join(folder, 'endpoints');
    const isThere = this.#file !== undefined && existsSync(this.#file);
    this.endpoints = isThere
      ? (JSON.parse(readFileSync(this.#file!, 'utf8')) as EventNotifier['endpoints'])
      : [];
  }

  subscribe(url: string): { id: string; url: string } {
    const endpoint = { id: newId('we'), url };
    this.endpoints.push(endpoint);
    if (this.#file !== undefined) writeWhole(this.#file, Buffer.from(JSON.stringify(this.endpoints)));
    return endpoint;
  }

  notify(type: string, object: object): void {
    if (this.faults.silent) return;
    const id = newId('evt');
    const body = JSON.stringify({ id, object: 'event', type, data: { object } });
    for (const { url } of this.endpoints) {
      const event: SentEvent = { id, type, body, url, attempts: 0, lastStatus: null };
      this.sent.unshift(event);
      this.sent.splice(500);
      this.#schedule(event);
    }
  }

  replay(id: string): void {
    for (const event of this.sent.filter((one) => one.id === id)) this.#later(event, 0);
  }

  /** As its SDK checks it. @param at seconds since the epoch */
  signatureOf(body: string, at = Math.floor(Date.now() / 1000), secret = this.#secret): string {
    return `t=${at},v1=${createHmac('sha256', secret).update(`${at}.${body}`).digest('hex')}`;
  }

  /** Nothing is under way any more. */
  async idle(): Promise<void> {
    while (this.#calls.size > 0) await Promise.allSettled(this.#calls);
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    for (const timer of this.#waiting) clearTimeout(timer);
    await Promise.allSettled(this.#calls);
  }

  #schedule(event: SentEvent): void {
    const { doubled, reordered, lateMs } = this.faults;
    if (reordered && this.#heldBack.length === 0) return void this.#heldBack.push(event);
    const round = [event, ...this.#heldBack];
    this.#heldBack = [];
    for (const one of doubled ? [...round, ...round] : round) this.#later(one, lateMs);
  }

  #later(event: SentEvent, ms: number): void {
    if (this.#isClosed) return;
    if (ms === 0) {
      const calling: Promise<void> = this.#call(event).finally(() => this.#calls.delete(calling));
      this.#calls.add(calling);
      return;
    }
    const timer = setTimeout(() => {
      this.#waiting.delete(timer);
      this.#later(event, 0);
    }, ms);
    timer.unref();
    this.#waiting.add(timer);
  }

  async #call(event: SentEvent): Promise<void> {
    event.attempts += 1;
    try {
      const { status } = await fetch(event.url, {
        method: 'POST',
        redirect: 'error',
        signal: AbortSignal.timeout(callTimeoutMs),
        headers: { 'content-type': 'application/json', 'stripe-signature': this.signatureOf(event.body) },
        body: event.body,
      });
      event.lastStatus = status;
      if (status >= 200 && status < 300) return;
    } catch {
      event.lastStatus = null;
    }
    if (event.attempts < tries) this.#later(event, this.#retryMs * 2 ** event.attempts);
  }
}
