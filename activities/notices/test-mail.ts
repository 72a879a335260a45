import { accountWords } from '../../domain/words/account/words.ts';
import { interfaceLanguage } from '../../domain/template/format.ts';
import { formatInstant } from '../../domain/template/format.ts';
import { escapeHtml } from '../../domain/template/html.ts';
import { fillWords } from '../../domain/words/fill.ts';
import { layOut, letterhead } from './letterhead.ts';
import type { StoredNotice } from '../../prisma/queries/notices/read.ts';
import type { TestMessage } from '../../prisma/queries/notices/write.ts';
import { logoCid } from '../messages/compose.ts';
import type { ComposedNotice, NoticeComposer } from './notice.ts';

/** Shows that mail leaves and how it looks: from the sender of reminders, with logo and address. */
export const composeTestMail: NoticeComposer<'test_mail'> = async (_deps, { notice, data, now }) => {
  const language = interfaceLanguage(notice.language);
  const head = letterhead({ ...notice, language }, 'colleague');
  const words = accountWords[language];
  if (data.message) return { kind: 'message', message: triedText(notice, data.message) };
  const { name: company, senderName, senderEmail, timeZone } = notice.legalEntity;
  return {
    kind: 'message',
    message: {
      channel: 'email',
      language,
      ...layOut(notice, head, {
        subject: fillWords(words.test.subject, { company }),
        blocks: [
          { kind: 'text', text: fillWords(words.test.intro, { company }) },
          {
            kind: 'facts',
            rows: [
              { label: words.test.sender, value: `${senderName} <${senderEmail}>` },
              {
                label: words.test.asked,
                value: formatInstant(now.getTime(), { locale: head.locale, timeZone }),
              },
            ],
          },
          { kind: 'note', text: words.test.note },
        ],
      }),
      links: [],
      itemIds: [],
    },
  };
};

/** A text of a template, as it was rendered for whoever tries it. */
function triedText(notice: StoredNotice, { subject, html, text, files }: TestMessage): ComposedNotice {
  const { logoPng } = notice.legalEntity;
  const attachments = files.map(({ filename, contentType, base64 }) => ({
    filename,
    contentType,
    bytes: new Uint8Array(Buffer.from(base64, 'base64')),
  }));
  const hasLogo = html?.includes(`cid:${logoCid}`) && logoPng?.length;
  return {
    channel: 'email',
    language: notice.language,
    subject,
    html: html ?? `<p>${escapeHtml(text)}</p>`,
    text,
    attachments: hasLogo
      ? [{ filename: 'logo.png', contentType: 'image/png', cid: logoCid, bytes: logoPng }, ...attachments]
      : attachments,
    links: [],
    itemIds: [],
  };
}
