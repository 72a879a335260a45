/** Letters by a printing house, as a channel: all that the product needs to know of it. */
import { createHmac } from 'node:crypto';
import { request } from 'node:http';
import { composeMessage } from '../../activities/messages/compose.ts';
import { contactsMeant, messageFactsOf } from '../../activities/messages/message-facts.ts';
import type {
  Carrier,
  EvidencePlace,
  HandOver,
  HandOverResult,
  MessageForm,
  OutboundChannel,
} from '../../activities/outbound/channel.ts';
import { askGate, usualGateAgeMs } from '../../activities/outbound/gate.ts';

export interface Letter {
  to: { name: string; address: string };
  subject: string;
  text: string;
  language: string;
}

export interface PrintingOptions {
  port: number;
  /** What the register does not list after so long was not taken; null: that proves nothing. */
  quietMs?: number | null;
  /** Nobody can ask the house. */
  blind?: boolean;
  answerTimeoutMs?: number;
  greatestGateAgeMs?: number;
}

export function printingChannel(options: PrintingOptions): OutboundChannel<Letter> {
  return {
    ...letterForm,
    carrier: printingCarrier(options),
    evidence: options.blind ? [] : [register(options)],
    rateLimit: { maxConcurrent: 10, perMinute: 60_000 },
  };
}

const letterForm: MessageForm<Letter> = {
  async recipients(_db, { position, action }) {
    const contacts = contactsMeant(position, action).filter(({ postal }) => postal);
    const place = `${position.customer.number}, ${position.customer.country}`.toLowerCase();
    return {
      ok: true,
      value: contacts.map(({ name, language }) => ({
        name,
        language,
        address: `${name.toLowerCase()}, ${place}`,
      })),
    };
  },
  async compose({ renderer }, { position, action, today, context }, recipient) {
    const { content } = action;
    const facts = messageFactsOf(context, { position, action, content, contact: recipient, today });
    if (!facts.ok) return facts;
    const { compose, templateId } = facts.value;
    const composed = await composeMessage(renderer, { ...compose, ledgerTotals: context.ledger, links: {} });
    if (!composed.ok) return composed;
    const { subject, text, language } = composed.value;
    return { ok: true, value: { templateId, content: { to: recipient, subject, text, language } } };
  },
  addressOf: ({ to }) => to.address,
  partsOf: async ({ subject, text }) => [
    { name: 'subject', text: subject },
    { name: 'text', text },
  ],
  referenceOf: (_letter, { dispatchKey, secret }) =>
    `P-${createHmac('sha256', secret).update(`job/${dispatchKey}`).digest('hex').slice(0, 32)}`,
  async freeze({ to, subject, text, language }) {
    const bytes = new TextEncoder().encode(`${to.name}\n${to.address}\n\n${subject}\n\n${text}`);
    return { bytes, readable: bytes, recipient: to, subject, language };
  },
};

function register({ port, quietMs = null }: PrintingOptions): EvidencePlace {
  return {
    source: 'register',
    quietMs,
    async find(reference) {
      try {
        const url = `http://127.0.0.1:${port}/register?reference=${encodeURIComponent(reference)}`;
        const { status } = await fetch(url, { headers: { connection: 'close' } });
        if (status === 200) return 'present';
        return status === 404 ? 'absent' : 'unknown';
      } catch {
        return 'unknown';
      }
    },
  };
}

function printingCarrier({
  port,
  answerTimeoutMs = 2_000,
  greatestGateAgeMs = usualGateAgeMs,
}: PrintingOptions): Carrier {
  return {
    answerTimeoutMs,
    admit: async () => ({ retryAfterMs: 0, reason: '' }),
    handOver: (letter) => printingJob(port, letter, { answerTimeoutMs, greatestGateAgeMs }),
    close: async () => undefined,
  };
}

/** The pages as the body of a request, whose end waits for the gate: a job that does not end is not printed. */
async function printingJob(
  port: number,
  { reference, recipient, bytes, gate, mayEndNow, passing }: HandOver,
  { answerTimeoutMs, greatestGateAgeMs }: { answerTimeoutMs: number; greatestGateAgeMs: number },
): Promise<HandOverResult> {
  const job = request({
    host: '127.0.0.1',
    port,
    method: 'PUT',
    path: '/jobs',
    agent: false,
    headers: {
      expect: '100-continue',
      'x-reference': reference,
      'x-recipient': encodeURIComponent(recipient),
    },
  });
  let ended = false;
  let over = false;
  let asking: Promise<unknown> = Promise.resolve();
  const result = await new Promise<HandOverResult>((resolve) => {
    const lost = (reason: string) => resolve({ kind: ended ? 'in_doubt' : 'not_sent', reason });
    const patience = setTimeout(() => lost('timeout'), answerTimeoutMs);
    job.once('close', () => clearTimeout(patience));
    job.on('error', () => lost('connection'));
    job.on('close', () => lost('connection'));
    job.on('response', (response) => {
      response.on('error', () => lost('connection'));
      response.resume();
      response.on('end', () => {
        const code = response.statusCode!;
        if (code < 300)
          resolve(
            ended
              ? { kind: 'accepted', reason: 'accepted', code }
              : { kind: 'not_sent', reason: 'early', code },
          );
        else resolve({ kind: code < 500 ? 'refused' : 'not_sent', reason: 'refused', code });
      });
    });
    job.on('continue', () => {
      asking = (async () => {
        await passing?.('ready');
        job.write(bytes.subarray(0, 20));
        await passing?.('begun');
        job.write(bytes.subarray(20));
        const mayEnd = () => !over && !job.destroyed;
        const own = () => gate({ copied: false });
        const answer = await askGate({ gate: own, passing, mayEndNow, greatestGateAgeMs, mayEnd });
        if (answer === 'closed') resolve({ kind: 'gate_closed' });
        if (answer !== 'open') return job.destroy();
        ended = true;
        return job.end();
      })().catch(() => lost('broken_off'));
    });
    job.flushHeaders();
  });
  over = true;
  if (result.kind !== 'accepted') job.destroy();
  await asking;
  return result;
}
