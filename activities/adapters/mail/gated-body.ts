import { Readable } from 'node:stream';
import type { HandOver } from '../../outbound/channel.ts';
import { askGate, type GateQuestion } from '../../outbound/gate.ts';

export interface GatedContent extends Pick<HandOver, 'bytes'>, Omit<GateQuestion, 'mayEnd'> {}

const chunkBytes = 32 * 1024;
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

  async #askGate(): Promise<void> {
    const answer = await askGate({ ...this.#request, mayEnd: () => !this.destroyed && this.#mayEnd() });
    if (answer === 'closed') return this.#close();
    if (answer === 'gone') return;
    this.ended = true;
    this.push(null);
  }

  #close(): void {
    this.gateClosed = true;
    this.destroy(new Error('the gate is closed'));
  }
}
