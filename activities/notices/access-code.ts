import { fillWords } from '../../domain/words/fill.ts';
import { activateCode } from '../../application/access-codes/activate.ts';
import { codeMinutes } from '../../domain/links/access-code.ts';
import { readUsableCode } from '../../prisma/queries/access-codes/read.ts';
import { letterhead, layOut } from './letterhead.ts';
import { obsolete, type NoticeComposer } from './notice.ts';

/**
 * The code by which a visitor shows that the mailbox of a link is theirs; in the body only, so that it stands in no
 * list of subjects. Its minutes count from when it leaves; a code that nobody can use any more is not sent.
 */
export const composeAccessCode: NoticeComposer<'access_code'> = async (
  { prisma, secret },
  { notice, data, now },
) => {
  const asked = await readUsableCode(prisma, data.codeId);
  if (asked === null) return obsolete;
  const code = await activateCode(prisma, { secret, codeId: asked.id, at: now });
  const internal = asked.link.kind === 'internal';
  const head = letterhead(notice, internal ? 'colleague' : 'customer');
  const { words } = head;
  return {
    kind: 'message',
    message: {
      channel: internal ? 'internal_email' : 'email',
      language: head.language,
      ...layOut(notice, head, {
        subject: words.codeSubject,
        blocks: [
          { kind: 'text', text: words.codeIntro },
          { kind: 'code', code },
          { kind: 'note', text: fillWords(words.codeNote, { minutes: String(codeMinutes) }) },
        ],
      }),
      instead: words.codeWithheld,
      links: [],
      itemIds: [],
    },
  };
};
