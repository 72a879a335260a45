import { describe, expect, test } from 'vitest';
import { renderMessage } from '../../activities/adapters/render/render-message.ts';
import { itemTable, quotation, writeInternalMail } from '../../activities/notices/internal-mail.ts';
import { withoutBlocks } from '../../domain/template/prose.ts';
import { messageLanguages } from '../../domain/vocabulary/languages.ts';
import { colleagueSets, readyMadeTemplate } from '../../prisma/seed/template-sets.ts';
import { documentSource } from '../../domain/document/source.ts';

describe('messages between colleagues', () => {
  test.each(messageLanguages)('I-1 what people typed stands as text, never as markup (%s)', (language) => {
    const mail = writeInternalMail({
      language,
      country: 'FR',
      subject: 'x',
      company: { name: 'A & B', logoPng: null },
      parts: [quotation('<img src=x onerror=alert(1)>\nnext line')],
    });
    expect(mail.html).toContain('&lt;img src=x onerror=alert(1)&gt;<br>next line');
    expect(mail.html).not.toContain('<img');
    expect(mail.text).toContain('> next line');
  });

  test('I-1 every item is a link to itself on the internal page; settled ones are named as such', () => {
    const item = {
      id: '0f1e',
      type: 'invoice' as const,
      number: 'F-1',
      instalment: 0,
      issuedOn: '2035-01-01',
      dueOn: '2035-01-05',
      originalMinor: 100,
      openMinor: 100,
      currency: 'EUR',
      purchaseOrder: null,
      text: null,
      state: 'open' as const,
      promisedOn: null,
      promised: [],
      disputeReason: null,
      isHeld: false,
    };
    const [table] = itemTable({
      items: [item, { ...item, id: '2a', number: 'F-2', state: 'cleared', openMinor: 0 }],
      today: '2035-01-10',
      language: 'en',
      country: 'GB',
      pageUrl: 'https://relance.test/i/token',
      lineLimit: 100,
    });
    expect(table!.html.replaceAll('&#x3D;', '=')).toContain('href="https://relance.test/i/token?item=0f1e"');
    expect(table!.text).toContain('https://relance.test/i/token?item=2a');
    expect(table!.html).toContain('settled');
    // A long question lists the oldest and says how many more there are, and what of them is open.
    const [cut] = itemTable({
      items: Array.from({ length: 10_000 }, (_, n) => ({ ...item, id: String(n), number: `F-${n}` })),
      today: '2035-01-10',
      language: 'fr',
      country: 'FR',
      lineLimit: 20,
    });
    expect(cut!.text.match(/F-\d+/g)).toHaveLength(20);
    for (const form of [cut!.text, cut!.html]) {
      expect(form).toMatch(/et 9\u00a0980 autres documents/);
      expect(form).toMatch(/9\u00a0980,00\u00a0€/);
    }
  });

  const every = colleagueSets.flatMap(({ key }) =>
    messageLanguages.map((language) => [key, language] as const),
  );
  test.each(every)('I-4 %s in %s renders for a colleague, with one button', async (key, language) => {
    const template = await readyMadeTemplate(key, language, 'colleague');
    const line = {
      id: '1',
      number: 'F-1',
      instalment: 0,
      type: 'invoice' as const,
      issuedOn: '2035-01-01',
      dueOn: '2035-01-05',
      openMinor: 100_000,
      currency: 'EUR',
      daysOverdue: 9,
      rankAfter: 1,
    };
    const rendered = renderMessage({
      lineLimit: 100,
      ...template,
      language,
      locale: 'en-GB',
      audience: 'colleague',
      today: '2035-01-14',
      entity: { name: 'Acme', address: {}, currency: 'EUR', iban: 'FR7630006000011234567890189' },
      customer: { number: 'C-1', name: 'Kraft' },
      lines: [line],
      credits: [],
      totals: { EUR: 100_000 },
      grossTotals: { EUR: 100_000 },
      links: { interactivePage: 'https://relance.test/i/token' },
    });
    if (!rendered.ok) throw new Error(JSON.stringify(rendered));
    expect(rendered.value.html).toContain('https://relance.test/i/token');
    // A colleague is asked, not billed.
    expect(rendered.value.html).not.toContain('FR76');
    expect(documentSource(withoutBlocks(template.body))).not.toMatch(/items_list|interactive_page_button/);
  });
});
