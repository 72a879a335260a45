import { accountWords } from '../../domain/words/account/words.ts';
import { interfaceLanguage } from '../../domain/template/format.ts';
import { formatInstant } from '../../domain/template/format.ts';
import { fillWords } from '../../domain/words/fill.ts';
import { layOut, letterhead } from './letterhead.ts';
import type { NoticeComposer } from './notice.ts';

/** Shows that mail leaves and how it looks: from the sender of reminders, with logo and address. */
export const composeTestMail: NoticeComposer<'test_mail'> = async (_deps, { notice, now }) => {
  const language = interfaceLanguage(notice.language);
  const head = letterhead({ ...notice, language }, 'colleague');
  const words = accountWords[language];
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
      linkIds: [],
      itemIds: [],
    },
  };
};
