/** Mail outside scenarios speaks one language too: frame, subject, dates, amounts and both bodies. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { interfaceLanguages, messageLanguages, pageLanguages } from '../../domain/vocabulary/languages.ts';
import { noticeKinds } from '../../domain/vocabulary/messages.ts';
import { accountWords } from '../../domain/words/account/words.ts';
import { collectorWords } from '../../domain/words/collector/words.ts';
import { internalWords } from '../../domain/words/internal/words.ts';
import { trackedLetterWords } from '../../domain/words/tracked-letter/words.ts';
import { noticeWords } from '../../domain/words/notice/words.ts';
import { noticeMail, noticesAbout, type Mail } from '../separation/mails.ts';
import { seedWorld, type World } from '../separation/world.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { foreignWords, monthNames } from './foreign-words.ts';

let database: TestDatabase;
let world: World;

beforeAll(async () => {
  database = await createTestDatabase();
  world = await seedWorld(database.db);
}, 60_000);
afterAll(() => database.drop());

type Language = (typeof pageLanguages)[number];

/** In all languages of the pages. */
const toCustomers = [
  'answer_to_customer',
  'renewed_link',
  'access_code',
  'letter_to_sign',
  'letter_ended',
  'payment_receipt',
] as const;

/** What a reader of this kind may choose to be written to in. */
const spoken: Record<Mail['to'], readonly Language[]> = {
  customer: pageLanguages,
  reader: pageLanguages,
  colleague: messageLanguages,
  collector: interfaceLanguages,
};

const frames = (language: Language) => [
  noticeWords[language],
  (accountWords as Record<string, object>)[language],
  (collectorWords as Record<string, object>)[language],
  (internalWords as Record<string, object>)[language],
  trackedLetterWords[language],
  monthNames(language),
];

/** Of one language, written in the way of another: 1,000.50 in a French text, 1.000,50 in an English one. */
const amountsOf = (language: Language) =>
  language === 'en' ? /\d,\d{2}(?!\d)/ : /(?<![\d.])\d{1,3}\.\d{2}(?![\d.])/;

test.each(pageLanguages)('E-4 P-12 every notice in %s: one language throughout', async (language) => {
  const words = foreignWords(pageLanguages, language, frames);
  const seen = new Set<string>();
  // A question speaks the language that it was asked in.
  await database.db.internalQuestion.updateMany({ data: { language } });
  for (const { notice, to } of await noticesAbout(database.db, world)) {
    if (!spoken[to].includes(language)) continue;
    const mail = await noticeMail(
      { db: database.db, publicUrl: 'http://relance.test' },
      { ...notice, language },
    );
    seen.add(notice.kind);
    const parts = {
      subject: mail.subject,
      text: mail.text.replaceAll(/http\S+/g, ''),
      html: mail.html.replaceAll(/<style[\s\S]*?<\/style>|<[^>]+>/g, '\n'),
    };
    expect(mail.html, notice.kind).toContain(`lang="${language}`);
    for (const [name, part] of Object.entries(parts)) {
      const wrong = words.filter((word) => word.test(part)).map((word) => `${word} in ${part.match(word)}`);
      expect(wrong, `${notice.kind} to ${to}, ${name}`).toEqual([]);
      expect(part, `${notice.kind} to ${to}, ${name}`).not.toMatch(amountsOf(language));
    }
  }
  const expected = interfaceLanguages.some((one) => one === language)
    ? noticeKinds
    : messageLanguages.some((one) => one === language)
      ? ([...toCustomers, 'internal_question'] as const)
      : toCustomers;
  expect([...seen].toSorted()).toEqual([...expected].toSorted());
});
