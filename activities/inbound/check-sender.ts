/** Whether a mail comes from where its sender says, by what its company has set, within bounds of time and of DNS. */
import { BlockList, isIP } from 'node:net';
import { authenticationOf } from '../../domain/capture/authentication.ts';
import type { SenderEvidence } from '../../domain/model/sender-evidence.ts';
import type { Authentication, MailTransport } from '../../domain/vocabulary/mail.ts';
import { boundedDns, type DnsBounds, type DnsResolve } from '../adapters/dns.ts';
import { jobLine, threadPool } from '../thread-pool.ts';
import type { DnsAnswer, DnsQuestion, SenderJob } from './sender-job.ts';

export interface MailToCheck {
  raw: Uint8Array;
  transport: MailTransport;
  fromAddress: string | null;
  envelopeFrom: string | null;
  remoteAddress: string | null;
  helo: string | null;
}

export interface CheckedSender {
  authentication: Authentication;
  /** Null: nothing could be learnt. */
  evidence: SenderEvidence | null;
}

export interface SenderCheck {
  /** @param authserv of the server that fills the mailbox; null: none is believed. Never rejects: trouble is `not_checked`. */
  check(mail: MailToCheck, authserv: string | null): Promise<CheckedSender>;
  close(): Promise<void>;
}

/** Of a check that could not be made; the mail is filed all the same. */
export type OnTrouble = (what: 'sender' | 'attachments' | 'virus scanner', error: unknown) => void;

const dnsBounds = { questions: 60, eachMs: 4_000, allMs: 15_000 };
/** Above what DNS may take; the rest is arithmetic on at most 50 MB. */
const budgetMs = 45_000;

/** The caller closes it. `resolve`: whom questions to DNS are put to. `onTrouble`: told why nothing could be learnt. */
export function createSenderCheck(
  resolve: DnsResolve,
  { bounds = dnsBounds, onTrouble }: { bounds?: DnsBounds; onTrouble?: OnTrouble } = {},
): SenderCheck {
  const pool = threadPool<SenderJob, SenderEvidence | null>(new URL('./sender-job.ts', import.meta.url), {
    heapMb: 512,
    budgetMs,
    threads: 1,
  });

  async function evidenceOf(mail: MailToCheck, authserv: string | null): Promise<SenderEvidence | null> {
    // At our own door nobody has checked before us: the header there is what the sender wrote.
    const isFromServer = mail.transport !== 'smtp' && authserv !== null;
    const { port1: ours, port2: port } = jobLine();
    const ask = boundedDns(resolve, bounds);
    ours.on('message', ({ id, name, type }: DnsQuestion) => {
      void ask(name, type).then(
        (records) => ours.postMessage({ id, records } satisfies DnsAnswer),
        (error: NodeJS.ErrnoException) =>
          ours.postMessage({ id, code: error.code ?? 'ESERVFAIL' } satisfies DnsAnswer),
      );
    });
    const { raw, fromAddress } = mail;
    const job = { raw, fromAddress, authserv: isFromServer ? authserv : null, way: wayOf(mail), port };
    try {
      return await pool.run(job, { transfer: [port] });
    } finally {
      ours.close();
    }
  }

  return {
    async check(mail, authserv) {
      const evidence = await evidenceOf(mail, authserv).catch((error: unknown) => {
        onTrouble?.('sender', error);
        return null;
      });
      return { authentication: authenticationOf(evidence), evidence };
    },
    close: () => pool.close(),
  };
}

/** How it came, where that says something: who hands mail over from within the house is a relay of our own. */
function wayOf({ transport, remoteAddress, helo, envelopeFrom }: MailToCheck): SenderJob['way'] {
  if (transport !== 'smtp' || remoteAddress === null || envelopeFrom === null) return null;
  const ip = remoteAddress.replace(/^::ffff:(?=\d+\.\d+\.\d+\.\d+$)/i, '');
  const family = isIP(ip);
  if (family === 0 || within.check(ip, family === 6 ? 'ipv6' : 'ipv4')) return null;
  return { ip, helo: helo ?? ip, sender: envelopeFrom };
}

/** RFC 1918, 3927, 4193, 4291, 6598: addresses that the Internet does not know. */
const within = new BlockList();
for (const [network, prefix] of [
  ['127.0.0.0', 8],
  ['10.0.0.0', 8],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
  ['169.254.0.0', 16],
  ['100.64.0.0', 10],
] as const)
  within.addSubnet(network, prefix, 'ipv4');
for (const [network, prefix] of [
  ['::1', 128],
  ['fc00::', 7],
  ['fe80::', 10],
] as const)
  within.addSubnet(network, prefix, 'ipv6');
