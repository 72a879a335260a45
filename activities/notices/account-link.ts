import { accountUrl } from '../../domain/links/urls.ts';
import { accountWords } from '../../domain/words/account/words.ts';
import { interfaceLanguage } from '../../domain/template/format.ts';
import { formatInstant } from '../../domain/template/format.ts';
import { fillWords } from '../../domain/words/fill.ts';
import { accountToken } from '../../application/account-links/token.ts';
import { isUsableLink } from '../../domain/links/account-link.ts';
import { readAccountLink, type StoredAccountLink } from '../../prisma/queries/account-links/read.ts';
import { layOut, letterhead } from './letterhead.ts';
import { obsolete, type NoticeComposer } from './notice.ts';

export const isUsable = isUsableLink;

/** The way to choose a password, to the address of the account and to no other. */
export const composeAccountLink: NoticeComposer<'account_link'> = async (
  { prisma, publicUrl, secret },
  { notice, data, now },
) => {
  const link: StoredAccountLink | null = await readAccountLink(prisma, data.accountLinkId);
  if (!isUsableLink(link, now) || link.user.email !== notice.recipientEmail) return obsolete;
  const language = interfaceLanguage(notice.language);
  const head = letterhead({ ...notice, language }, 'colleague');
  const words = accountWords[language];
  const { name: company, timeZone } = notice.legalEntity;
  const of = link.kind === 'invitation' ? words.invitation : words.reset;
  const until = formatInstant(link.expiresAt.getTime(), { locale: head.locale, timeZone });
  return {
    kind: 'message',
    message: {
      channel: 'email',
      language,
      ...layOut(notice, head, {
        subject: fillWords(of.subject, { company }),
        blocks: [
          { kind: 'text', text: fillWords(words.greeting, { name: link.user.name }) },
          { kind: 'text', text: fillWords(of.intro, { company, email: link.user.email }) },
          { kind: 'button', url: accountUrl(publicUrl, accountToken(secret, link.id)), label: of.button },
          { kind: 'note', text: fillWords(of.note, { date: until }) },
        ],
      }),
      links: [],
      itemIds: [],
    },
  };
};
