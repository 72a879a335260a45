/** Every message that the product can make about customer 1, composed by its real composer. */
import type { Renderer } from '../../activities/adapters/render/renderer.ts';
import { composeMessage } from '../../activities/messages/compose.ts';
import { messageFacts, recipientsOf } from '../../activities/messages/message-facts.ts';
import type { ComposedNotice } from '../../activities/notices/notice.ts';
import { composeNotice } from '../../activities/notices/compose.ts';
import { portalUrl } from '../../domain/links/urls.ts';
import { messageLanguages } from '../../domain/vocabulary/languages.ts';
import { noticeKinds, type NoticeKind } from '../../domain/vocabulary/messages.ts';
import type { OpenDatabase } from '../support/database.ts';
import { requestCode } from '../../application/access-codes/request.ts';
import { makeAccountLink } from '../../application/account-links/make.ts';
import { actionById } from '../../prisma/queries/actions/read.ts';
import { sentLetter } from '../support/tracked-letter.ts';
import { issueLink } from '../../application/links/new-link.ts';
import { readNotice } from '../../prisma/queries/notices/read.ts';
import { askNotice } from '../../application/outbox.ts';
import type { NewNotice } from '../../prisma/queries/notices/write.ts';
import { readPosition } from '../../prisma/queries/position/read.ts';
import { installTemplateSets } from '../../prisma/seed/template-sets.ts';
import { settledPayment } from '../support/payment-desk.ts';
import { canary } from './canaries.ts';
import { readable } from './unpack.ts';
import { at, type World } from './world.ts';

export interface Mail {
  /** `friendly_reminder/fr`, `access_code`. */
  name: string;
  /** `reader`: of a letter by electronic way. */
  to: 'customer' | 'reader' | 'colleague' | 'collector';
  /** Subject, both bodies and anything that is attached, opened. */
  text: string;
}

const secret = 'a secret of at least thirty-two characters';

export interface MailDeps {
  db: OpenDatabase;
  renderer: Renderer;
  publicUrl: string;
}

export async function everyMail(deps: MailDeps, world: World): Promise<Mail[]> {
  return [...(await reminders(deps, world)), ...(await notices(deps, world))];
}

/** Every text for customers, in every language, with its attachments and a link. */
async function reminders({ db, renderer, publicUrl }: MailDeps, { a1 }: World): Promise<Mail[]> {
  const { entityId, customerId, actionId } = a1.ids as Record<'entityId' | 'customerId' | 'actionId', string>;
  await installTemplateSets(db, entityId);
  const mails: Mail[] = [];
  // Not the one of the shared set-up, whose very text is planted.
  const sets = await db.templateSet.findMany({
    where: { legalEntityId: entityId, audience: 'customer', key: { not: 'friendly' } },
  });
  for (const { key } of sets) {
    for (const language of messageLanguages) {
      const position = (await readPosition(db, customerId))!;
      const action = (await actionById(db, actionId, customerId))!;
      const contact = { ...recipientsOf(position, action)[0]!, language };
      const facts = await messageFacts(db, {
        position,
        action: { ...action, templateKey: key },
        content: action.content,
        contact,
        today: '2026-03-10',
      });
      if (!facts.ok) throw new Error(`${key}/${language}: ${facts.code}`);
      const { token } = await issueLink(db, {
        kind: 'customer',
        legalEntityId: entityId,
        customerId,
        recipientEmail: contact.email,
        recipientName: contact.name,
        language,
        at,
      });
      const links = { interactivePage: portalUrl(publicUrl, token) };
      // A formal notice names the day that its step gives; the step of the shared set-up gives none.
      const deadlineOn = '2026-03-18';
      const composed = await composeMessage(renderer, { ...facts.value.compose, links, deadlineOn });
      if (!composed.ok) throw new Error(`${key}/${language}: ${composed.code}`);
      mails.push({ name: `${key}/${language}`, to: 'customer', text: await textOf(composed.value) });
    }
  }
  return mails;
}

async function notices(deps: MailDeps, world: World): Promise<Mail[]> {
  const asked = await noticesAbout(deps.db, world);
  const missing = noticeKinds.filter((kind) => !asked.some((one) => one.notice.kind === kind));
  if (missing.length > 0) throw new Error(`no message of kind ${missing.join(', ')} is looked at`);
  const mails: Mail[] = [];
  for (const { notice, to } of asked) {
    mails.push({ name: `${notice.kind} to ${to}`, to, text: await textOf(await noticeMail(deps, notice)) });
  }
  return mails;
}

/** The message of a notice, as its composer makes it. */
export async function noticeMail(
  deps: Pick<MailDeps, 'db' | 'publicUrl'>,
  notice: NewNotice,
): Promise<ComposedNotice> {
  await askNotice(deps.db, notice);
  const { id } = await deps.db.notice.findUniqueOrThrow({ where: { key: notice.key } });
  const composed = await composeNotice(
    { prisma: deps.db, publicUrl: deps.publicUrl, secret },
    (await readNotice(deps.db, id))!,
    at,
  );
  if (composed.kind !== 'message') throw new Error(`${notice.kind}: ${composed.kind}`);
  return composed.message;
}

/** One of each kind about customer 1, to each kind of reader. */
export async function noticesAbout(
  db: OpenDatabase,
  world: World,
): Promise<{ notice: NewNotice; to: Mail['to'] }[]> {
  const { a1 } = world;
  const place = { legalEntityId: a1.ids['entityId']!, customerId: a1.ids['customerId']! };
  const customer = {
    recipientEmail: `ap@${canary('a1', 'contact')}.test`,
    recipientName: canary('a1', 'contact'),
    language: 'en',
  };
  const colleague = {
    recipientEmail: `${canary('a1', 'colleague')}@own.test`,
    recipientName: canary('a1', 'colleague'),
    language: 'en',
  };
  const collector = {
    recipientEmail: 'collector@own.test',
    recipientName: canary('a', 'company'),
    language: 'en',
  };
  const internal = { itemIds: [a1.itemOneId], questionId: a1.questionId };
  const customerLink = await issueLink(db, { kind: 'customer', ...place, ...customer, at });
  const internalLink = await issueLink(db, { kind: 'internal', ...place, ...colleague, ...internal, at });
  const code = async (linkId: string, email: string) => {
    const made = await requestCode(db, { linkId, email, at });
    if (!('codeId' in made)) throw new Error('no code was made');
    return made.codeId;
  };
  const user = await db.user.findFirstOrThrow({ where: { email: world.a.users.administrator.email } });
  const account = { recipientEmail: user.email, recipientName: user.name, language: 'en' };
  const { id: accountLinkId } = await makeAccountLink(db, {
    userId: user.id,
    kind: 'invitation',
    at,
    createdBy: null,
    secret,
  });
  // The one of the set-up is signed; this one lies in the letter box.
  const sentLetterId = await sentLetter(db, {
    ...{ ...place, ...customer, at, actionId: a1.ids['actionId']! },
    reference: `L-${crypto.randomUUID()}`,
    subject: canary('a1', 'letter'),
    senderName: canary('a', 'company'),
    pdf: Buffer.from(`%PDF-1.7 ${canary('a1', 'letterbytes')}`),
  });
  const answer = await db.commentAnswer.findFirstOrThrow({ where: { commentId: a1.publicCommentId } });
  const key = (kind: NoticeKind) => `${kind}/${crypto.randomUUID()}`;
  const one = <K extends NoticeKind>(kind: K, to: typeof customer, data: object) =>
    ({ key: key(kind), kind, ...place, ...to, data }) as unknown as NewNotice;
  const waitingLetterId = await sentLetter(db, {
    ...{ ...place, ...customer, at, actionId: a1.ids['actionId']! },
    reference: `L-${crypto.randomUUID()}`,
    subject: canary('a1', 'letter'),
    senderName: canary('a', 'company'),
    pdf: Buffer.from(`%PDF-1.7 ${canary('a1', 'letterbytes')}`),
  });
  await db.letter.update({
    where: { id: waitingLetterId },
    data: { kind: 'electronic_qualified', state: 'awaiting_code' },
  });
  const paid = { ...place, itemId: a1.itemOneId, linkId: customerLink.linkId, at };
  return [
    {
      to: 'customer',
      notice: one('payment_receipt', customer, { paymentId: await settledPayment(db, paid) }),
    },
    { to: 'customer', notice: one('answer_to_customer', customer, { answerId: answer.id }) },
    { to: 'customer', notice: one('renewed_link', customer, { linkId: customerLink.linkId }) },
    {
      to: 'customer',
      notice: one('access_code', customer, {
        codeId: await code(customerLink.linkId, customer.recipientEmail),
      }),
    },
    { to: 'reader', notice: one('letter_to_sign', customer, { letterId: sentLetterId }) },
    { to: 'reader', notice: one('letter_ended', customer, { letterId: a1.ids['letterId']! }) },
    { to: 'collector', notice: one('letter_on_its_way', collector, { letterId: sentLetterId }) },
    { to: 'collector', notice: one('letter_needs_code', collector, { letterId: waitingLetterId }) },
    { to: 'colleague', notice: one('internal_question', colleague, { questionId: a1.questionId }) },
    { to: 'colleague', notice: one('renewed_link', colleague, { linkId: internalLink.linkId }) },
    {
      to: 'colleague',
      notice: one('access_code', colleague, {
        codeId: await code(internalLink.linkId, colleague.recipientEmail),
      }),
    },
    { to: 'collector', notice: one('submission_received', collector, { commentId: a1.publicCommentId }) },
    { to: 'collector', notice: one('internal_answer', collector, { commentId: a1.internalCommentId }) },
    { to: 'collector', notice: { ...one('account_link', account, { accountLinkId }), customerId: null } },
    { to: 'collector', notice: { ...one('test_mail', account, { askedBy: user.id }), customerId: null } },
  ] as { notice: NewNotice; to: Mail['to'] }[];
}

async function textOf(message: {
  subject: string;
  html: string;
  text: string;
  attachments: { filename: string; bytes: Uint8Array }[];
}): Promise<string> {
  const attached = await Promise.all(
    message.attachments.map(
      async ({ filename, bytes }) => `${filename}\n${await readable(Buffer.from(bytes))}`,
    ),
  );
  return [message.subject, message.html, message.text, ...attached].join('\n');
}
