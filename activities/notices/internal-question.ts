/** A collector's question to a colleague (I-1, I-2): its words, its items, and the one link that opens them. */
import { localDayAndMinute } from '../../domain/calendar/zoned-time.ts';
import { checkColleague } from '../../domain/internal/recipient.ts';
import { internalUrl } from '../../domain/links/urls.ts';
import { messageLanguage } from '../../domain/template/format.ts';
import { newLink } from '../../application/links/new-link.ts';
import { fillWords } from '../../domain/words/fill.ts';
import { internalWords } from '../../domain/words/internal/words.ts';
import { itemsForColleague } from '../../prisma/queries/internal-page/read.ts';
import { colleagueFacts, readQuestion } from '../../prisma/queries/questions/read.ts';
import {
  actionButton,
  greeting,
  itemTable,
  quotation,
  remark,
  sentence,
  writeInternalMail,
} from './internal-mail.ts';
import { obsolete, type NoticeComposer } from './notice.ts';

/** Looked at again here, however carefully it was when the question was asked (I-5). */
export const composeInternalQuestion: NoticeComposer<'internal_question'> = async (
  deps,
  { notice, data, now },
) => {
  const { prisma, publicUrl } = deps;
  const question = await readQuestion(prisma, data.questionId);
  if (question === null || question.state === 'closed') return obsolete;
  const { legalEntityId, customerId, recipientEmail, recipientName } = notice;
  const facts = await colleagueFacts(prisma, { legalEntityId, address: recipientEmail });
  const checked = checkColleague({ address: recipientEmail, ...facts });
  if (!checked.ok) return { kind: 'refused', code: checked.code, params: checked.params };
  const { legalEntity, customer } = notice;
  const language = messageLanguage(question.language, legalEntity.language);
  const { itemIds } = question;
  const today = localDayAndMinute(now.getTime(), legalEntity.timeZone).day;
  const items =
    itemIds.length === 0
      ? []
      : await itemsForColleague(prisma, { legalEntityId, customerId, itemIds }, today);
  const link = {
    kind: 'internal' as const,
    legalEntityId,
    customerId,
    itemIds,
    questionId: question.id,
    recipientEmail: checked.value.address,
    recipientName,
    language,
    at: now,
  };
  const { row, token } = newLink(link, legalEntity);
  const words = internalWords[language];
  const pageUrl = internalUrl(publicUrl, token);
  const about = { customer: customer.name, number: customer.number, company: legalEntity.name };
  const author = await authorName(prisma, question.createdBy);
  const { country } = legalEntity;
  const written = writeInternalMail({
    language,
    country,
    subject: `[${words.internal}] ${question.subject}`,
    company: legalEntity,
    parts: [
      greeting(language, recipientName),
      sentence(
        author === null ? fillWords(words.companyAsks, about) : fillWords(words.asks, { ...about, author }),
      ),
      quotation(question.text),
      ...itemTable({ items, today, language, country, pageUrl, lineLimit: legalEntity.messageLineLimit }),
      actionButton(pageUrl, words.answer),
      remark(words.forYouOnly),
    ],
  });
  return {
    kind: 'message',
    message: { ...written, channel: 'internal_email', language, links: [row], itemIds },
  };
};

async function authorName(
  db: Parameters<typeof composeInternalQuestion>[0]['prisma'],
  userId: string | null,
): Promise<string | null> {
  if (userId === null) return null;
  return (await db.user.findUnique({ where: { id: userId }, select: { name: true } }))?.name ?? null;
}
