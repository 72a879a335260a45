/**
 * An SMTP server that follows a script, one reply at a time: refuse at any verb, close, fall silent, answer half
 * a line, take the message and die before saying so. What it really took is in `accepted`, regardless of what it said.
 */
import { createServer, type Server, type Socket } from 'node:net';

export type SinkPoint = 'CONNECT' | 'EHLO' | 'MAIL' | 'RCPT' | 'DATA' | 'BODY' | 'DOT';

export type SinkAct =
  /** Says this instead of yes. */
  | { reply: string }
  /** Closes; at DOT the message was taken before. */
  | { close: true; before?: string }
  | { silent: true }
  /** Waits for `until`, then goes on as usual. */
  | { until: Promise<unknown> };

export interface SinkMail {
  from: string;
  to: string[];
  raw: string;
  messageId: string;
}

export interface SmtpSink {
  port: number;
  /** What the server really holds, in order of taking. */
  accepted: SinkMail[];
  /** Verbs seen, over all connections. */
  seen: string[];
  connections: () => number;
  /** The next time the point is passed this is done, instead of yes. */
  once(point: SinkPoint, act: SinkAct): void;
  /** Each time, until replaced; for RCPT the recipient may decide. */
  always(point: SinkPoint, act: ((argument: string) => SinkAct | undefined) | undefined): void;
  /** Resolves when the point is next reached, before anything is answered. */
  reached(point: SinkPoint): Promise<void>;
  close(): Promise<void>;
}

/** Listens on a free port of this machine. */
export async function startSmtpSink(): Promise<SmtpSink> {
  const sink = new Sink();
  await sink.listen();
  return sink;
}

class Sink implements SmtpSink {
  readonly accepted: SinkMail[] = [];
  readonly seen: string[] = [];
  port = 0;
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  readonly #next = new Map<SinkPoint, SinkAct[]>();
  readonly #always = new Map<SinkPoint, (argument: string) => SinkAct | undefined>();
  readonly #reached = new Map<SinkPoint, (() => void)[]>();
  #connections = 0;

  constructor() {
    this.#server = createServer((socket) => {
      this.#connections += 1;
      this.#sockets.add(socket);
      socket.on('close', () => this.#sockets.delete(socket));
      socket.on('error', () => undefined);
      void new Session(socket, this).run();
    });
  }

  async listen(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    this.port = (this.#server.address() as { port: number }).port;
  }

  connections(): number {
    return this.#connections;
  }

  once(point: SinkPoint, act: SinkAct): void {
    this.#next.set(point, [...(this.#next.get(point) ?? []), act]);
  }

  always(point: SinkPoint, act: ((argument: string) => SinkAct | undefined) | undefined): void {
    if (act) this.#always.set(point, act);
    else this.#always.delete(point);
  }

  reached(point: SinkPoint): Promise<void> {
    return new Promise((resolve) => this.#reached.set(point, [...(this.#reached.get(point) ?? []), resolve]));
  }

  actAt(point: SinkPoint, argument: string): SinkAct | undefined {
    this.seen.push(argument ? `${point} ${argument}` : point);
    for (const resolve of this.#reached.get(point) ?? []) resolve();
    this.#reached.delete(point);
    return this.#next.get(point)?.shift() ?? this.#always.get(point)?.(argument);
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
  }
}

const usualReplies: Record<SinkPoint, string> = {
  CONNECT: '220 sink ready',
  EHLO: '250-sink\r\n250 SIZE 10485760',
  MAIL: '250 2.1.0 sender ok',
  RCPT: '250 2.1.5 recipient ok',
  DATA: '354 go ahead',
  BODY: '',
  DOT: '250 2.0.0 queued as SINK',
};

class Session {
  readonly #socket: Socket;
  readonly #sink: Sink;
  #buffer = '';
  #from = '';
  #to: string[] = [];
  #inData = false;
  #bodySeen = false;

  constructor(socket: Socket, sink: Sink) {
    this.#socket = socket;
    this.#sink = sink;
    socket.setEncoding('latin1');
  }

  async run(): Promise<void> {
    await this.#answer('CONNECT', '');
    try {
      for await (const chunk of this.#socket) {
        this.#buffer += chunk as string;
        await this.#work();
      }
    } catch {
      // The client went away; what was taken stays taken.
    }
  }

  async #work(): Promise<void> {
    for (;;) {
      if (this.#inData) {
        if (!this.#bodySeen && this.#buffer.length > 0) {
          this.#bodySeen = true;
          if (!(await this.#answer('BODY', ''))) return;
        }
        const end = this.#buffer.indexOf('\r\n.\r\n');
        if (end < 0) return;
        const raw = this.#buffer.slice(0, end + 2).replace(/^\.\./gm, '.');
        this.#buffer = this.#buffer.slice(end + 5);
        this.#inData = false;
        if (!(await this.#endOfData(raw))) return;
        continue;
      }
      const end = this.#buffer.indexOf('\r\n');
      if (end < 0) return;
      const line = this.#buffer.slice(0, end);
      this.#buffer = this.#buffer.slice(end + 2);
      if (!(await this.#command(line))) return;
    }
  }

  async #command(line: string): Promise<boolean> {
    const verb = line.slice(0, 4).toUpperCase();
    const argument = /<([^>]*)>/.exec(line)?.[1] ?? '';
    if (verb === 'MAIL') {
      this.#from = argument;
      this.#to = [];
      return (await this.#answer('MAIL', argument)) !== false;
    }
    if (verb === 'RCPT') {
      const taken = await this.#answer('RCPT', argument);
      if (taken === 'yes') this.#to.push(argument);
      return taken !== false;
    }
    if (verb === 'DATA') {
      const answer = await this.#answer('DATA', '');
      this.#inData = answer === 'yes';
      this.#bodySeen = false;
      return answer !== false;
    }
    if (verb === 'EHLO' || verb === 'HELO') return (await this.#answer('EHLO', '')) !== false;
    if (verb === 'QUIT') {
      this.#socket.end('221 bye\r\n');
      return false;
    }
    this.#socket.write('250 ok\r\n');
    return true;
  }

  async #endOfData(raw: string): Promise<boolean> {
    const act = this.#sink.actAt('DOT', '');
    // Refusing words mean that it was not taken; every other ending comes after taking it.
    if (!act || !('reply' in act) || act.reply.startsWith('2')) {
      const messageId = /^message-id: (.+)\r$/im.exec(raw)?.[1] ?? '';
      this.#sink.accepted.push({ from: this.#from, to: [...this.#to], raw, messageId });
    }
    return (await this.#perform('DOT', act)) !== false;
  }

  #answer(point: SinkPoint, argument: string): Promise<'yes' | 'no' | false> {
    return this.#perform(point, this.#sink.actAt(point, argument));
  }

  async #perform(point: SinkPoint, act: SinkAct | undefined): Promise<'yes' | 'no' | false> {
    if (act && 'until' in act) await act.until;
    if (act && 'close' in act) {
      if (act.before) this.#socket.write(act.before);
      this.#socket.end();
      return false;
    }
    if (act && 'silent' in act) return false;
    const words = act && 'reply' in act ? act.reply : usualReplies[point];
    if (words !== '' && !this.#socket.destroyed) this.#socket.write(`${words}\r\n`);
    return act && 'reply' in act && !/^[23]/.test(act.reply) ? 'no' : 'yes';
  }
}
