/** The notification centre: each event to each subscription, again and again until somebody answers 201. */
import { createHmac, randomUUID } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Happening } from './course.ts';
import type { SandboxSending } from './letters.ts';

export interface Subscription {
  id: string;
  event_type: string;
  resource_type: string;
  callback_url: string;
  authentication?: { basic?: { login: string; password: string } };
  /** Of the provider that signs what it tells. */
  signing_key?: string;
}

export interface SentNotification {
  id: string;
  subscription_id: string;
  event_type: string;
  status: 'PENDING' | 'SENT' | 'MAX_RETRY';
  attempt_count: number;
  last_response_code: number | null;
  body: Record<string, unknown>;
}

/** Minutes before the next try; the tenth is the last. */
const ladder = [10, 10, 20, 30, 50, 80, 130, 210, 340];
const callbackTimeoutMs = 10_000;

export interface NotificationFaults {
  doubled: boolean;
  reordered: boolean;
  lateMs: number;
}

export class NotificationCentre {
  readonly subscriptions: Subscription[];
  readonly sent: SentNotification[] = [];
  faults: NotificationFaults = { doubled: false, reordered: false, lateMs: 0 };
  readonly #msAMinute: number;
  readonly #waiting = new Set<NodeJS.Timeout>();
  readonly #calls = new Set<Promise<void>>();
  #heldBack: SentNotification[] = [];
  #isClosed = false;

  readonly #file: string | undefined;

  /** @param folder where subscriptions outlive a restart; absent: nowhere */
  constructor(msAMinute: number, folder: string | undefined) {
    this.#msAMinute = msAMinute;
    this.#file = folder === undefined ? undefined : path.join(folder, 'subscriptions');
    this.subscriptions =
      this.#file !== undefined && existsSync(this.#file)
        ? (JSON.parse(readFileSync(this.#file, 'utf8')) as Subscription[])
        : [];
  }

  subscribe(asked: Omit<Subscription, 'id'>): Subscription {
    const subscription = { id: randomUUID(), ...asked };
    this.subscriptions.push(subscription);
    if (this.#file !== undefined)
      writeFileSync(this.#file, JSON.stringify(this.subscriptions), { mode: 0o600 });
    return subscription;
  }

  notify(sending: SandboxSending, { event, of }: Happening, origin: string, at: Date): void {
    const resource = `${sending.service}/${of}`;
    const location = `${origin}/${sending.service}/sendings/${sending.id}`;
    const recipient = sending.recipients[0];
    this.tell(event, resource, () => ({
      source: 'maileva',
      user_id: 'sandbox-user',
      client_id: 'sandbox-client',
      event_type: event,
      resource_type: resource,
      event_date: at.toISOString(),
      event_location: 'FR',
      resource_id: of === 'sendings' ? sending.id : (recipient?.id ?? ''),
      resource_location: of === 'sendings' ? location : `${location}/recipients/${recipient?.id}`,
      resource_custom_id: sending.fields['custom_id'] ?? null,
      resource_custom_data: sending.fields['custom_data'] ?? null,
    }));
  }

  /** To everybody who asked for it. */
  tell(
    event: string,
    resource: string,
    bodyFor: (subscription: Subscription) => Record<string, unknown>,
  ): void {
    for (const subscription of this.subscriptions) {
      if (subscription.event_type !== event || subscription.resource_type !== resource) continue;
      const notification: SentNotification = {
        id: randomUUID(),
        subscription_id: subscription.id,
        event_type: event,
        status: 'PENDING',
        attempt_count: 0,
        last_response_code: null,
        body: bodyFor(subscription),
      };
      this.sent.unshift(notification);
      this.sent.splice(500);
      this.#schedule(notification);
    }
  }

  /** What is sent again, as its replay does. */
  replay(id: string): boolean {
    const notification = this.sent.find((one) => one.id === id);
    if (notification) this.#call(notification);
    return notification !== undefined;
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    for (const timer of this.#waiting) clearTimeout(timer);
    await Promise.allSettled(this.#calls);
  }

  #schedule(notification: SentNotification): void {
    const { doubled, reordered, lateMs } = this.faults;
    // The one that is held back goes after the next.
    if (reordered && this.#heldBack.length === 0) return void this.#heldBack.push(notification);
    const first = [notification, ...this.#heldBack];
    this.#heldBack = [];
    const round = doubled ? [...first, ...first] : first;
    for (const one of round) this.#later(one, lateMs);
  }

  #later(notification: SentNotification, ms: number): void {
    if (this.#isClosed) return;
    if (ms === 0) return this.#call(notification);
    const timer = setTimeout(() => {
      this.#waiting.delete(timer);
      this.#call(notification);
    }, ms);
    timer.unref();
    this.#waiting.add(timer);
  }

  #call(notification: SentNotification): void {
    const calling: Promise<void> = this.#try(notification).finally(() => this.#calls.delete(calling));
    this.#calls.add(calling);
  }

  async #try(notification: SentNotification): Promise<void> {
    const subscription = this.subscriptions.find(({ id }) => id === notification.subscription_id);
    if (subscription === undefined || this.#isClosed) return;
    notification.attempt_count += 1;
    const body = JSON.stringify(notification.body);
    try {
      const { status } = await fetch(subscription.callback_url, {
        method: 'POST',
        redirect: 'error',
        signal: AbortSignal.timeout(callbackTimeoutMs),
        headers: proofOf(subscription, body),
        body,
      });
      notification.last_response_code = status;
      if (status === 201 || (subscription.signing_key !== undefined && status >= 200 && status < 300)) {
        notification.status = 'SENT';
        return;
      }
    } catch {
      notification.last_response_code = null;
    }
    const minutes = ladder[notification.attempt_count - 1];
    if (minutes === undefined) notification.status = 'MAX_RETRY';
    else this.#later(notification, minutes * this.#msAMinute);
  }
}

/** Which headers show whose notification it is. */
function proofOf({ authentication, signing_key: key }: Subscription, body: string): Record<string, string> {
  if (key !== undefined) {
    const signature = createHmac('sha256', key).update(body).digest('hex');
    return { 'content-type': 'application/vnd.api+json', signature };
  }
  const basic = authentication?.basic;
  if (basic === undefined) return { 'content-type': 'application/json' };
  const account = Buffer.from(`${basic.login}:${basic.password}`).toString('base64');
  return { 'content-type': 'application/json', authorization: `Basic ${account}` };
}
