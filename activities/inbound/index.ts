/** Mail that came in: read on a thread, filed by what it shows. */
import { captureSchema } from '../../domain/model/capture.ts';
import { readCaptureAddress } from '../../domain/capture/address.ts';
import { referredMessages } from '../../domain/capture/filing.ts';
import { mailWords, type MailReading } from '../../domain/capture/reading.ts';
import { recordBounce } from '../../application/inbound/bounce.ts';
import { fileMail } from '../../application/inbound/file.ts';
import type { Prisma, PrismaClient } from '../../prisma/client.ts';
import { readStoredFile } from '../../prisma/queries/files/read.ts';
import {
  captureSchemeOf,
  customerOfSender,
  customersOfLinks,
  customersOfMessages,
  customersOfTokens,
  isMessageOfOurs,
  mailById,
  senderSettings,
  type StoredMail,
} from '../../prisma/queries/inbound/read.ts';
import { sentMessageOf } from '../../prisma/queries/inbound/bounces.ts';
import { putReading } from '../../prisma/queries/inbound/reading.ts';
import { withHeartbeat } from '../heartbeat.ts';
import type { AttachmentCheck } from './check-attachments.ts';
import type { SenderCheck } from './check-sender.ts';
import type { MailReader } from './reader.ts';

export interface InboundActivityDeps {
  prisma: PrismaClient;
  clock: () => Date;
  mailReader: MailReader;
  /** Absent: nobody can tell whether mail comes from where its sender says. */
  senderCheck?: SenderCheck | undefined;
  /** Absent: nobody looks into files. */
  attachmentCheck?: AttachmentCheck | undefined;
}

export function createInboundActivities(deps: InboundActivityDeps) {
  const { prisma, clock, mailReader } = deps;
  /** What it says of a message of ours, once it is filed. */
  async function bounceOf(mailId: string): Promise<void> {
    const { legalEntityId, reading: stored } = await mailById(prisma, mailId);
    const { read, returned } = stored as unknown as MailReading;
    if (read.bounce === null) return;
    await recordBounce(prisma, { legalEntityId, bounce: read.bounce, returned, at: clock() });
  }

  return {
    async readInboundMail(mailId: string): Promise<void> {
      const mail = await mailById(prisma, mailId);
      if (mail.readAt !== null) return;
      const chunks: Uint8Array[] = [];
      for await (const chunk of readStoredFile(prisma, mail.fileId)) chunks.push(chunk);
      const raw = Buffer.concat(chunks);
      const { reading, inPart } = await readRaw(mailReader, raw, mail.receivedAt);
      const { read, messageId } = reading;
      const fromAddress = read.from.address?.toLowerCase() ?? null;
      await putReading(
        prisma,
        mailId,
        {
          kind: read.kind,
          messageId,
          subject: read.subject,
          fromName: read.from.name ?? '',
          fromAddress,
          ...(await senderOf(deps, mail, { raw, fromAddress })),
          ...(await filesOf(deps, raw, read.attachments.length)),
          sentAt: instantOf(read.sentAt),
          attachmentCount: read.attachments.length,
          reading: { ...reading } as unknown as Prisma.InputJsonObject,
          readInPart: inPart,
        },
        clock(),
      );
    },

    async fileInboundMail(mailId: string): Promise<void> {
      let isFiled = false;
      while (!isFiled) {
        const mail = await mailById(prisma, mailId);
        const reading = mail.reading as unknown as MailReading;
        const evidence = await evidenceOf(prisma, mail, reading);
        const { recipients } = mail;
        isFiled = await fileMail(prisma, {
          ...evidence,
          mailId,
          words: mailWords(reading),
          recipients,
          at: clock(),
        });
      }
      await bounceOf(mailId);
    },
  };
}

/** What the company wants to know of the sender. */
async function senderOf(
  { prisma, senderCheck }: InboundActivityDeps,
  mail: StoredMail,
  read: { raw: Uint8Array; fromAddress: string | null },
) {
  const { checksSenders, authserv } = await senderSettings(prisma, mail.legalEntityId);
  if (!checksSenders) return { authentication: null, senderEvidence: null };
  const checked = await senderCheck?.check({ ...mail, ...read }, authserv);
  return {
    authentication: checked?.authentication ?? 'not_checked',
    senderEvidence: checked?.evidence ?? null,
  };
}

async function filesOf({ attachmentCheck }: InboundActivityDeps, raw: Uint8Array, count: number) {
  const checked = count === 0 ? undefined : await attachmentCheck?.check(raw);
  const { warnings = null, scan = null, found = null } = checked ?? {};
  return { fileWarnings: warnings, scan, scanFound: found };
}

/** As long as the activity may take: a thread that reads too long is ended by its own bound. */
const longestStepMs = 5 * 60_000;

/** As workflows have them done, with signs of life: the mail of a worker that died is not waited for. */
export function createBeatingInboundActivities(deps: InboundActivityDeps) {
  const { readInboundMail, fileInboundMail } = createInboundActivities(deps);
  return {
    readInboundMail: (mailId: string) => withHeartbeat(() => readInboundMail(mailId), longestStepMs),
    fileInboundMail: (mailId: string) => withHeartbeat(() => fileInboundMail(mailId), longestStepMs),
  };
}

/** Of a mail that takes more than it may, its headers and first words are read: it is filed all the same. */
const beginningBytes = 64 * 1024;

async function readRaw(
  mailReader: MailReader,
  raw: Uint8Array,
  receivedAt: Date,
): Promise<{ reading: MailReading; inPart: boolean }> {
  const receivedOn = receivedAt.toISOString().slice(0, 10);
  const read = (bytes: Uint8Array) => mailReader.run({ raw: bytes, receivedOn, usualLanguage: null });
  try {
    return { reading: await read(raw), inPart: false };
  } catch {
    return { reading: await read(raw.slice(0, beginningBytes)), inPart: true };
  }
}

/** By which customers it can be known, each in the order in which the mail names them. */
async function evidenceOf(prisma: PrismaClient, mail: StoredMail, reading: MailReading) {
  const { legalEntityId, fromAddress } = mail;
  const { read } = reading;
  const scheme = captureSchema.nullable().parse(await captureSchemeOf(prisma, legalEntityId));
  const tokens = mail.recipients.flatMap((address) => {
    const known = scheme && readCaptureAddress(address, scheme);
    return typeof known === 'object' && known !== null ? [known.token] : [];
  });
  const referred = referredMessages(reading.inReplyTo, reading.references);
  const [isOwn, bounced, byToken, byMessage, byLink, ruled] = await Promise.all([
    isOurs(prisma, mail, reading),
    read.bounce === null ? null : sentMessageOf(prisma, { legalEntityId, ...reading.returned }),
    customersOfTokens(prisma, legalEntityId, tokens),
    customersOfMessages(prisma, legalEntityId, referred),
    customersOfLinks(prisma, legalEntityId, reading.links),
    // Anybody can write the name of a sender whose mail is filed by itself.
    fromAddress === null || mail.authentication === 'failed'
      ? null
      : customerOfSender(prisma, legalEntityId, fromAddress),
  ]);
  return {
    isOwn,
    addressed: inOrder(tokens, byToken),
    answered: [...(bounced?.customerId ? [bounced.customerId] : []), ...inOrder(referred, byMessage)],
    linked: inOrder(reading.links, byLink),
    ruled,
  };
}

/** A message of ours that came back whole, also where a server gave it another Message-ID. */
async function isOurs(
  prisma: PrismaClient,
  { legalEntityId, messageId }: StoredMail,
  { marks }: MailReading,
): Promise<boolean> {
  if (messageId !== null && (await isMessageOfOurs(prisma, legalEntityId, messageId))) return true;
  if (marks.ownMark === null) return false;
  return (await sentMessageOf(prisma, { legalEntityId, messages: [], marks: [marks.ownMark] })) !== null;
}

function inOrder(keys: string[], found: Map<string, string>): string[] {
  return [...new Set(keys.flatMap((key) => found.get(key) ?? []))];
}

function instantOf(written: string | null): Date | null {
  const at = written === null ? NaN : Date.parse(written);
  return Number.isNaN(at) ? null : new Date(at);
}
