import ExcelJS from 'exceljs';
import { describe, expect, test } from 'vitest';
import { checkRenderedTotals } from '../../activities/adapters/render/check-total.ts';
import { renderer } from '../support/threads.ts';
import { composeLanguage, composeMessage } from '../../activities/messages/compose.ts';
import { messageLocale } from '../../domain/template/format.ts';
import { messageWords } from '../../domain/words/message/words.ts';
import { messageLanguages } from '../../domain/vocabulary/languages.ts';
import { readyMadeSets, readyMadeTemplate } from '../../prisma/seed/template-sets.ts';
import { composeInput, line } from './compose-input.ts';
import type { Document } from '../../domain/model/document.ts';
import { bodyOf } from '../support/document.ts';
import { readWorkbook } from '../support/workbook.ts';

async function composed(more: Parameters<typeof composeInput>[0] = {}) {
  const outcome = await composeMessage(renderer, composeInput(more));
  if (!outcome.ok) throw new Error(`${outcome.code} ${JSON.stringify(outcome.params)}`);
  return outcome.value;
}

describe('E-3 the printed total', () => {
  test('E-3 a message whose total is the ledger total goes', async () => {
    const { subject, text, html } = await composed({ ledgerTotals: { EUR: 115_050 } });
    expect(subject).toBe('Reminder €1,150.50');
    expect(text).toContain('Please pay €1,150.50.');
    expect(html).not.toContain('data-relance');
  });

  test.each([
    ['the ledger has moved', { ledgerTotals: { EUR: 115_049 } }, 'sentence'],
    ['the ledger knows another currency', { ledgerTotals: { USD: 115_050 } }, 'sentence'],
    ['a line is not in the total', { lines: [line('F-1', 120_050), line('F-2', 5_001)] }, 'lines'],
    ['the total is not of these lines', { totals: { EUR: 1 } }, 'lines'],
    [
      'only the table is wrong',
      {
        template: { subject: 'x', body: bodyOf('<p>#items_list</p>'), options: {} },
        ledgerTotals: { EUR: 1 },
      },
      'table',
    ],
  ])('E-3 it does not go when %s', async (_title, more, where) => {
    const outcome = await composeMessage(renderer, composeInput(more));
    expect(outcome).toMatchObject({ ok: false, code: 'total_mismatch', params: { where } });
  });

  test('E-3 the check reads what is printed, not what was meant to be printed', async () => {
    const rendered = await renderer.render({
      ...composeInput(),
      lineLimit: 100,
      locale: 'en-GB',
      audience: 'customer',
      subject: 'x',
      body: bodyOf('<p>#items_list</p>'),
    });
    if (!rendered.ok) throw new Error(rendered.code);
    expect(checkRenderedTotals(rendered.value.html, { EUR: 115_050 }, 'en-GB').ok).toBe(true);
    const forged = rendered.value.html.replace('€1,200.50', '€1,200.51');
    expect(checkRenderedTotals(forged, { EUR: 115_050 }, 'en-GB')).toMatchObject({
      code: 'total_mismatch',
      params: { where: 'rows' },
    });
  });

  test('E-3 an amount with the Swiss thousands apostrophe is read as it is shown', async () => {
    const { text } = await composed({
      customer: { number: 'C-1', name: 'Chalets Rochat', language: 'fr', country: 'CH' },
      language: 'fr',
      lines: [line('F-1', 310_000, { currency: 'CHF' })],
      credits: [],
      totals: { CHF: 310_000 },
      grossTotals: { CHF: 310_000 },
    });
    expect(text).toMatch(/3['’]100/);
  });

  test('D-10 credits of a customer whose rule is to list them stand beside the total', async () => {
    const { text } = await composed({ totals: { EUR: 125_050 } });
    expect(text).toMatch(/Total due\s+€1,250\.50/);
    expect(text).toMatch(/CN-1 \(Credit note\)\s+−€100\.00/);
  });

  test('E-4 a currency in credit is shown beside what is asked for, and not in the subject', async () => {
    const { subject, text, html } = await composed({
      lines: [line('M-1', 10_000), line('M-3', 100_000, { currency: 'USD' })],
      credits: [line('M-2', -15_000)],
      totals: { EUR: -5_000, USD: 100_000 },
      grossTotals: { EUR: 10_000, USD: 100_000 },
    });
    expect(subject).toBe('Reminder US$1,000.00');
    expect(text).toContain('Please pay US$1,000.00 (€50.00 is in your favour).');
    expect(text).toMatch(/In your favour \(EUR\)\s+−€50\.00/);
    expect(html).not.toMatch(/\+ -|\+ −|€0\.00/);
  });

  test('E-4 a currency that comes to nothing is not named', async () => {
    const { subject, text } = await composed({
      lines: [line('M-1', 10_000), line('M-3', 100_000, { currency: 'USD' })],
      credits: [line('M-2', -10_000)],
      totals: { EUR: 0, USD: 100_000 },
      grossTotals: { EUR: 10_000, USD: 100_000 },
    });
    expect(subject).toBe('Reminder US$1,000.00');
    expect(text).toContain('Please pay US$1,000.00.');
  });

  test('E-3 a credit that is shown beside is the ledger’s too', async () => {
    const outcome = await composeMessage(
      renderer,
      composeInput({
        lines: [line('M-3', 100_000, { currency: 'USD' })],
        credits: [line('M-2', -15_000)],
        totals: { EUR: -15_000, USD: 100_000 },
        grossTotals: { USD: 100_000 },
        ledgerTotals: { EUR: -14_999, USD: 100_000 },
      }),
    );
    expect(outcome).toMatchObject({ ok: false, code: 'total_mismatch' });
  });

  test('D-3 currencies have their own tables and are never added', async () => {
    const { subject, text } = await composed({
      lines: [
        line('F-1', 120_050),
        line('U-1', 99, { currency: 'USD' }),
        line('Y-1', 5_000, { currency: 'JPY' }),
      ],
      credits: [],
      totals: { EUR: 120_050, USD: 99, JPY: 5_000 },
      grossTotals: { EUR: 120_050, USD: 99, JPY: 5_000 },
    });
    expect(subject).toBe('Reminder €1,200.50 + JP¥5,000 + US$0.99');
    expect(text.match(/^Total due \([A-Z]{3}\)/gm)).toEqual([
      'Total due (EUR)',
      'Total due (USD)',
      'Total due (JPY)',
    ]);
  });
});

describe('E-4 one message, one language', () => {
  test('E-4 recipient, then customer, then entity', () => {
    const { customer, entity } = composeInput();
    expect(composeLanguage({ entity, customer, contact: { language: 'de' } })).toBe('de');
    expect(composeLanguage({ entity, customer, contact: {} })).toBe('en');
    expect(composeLanguage({ entity, customer: { ...customer, language: null }, contact: {} })).toBe('fr');
  });

  const every = readyMadeSets.flatMap(({ key }) =>
    messageLanguages.map((language) => [key, language] as const),
  );
  test.each(every)('E-4 %s in %s: subject, text, table, numbers and attachment', async (key, language) => {
    const text = await readyMadeTemplate(key, language);
    const country = { en: 'GB', fr: 'FR', de: 'DE', es: 'ES' }[language];
    const message = await composed({
      language,
      customer: { ...composeInput().customer, country },
      template: { ...text, options: { attachments: ['statement_xlsx'] } },
    });
    const words = messageWords[language];
    const total = {
      en: '€1,150.50',
      fr: '1\u00a0150,50\u00a0€',
      de: '1.150,50\u00a0€',
      es: '1.150,50\u00a0€',
    }[language];
    for (const part of [message.subject, message.text, message.html]) expect(part).toContain(total);
    for (const part of [message.text, message.html]) {
      expect(part).toContain(words.due);
      expect(part).toContain('F-1');
      expect(part).toContain('FR76 3000 6000 0112 3456 7890 189');
      expect(part).not.toMatch(/#[a-z]+_[a-z]/);
    }
    expect(message.text).not.toMatch(/#[a-z]/);
    const others = messageLanguages
      .filter((other) => other !== language)
      .map((other) => messageWords[other].daysLate);
    for (const word of others) expect(message.text).not.toContain(word);
    expect(message.html).toContain(`lang="${messageLocale(language, country)}"`);
    const workbook = await readWorkbook(message.attachments[0]!.bytes);
    expect(workbook.worksheets[0]!.name).toBe(words.statementOf);
  });

  test.each([
    ['en', '30 November 2026'],
    ['fr', '30 novembre 2026'],
    ['de', '30. November 2026'],
    ['es', '30 de noviembre de 2026'],
  ] as const)('S-18 E-2 a formal notice gives the last day of its deadline in %s', async (language, day) => {
    const country = { en: 'GB', fr: 'FR', de: 'DE', es: 'ES' }[language];
    const text = await readyMadeTemplate('formal_notice', language);
    const notice = {
      language,
      customer: { ...composeInput().customer, country },
      template: { ...text, options: {} },
    };
    const message = await composed(notice);
    for (const part of [message.text, message.html]) expect(part).toContain(day);
    // A step that gives no deadline prints none: the message does not go.
    const outcome = await composeMessage(renderer, composeInput({ ...notice, deadlineOn: undefined }));
    expect(outcome).toMatchObject({ ok: false, code: 'tag_value_missing' });
  });

  test('E-4 without a named person the greeting is general', async () => {
    expect((await composed({ contact: {} })).text).toMatch(/^Dear Sir or Madam,\n/);
  });

  test('E-4 the logo travels inside the message and nothing is fetched from outside', async () => {
    const { entity } = composeInput();
    const message = await composed({ entity: { ...entity, logoPng: new Uint8Array([137, 80, 78, 71]) } });
    expect(message.html).toMatch(/<img src="cid:logo@message" alt="Acme Test"/);
    expect(message.attachments[0]).toMatchObject({ cid: 'logo@message', contentType: 'image/png' });
    expect(message.html).not.toMatch(/(src|href|background)="(https?:)?\/\//);
    expect(message.html).not.toMatch(/url\(/);
  });

  test('A-2 what a collector wrote before confirming is checked like any template', async () => {
    const edits = { subject: 'Our call', body: bodyOf('<p>As agreed: #total_due</p>') };
    expect((await composed({ edits })).text).toContain('As agreed: €1,150.50');
    const inlines = [{ kind: 'tag' as const, id: 't1', name: 'nope' }];
    const body: Document = { version: 1, blocks: [{ kind: 'paragraph', inlines }] };
    const unknown = await composeMessage(renderer, composeInput({ edits: { body } }));
    expect(unknown).toMatchObject({ ok: false, code: 'unknown_tag' });
  });
});

describe('E-4 the statement as a workbook', () => {
  const hostile = [
    '=HYPERLINK("http://x","y")',
    '+1',
    '-2',
    '@SUM(A1)',
    '\tx',
    '=cmd|calc',
    '{"formula":"1+1"}',
    '\u0000x',
  ];

  test('E-4 cells are typed, and text that looks like a formula stays text', async () => {
    const lines = hostile.map((number) => line(number, 1_000));
    const message = await composed({
      customer: { number: '=1+1', name: '=2+2', country: 'GB' },
      lines,
      credits: [],
      totals: { EUR: 8_000 },
      grossTotals: { EUR: 8_000 },
      template: { subject: 'x', body: bodyOf('<p>x</p>'), options: { attachments: ['statement_xlsx'] } },
    });
    const [file] = message.attachments;
    expect(file?.filename).toBe('statement-1-1-2026-11-22.xlsx');
    const workbook = await readWorkbook(file!.bytes);
    const types = new Set<number>();
    let sum = 0;
    workbook.eachSheet((sheet) =>
      sheet.eachRow((row) =>
        row.eachCell((cell) => {
          types.add(cell.type);
          expect(cell.formula).toBeUndefined();
          if (cell.type === ExcelJS.ValueType.Number && Number(cell.col) === 6) sum += cell.value as number;
        }),
      ),
    );
    const { String, Number: Figure, Date } = ExcelJS.ValueType;
    expect([...types].sort()).toEqual([Figure, String, Date].sort());
    // Rows and their total.
    expect(sum).toBe(160);
  });
});

test('D-1 the address of a company set up in the browser keeps its postcode, and names the country', async () => {
  const { entity } = composeInput();
  // The settings keep the country beside the address.
  const address = { city: 'Paris', street: '3 rue de la Paix', postalCode: '75002' };
  const { text, html } = await composed({ entity: { ...entity, address } });
  for (const printed of [text, html]) expect(printed).toContain('3 rue de la Paix, 75002 Paris, France');
});
