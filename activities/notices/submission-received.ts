import { replyUrl } from '../../domain/links/urls.ts';
import { formatMoney } from '../../domain/money/format.ts';
import { formatDate, messageLocale } from '../../domain/template/format.ts';
import { fillWords } from '../../domain/words/fill.ts';
import { collectorWords, type CollectorWords } from '../../domain/words/collector/words.ts';
import { noticeWords } from '../../domain/words/notice/words.ts';
import { toIsoDate, toMinor } from '../../prisma/convert.ts';
import { commentOfNotice, type NoticeComment } from '../../prisma/queries/notices/comments.ts';
import type { NoticeBlock } from '../adapters/render/notice.ts';
import { layOut } from './letterhead.ts';
import { obsolete, type NoticeComposer } from './notice.ts';

/** A longer list is for the page, not for the mail. */
const itemsShown = 20;
const textShown = 4_000;

/**
 * Tells a collector, or an administrator where nobody is assigned, that a customer has replied: who, about what, with
 * which status and words, and the way to the page that handles it. That page asks for a sign-in: no token in here.
 */
export const composeSubmissionReceived: NoticeComposer<'submission_received'> = async (
  { prisma, publicUrl },
  { notice, data },
) => {
  const comment = await commentOfNotice(prisma, data.commentId);
  if (comment === null) return obsolete;
  const language = notice.language.startsWith('fr') ? 'fr' : 'en';
  const words = collectorWords[language];
  const locale = messageLocale(language, notice.legalEntity.country);
  const { name: customer, number } = notice.customer;
  const what = statusOf(comment, words, locale);
  const author = comment.authorName.trim();
  const name = notice.recipientName.trim();
  const blocks: NoticeBlock[] = [
    ...(name === '' ? [] : [{ kind: 'text' as const, text: fillWords(words.greeting, { name }) }]),
    {
      kind: 'text',
      text: fillWords(author === '' ? words.introUnnamed : words.intro, { author, customer, number }),
    },
    { kind: 'facts', rows: facts(comment, words, what) },
    ...(comment.text.trim() === '' ? [] : [{ kind: 'quote' as const, text: excerpt(comment.text) }]),
    ...itemBlocks(comment, words, { language, locale }),
    {
      kind: 'button',
      url: replyUrl(publicUrl, notice.legalEntity.code, comment.id),
      label: words.open,
    },
    ...(comment.state === 'pending' ? [{ kind: 'note' as const, text: words.held }] : []),
  ];
  return {
    kind: 'message',
    message: {
      channel: 'email',
      language,
      ...layOut(
        notice,
        { language, locale, words: noticeWords[language] },
        {
          subject: fillWords(words.subject, { customer, what }),
          blocks,
        },
      ),
      links: [],
      itemIds: comment.items.map(({ item }) => item.id),
    },
  };
};

function statusOf(comment: NoticeComment, words: CollectorWords, locale: string): string {
  switch (comment.status) {
    case 'promise':
      return comment.promisedOn === null
        ? words.promiseUndated
        : fillWords(words.promise, { date: formatDate(toIsoDate(comment.promisedOn), locale) });
    case 'ongoing':
      return words.ongoing;
    case 'dispute':
      return comment.disputeReason === null
        ? words.disputeUnnamed
        : fillWords(words.dispute, { reason: words.disputeReasons[comment.disputeReason] });
    case 'paid':
      return comment.paidOn === null
        ? words.disputeReasons.already_paid
        : fillWords(words.paid, { date: formatDate(toIsoDate(comment.paidOn), locale) });
    case null:
      return words.comment;
  }
}

function facts(comment: NoticeComment, words: CollectorWords, what: string) {
  return [
    { label: words.status, value: what },
    ...(comment.paymentReference === null
      ? []
      : [{ label: words.paymentReference, value: comment.paymentReference }]),
    ...(comment.files.length === 0
      ? []
      : [{ label: words.files, value: comment.files.map(({ name }) => name).join(', ') }]),
  ];
}

function excerpt(text: string): string {
  return text.length <= textShown ? text : `${text.slice(0, textShown)} …`;
}

function itemBlocks(
  comment: NoticeComment,
  words: CollectorWords,
  { language, locale }: { language: 'en' | 'fr'; locale: string },
): NoticeBlock[] {
  if (comment.items.length === 0) return [];
  const { document, due, open } = noticeWords[language];
  const rows = comment.items.slice(0, itemsShown).map(({ item, openMinor, amountMinor }) => ({
    number: item.instalment > 0 ? `${item.number} / ${item.instalment}` : item.number,
    due: formatDate(toIsoDate(item.dueOn), locale, 'short'),
    amount: formatMoney(toMinor(amountMinor ?? openMinor), item.currency, locale),
  }));
  const left = comment.items.length - rows.length;
  return [
    { kind: 'items', head: { document, due, amount: open }, rows },
    ...(left > 0 ? [{ kind: 'note' as const, text: fillWords(words.more, { count: String(left) }) }] : []),
  ];
}
