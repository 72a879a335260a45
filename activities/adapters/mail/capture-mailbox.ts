/**
 * Watches a mailbox for mail that is sent to capture addresses: what is there is taken and marked by a keyword, and
 * stays where it is. A mailbox that keeps no keywords is read from the number that was reached; what is read twice is
 * known by its identity where it is taken.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { ImapFlow } from 'imapflow';
import type { JournalMailbox } from './journal-evidence.ts';

export interface CaptureMailboxOptions {
  mailbox: JournalMailbox;
  /** Of OAuth2, asked for anew at every connection; undefined: the password of the mailbox is used. */
  accessToken?: () => string | undefined;
  /** When it returns, the message is durable. */
  take: (raw: Uint8Array) => Promise<void>;
  onTrouble: (error: Error, retryInMs: number) => void;
  /** Asked at least so often, also where the server announces nothing. */
  pollMs?: number;
  /** After the first failure; doubled up to five minutes. */
  firstPauseMs?: number;
}

export interface CaptureMailboxWatch {
  stop(): Promise<void>;
}

const keyword = '$RelanceTaken';
const largestBytes = 50 * 1024 * 1024;
const longestPauseMs = 5 * 60_000;

export function watchCaptureMailbox(options: CaptureMailboxOptions): CaptureMailboxWatch {
  const control = new AbortController();
  const reader = new MailboxReader(options);
  const firstPauseMs = options.firstPauseMs ?? 1_000;
  const watching = (async () => {
    let pauseMs = firstPauseMs;
    while (!control.signal.aborted) {
      try {
        await reader.watch(control.signal, () => (pauseMs = firstPauseMs));
      } catch (error) {
        if (control.signal.aborted) return;
        options.onTrouble(readable(error), pauseMs);
        await delay(pauseMs, undefined, { signal: control.signal }).catch(() => undefined);
        pauseMs = Math.min(pauseMs * 2, longestPauseMs);
      }
    }
  })();
  return {
    async stop() {
      control.abort();
      await watching;
    },
  };
}

class MailboxReader {
  readonly #options: CaptureMailboxOptions;
  /** What was reached in a mailbox without keywords; numbers of another validity mean other messages. */
  #reached: { validity: bigint; uid: number } = { validity: 0n, uid: 0 };

  constructor(options: CaptureMailboxOptions) {
    this.#options = options;
  }

  /** Until the connection ends, or nobody wants it any more. `onTaken`: all that was there is taken. */
  async watch(signal: AbortSignal, onTaken: () => void): Promise<void> {
    const client = this.#client();
    const close = () => client.close();
    signal.addEventListener('abort', close, { once: true });
    let ring = () => {};
    let failure: Error | undefined;
    client.on('error', (error: Error) => {
      failure = error;
      ring();
    });
    client.on('close', () => {
      failure ??= new Error('the mailbox closed the connection');
      ring();
    });
    client.on('exists', () => ring());
    try {
      await client.connect();
      await client.mailboxOpen(this.#options.mailbox.folder);
      while (!signal.aborted) {
        const announced = new Promise<void>((resolve) => (ring = resolve));
        await this.#takeAll(client);
        onTaken();
        await Promise.race([
          announced,
          delay(this.#options.pollMs ?? 60_000, undefined, { signal, ref: false }),
        ]);
        if (failure !== undefined) throw failure;
        await client.noop();
      }
    } finally {
      signal.removeEventListener('abort', close);
      client.close();
    }
  }

  async #takeAll(client: ImapFlow): Promise<void> {
    const { mailbox } = client;
    if (mailbox === false) throw new Error('the folder is closed');
    const keeps = mailbox.permanentFlags?.has('\\*') ?? false;
    if (this.#reached.validity !== mailbox.uidValidity)
      this.#reached = { validity: mailbox.uidValidity, uid: 0 };
    const wanted = keeps ? { unKeyword: keyword } : { uid: `${this.#reached.uid + 1}:*` };
    const found = (await client.search(wanted, { uid: true })) || [];
    for (const uid of found.toSorted((a, b) => a - b)) {
      // `n:*` names the last message also where it is below n.
      if (!keeps && uid <= this.#reached.uid) continue;
      await this.#takeOne(client, uid);
      if (keeps) await client.messageFlagsAdd(String(uid), [keyword], { uid: true });
      this.#reached.uid = Math.max(this.#reached.uid, uid);
    }
  }

  async #takeOne(client: ImapFlow, uid: number): Promise<void> {
    const known = await client.fetchOne(String(uid), { size: true }, { uid: true });
    // Deleted between the two questions, or numbered otherwise than announced.
    if (!known) return;
    if ((known.size ?? 0) > largestBytes) {
      this.#options.onTrouble(new Error(`message ${uid} is larger than 50 MB and stays in the mailbox`), 0);
      return;
    }
    const message = await client.fetchOne(String(uid), { source: true }, { uid: true });
    if (!message || message.source === undefined) return;
    await this.#options.take(message.source);
  }

  #client(): ImapFlow {
    const { host, port, secure, requireTls, user, password } = this.#options.mailbox;
    const accessToken = this.#options.accessToken?.();
    return new ImapFlow({
      host,
      port,
      secure,
      ...(requireTls && { doSTARTTLS: true }),
      auth: accessToken === undefined ? { user, pass: password } : { user, accessToken },
      // It would log addresses, and in its raw mode passwords.
      logger: false,
      socketTimeout: 5 * 60_000,
      connectionTimeout: 20_000,
      greetingTimeout: 20_000,
    });
  }
}

/** What the server said; never what it was asked, which holds the password. */
function readable(thrown: unknown): Error {
  const {
    message = String(thrown),
    responseText,
    authenticationFailed,
  } = thrown as Error & {
    responseText?: string;
    authenticationFailed?: boolean;
  };
  if (authenticationFailed === true)
    return new Error(`the mailbox refused the sign-in: set the password or token of CAPTURE_IMAP_URL anew`);
  return new Error(responseText === undefined ? message : `${message}: ${responseText}`);
}
