import { Readable } from 'node:stream';
import type { HandOver } from '../../outbound/channel.ts';

export interface GatedContent extends Pick<HandOver, 'bytes' | 'passing' | 'mayEndNow'> {
  gate: () => Promise<boolean>;
  /** An answer of the gate that is older than this is asked for again. */
  greatestGateAgeMs: number;
}

const chunkBytes = 32 * 1024;
/** A machine on which an answer ages before it can be used, again and again, gives up: nothing has left. */
const roundsAtGate = 20;

/**
 * The message as a stream whose end waits for the gate. The mail library reads it first after the server's 354 and
 * writes the final dot when it ends; a server cannot accept a message whose dot it never got.
 */
export class GatedBody extends Readable {
  /** The end was handed over: from here on an unclear ending is in doubt. */
  ended = false;
  gateClosed = false;
  readonly #request: GatedContent;
  readonly #mayEnd: () => boolean;
  #at = 0;
  #asked: Promise<void> | undefined;

  /** `mayEnd` is asked after the gate: the connection may have failed while the row was being committed. */
  constructor(request: GatedContent, mayEnd: () => boolean) {
    super({ highWaterMark: chunkBytes });
    this.#request = request;
    this.#mayEnd = mayEnd;
  }

  override _read(): void {
    this.#advance().catch((error: unknown) =>
      this.destroy(error instanceof Error ? error : new Error(String(error))),
    );
  }

  /** Resolves when no question to the gate is open any more. */
  async settled(): Promise<void> {
    await this.#asked?.catch(() => undefined);
  }

  async #advance(): Promise<void> {
    const { bytes, passing } = this.#request;
    if (this.#at === 0) await passing?.('ready');
    else if (this.#at <= chunkBytes) await passing?.('begun');
    if (this.#at < bytes.length) {
      const chunk = bytes.subarray(this.#at, this.#at + chunkBytes);
      this.#at += chunk.length;
      this.push(chunk);
      return;
    }
    this.#asked ??= this.#askGate();
    await this.#asked;
  }

  /**
   * Between the answer of the gate and the end of data this process may be frozen, for as long as somebody likes: a
   * payment is answered meanwhile. So an answer counts for a moment only, from when it was asked for.
   */
  async #askGate(): Promise<void> {
    const { gate, passing, greatestGateAgeMs, mayEndNow } = this.#request;
    for (let round = 0; round < roundsAtGate; round += 1) {
      const age = startAge();
      if (!(await gate())) return this.#close();
      await passing?.('gate_passed');
      if (this.destroyed || !this.#mayEnd()) return;
      if (mayEndNow?.() === false) return this.#close();
      if (age() > greatestGateAgeMs) continue;
      this.ended = true;
      this.push(null);
      return;
    }
    this.#close();
  }

  #close(): void {
    this.gateClosed = true;
    this.destroy(new Error('the gate is closed'));
  }
}

/** Milliseconds since now by both clocks: one stands still while a machine sleeps, the other may be set back. */
function startAge(): () => number {
  const [steady, wall] = [performance.now(), Date.now()];
  return () => Math.max(performance.now() - steady, Date.now() - wall);
}
