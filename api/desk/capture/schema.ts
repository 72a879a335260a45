import { z } from 'zod';
import { authservName, captureSchema } from '../../../domain/model/capture.ts';
import { senderEvidenceSchema } from '../../../domain/model/sender-evidence.ts';
import { selfAnswerKinds } from '../../../domain/vocabulary/answers.ts';
import {
  attachmentWarnings,
  authentications,
  filedByKinds,
  inboundMailStates,
  mailKinds,
  mailQuotas,
  mailScans,
  mailTransports,
  suggestedBys,
} from '../../../domain/vocabulary/mail.ts';
import {
  commandKey,
  customerParams,
  instant,
  page,
  pageOf,
  pageSize,
  person,
  searchText,
  several,
  uuid,
} from '../../wire.ts';
import { customerRef } from '../agenda/schema.ts';

/** As they are stored with a mail: of each file, in their order. */
export const fileWarnings = z.array(z.array(z.enum(attachmentWarnings)));

const inboundMailRow = z
  .object({
    id: uuid,
    state: z.enum(inboundMailStates),
    /** Null: not read yet. */
    kind: z.enum(mailKinds).nullable(),
    transport: z.enum(mailTransports),
    subject: z.string(),
    from: z.object({ name: z.string(), address: z.string().nullable() }),
    /** Who wrote what a colleague sent on, and when; null: nobody did. */
    forwarded: z
      .object({ name: z.string(), address: z.string().nullable(), date: z.string().nullable() })
      .nullable(),
    /** The beginning of what was written. */
    excerpt: z.string(),
    recipients: z.array(z.string()),
    receivedAt: instant,
    sentAt: instant.nullable(),
    sizeBytes: z.number().int(),
    attachmentCount: z.number().int(),
    /** Whether the domain of its sender vouches for it; null: not read yet, or not checked here. */
    authentication: z.enum(authentications).nullable(),
    /** What the virus scanner said; null: none is connected, or it brings no files. */
    scan: z.enum(mailScans).nullable(),
    /** Only its beginning could be read. */
    readInPart: z.boolean(),
    /** Where it stands. Two: it was sent to the addresses of two customers. */
    filings: z.array(
      z.object({
        customer: customerRef,
        filedBy: z.enum(filedByKinds),
        at: instant,
        by: z.string().nullable(),
        replyId: uuid.nullable(),
      }),
    ),
    /** Of one that waits: whose it may be, and what says so. */
    suggestion: z
      .object({ customer: customerRef, because: z.enum(suggestedBys), evidence: z.string() })
      .nullable(),
    dismissed: z.object({ at: instant, by: z.string().nullable() }).nullable(),
  })
  .meta({ id: 'InboundMailRow' });
export type MailRow = z.output<typeof inboundMailRow>;

export const inboundMailPage = pageOf(inboundMailRow, 'InboundMailPage');

export const inboundMailQuery = z
  .object({
    /** Those that wait for a person where absent. */
    state: several(z.enum(inboundMailStates)),
    kind: several(z.enum(mailKinds)),
    search: searchText,
    customerId: uuid.optional(),
    page,
    pageSize,
  })
  .strict();

export const inboundMail = inboundMailRow
  .extend({
    /** More words than stand with the reply: what follows was not looked at for promises and the like. */
    wordsCut: z.boolean(),
    /** As read: without quotes and signature. */
    text: z.string(),
    quoted: z.string(),
    signature: z.string(),
    language: z.string().nullable(),
    bounce: z
      .object({ recipient: z.string().nullable(), status: z.string().nullable(), permanent: z.boolean() })
      .nullable(),
    autoReply: z
      .object({
        returnsOn: z.string().nullable(),
        substitute: z
          .object({
            name: z.string().nullable(),
            address: z.string().nullable(),
            phone: z.string().nullable(),
          })
          .nullable(),
      })
      .nullable(),
    /** What the verdict on its sender rests on; null: nothing was learnt. */
    senderEvidence: senderEvidenceSchema.nullable(),
    /** Whether they can be fetched; otherwise they lie in the mailbox that the mail was sent to. */
    filesKept: z.boolean(),
    attachments: z.array(
      z.object({
        index: z.number().int(),
        name: z.string(),
        contentType: z.string(),
        sizeBytes: z.number().int(),
        /** What speaks against opening it. */
        warnings: z.array(z.enum(attachmentWarnings)),
      }),
    ),
    /** What the virus scanner calls it that it found. */
    scanFound: z.string().nullable(),
  })
  .meta({ id: 'InboundMail' });

/** The whole mail. Its HTML is rid of what runs, loads or leads somewhere; to be shown in a sandboxed frame all the same. */
export const inboundMailView = z
  .object({
    headers: z.array(z.object({ name: z.string(), value: z.string() })),
    html: z.string().nullable(),
    text: z.string(),
  })
  .meta({ id: 'InboundMailView' });

export const mailParams = z.object({ entityId: uuid, inboundMailId: uuid });
export const mailAttachmentParams = mailParams.extend({ index: z.coerce.number().int().min(0).max(1000) });

export const assignMail = z
  .object({
    key: commandKey,
    customerId: uuid,
    /** What this sender writes is filed there from now on, and what waits of theirs at once. */
    remember: z.boolean().default(false),
  })
  .strict()
  .meta({ id: 'AssignMail' });

export const moveMail = z
  .object({ key: commandKey, fromCustomerId: uuid, toCustomerId: uuid })
  .strict()
  .meta({ id: 'MoveMail' });

export const dismissMail = z
  .object({ key: commandKey, reason: z.string().trim().max(1000).optional() })
  .strict()
  .meta({ id: 'DismissMail' });

export const restoreMail = z.object({ key: commandKey }).strict().meta({ id: 'RestoreMail' });

export const filedMail = z.object({ replyId: uuid }).meta({ id: 'FiledMail' });

export const inboundCounters = z.object({ unassigned: z.number().int() }).meta({ id: 'InboundCounters' });

export const senderRuleList = z
  .object({
    rows: z.array(
      z.object({
        id: uuid,
        address: z.string(),
        customer: customerRef,
        at: instant,
        by: z.string().nullable(),
      }),
    ),
  })
  .meta({ id: 'SenderRuleList' });
export const senderRuleParams = z.object({ entityId: uuid, senderRuleId: uuid });

export const customerCapture = z
  .object({
    /** Messages to this customer carry an address, where the company takes replies by mail. */
    on: z.boolean(),
    /** Whether the company does. */
    companyOn: z.boolean(),
    /** The newest that is live; null: none yet, or the company takes no mail. */
    address: z.string().nullable(),
    addresses: z.array(
      z.object({
        token: z.string(),
        address: z.string().nullable(),
        createdAt: instant,
        createdBy: z.string().nullable(),
        withdrawnAt: instant.nullable(),
        withdrawnBy: z.string().nullable(),
      }),
    ),
  })
  .meta({ id: 'CustomerCapture' });

export const newCaptureAddress = z
  .object({
    key: commandKey,
    /** Those handed out before take no mail any more. */
    only: z.boolean().default(false),
  })
  .strict()
  .meta({ id: 'NewCaptureAddress' });
export const madeCaptureAddress = z
  .object({ token: z.string(), address: z.string().nullable() })
  .meta({ id: 'MadeCaptureAddress' });
export const captureAddressParams = customerParams.extend({ token: z.string().regex(/^[0-9a-z]{17}$/) });

export const captureSettings = z
  .object({
    /** How addresses look; null: no replies are taken by mail. */
    scheme: captureSchema.nullable(),
    /** One as it would look, and the one for mail without a customer. */
    example: z.string().nullable(),
    generalAddress: z.string().nullable(),
    keepsFiles: z.boolean(),
    /** Messages name the address in copy as well, so that an answer to all reaches it. */
    inCopy: z.boolean(),
    /** Whether it is checked that mail comes from where its sender says. */
    checksSenders: z.boolean(),
    /** The mail server whose `Authentication-Results` are believed in mail by IMAP and webhook; null: none. */
    authserv: z.string().nullable(),
    /** Kinds of answers that leave without a person, to authenticated known senders only. */
    selfAnswers: z.array(z.enum(selfAnswerKinds)),
    /** The most of them in a day. */
    selfAnswersADay: z.object({ address: z.number().int(), customer: z.number().int() }),
    /** Where this installation takes mail; null: not by SMTP. */
    smtp: z.object({ host: z.string(), port: z.number().int(), startTls: z.boolean() }).nullable(),
    /** Mails a day that are taken; null: as many as come. */
    limits: z.object({ address: z.number().int(), sender: z.number().int() }).nullable(),
    /** What was refused for now today, the most often first. */
    refusedToday: z.array(
      z.object({ kind: z.enum(mailQuotas), value: z.string(), refused: z.number().int() }),
    ),
    /** The last mail that the company sent itself. */
    test: z
      .object({
        address: z.string(),
        askedAt: instant,
        by: person.nullable(),
        /** Null: not yet. */
        arrivedAt: instant.nullable(),
        transport: z.enum(mailTransports).nullable(),
      })
      .nullable(),
  })
  .meta({ id: 'CaptureSettings' });

export const captureWebhook = z
  .object({ url: z.string(), secret: z.string() })
  .meta({ id: 'CaptureWebhook' });

export const changeCapture = z
  .object({
    scheme: captureSchema.nullable(),
    keepsFiles: z.boolean(),
    /** As it was where absent, like the others below. */
    inCopy: z.boolean().optional(),
    checksSenders: z.boolean().optional(),
    authserv: authservName.nullable().optional(),
    selfAnswers: z.array(z.enum(selfAnswerKinds)).max(selfAnswerKinds.length).optional(),
  })
  .strict()
  .meta({ id: 'ChangeCapture' });

export const askCaptureTest = z.object({ key: commandKey }).strict().meta({ id: 'AskCaptureTest' });
