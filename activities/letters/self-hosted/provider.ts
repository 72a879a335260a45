/**
 * The tracked electronic letter that this installation carries: sealed, put into its letter box, read and signed for on
 * a page of its own. To the rest of the product it is one provider among others.
 */
import { createHash } from 'node:crypto';
import { linkNoticeKey, noteTracked, submitTracked } from '../../../application/letters/tracked.ts';
import { parseEmailAddress } from '../../../domain/contact/email-address.ts';
import { endsTracked, stateOfTracked } from '../../../domain/letter/tracked.ts';
import type { LetterProofType, TrackedLetterEventCode } from '../../../domain/vocabulary/letters.ts';
import { messageLanguage } from '../../../domain/template/format.ts';
import { evidenceWords } from '../../../domain/words/evidence/words.ts';
import type { PrismaClient } from '../../../prisma/client.ts';
import { letterByReference } from '../../../prisma/queries/letters/read.ts';
import {
  messageOfNotice,
  trackedEvents,
  trackedFile,
  trackedLetter,
  type StoredTracked,
  type StoredTrackedEvent,
} from '../../../prisma/queries/tracked-letters/read.ts';
import { dropDraft, putDraft } from '../../../prisma/queries/tracked-letters/write.ts';
import { openSealer, SealError, type SealAccount, type Sealer } from '../../adapters/seal/cms.ts';
import type { sealPdf } from '../../adapters/seal/seal-pdf.ts';
import type { LetterRenderer } from '../../rendering/letter/renderer.ts';
import {
  ProviderError,
  type LetterJob,
  type LetterProblem,
  type LetterProvider,
  type LetterSnapshot,
  type ProofRef,
  type ProviderCapabilities,
  type TriedProvider,
} from '../provider.ts';
import { evidencePages } from './evidence.ts';

/** The letter box: where letters lie and are read. The API, which only asks what can be carried, has none. */
export interface LetterBox {
  prisma: PrismaClient;
  letters: LetterRenderer;
  clock: () => Date;
}

const capabilities: ProviderCapabilities = {
  kinds: ['tracked_electronic'],
  countries: () => null,
  windows: [],
  maxSheets: 500,
  maxBytes: 15 * 1024 * 1024,
  addressLines: { max: 10, width: 100 },
  cancel: 'before_submit',
  idempotency: 'read_back',
  events: 'poll',
  polledKinds: ['tracked_electronic'],
  options: [],
  carriesByItself: true,
};

const dayMs = 24 * 60 * 60_000;
/** Whether the link has reached a mail server is looked at so often, until it is known. */
const mailPauseMs = 60_000;
const proofTypes: Partial<Record<TrackedLetterEventCode, LetterProofType>> = {
  SIGNED: 'receipt',
  DECLINED: 'refusal',
  NOT_CLAIMED: 'not_claimed',
  NOT_NOTIFIED: 'undelivered',
};

export function createSelfHosted(account: SealAccount, box?: LetterBox): LetterProvider {
  let opened: Promise<Sealer> | undefined;
  const sealer = () => (opened ??= openSealer(account));
  const own = { sealer, box };
  return {
    name: 'self_hosted',
    capabilities,
    validate: problemsOf,
    prepare: (job, { onMade }) => prepare(own, job, onMade),
    async submit({ ref }) {
      const { prisma, clock } = boxOf(own);
      if ((await trackedLetter(prisma, ref)) === null)
        throw new ProviderError('not_found', 'The letter box has no such draft.');
      await submitTracked(prisma, ref, clock());
    },
    async discard({ ref }) {
      const { prisma } = boxOf(own);
      if (await dropDraft(prisma, ref)) return 'discarded';
      return (await trackedLetter(prisma, ref)) === null ? 'discarded' : 'too_late';
    },
    // Whoever was told cannot be made to forget it.
    cancel: async () => 'too_late',
    // A draft here is the letter itself, which names it.
    drafts: async () => [],
    fetch: ({ ref }, asOf) => fetchLetter(boxOf(own), ref, asOf),
    downloadProof: ({ ref }, id) => proof(own, ref, id),
    readNotification: () => null,
    subscribe: async () => undefined,
    test: () => test(own),
    pageOf: () => null,
  };
}

interface Own {
  sealer: () => Promise<Sealer>;
  box: LetterBox | undefined;
}

function boxOf({ box }: Own): LetterBox {
  if (box === undefined) throw new Error('the letter box is with the worker');
  return box;
}

function problemsOf(job: LetterJob): LetterProblem[] {
  const problems: LetterProblem[] = [];
  if (job.kind !== 'tracked_electronic') problems.push({ code: 'kind', params: { kind: job.kind } });
  if (!job.recipient.email || !parseEmailAddress(job.recipient.email).ok)
    problems.push({ code: 'email', params: {} });
  if (job.pdf.byteLength > capabilities.maxBytes)
    problems.push({ code: 'size', params: { bytes: job.pdf.byteLength, max: capabilities.maxBytes } });
  return problems;
}

async function prepare(own: Own, job: LetterJob, onMade: (ref: string) => Promise<void>): Promise<void> {
  const { prisma, clock } = boxOf(own);
  const letter = await letterByReference(prisma, job.reference);
  if (letter === null) throw new ProviderError('not_found', 'No letter has this reference.');
  const { sender, recipient, language } = job;
  const sealer = await sealing(own.sealer);
  const senderName = sender.company ?? '';
  const words = evidenceWords(messageLanguage(language));
  const pdf = await sealing(() =>
    sealed(job.pdf, sealer, { reason: words.sealReason, name: senderName, at: clock() }),
  );
  await onMade(letter.id);
  await putDraft(prisma, {
    letterId: letter.id,
    legalEntityId: letter.legalEntityId,
    customerId: letter.customerId,
    reference: job.reference,
    // The number of the customer behind it is for the pages of a provider.
    subject: job.name.replace(/ \([^()]*\)$/, ''),
    language,
    pages: job.pages,
    senderName,
    recipientName: recipient.person ?? recipient.company ?? '',
    recipientEmail: recipient.email!.trim().toLowerCase(),
    contentSha256: sha256(job.pdf),
    sealedSha256: sha256(pdf),
    certificate: sealer.certificate,
    isSelfMade: sealer.isSelfMade,
    isTimeStamped: sealer.timeStampUrl !== undefined,
    pdf,
  });
}

/** What cannot be sealed now is tried again; a seal that cannot be used waits until somebody mends it. */
async function sealing<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof SealError)) throw error;
    throw new ProviderError(error.kind === 'unreachable' ? 'unreachable' : 'sign_in', error.message);
  }
}

/** Its library is as much as half of the others of a worker, and most of them never seal: it is loaded with the first. */
async function sealed(...given: Parameters<typeof sealPdf>): Promise<Uint8Array> {
  const { sealPdf } = await import('../../adapters/seal/seal-pdf.ts');
  return sealPdf(...given);
}

async function fetchLetter(
  { prisma, clock }: LetterBox,
  letterId: string,
  asOf?: Date,
): Promise<LetterSnapshot | null> {
  const now = asOf ?? clock();
  const before = await trackedLetter(prisma, letterId);
  if (before === null) return null;
  await lookAround(prisma, before, now);
  const letter = await trackedLetter(prisma, letterId);
  const events = await trackedEvents(prisma, letterId);
  if (letter === null) return null;
  return {
    isDraft: letter.submittedAt === null,
    reports: events.map(({ code, at, reason }) => ({
      code,
      text: reason,
      state: stateOfTracked(code),
      at: at.toISOString(),
    })),
    block: null,
    proofs: proofsOf(letter, events),
    trackingNumber: null,
    cost: null,
    nextAt: nextOf(letter, events, now),
  };
}

/** What time and the mail server bring, and nobody tells. */
async function lookAround(prisma: PrismaClient, letter: StoredTracked, now: Date): Promise<void> {
  const { letterId, submittedAt, claimUntil, outcome } = letter;
  if (submittedAt === null || outcome !== null) return;
  const mail = await messageOfNotice(prisma, linkNoticeKey(letterId));
  if (mail?.state === 'accepted' || mail?.state === 'resolved_sent')
    await noteTracked(prisma, letterId, { code: 'NOTIFIED', at: mail.leftAt ?? now });
  if (mail?.state === 'refused')
    await noteTracked(prisma, letterId, {
      code: 'NOT_NOTIFIED',
      at: mail.leftAt ?? now,
      reason: (mail.response ?? '').slice(0, 300),
    });
  if (claimUntil !== null && now >= claimUntil)
    await noteTracked(prisma, letterId, { code: 'NOT_CLAIMED', at: claimUntil });
}

function proofsOf({ submittedAt }: StoredTracked, events: StoredTrackedEvent[]): ProofRef[] {
  if (submittedAt === null) return [];
  const sent: ProofRef = { type: 'content', id: 'content', at: submittedAt.toISOString() };
  const end = events.find(({ code }) => proofTypes[code] !== undefined);
  return end === undefined
    ? [sent]
    : [sent, { type: proofTypes[end.code]!, id: 'evidence', at: end.at.toISOString() }];
}

/** Who signs or refuses tells it; else only the mail and the last day bring anything. Null: nothing more comes. */
function nextOf(
  { claimUntil, outcome }: StoredTracked,
  events: StoredTrackedEvent[],
  now: Date,
): string | null {
  if (outcome !== null || claimUntil === null) return null;
  const isNotified = events.some(({ code }) => code === 'NOTIFIED' || endsTracked(code));
  const next = isNotified
    ? claimUntil.getTime()
    : Math.min(claimUntil.getTime(), now.getTime() + mailPauseMs);
  return new Date(next).toISOString();
}

async function proof(
  own: Own,
  letterId: string,
  id: string,
): Promise<{ bytes: Uint8Array; contentType: string }> {
  const { prisma, letters, clock } = boxOf(own);
  const contentType = 'application/pdf';
  const letter = await trackedLetter(prisma, letterId);
  const file = await trackedFile(prisma, letterId);
  const events = await trackedEvents(prisma, letterId);
  if (letter === null || file === null)
    throw new ProviderError('not_found', 'The letter box has no such letter.');
  if (id === 'content') return { bytes: file.pdf, contentType };
  const made = await letters.render(evidencePages(letter, events));
  if (!made.ok) throw new ProviderError('refused', `The evidence cannot be laid out: ${made.code}`);
  const sealer = await sealing(own.sealer);
  const words = evidenceWords(messageLanguage(letter.language));
  const bytes = await sealing(() =>
    sealed(made.value.bytes, sealer, { reason: words.sealReason, name: letter.senderName, at: clock() }),
  );
  return { bytes, contentType };
}

async function test(own: Own): Promise<TriedProvider> {
  const { kinds } = capabilities;
  try {
    const { isSelfMade, chain } = await own.sealer();
    const until = chain[0]?.notAfter.value;
    const answered = `${isSelfMade ? 'self-made seal' : 'seal'}, valid until ${until?.toISOString().slice(0, 10)}`;
    if (until !== undefined && until.getTime() < Date.now() + dayMs)
      return { ok: false, step: 'sign_in', failure: 'sign_in', answered, kinds: [] };
    return { ok: true, step: 'request', failure: null, answered, kinds: [...kinds] };
  } catch (error) {
    if (!(error instanceof SealError)) throw error;
    return { ok: false, step: 'sign_in', failure: 'sign_in', answered: error.message, kinds: [] };
  }
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
