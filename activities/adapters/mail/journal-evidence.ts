/**
 * Evidence from the journal mailbox, read by IMAP: the blind copy travels in the transmission of the message itself,
 * so that one acceptance covers both. Present proves that it was sent. Absence proves something only where copies
 * are seen to arrive; anything that goes wrong while asking is no answer.
 */
import { ImapFlow } from 'imapflow';
import type { EvidencePlace } from '../../outbound/channel.ts';
import { SendingRate } from './sending-rate.ts';

export interface JournalMailbox {
  host: string;
  port: number;
  /** TLS from the start; otherwise by STARTTLS, which is required except towards this machine. */
  secure: boolean;
  requireTls: boolean;
  user: string;
  password: string;
  folder: string;
}

export interface JournalOptions {
  mailbox: JournalMailbox;
  /** How long a copy may take to arrive. */
  quietMs?: number;
  /**
   * Message-ID of a message that certainly left with a copy, longer ago than the quiet time. While its copy cannot
   * be found here, copies go elsewhere or nowhere, and that another one is missing means nothing.
   */
  control: (quietMs: number) => Promise<string | null>;
  /** A connection that nobody uses is closed after this long. */
  idleMs?: number;
}

export interface JournalEvidence extends EvidencePlace {
  close(): Promise<void>;
}

const loopback = new Set(['localhost', '127.0.0.1', '[::1]']);

/** Reads `imaps://user:password@host:993/INBOX`. Throws a sentence for a person that does not repeat the password. */
export function journalMailboxFromUrl(text: string): JournalMailbox {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !['imap:', 'imaps:'].includes(url.protocol) || url.hostname === '' || url.username === '') {
    throw new Error('JOURNAL_IMAP_URL must look like imaps://user:password@host:993/INBOX');
  }
  const secure = url.protocol === 'imaps:';
  return {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: url.port === '' ? (secure ? 993 : 143) : Number(url.port),
    secure,
    requireTls: !secure && !loopback.has(url.hostname),
    user: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
    folder: decodeURIComponent(url.pathname.slice(1)) || 'INBOX',
  };
}

/** A client that is not connected yet; times in milliseconds. */
export function imapClient(
  { host, port, secure, requireTls, user, password }: JournalMailbox,
  timeouts: { connectionTimeout: number; greetingTimeout: number },
): ImapFlow {
  return new ImapFlow({
    host,
    port,
    secure,
    ...(requireTls && { doSTARTTLS: true }),
    auth: { user, pass: password },
    // It would log addresses, and in its raw mode passwords.
    logger: false,
    disableAutoIdle: true,
    socketTimeout: 60_000,
    ...timeouts,
  });
}

/** One connection for all questions of the process, opened when the first is asked. */
export function journalEvidence(options: JournalOptions): JournalEvidence {
  const { quietMs = 15 * 60_000, control } = options;
  const reader = new JournalReader(options);
  return {
    source: 'copy',
    quietMs,
    arrivesLater: true,
    async find(messageId) {
      const found = await reader.holds(messageId);
      if (found === undefined) return 'unknown';
      if (found) return 'present';
      const known = await control(quietMs);
      return known !== null && (await reader.holds(known)) ? 'absent' : 'unknown';
    },
    close: () => reader.close(),
  };
}

class JournalReader {
  readonly #options: JournalOptions;
  readonly #rate = new SendingRate({ now: () => performance.now() });
  #opening: Promise<ImapFlow> | undefined;
  #current: ImapFlow | undefined;
  #idle: NodeJS.Timeout | undefined;

  constructor(options: JournalOptions) {
    this.#options = options;
  }

  /** Undefined: the mailbox could not be asked, or not so soon after it could not. */
  async holds(messageId: string): Promise<boolean | undefined> {
    if (this.#rate.take().retryAfterMs > 0) return undefined;
    clearTimeout(this.#idle);
    try {
      const client = await this.#client();
      // What arrived since the folder was opened is announced on the next command.
      await client.noop();
      const found = await client.search({ header: { 'message-id': messageId } }, { uid: true });
      if (!found) throw new Error('the search was refused');
      this.#rate.succeeded();
      return found.length > 0;
    } catch {
      this.#rate.failed();
      this.#drop();
      return undefined;
    } finally {
      this.#idle = setTimeout(() => void this.close(), this.#options.idleMs ?? 30_000).unref();
    }
  }

  #client(): Promise<ImapFlow> {
    this.#opening ??= this.#open();
    return this.#opening;
  }

  async #open(): Promise<ImapFlow> {
    const { mailbox } = this.#options;
    const client = imapClient(mailbox, { connectionTimeout: 15_000, greetingTimeout: 10_000 });
    // A connection that dies is opened anew for the next question; the one under way fails by itself.
    client.on('error', () => undefined);
    client.on('close', () => {
      if (this.#current === client) this.#opening = undefined;
    });
    this.#current = client;
    await client.connect();
    // Read only: anyone who looks into the mailbox finds it as it was.
    await client.mailboxOpen(mailbox.folder, { readOnly: true });
    return client;
  }

  #drop(): void {
    this.#current?.close();
    this.#current = undefined;
    this.#opening = undefined;
  }

  async close(): Promise<void> {
    clearTimeout(this.#idle);
    const client = this.#current;
    this.#current = undefined;
    this.#opening = undefined;
    await client?.logout().catch(() => client.close());
  }
}
