import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { renderer } from '../support/threads.ts';
import {
  composeMessage,
  type ComposedMessage,
  type ComposeInput,
} from '../../activities/messages/compose.ts';
import type { ListedLine } from '../../domain/model/decision.ts';
import { sumByCurrency } from '../../domain/money/amounts.ts';
import { formatMoney, readMoney } from '../../domain/money/format.ts';
import { messageLocale } from '../../domain/template/format.ts';
import { messageWords } from '../../domain/words/message/words.ts';
import { messageLanguages, type MessageLanguage } from '../../domain/vocabulary/languages.ts';
import { composeInput, line } from './compose-input.ts';
import { bodyOf } from '../support/document.ts';
import { readWorkbook } from '../support/workbook.ts';

const tables = '<p>#total_due</p><p>#items_list</p>';

function owing(lines: ListedLine[], more: Partial<ComposeInput> = {}): ComposeInput {
  const sum = sumByCurrency(lines.map(({ openMinor, currency }) => ({ amountMinor: openMinor, currency })));
  return composeInput({
    lines,
    credits: [],
    totals: sum,
    grossTotals: sum,
    ledgerTotals: sum,
    template: { subject: '#total_due', body: bodyOf(tables), options: {} },
    ...more,
  });
}

async function composed(input: ComposeInput): Promise<ComposedMessage> {
  const outcome = await composeMessage(renderer, input);
  if (!outcome.ok) throw new Error(`${outcome.code} ${JSON.stringify(outcome.params)}`);
  return outcome.value;
}

function many(count: number, more: (n: number) => Partial<ListedLine> = () => ({})): ListedLine[] {
  const day = (n: number) => new Date(Date.UTC(2020, 0, 1 + (n % 1_000))).toISOString().slice(0, 10);
  return Array.from({ length: count }, (_, n) => line(`F-${n}`, 100 + n, { dueOn: day(n), ...more(n) }));
}

/** Numbers of the documents in the rows of the text's tables. */
const listed = (text: string) => text.match(/^F-\d+(?= {2})/gm) ?? ([] as string[]);

async function workbookRows(bytes: Uint8Array): Promise<(string | number)[][]> {
  const workbook = await readWorkbook(bytes);
  const rows: (string | number)[][] = [];
  workbook.worksheets[0]!.eachRow((row, at) => {
    if (at > 4) rows.push((row.values as (string | number)[]).slice(1));
  });
  return rows;
}

describe('E-2 E-3 a customer with more open lines than anybody reads in a mail', () => {
  test('E-2 E-3 10,000 lines in three currencies: the oldest hundred, the rest with its sum, all attached', async () => {
    const lines = many(10_000, (n) => ({ currency: ['EUR', 'USD', 'JPY'][n % 3]! }));
    const input = owing(lines, { language: 'en', links: { interactivePage: 'https://relance.test/p/rc_x' } });
    const { text, html, attachments } = await composed(input);
    expect(listed(text)).toHaveLength(100);
    const oldest = lines.filter(({ dueOn }) => dueOn < '2020-01-12').map(({ number }) => number);
    for (const number of listed(text)) expect(oldest).toContain(number);
    for (const currency of ['EUR', 'USD', 'JPY']) {
      const own = lines.filter((each) => each.currency === currency);
      const shown = own.filter(({ number }) => listed(text).includes(number));
      const left = own.filter((each) => !shown.includes(each));
      const sum = (of: ListedLine[]) => of.reduce((total, { openMinor }) => total + openMinor, 0);
      const locale = messageLocale('en', 'GB');
      const count = new Intl.NumberFormat(locale).format(left.length);
      for (const form of [text, html]) {
        expect(form).toContain(`and ${count} more documents`);
        expect(form).toContain(formatMoney(sum(left), currency, locale));
        expect(form).toContain(formatMoney(sum(own), currency, locale));
      }
    }
    expect(text).toContain('All 3,334 documents are in the attached file and on your page.');
    expect(html.length + text.length).toBeLessThan(200_000);
    const rows = await workbookRows(attachments[0]!.bytes);
    const numbers = rows.map(([number]) => number).filter((cell) => /^F-/.test(String(cell)));
    expect(new Set(numbers).size).toBe(10_000);
  }, 60_000);

  test('E-2 as many as the setting says, and no attachment where all are listed', async () => {
    const cut = await composed(owing(many(12), { lineLimit: 11 }));
    expect(listed(cut.text)).toHaveLength(11);
    expect(cut.text).toContain('and 1 more document ');
    expect(cut.attachments).toHaveLength(1);
    const whole = await composed(owing(many(12), { lineLimit: 12 }));
    expect(listed(whole.text)).toHaveLength(12);
    expect(whole.text).not.toContain('more document');
    expect(whole.attachments).toEqual([]);
  });

  test('E-2 nothing is attached for tables that the template does not ask for', async () => {
    const plain = { subject: 'x', body: bodyOf('<p>Please pay #total_due.</p>'), options: {} };
    expect((await composed(owing(many(300), { template: plain }))).attachments).toEqual([]);
  });

  test('E-2 credits that are listed beside are left out with a sum of their own', async () => {
    const lines = many(4);
    const credits = Array.from({ length: 40 }, (_, n) => line(`CN-${n}`, -10));
    const { text } = await composed(owing(lines, { credits, lineLimit: 14 }));
    expect(text).toContain(formatMoney(-300, 'EUR', messageLocale('en', 'GB')));
  });

  test.each(messageLanguages)('E-4 the words around the lines left out, in %s', async (language) => {
    const words = messageWords[language];
    const customer = { number: 'C-1', name: 'x', language, country: 'FR' };
    const some = await composed(owing(many(20), { language, customer, lineLimit: 5 }));
    expect(some.text).toContain(words.manyMore.replace('{count}', '15'));
    expect(some.text).toContain(words.allAttached.replace('{count}', '20'));
    const one = await composed(owing(many(6), { language, customer, lineLimit: 5 }));
    expect(one.text).toContain(words.oneMore.replace('{count}', '1'));
    const others: MessageLanguage[] = messageLanguages.filter((other) => other !== language);
    for (const other of others) expect(some.text).not.toContain(messageWords[other].allAttached.slice(0, 8));
  });

  test('E-3 whatever is owed and however much of it is listed, the printed total is the ledger’s', async () => {
    const anyLine = fc.record({
      openMinor: fc.integer({ min: 1, max: 10_000_000 }),
      currency: fc.constantFrom('EUR', 'USD', 'JPY', 'KWD'),
      daysOverdue: fc.integer({ min: -30, max: 400 }),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(anyLine, { minLength: 1, maxLength: 60 }),
        fc.integer({ min: 1, max: 30 }),
        async (facts, lineLimit) => {
          const lines = facts.map((more, n) =>
            line(`F-${n}`, more.openMinor, { ...more, dueOn: `2026-0${1 + (n % 9)}-01` }),
          );
          const body = bodyOf('<p>#total_due</p><p>#statement</p><p>#overdue_items_list</p>');
          const missing = { overdue_items_list: 'hide' } as const;
          const input = owing(lines, {
            lineLimit,
            template: { subject: 'x', body, options: { missing } },
          });
          // The check of E-3 reads rows, what is left out, and totals back from the text before it lets it go.
          const { text } = await composed(input);
          const locale = messageLocale('en', 'GB');
          const [sentence] = text.split('\n');
          const printed = sentence!.split(' + ').map((amount) => amount.trim());
          const expected = Object.entries(input.totals).sort(([a], [b]) => (a < b ? -1 : 1));
          expect(printed.map((amount, at) => readMoney(amount, expected[at]![0], locale))).toEqual(
            expected.map(([, minor]) => minor),
          );
        },
      ),
      { numRuns: 60 },
    );
  }, 60_000);
});
