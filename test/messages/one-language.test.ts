/** A message speaks one language: no word of the frame of another stands in it, the person who wrote the text inside. */
import { afterAll, expect, test } from 'vitest';
import { createRenderer } from '../../activities/adapters/render/renderer.ts';
import { composeMessage, type ComposedMessage } from '../../activities/messages/compose.ts';
import { internalWords } from '../../domain/words/internal/words.ts';
import { noticeWords } from '../../domain/words/notice/words.ts';
import { messageWords } from '../../domain/words/message/words.ts';
import { messageLanguages } from '../../domain/vocabulary/languages.ts';
import { colleagueSets, readyMadeSets, readyMadeTemplate } from '../../prisma/seed/template-sets.ts';
import { composeInput, line } from './compose-input.ts';
import { foreignWords } from './foreign-words.ts';
import { readWorkbook } from '../support/workbook.ts';

const renderer = createRenderer({ budgetMs: 20_000 });
afterAll(() => renderer.close());

const frames = (language: (typeof messageLanguages)[number]) => [
  messageWords[language],
  internalWords[language],
  noticeWords[language],
];

async function cells({ attachments }: ComposedMessage): Promise<string> {
  const found: string[] = [];
  for (const { bytes } of attachments) {
    const workbook = await readWorkbook(bytes);
    for (const sheet of workbook.worksheets) {
      found.push(sheet.name);
      sheet.eachRow((row) => row.eachCell((cell) => found.push(cell.text)));
    }
  }
  return found.join('\n');
}

const every = [
  ...readyMadeSets.map(({ key }) => ({ key, audience: 'customer' as const })),
  ...colleagueSets.map(({ key }) => ({ key, audience: 'colleague' as const })),
].flatMap((set) => messageLanguages.map((language) => ({ ...set, language })));

test.each(every)('E-4 $key in $language: one language throughout', async ({ key, audience, language }) => {
  const text = await readyMadeTemplate(key, language, audience);
  const country = { en: 'GB', fr: 'FR', de: 'DE', es: 'ES' }[language];
  const input = composeInput({
    audience,
    language,
    customer: { ...composeInput().customer, country },
    template: { ...text, options: { attachments: ['statement_xlsx'] } },
    lines: [
      line('F-1', 120_050),
      line('F-2', 5_000, { instalment: 2, type: 'debit_note', daysOverdue: 0, dueOn: '2026-12-12' }),
    ],
    credits: [line('CN-1', -5_000), line('P-1', -5_000, { type: 'unapplied_payment' })],
    lineLimit: 1,
    links: { interactivePage: 'https://relance.test/p/token' },
  });
  const outcome = await composeMessage(renderer, input);
  if (!outcome.ok) throw new Error(`${outcome.code} ${JSON.stringify(outcome.params)}`);
  const message = outcome.value;
  const parts = {
    subject: message.subject,
    text: message.text,
    html: message.html.replaceAll(/<style[\s\S]*?<\/style>|<[^>]+>/g, '\n'),
    files: message.attachments.map(({ filename }) => filename).join('\n'),
    attachment: await cells(message),
  };
  const words = foreignWords(messageLanguages, language, frames);
  expect(words.length).toBeGreaterThan(50);
  for (const [name, part] of Object.entries(parts))
    expect(
      words.filter((word) => word.test(part)),
      name,
    ).toEqual([]);
});
