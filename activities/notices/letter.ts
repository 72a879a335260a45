/** The messages that go with a letter by electronic way: its link, its references, and how it ended. */
import { newLink } from '../../application/links/new-link.ts';
import { isAnswer } from '../../domain/letter/tracked.ts';
import { letterUrl, portalUrl, trackedLetterUrl } from '../../domain/links/urls.ts';
import { formatInstant } from '../../domain/template/format.ts';
import { fillWords } from '../../domain/words/fill.ts';
import { letterKindName } from '../../domain/words/letter/tasks.ts';
import { trackedLetterWords, type TrackedLetterWords } from '../../domain/words/tracked-letter/words.ts';
import { letterById, type StoredLetter } from '../../prisma/queries/letters/read.ts';
import { trackedLetter, type StoredTracked } from '../../prisma/queries/tracked-letters/read.ts';
import type { LinkRow } from '../../prisma/queries/links/write.ts';
import type { NoticeBlock } from '../adapters/render/notice.ts';
import type { CustomerNotice } from '../../prisma/queries/notices/read.ts';
import { greeting, layOut, letterhead, type Letterhead } from './letterhead.ts';
import { obsolete, type NoticeComposition, type NoticeComposer } from './notice.ts';

/** To the reader: the way to the letter. What it says stands behind the code, not in the mail. */
export const composeLetterToSign: NoticeComposer<'letter_to_sign'> = async (
  { prisma, publicUrl },
  { notice, data, now },
) => {
  const letter = await trackedLetter(prisma, data.letterId);
  if (letter === null || letter.claimUntil === null || letter.outcome !== null) return obsolete;
  const { claimUntil } = letter;
  return toReader({ letter, notice, publicUrl, now }, ({ words, timeOf, company }) => ({
    subject: fillWords(words.signSubject, { company }),
    intro: fillWords(words.signIntro, { company }),
    button: words.openLetter,
    until: fillWords(words.signUntil, { date: timeOf(claimUntil) }),
  }));
};

/** To the reader, after signing or refusing: letter and evidence to keep. */
export const composeLetterEnded: NoticeComposer<'letter_ended'> = async (
  { prisma, publicUrl },
  { notice, data, now },
) => {
  const letter = await trackedLetter(prisma, data.letterId);
  if (letter === null || letter.endedAt === null || !isAnswer(letter.outcome)) return obsolete;
  const { endedAt } = letter;
  const isSigned = letter.outcome === 'SIGNED';
  return toReader({ letter, notice, publicUrl, now }, ({ words, timeOf, company, linkEndsAt }) => {
    const date = timeOf(endedAt);
    return {
      subject: fillWords(isSigned ? words.signedSubject : words.refusedSubject, { company }),
      intro: fillWords(isSigned ? words.signedIntro : words.refusedIntro, { date }),
      button: words.openEvidence,
      until: fillWords(words.readUntil, { date: timeOf(linkEndsAt) }),
    };
  });
};

interface ReaderContext {
  words: (typeof trackedLetterWords)[Letterhead['language']];
  company: string;
  timeOf: (at: Date) => string;
  /** Of the link in this message. */
  linkEndsAt: Date;
}

/** What is said to the reader of a letter: its references, the way to it, and its level, around what `say` adds. */
function toReader(
  of: { letter: StoredTracked; notice: CustomerNotice; publicUrl: string; now: Date },
  say: (context: ReaderContext) => { subject: string; intro: string; button: string; until: string },
): NoticeComposition {
  const { letter, notice, publicUrl, now } = of;
  const head = letterhead(notice, 'customer');
  const words = trackedLetterWords[head.language];
  const { row, token } = linkTo(letter, notice, now);
  const account = accountOf({ letter, notice, publicUrl, head, at: now });
  const { subject, intro, button, until } = say({
    words,
    company: notice.legalEntity.name,
    timeOf: (at) => timeOf(at, notice, head),
    linkEndsAt: row.expiresAt,
  });
  return {
    kind: 'message',
    message: {
      channel: 'email',
      language: head.language,
      ...layOut(notice, head, {
        subject,
        blocks: [
          { kind: 'text', text: greeting(head, letter.recipientName) },
          { kind: 'text', text: intro },
          { kind: 'facts', rows: referencesOf(letter, head) },
          { kind: 'button', url: trackedLetterUrl(publicUrl, token), label: button },
          ...account.blocks,
          { kind: 'note', text: until },
          { kind: 'note', text: words.level },
        ],
      }),
      links: [row, ...account.links],
      itemIds: [],
    },
  };
}

/** To the collector, when an electronic letter was handed over: its references. The page asks for a sign-in. */
export const composeLetterOnItsWay: NoticeComposer<'letter_on_its_way'> = async (
  { prisma, publicUrl },
  { notice, data },
) => {
  const letter = await letterById(prisma, data.letterId);
  if (letter === null) return obsolete;
  return toCollector({ letter, notice, publicUrl }, (words) => ({
    subject: words.onItsWaySubject,
    intro: words.onItsWayIntro,
    button: words.follow,
  }));
};

/** To the collector, when a letter waits for a code that they type; the code itself is the provider's to send. */
export const composeLetterNeedsCode: NoticeComposer<'letter_needs_code'> = async (
  { prisma, publicUrl },
  { notice, data },
) => {
  const letter = await letterById(prisma, data.letterId);
  if (letter === null || letter.state !== 'awaiting_code') return obsolete;
  return toCollector({ letter, notice, publicUrl }, (words) => ({
    subject: words.codeSubject,
    intro: words.codeIntro,
    button: words.enterCode,
  }));
};

function toCollector(
  of: { letter: StoredLetter; notice: CustomerNotice; publicUrl: string },
  say: (words: TrackedLetterWords) => { subject: string; intro: string; button: string },
): NoticeComposition {
  const { letter, notice, publicUrl } = of;
  const head = letterhead(notice, 'colleague');
  const words = trackedLetterWords[head.language];
  const job = letter.job as { name?: string; recipient?: { email?: string } };
  const rows = [
    { label: words.kind, value: letterKindName(head.language, letter.kind) },
    { label: words.about, value: job.name ?? '' },
    { label: words.recipient, value: job.recipient?.email ?? '' },
    { label: words.reference, value: letter.reference },
    ...(letter.providerRef === null || letter.providerRef === letter.id
      ? []
      : [{ label: words.providerRef, value: letter.providerRef }]),
  ];
  const { subject, intro, button } = say(words);
  return {
    kind: 'message',
    message: {
      channel: 'email',
      language: head.language,
      ...layOut(notice, head, {
        subject: fillWords(subject, { customer: notice.customer.name }),
        blocks: [
          { kind: 'text', text: greeting(head, notice.recipientName) },
          { kind: 'text', text: intro },
          { kind: 'facts', rows: rows.filter(({ value }) => value !== '') },
          {
            kind: 'button',
            url: letterUrl(publicUrl, notice.legalEntity.code, letter.id),
            label: button,
          },
        ],
      }),
      links: [],
      itemIds: [],
    },
  };
}

function linkTo(letter: StoredTracked, { legalEntity }: CustomerNotice, at: Date) {
  const { letterId, legalEntityId, customerId, recipientEmail, recipientName, language } = letter;
  return newLink(
    {
      kind: 'letter',
      ...{ legalEntityId, customerId, letterId, recipientEmail, recipientName, language, at },
    },
    legalEntity,
  );
}

/** The way to what is owed, with its documents, where the customer has a page. */
function accountOf(of: {
  letter: StoredTracked;
  notice: CustomerNotice;
  publicUrl: string;
  head: Letterhead;
  at: Date;
}): { blocks: NoticeBlock[]; links: LinkRow[] } {
  const { letter, notice, publicUrl, head, at } = of;
  if (!notice.customer.interactivePages) return { blocks: [], links: [] };
  const { legalEntityId, customerId, recipientEmail, recipientName, language } = letter;
  const whose = { legalEntityId, customerId, recipientEmail, recipientName, language, at };
  const { row, token } = newLink({ kind: 'customer', ...whose }, notice.legalEntity);
  const label = head.words.openPage;
  return { blocks: [{ kind: 'button', url: portalUrl(publicUrl, token), label }], links: [row] };
}

function referencesOf({ subject, reference, recipientName }: StoredTracked, { language }: Letterhead) {
  const words = trackedLetterWords[language];
  return [
    { label: words.about, value: subject },
    { label: words.reference, value: reference },
    { label: words.recipient, value: recipientName },
  ].filter(({ value }) => value !== '');
}

function timeOf(at: Date, { customer }: CustomerNotice, { locale }: Letterhead): string {
  return formatInstant(at.getTime(), { locale, timeZone: customer.timeZone });
}
