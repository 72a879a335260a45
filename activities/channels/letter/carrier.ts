/**
 * Letters by whichever provider carries them: put there as a draft, which costs nothing and may be done again, and then
 * submitted behind the gate, once. A draft that was submitted without a word is read back.
 */
import { createHash } from 'node:crypto';
import { refuse, type Outcome } from '../../../domain/errors.ts';
import { needsCode } from '../../../domain/letter/course.ts';
import type { PrismaClient } from '../../../prisma/client.ts';
import { letterByReference, type StoredLetter } from '../../../prisma/queries/letters/read.ts';
import { notePrepared } from '../../../prisma/queries/letters/write.ts';
import {
  ProviderError,
  type LetterAddress,
  type LetterJob,
  type LetterProvider,
  type LetterProviders,
} from '../../letters/provider.ts';
import type { Carrier, EvidencePlace, HandOver, HandOverResult } from '../../outbound/channel.ts';
import { askGate, usualGateAgeMs } from '../../outbound/gate.ts';

export interface LetterCarrierOptions {
  prisma: PrismaClient;
  providers: LetterProviders;
  /** What a person typed for this one hand-over; absent: nobody is there. */
  code?: string;
  answerTimeoutMs?: number;
  greatestGateAgeMs?: number;
}

/** What the job of a letter is without its pages, as its row keeps it. */
export type StoredJob = Omit<LetterJob, 'reference' | 'pdf' | 'pages' | 'kind'>;

const usualAnswerTimeoutMs = 30_000;
/** A provider that lists a sending has it; how long one that took it may need to say so. */
const usualQuietMs = 60_000;
const maintenancePauseMs = 10 * 60_000;

export function letterCarrier(options: LetterCarrierOptions): Carrier {
  return {
    answerTimeoutMs: options.answerTimeoutMs ?? usualAnswerTimeoutMs,
    admit: async () => ({ retryAfterMs: 0, reason: '' }),
    handOver: (letter) => handOver(options, letter),
    close: async () => undefined,
  };
}

/** Reads the sending back: not a draft any more means that it went. */
export function providerRegister(
  { prisma, providers }: LetterCarrierOptions,
  { quietMs = usualQuietMs }: { quietMs?: number } = {},
): EvidencePlace {
  return {
    source: 'register',
    quietMs,
    async find(reference) {
      const letter = await letterByReference(prisma, reference);
      if (letter === null || letter.providerRef === null) return 'absent';
      const provider = providers[letter.provider];
      if (provider === undefined) return 'unknown';
      try {
        const snapshot = await provider.fetch({ kind: letter.kind, ref: letter.providerRef });
        // It had it once: an account of somebody else does not know it either, and proves nothing.
        if (snapshot === null) return 'unknown';
        return snapshot.isDraft ? 'absent' : 'present';
      } catch (error) {
        if (error instanceof ProviderError) return 'unknown';
        throw error;
      }
    },
  };
}

async function handOver(options: LetterCarrierOptions, given: HandOver): Promise<HandOverResult> {
  const { prisma, providers, greatestGateAgeMs = usualGateAgeMs } = options;
  const { reference, bytes, gate, mayEndNow, passing } = given;
  const letter = await letterByReference(prisma, reference);
  const provider = letter === null ? undefined : providers[letter.provider];
  if (letter === null || provider === undefined) return { kind: 'refused', reason: 'provider_not_set' };
  const job = jobOf(letter, bytes);
  const [problem] = provider.validate(job);
  if (problem) return { kind: 'refused', reason: 'letter_invalid', text: problemText(problem) };
  const { code } = options;
  const isByCode = needsCode(letter.kind);
  // Never by itself, whatever asked for it.
  if (isByCode && code === undefined) return { kind: 'refused', reason: 'code_needed', text: 'code_needed' };
  const inHand = isByCode ? { retryAt: letter.recallUntil } : {};
  let ref: string;
  try {
    // The code is of one draft: made anew, it would be of another.
    if (isByCode && !isPrepared(letter, job)) return { kind: 'not_sent', reason: 'code_expired', ...inHand };
    ref = isByCode ? letter.providerRef! : await draftOf(options, provider, letter, job);
  } catch (error) {
    return notPrepared(error);
  }
  await passing?.('ready');
  await passing?.('begun');
  const own = () => gate({ copied: false });
  const answer = await askGate({ gate: own, passing, mayEndNow, greatestGateAgeMs, mayEnd: () => true });
  if (answer !== 'open') return { kind: 'gate_closed' };
  try {
    await provider.submit({ kind: letter.kind, ref }, isByCode ? { ...job, code } : job);
    return { kind: 'accepted', reason: 'accepted', text: ref };
  } catch (error) {
    const result = notSubmitted(error);
    return result.kind === 'not_sent' ? { ...result, ...inHand } : result;
  }
}

/** These very pages lie there. */
function isPrepared(letter: StoredLetter, job: LetterJob): boolean {
  return letter.providerRef !== null && letter.preparedSha256 === shaOf(letter, job);
}

function shaOf(letter: StoredLetter, { pdf }: LetterJob): string {
  return createHash('sha256').update(JSON.stringify(letter.job)).update(pdf).digest('hex');
}

/** The same draft, put there before anybody hands it over. Throws `ProviderError`; refuses with `letter_invalid`. */
export async function prepareDraft(
  options: LetterCarrierOptions,
  letter: StoredLetter,
  pdf: Uint8Array,
): Promise<Outcome<string>> {
  const provider = options.providers[letter.provider];
  if (provider === undefined) return refuse('letter_provider_not_set', { provider: letter.provider });
  const job = jobOf(letter, pdf);
  const [problem] = provider.validate(job);
  if (problem) return refuse('letter_invalid', { problem: problem.code, ...problem.params });
  return { ok: true, value: await draftOf(options, provider, letter, job) };
}

function jobOf(letter: StoredLetter, pdf: Uint8Array): LetterJob {
  const { reference, kind, pages } = letter;
  return { ...(letter.job as unknown as StoredJob), reference, kind, pages, pdf };
}

function problemText({ code, params }: { code: string; params: Record<string, string | number> }): string {
  const said = Object.entries(params).map(([name, value]) => `${name} ${value}`);
  return [code, ...said].join(', ');
}

/**
 * The draft that lies there with these very pages; otherwise it is put there anew, and the old one thrown away. Each step
 * is written down only on what this attempt has read: one that slept while another went on throws its own draft away
 * and learns that it was overtaken. A draft is given up only when the provider says that it was never submitted.
 */
async function draftOf(
  { prisma }: LetterCarrierOptions,
  provider: LetterProvider,
  letter: StoredLetter,
  job: LetterJob,
): Promise<string> {
  const { reference, kind, providerRef: before, preparedSha256 } = letter;
  const sha = shaOf(letter, job);
  if (before !== null) {
    const there = await provider.fetch({ kind, ref: before });
    // Submitted by an attempt of which nothing else is known: its own submission will say so.
    if (there !== null && (!there.isDraft || preparedSha256 === sha)) return before;
    if (there !== null && (await provider.discard({ kind, ref: before })) === 'too_late') return before;
  }
  let made = '';
  const onMade = async (ref: string) => {
    made = ref;
    const isNoted = await notePrepared(prisma, reference, {
      from: { providerRef: before, preparedSha256 },
      to: { providerRef: ref, preparedSha256: null },
    });
    if (!isNoted) await giveUp(provider, { kind, ref });
  };
  await provider.prepare(job, { key: keyOf(letter, sha), onMade });
  const isNoted = await notePrepared(prisma, reference, {
    from: { providerRef: made, preparedSha256: null },
    to: { providerRef: made, preparedSha256: sha },
  });
  // Somebody else is at it; what lies there is theirs to judge.
  if (!isNoted) throw overtaken();
  return made;
}

/** The same for as long as nothing has replaced the draft: a provider that knows such keys makes it once. */
function keyOf({ reference, recallUntil, providerRef }: StoredLetter, sha: string): string {
  const parts = [reference, recallUntil.toISOString(), providerRef ?? '', sha];
  return createHash('sha256').update(parts.join('\n')).digest('hex').slice(0, 48);
}

/** Another attempt has a draft of its own by now. */
async function giveUp(provider: LetterProvider, address: LetterAddress): Promise<never> {
  await provider.discard(address);
  throw overtaken();
}

function overtaken(): ProviderError {
  return new ProviderError('busy', 'another attempt prepares this letter');
}

/** Nothing has been submitted: whatever failed may be done again, or was refused for good. */
function notPrepared(error: unknown): HandOverResult {
  if (!(error instanceof ProviderError)) throw error;
  return error.failure === 'refused' ? refused(error) : notSent(error);
}

function notSubmitted(error: unknown): HandOverResult {
  if (!(error instanceof ProviderError)) throw error;
  if (error.mayHaveTakenEffect) return { kind: 'in_doubt', ...answerOf(error) };
  return error.failure === 'refused' ? refused(error) : notSent(error);
}

function refused(error: ProviderError): HandOverResult {
  return { kind: 'refused', ...answerOf(error) };
}

function notSent(error: ProviderError): HandOverResult {
  const pause = error.retryAfterMs ?? (error.failure === 'maintenance' ? maintenancePauseMs : undefined);
  return { kind: 'not_sent', ...answerOf(error), ...(pause === undefined ? {} : { leastRetryMs: pause }) };
}

function answerOf({ failure, status, message }: ProviderError) {
  return { reason: failure, text: message.slice(0, 500), ...(status === undefined ? {} : { code: status }) };
}
