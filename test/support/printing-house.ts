/**
 * A printing house on this machine that takes jobs by HTTP, and can lose them, delay what it says of them and leave one
 * in doubt. What it really prints is known here; a job counts once it was received whole.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

/** A job is announced; its first pages are here; it is here whole. */
export type PrintingPoint = 'JOB' | 'PAGES' | 'END';
export type PrintingAct =
  | { status: number }
  | { close: true }
  | { silent: true }
  | { until: Promise<unknown> }
  /** Received, and never printed; nothing is said. */
  | { lose: true };

/** `raw` has one character a byte. */
export interface PrintedLetter {
  messageId: string;
  to: string[];
  raw: string;
}

export interface PrintingHouse {
  port: number;
  printed: PrintedLetter[];
  once(point: PrintingPoint, act: PrintingAct): void;
  always(point: PrintingPoint, act: (() => PrintingAct | undefined) | undefined): void;
  reached(point: PrintingPoint): Promise<void>;
  /** What is printed while this is on is listed in the register once it is off. */
  hideRegister(on: boolean): void;
  close(): Promise<void>;
}

export async function startPrintingHouse(): Promise<PrintingHouse> {
  const house = new House();
  await house.listen();
  return house;
}

class House implements PrintingHouse {
  readonly printed: PrintedLetter[] = [];
  port = 0;
  readonly #server: Server;
  readonly #next = new Map<PrintingPoint, PrintingAct[]>();
  readonly #always = new Map<PrintingPoint, () => PrintingAct | undefined>();
  readonly #reached = new Map<PrintingPoint, (() => void)[]>();
  #hidden = false;

  constructor() {
    this.#server = createServer((request, response) => this.#look(request, response));
    this.#server.on('checkContinue', (request: IncomingMessage, response: ServerResponse) => {
      this.#take(request, response).catch(() => response.destroy());
    });
    this.#server.on('clientError', (_error, socket) => socket.destroy());
  }

  async listen(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    this.port = (this.#server.address() as AddressInfo).port;
  }

  once(point: PrintingPoint, act: PrintingAct): void {
    this.#next.set(point, [...(this.#next.get(point) ?? []), act]);
  }

  always(point: PrintingPoint, act: (() => PrintingAct | undefined) | undefined): void {
    if (act) this.#always.set(point, act);
    else this.#always.delete(point);
  }

  reached(point: PrintingPoint): Promise<void> {
    return new Promise((resolve) => this.#reached.set(point, [...(this.#reached.get(point) ?? []), resolve]));
  }

  hideRegister(on: boolean): void {
    this.#hidden = on;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
  }

  #actAt(point: PrintingPoint): PrintingAct | undefined {
    for (const resolve of this.#reached.get(point) ?? []) resolve();
    this.#reached.delete(point);
    return this.#next.get(point)?.shift() ?? this.#always.get(point)?.();
  }

  /** `GET /register?reference=…`: 200 where it is listed, 404 where it is not. */
  #look({ url = '' }: IncomingMessage, response: ServerResponse): void {
    const reference = new URL(url, 'http://house').searchParams.get('reference');
    const listed = !this.#hidden && this.printed.some(({ messageId }) => messageId === reference);
    response.writeHead(listed ? 200 : 404).end();
  }

  async #take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    request.on('error', () => undefined);
    if (!(await this.#does('JOB', response))) return;
    response.writeContinue();
    request.once('data', () => void this.#does('PAGES', response));
    const raw = (await buffer(request)).toString('latin1');
    const act = this.#actAt('END');
    const refused = act && 'status' in act && act.status >= 400;
    if (!refused && !(act && 'lose' in act)) {
      const to = [decodeURIComponent(String(request.headers['x-recipient']))];
      this.printed.push({ messageId: String(request.headers['x-reference']), to, raw });
    }
    if (await this.#carryOut(act, response)) response.writeHead(202).end('taken');
  }

  #does(point: PrintingPoint, response: ServerResponse): Promise<boolean> {
    return this.#carryOut(this.#actAt(point), response);
  }

  /** Answers whether it goes on as usual. */
  async #carryOut(act: PrintingAct | undefined, response: ServerResponse): Promise<boolean> {
    if (act === undefined) return true;
    if ('until' in act) {
      await act.until;
      return true;
    }
    if ('status' in act) response.writeHead(act.status, { connection: 'close' }).end('no');
    else if ('close' in act || 'lose' in act) response.destroy();
    return false;
  }
}
