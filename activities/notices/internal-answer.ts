/** A colleague's answer, to the collector (I-3): what was said, which files came, and one click to integrate it. */
import { localDayAndMinute } from '../../domain/calendar/zoned-time.ts';
import { checkColleague } from '../../domain/internal/recipient.ts';
import { integrationUrl, replyUrl } from '../../domain/links/urls.ts';
import { messageLanguage } from '../../domain/template/format.ts';
import { newLink } from '../../application/links/new-link.ts';
import { fillWords } from '../../domain/words/fill.ts';
import { internalWords } from '../../domain/words/internal/words.ts';
import { itemsForColleague } from '../../prisma/queries/internal-page/read.ts';
import { answerForCollector, colleagueFacts } from '../../prisma/queries/questions/read.ts';
import {
  actionButton,
  greeting,
  itemTable,
  quotation,
  remark,
  sentence,
  writeInternalMail,
} from './internal-mail.ts';
import { obsolete, type NoticeComposer, type NoticeDeps, type ComposedNotice } from './notice.ts';

type Answer = NonNullable<Awaited<ReturnType<typeof answerForCollector>>>;

export const composeInternalAnswer: NoticeComposer<'internal_answer'> = async (
  deps,
  { notice, data, now },
) => {
  const { prisma } = deps;
  const answer = await answerForCollector(prisma, data.commentId);
  if (answer === null || answer.state === 'deleted') return obsolete;
  const { legalEntity, customer, legalEntityId, customerId, recipientName } = notice;
  const language = messageLanguage(notice.language, legalEntity.language);
  const words = internalWords[language];
  const itemIds = answer.items.map(({ itemId }) => itemId);
  const today = localDayAndMinute(now.getTime(), legalEntity.timeZone).day;
  const items =
    itemIds.length === 0
      ? []
      : await itemsForColleague(prisma, { legalEntityId, customerId, itemIds }, today);
  const door = await doorOf(deps, { notice, answer, now, language });
  const author = answer.authorName || (answer.authorEmail ?? '');
  const about = { author, customer: customer.name, number: customer.number };
  const files = answer.files.map(({ name }) => name);
  const { country } = legalEntity;
  const written = writeInternalMail({
    language,
    country,
    subject: `[${words.internal}] ${words.answered}: ${answer.question?.subject ?? customer.name}`,
    company: legalEntity,
    parts: [
      greeting(language, recipientName),
      sentence(fillWords(words.hasAnswered, about)),
      ...(answer.text === '' ? [] : [quotation(answer.text)]),
      ...(files.length === 0 ? [] : [sentence(`${words.files}: ${files.join(', ')}`)]),
      ...itemTable({ items, today, language, country, lineLimit: legalEntity.messageLineLimit }),
      actionButton(door.url, words.integrate),
      remark(words.integrateHint),
      ...(answer.question === null
        ? []
        : [remark(`${words.yourQuestion}:`), quotation(answer.question.text)]),
    ],
  });
  return {
    kind: 'message',
    message: { ...written, channel: door.channel, language, links: door.links, itemIds },
  };
};

interface Door extends Pick<ComposedNotice, 'channel' | 'links'> {
  url: string;
}

/**
 * A link that acts without signing in goes to the own domains only. A user whose mailbox is elsewhere gets the
 * address of the processing page instead, where they sign in.
 */
async function doorOf(
  { prisma, publicUrl }: NoticeDeps,
  {
    notice,
    answer,
    now,
    language,
  }: {
    notice: Parameters<typeof composeInternalAnswer>[1]['notice'];
    answer: Answer;
    now: Date;
    language: string;
  },
): Promise<Door> {
  const { legalEntityId, customerId, recipientEmail, recipientName } = notice;
  const facts = await colleagueFacts(prisma, { legalEntityId, address: recipientEmail });
  const checked = checkColleague({ address: recipientEmail, ...facts });
  if (!checked.ok) {
    return { channel: 'email', url: replyUrl(publicUrl, notice.legalEntity.code, answer.id), links: [] };
  }
  const link = {
    kind: 'integration' as const,
    legalEntityId,
    customerId,
    itemIds: answer.items.map(({ itemId }) => itemId),
    questionId: answer.questionId,
    commentId: answer.id,
    recipientEmail: checked.value.address,
    recipientName,
    language,
    at: now,
  };
  const { row, token } = newLink(link, notice.legalEntity);
  return { channel: 'internal_email', url: integrationUrl(publicUrl, token), links: [row] };
}
