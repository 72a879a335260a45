import { localDayAndMinute } from '../../domain/calendar/zoned-time.ts';
import { internalUrl, portalUrl } from '../../domain/links/urls.ts';
import { formatDate, messageLanguage } from '../../domain/template/format.ts';
import { newLink } from '../../application/links/new-link.ts';
import { fillWords } from '../../domain/words/fill.ts';
import { internalWords } from '../../domain/words/internal/words.ts';
import { isContactAddress, readLink } from '../../prisma/queries/links/read.ts';
import { greeting, layOut, letterhead } from './letterhead.ts';
import { obsolete, type NoticeComposer } from './notice.ts';

/**
 * A link in place of one that has expired, opening what that one opened, to the address that it was made for and to
 * no other (B6). A customer's address must still be on file; a colleague's is looked at by the gate (I-5).
 */
export const composeRenewedLink: NoticeComposer<'renewed_link'> = async (
  { prisma, publicUrl },
  { notice, data, now },
) => {
  const old = await readLink(prisma, data.linkId);
  if (old === null || old.revokedAt !== null || old.recipientEmail === null) return obsolete;
  if (old.kind === 'integration' || old.kind === 'letter') return obsolete;
  const internal = old.kind === 'internal';
  if (!internal && !(await isContactAddress(prisma, old.customerId, old.recipientEmail))) return obsolete;
  if (!internal && !notice.customer.interactivePages) return obsolete;
  const { kind, legalEntityId, customerId, itemIds, questionId, recipientEmail, recipientName, language } =
    old;
  const { row, token } = newLink(
    {
      kind,
      legalEntityId,
      customerId,
      itemIds,
      questionId,
      recipientEmail,
      recipientName,
      language,
      at: now,
    },
    notice.legalEntity,
  );
  const head = letterhead(notice, internal ? 'colleague' : 'customer');
  const { words, locale } = head;
  const company = notice.legalEntity.name;
  const button = internal
    ? { url: internalUrl(publicUrl, token), label: internalWords[messageLanguage(head.language)].answer }
    : { url: portalUrl(publicUrl, token), label: words.openPage };
  const lastDay = localDayAndMinute(row.expiresAt.getTime(), notice.customer.timeZone).day;
  return {
    kind: 'message',
    message: {
      channel: internal ? 'internal_email' : 'email',
      language: head.language,
      ...layOut(notice, head, {
        subject: fillWords(words.renewedSubject, { company }),
        blocks: [
          { kind: 'text', text: greeting(head, recipientName) },
          { kind: 'text', text: words.renewedIntro },
          { kind: 'button', ...button },
          { kind: 'note', text: fillWords(words.linkNote, { date: formatDate(lastDay, locale) }) },
        ],
      }),
      links: [row],
      itemIds: [],
    },
  };
};
