/** The local mailbox answers as its reader would: by mail, to the listener on this machine, and no further. */
import { z } from 'zod';
import { sendCustomerMail } from '../../../activities/adapters/mail/customer-mail.ts';
import {
  answerAddresses,
  messageIdsIn,
  replyAsCustomer,
  type AnsweredMail,
} from '../../../domain/capture/customer-reply.ts';
import { parseEmailAddress } from '../../../domain/contact/email-address.ts';
import { RefusedError } from '../../../domain/errors.ts';
import { timeZone } from '../../../domain/model/common.ts';
import type { MailRow } from '../../../prisma/queries/local-mails/read.ts';
import type { App, AppDeps } from '../../context.ts';
import { FieldsRefused } from '../../plugins/errors.ts';
import { parseMail, type ParsedMail } from '../../mail/parsed-mail.ts';
import { mailboxConfig as config, mailOf, mailParams } from './mail-of.ts';

const customerAnswer = z
  .object({
    /** Address and name of who answers. */
    from: z.string().trim().max(320),
    name: z.string().trim().max(200).default(''),
    text: z.string().trim().min(1).max(20_000),
    /** Whether the message stands below, with its marks. */
    quotes: z.boolean().default(true),
    /** Of whoever writes: days and hours in the quotation are theirs. */
    timeZone: timeZone.default('UTC'),
  })
  .strict()
  .meta({ id: 'CustomerAnswer' });

const sentAnswer = z.object({ to: z.array(z.string()), subject: z.string() }).meta({ id: 'SentAnswer' });

export function registerAnswering(app: App, deps: AppDeps): void {
  app.route({
    method: 'POST',
    url: '/api/mailbox/:mailId/answers',
    config,
    schema: {
      tags: ['mailbox'],
      summary:
        'Answer as whoever received it: mailed to the address that takes answers, on this machine only',
      operationId: 'answerMailboxMessage',
      params: mailParams,
      body: customerAnswer,
      response: { 200: sentAnswer },
    },
    handler: async (request) => {
      const row = await mailOf(deps, request);
      const parsed = await parseMail(row.raw);
      const answers = answersOf(deps, row, parsed);
      const { mailListener } = deps.settings;
      if (answers === null || mailListener === undefined) throw new RefusedError('mail_listener_away');
      const { from, name, ...said } = request.body;
      const sender = parseEmailAddress(from);
      if (!sender.ok) throw new FieldsRefused([{ path: 'from', code: 'email' }]);
      const answer = replyAsCustomer(answeredMail(row, parsed), said);
      await sendCustomerMail(mailListener, {
        ...answer,
        from: { name, address: sender.value.address },
        to: answers.to,
      });
      return { to: answers.to, subject: answer.subject };
    },
  });
}

/** Null: no mail is taken on this machine, or the message says nobody to answer. */
export function answersOf(
  { settings }: AppDeps,
  row: Pick<MailRow, 'mailFrom' | 'rcptTo'>,
  parsed: ParsedMail,
): { to: string[]; from: string[] } | null {
  if (settings.mailListener === undefined) return null;
  const to = answerAddresses({ from: parsed.from || row.mailFrom, replyTo: headerOf(parsed, 'reply-to') });
  return to.length === 0 ? null : { to, from: row.rcptTo };
}

function answeredMail(row: Pick<MailRow, 'mailFrom' | 'messageId'>, parsed: ParsedMail): AnsweredMail {
  return {
    from: parsed.from || row.mailFrom,
    replyTo: headerOf(parsed, 'reply-to'),
    subject: parsed.subject,
    messageId: row.messageId === null ? null : `<${row.messageId}>`,
    references: messageIdsIn(headerOf(parsed, 'references') ?? ''),
    sentAt: parsed.date === null ? null : new Date(parsed.date),
    language: headerOf(parsed, 'content-language'),
    text: parsed.text,
  };
}

function headerOf({ headers }: ParsedMail, name: string): string | null {
  return headers.find((header) => header.name === name)?.value ?? null;
}
