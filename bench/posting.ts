/** Letters handed to a provider on this machine: by the protocol of sending, and by the same requests alone. */
import { createMaileva } from '../activities/adapters/maileva/provider.ts';
import { performAction, type PerformDeps } from '../activities/case/perform.ts';
import { createChannels } from '../activities/channels/registry.ts';
import { createRenderer } from '../activities/adapters/render/renderer.ts';
import { createLetterRenderer } from '../activities/rendering/letter/renderer.ts';
import { createSmtpTransport } from '../activities/adapters/mail/smtp-transport.ts';
import { dispatchMessage } from '../activities/outbound/dispatch.ts';
import { evaluateCase } from '../application/case/evaluate.ts';
import { createPrismaClient } from '../prisma/client.ts';
import { sandboxAccount, startLetterSandbox, type LetterSandbox } from '../runtime/letter-sandbox/sandbox.ts';
import { openDatabase, type OpenDatabase } from '../test/support/database.ts';
import { letterDebtor, letterEntity } from '../test/support/letter-post.ts';
import { benchLetter, renderEach } from './letters.ts';
import { inParallel } from './measure.ts';
import type { Stage } from './stage.ts';

/** Letters on their way at a time, as a worker sends them. */
const width = 10;
const queuedAt = new Date('2034-06-06T09:00:00Z');
const leavesAt = new Date('2034-06-06T11:00:00Z');

export class Posting {
  readonly #sandbox: LetterSandbox;
  readonly #db: OpenDatabase;
  readonly #deps: PerformDeps;
  readonly #close: () => Promise<unknown>;
  #queued: string[] = [];

  private constructor(parts: {
    sandbox: LetterSandbox;
    db: OpenDatabase;
    deps: PerformDeps;
    close: () => Promise<unknown>;
  }) {
    this.#sandbox = parts.sandbox;
    this.#db = parts.db;
    this.#deps = parts.deps;
    this.#close = parts.close;
  }

  static async open(stage: Stage, count: number): Promise<Posting> {
    const sandbox = await startLetterSandbox();
    const db = openDatabase(createPrismaClient({ url: await stage.database('posting'), poolSize: width }));
    const renderer = createRenderer();
    const letters = createLetterRenderer({ threads: 2 });
    const transport = createSmtpTransport({ host: '127.0.0.1', port: stage.mailPort, messagesPerMinute: 1 });
    const account = { apiUrl: sandbox.url, tokenUrl: sandbox.url, ...sandboxAccount };
    const deps: PerformDeps = {
      prisma: db,
      renderer,
      worker: 'bench',
      secret: 'a secret of at least thirty-two characters',
      publicUrl: 'http://localhost:8080',
      clock: () => queuedAt,
      channels: createChannels({
        mail: { carrier: transport, evidence: [], rateLimit: { maxConcurrent: 1, perMinute: 1 } },
        letters: { prisma: db, letters, providers: { maileva: createMaileva(account) } },
      }),
    };
    const close = () =>
      Promise.all([renderer.close(), letters.close(), transport.close(), db.$disconnect(), sandbox.close()]);
    const posting = new Posting({ sandbox, db, deps, close });
    await posting.#queue(count);
    return posting;
  }

  /** Rendered and frozen, and kept for the time in which they can be taken back. */
  async #queue(count: number): Promise<void> {
    const entity = await letterEntity(this.#db, { kind: 'standard', recallMinutes: 60 });
    const customers = Array.from({ length: count }, (_, at) => at);
    const now = queuedAt.getTime();
    await inParallel(customers, 4, async () => {
      const { customerId } = await letterDebtor(this.#db, entity, { dueOn: '2034-06-01' });
      const { openActionId } = await this.#db.$transaction((tx) => evaluateCase(tx, customerId, now));
      if (openActionId === null) throw new Error('no letter is due');
      await performAction(this.#deps, { customerId, actionId: openActionId, now });
    });
    const rows = await this.#db.outboundMessage.findMany({
      where: { legalEntityId: entity.entityId, heldUntil: { not: null } },
      select: { id: true },
    });
    this.#queued = rows.map(({ id }) => id);
    if (this.#queued.length !== count)
      throw new Error(`${this.#queued.length} of ${count} letters are queued`);
  }

  /** Letters a second, each handed over once and written down. */
  async handOver(count: number): Promise<number> {
    const before = this.#submitted();
    const deps = { ...this.#deps, clock: () => leavesAt };
    const perSecond = await paced(this.#queued.splice(0, count), async (messageId) => {
      const leaving = { messageId, worker: 'bench', senderAddress: 'receivables@acme-test.example' };
      const { outcome } = await dispatchMessage(deps, leaving);
      if (outcome !== 'sent') throw new Error(`a letter ended as ${outcome}`);
    });
    if (this.#submitted() - before !== count) throw new Error('not every letter was submitted once');
    return perSecond;
  }

  /** The same requests with the pages of the same letter, and nothing around them. */
  async bare(count: number): Promise<number> {
    const [pdf] = await renderEach([benchLetter(1)]);
    const token = await signIn(this.#sandbox.url);
    const letters = Array.from({ length: count }, (_, at) => `bare-${crypto.randomUUID()}-${at}`);
    return paced(letters, (reference) => bareLetter(this.#sandbox.url, token, reference.slice(0, 36), pdf!));
  }

  #submitted(): number {
    return this.#sandbox.letters.all().filter(({ submissions }) => submissions === 1).length;
  }

  async close(): Promise<void> {
    await this.#close();
  }
}

async function paced<T>(entries: T[], one: (entry: T) => Promise<unknown>): Promise<number> {
  const count = entries.length;
  const startedAt = performance.now();
  await inParallel(entries, width, one);
  return count / ((performance.now() - startedAt) / 1000);
}

async function signIn(url: string): Promise<string> {
  const { clientId, clientSecret, username, password } = sandboxAccount;
  const answer = await fetch(`${url}/auth/realms/services/protocol/openid-connect/token`, {
    method: 'POST',
    headers: {
      authorization: `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}`,
      'content-type': 'application/x-www-form-urlencoded',
    },
    body: new URLSearchParams({ grant_type: 'password', username, password }).toString(),
  });
  return ((await answer.json()) as { access_token: string }).access_token;
}

/** Four requests: the draft, its pages, its recipient, and that it is to go. */
async function bareLetter(url: string, token: string, reference: string, pdf: Uint8Array): Promise<void> {
  const sendings = `${url}/mail/v2/sendings`;
  const address = {
    address_line_1: 'Customer',
    address_line_4: '12 RUE DE LA PAIX',
    address_line_6: '75002 PARIS',
    country_code: 'FR',
  };
  const post = async (path: string, body?: BodyInit) => {
    const answer = await fetch(path, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${token}`,
        ...(typeof body === 'string' ? { 'content-type': 'application/json' } : {}),
      },
      ...(body === undefined ? {} : { body }),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${text}`);
    return text;
  };
  const sender = Object.fromEntries(
    Object.entries(address).map(([name, value]) => [`sender_${name}`, value]),
  );
  const draft = { name: 'Relance', custom_id: reference, custom_data: reference, ...sender };
  const options = { color_printing: false, duplex_printing: true, postage_type: 'FAST' };
  const made = await post(
    sendings,
    JSON.stringify({ ...draft, ...options, envelope_windows_type: 'SIMPLE' }),
  );
  const own = `${sendings}/${(JSON.parse(made) as { id: string }).id}`;
  const form = new FormData();
  form.append('document', new Blob([pdf.slice()], { type: 'application/pdf' }), 'letter.pdf');
  const metadata = JSON.stringify({ name: 'letter.pdf', priority: 1 });
  form.append('metadata', new Blob([metadata], { type: 'application/json' }));
  await post(`${own}/documents`, form);
  await post(`${own}/recipients`, JSON.stringify({ custom_id: reference, ...address }));
  await post(`${own}/submit`);
}
