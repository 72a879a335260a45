/** Where a mail comes from, on a thread of its own: signatures and headers are made by strangers, and may be endless. */
import { Readable } from 'node:stream';
import type { MessagePort } from 'node:worker_threads';
import { authenticate, type DMARCResult, type DNSResolver } from 'mailauth';
import { trustedResults } from '../../domain/capture/authentication-results.ts';
import { headersOf, type MailPart } from '../../domain/mail-reading/mail-part.ts';
import type { SenderEvidence } from '../../domain/model/sender-evidence.ts';
import { readMime } from '../mail-reading/read-mime.ts';

export interface SenderJob {
  raw: Uint8Array;
  /** The one that people are shown. */
  fromAddress: string | null;
  /** The server whose header is believed; null: we check. */
  authserv: string | null;
  /** How it came to us; null: not known, and SPF is left out. */
  way: { ip: string; helo: string; sender: string } | null;
  /** Takes questions to DNS and gives their answers. */
  port: MessagePort;
}

export interface DnsQuestion {
  id: number;
  name: string;
  type: string;
}

export type DnsAnswer = { id: number } & ({ records: unknown } | { code: string });

/** Null: nothing in it can be checked, and nothing was asked. */
export async function run(job: SenderJob): Promise<SenderEvidence | null> {
  try {
    const mail = readMime(job.raw.subarray(0, headBytes));
    return job.authserv === null ? await ownChecks(job, mail) : trustedChecks(job, mail, job.authserv);
  } finally {
    job.port.close();
  }
}

const headBytes = 512 * 1024;
const mostSignatures = 20;
/** Of the library, before it has cut anything: a mail with more is of somebody who wants us to work. */
const mostSignaturesTried = 40;

function trustedChecks({ fromAddress }: SenderJob, mail: MailPart, authserv: string): SenderEvidence | null {
  const senders = headersOf(mail, 'from');
  const bare = (senders[0] ?? '').slice(0, 4_000).replaceAll(/"[^"]*"|\([^)]*\)/g, '');
  const isOne = senders.length === 1 && bare.split('@').length === 2;
  const from = isOne ? domainOf(fromAddress) : null;
  return trustedResults(headersOf(mail, 'authentication-results'), { authserv, from });
}

async function ownChecks(
  { raw, fromAddress, way, port }: SenderJob,
  mail: MailPart,
): Promise<SenderEvidence | null> {
  const signatures = headersOf(mail, 'dkim-signature').length;
  if (signatures > mostSignaturesTried || (way === null && signatures === 0)) return null;
  const { dkim, spf, dmarc, arc } = await authenticate(chunksOf(raw), {
    ...(way ?? {}),
    mta: 'relance',
    resolver: resolverOf(port),
    disableBimi: true,
    rejectRsaSha1: true,
  });
  const isOne = dkim.headerFrom.length === 1 && dkim.fromFields === 1;
  const named = isOne ? domainOf(dkim.headerFrom[0]!) : null;
  return {
    by: 'own_checks',
    // Two readers that understand two senders were meant to.
    from: named !== null && named === domainOf(fromAddress) ? named : null,
    spf: way === null || !spf ? null : { result: spf.status.result, domain: domainOf(spf.domain) },
    dkim: dkim.results.slice(0, mostSignatures).map(({ signingDomain, status }) => ({
      // A signature over a part of the body says nothing of the rest.
      result: status.result === 'pass' && status.underSized ? 'policy' : status.result,
      domain: domainOf(signingDomain ?? null),
    })),
    dmarc: dmarc ? { result: resultOf(dmarc), policy: dmarc.policy || null } : null,
    arc: arc ? arc.status.result : null,
  };
}

function resultOf({ status, alignment }: DMARCResult): string {
  const isInPart = Boolean(alignment?.dkim?.underSized) && !alignment?.spf?.result;
  return status.result === 'pass' && isInPart ? 'policy' : status.result;
}

const chunkBytes = 256 * 1024;

function chunksOf(raw: Uint8Array): Readable {
  const bytes = Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength);
  const count = Math.ceil(bytes.length / chunkBytes);
  return Readable.from(
    Array.from({ length: count }, (_, index) => bytes.subarray(index * chunkBytes, (index + 1) * chunkBytes)),
  );
}

/** Asks the thread that has the network. */
function resolverOf(port: MessagePort): DNSResolver {
  const waiting = new Map<number, (answer: DnsAnswer) => void>();
  port.on('message', (answer: DnsAnswer) => waiting.get(answer.id)?.(answer));
  let last = 0;
  return (name, type) => {
    last += 1;
    const id = last;
    return new Promise((resolve, reject) => {
      waiting.set(id, (answer) => {
        waiting.delete(id);
        if ('records' in answer) resolve(answer.records as string[]);
        else reject(Object.assign(new Error(answer.code), { code: answer.code }));
      });
      port.postMessage({ id, name, type } satisfies DnsQuestion);
    });
  };
}

/** Of an address or a domain, in small letters. */
function domainOf(written: string | null): string | null {
  const domain = written
    ?.slice(written.lastIndexOf('@') + 1)
    .toLowerCase()
    .replace(/\.$/, '');
  return domain ? domain.slice(0, 255) : null;
}
