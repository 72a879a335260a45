/** A job on a thread that sends messages, read as they come, and ended when it is silent for too long. */
import { on } from 'node:events';
import type { MessagePort } from 'node:worker_threads';
import { RefusedError } from '../domain/errors.ts';
import { jobLine } from './thread-pool.ts';

type LastWord =
  { kind: 'end' } | { kind: 'refused'; code: RefusedError['code']; params: RefusedError['params'] };

/**
 * Yields what the job sends until it says `end`; each message that was taken is answered, so that the job can wait.
 * Throws RefusedError: what the job refused, `file_too_large` over its memory, `file_unreadable` when it broke or fell
 * silent.
 */
export async function* threadMessages<Message extends { kind: string }>(
  start: (theirs: MessagePort, signal: AbortSignal) => Promise<void>,
  maxSilenceMs: number,
): AsyncGenerator<Message> {
  const { port1: port, port2: theirs } = jobLine();
  const stop = new AbortController();
  const messages = on(port, 'message') as AsyncIterator<[Message | LastWord]>;
  const job = start(theirs, stop.signal);
  const broken = job.then(
    // Its last message is on its way.
    () => new Promise<never>(() => undefined),
    (error: NodeJS.ErrnoException) => {
      throw error.code === 'ERR_WORKER_OUT_OF_MEMORY'
        ? new RefusedError('file_too_large', { reason: 'memory' })
        : new RefusedError('file_unreadable', { reason: 'damaged_part' });
    },
  );
  broken.catch(() => undefined);
  try {
    for (;;) {
      const message = await soon(Promise.race([messages.next(), broken]), maxSilenceMs);
      if (isRefusal(message)) throw new RefusedError(message.code, message.params);
      if (message.kind === 'end') {
        await job;
        return;
      }
      yield message as Message;
      port.postMessage('next');
    }
  } finally {
    stop.abort();
    port.close();
  }
}

function isRefusal(message: { kind: string }): message is Extract<LastWord, { kind: 'refused' }> {
  return message.kind === 'refused';
}

async function soon<Message>(
  next: Promise<IteratorResult<[Message]>>,
  maxSilenceMs: number,
): Promise<Message> {
  let timer: NodeJS.Timeout | undefined;
  const silence = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(
      () => reject(new RefusedError('file_unreadable', { reason: 'too_slow' })),
      maxSilenceMs,
    );
  });
  try {
    const [message] = (await Promise.race([next, silence])).value as [Message];
    return message;
  } finally {
    clearTimeout(timer);
  }
}

/** On the side of the job: sends what `work` finds, then that it is done, or what it refused. */
export async function sendingTo<Message>(
  port: MessagePort,
  work: (sender: ThreadSender<Message>) => Promise<void>,
): Promise<void> {
  const sender = new ThreadSender<Message | LastWord>(port);
  try {
    await work(sender as ThreadSender<Message>);
    sender.send({ kind: 'end' });
  } catch (error) {
    if (!(error instanceof RefusedError)) throw error;
    sender.send({ kind: 'refused', code: error.code, params: error.params });
  } finally {
    port.close();
  }
}

/** Sends what it is given, and waits while too much of it was not taken yet. */
export class ThreadSender<Message> {
  private readonly port: MessagePort;
  private unasked = 0;
  private asked: (() => void) | null = null;

  constructor(port: MessagePort) {
    this.port = port;
    port.on('message', () => {
      this.unasked -= 1;
      this.asked?.();
      this.asked = null;
    });
  }

  send(message: Message): void {
    this.unasked += 1;
    this.port.postMessage(message);
  }

  /** Until at most `most` messages wait. */
  async room(most: number): Promise<void> {
    while (this.unasked > most) await new Promise<void>((resolve) => (this.asked = resolve));
  }
}
