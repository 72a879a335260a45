/** The computation of late interest in a message: what it says, in every language, and from which facts. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { renderer } from '../support/threads.ts';
import { composeMessage } from '../../activities/messages/compose.ts';
import { messageFactsOf } from '../../activities/messages/message-facts.ts';
import { letterInput } from '../../activities/channels/letter/letter-input.ts';
import { askedCharges, chargeLines } from '../../domain/interest/asked-charges.ts';
import { askedChargeTable, chargeTable } from '../../domain/interest/charge-table.ts';
import { readLetterSettings } from '../../domain/model/letter-settings.ts';
import { addByCurrency, sumByCurrency } from '../../domain/money/amounts.ts';
import { formatMoney } from '../../domain/money/format.ts';
import { publishedRates } from '../../domain/interest/reference-rates.ts';
import { messageLanguages } from '../../domain/vocabulary/languages.ts';
import { messageWords } from '../../domain/words/message/words.ts';
import { readMessageContext } from '../../prisma/queries/messages/read.ts';
import { readPages } from '../letters/read-pdf.ts';
import { seedEntity, startTestApi, type Seeded, type TestApi } from '../api/support.ts';
import { composeInput } from './compose-input.ts';
import { bodyOf } from '../support/document.ts';

const template = { subject: 'x', body: bodyOf('<p>Pay #total_due.</p><p>#late_charges</p>'), options: {} };
const terms = {
  ...{ country: 'FR', currency: 'EUR' },
  ...{ percent: null, kind: 'fixed' as const, compensationMinor: null },
};
const charges = chargeTable({
  items: [
    {
      name: 'F-1',
      dueOn: '2024-05-31',
      openMinor: 600_000,
      currency: 'EUR',
      payments: [{ paidOn: '2024-06-15', amountMinor: 400_000 }],
      waived: [],
    },
  ],
  terms,
  rates: publishedRates,
  today: '2024-08-31',
});

describe('#late_charges', () => {
  it('M-1 E-2 prints each line with days, principal, rate and interest, then compensation and sum', async () => {
    const made = await composeMessage(renderer, composeInput({ template, charges }));
    if (!made.ok) throw new Error(made.code);
    for (const text of ['F-1', '14.5%', '14.25%', '€10,000.00', '€59.59', '€145.24', '€40.00', '€280.58'])
      expect([made.value.html.includes(text), made.value.text.includes(text), text]).toEqual([
        true,
        true,
        text,
      ]);
    expect(made.value.html).toContain('Late interest and compensation');
  });

  it.each(messageLanguages)('M-1 E-4 says it in %s', async (language) => {
    const made = await composeMessage(renderer, composeInput({ template, charges, language }));
    if (!made.ok) throw new Error(made.code);
    const words = messageWords[language];
    for (const text of [words.lateCharges, words.principal, words.compensation, words.lateChargesTotal])
      expect(made.value.html).toContain(text);
  });

  it('M-1 E-2 without charges the paragraph is dropped, and a colleague never reads them', async () => {
    for (const more of [{ charges: null }, { charges, audience: 'colleague' as const }]) {
      const made = await composeMessage(renderer, composeInput({ template, ...more }));
      if (made.ok) expect(made.value.text).not.toContain('Late interest');
      else expect(made.code).not.toBe('internal_error');
    }
  });
});

describe('charges that a step adds, in a letter', () => {
  it.each([
    ['<p>Pay #total_due.</p><p>#items_list</p>', ['Late interest and compensation']],
    ['<p>Pay #total_due.</p><p>#late_charges</p>', []],
  ])('M-1 L-9 are in its sum, with the computation behind it or in it: %s', async (html, enclosed) => {
    const listed = composeInput().lines;
    const asked = askedCharges({
      lines: listed,
      level: 2,
      adds: ['interest', 'compensation'],
      standing: [],
      charging: { terms, enteredRates: [], payments: [], waivers: [] },
      on: '2026-11-22',
    });
    const chargeTotals = sumByCurrency(asked);
    const compose = composeInput({
      template: { ...template, body: bodyOf(html) },
      lines: chargeLines(listed, asked),
      totals: addByCurrency({ EUR: 115_050 }, chargeTotals),
      grossTotals: addByCurrency({ EUR: 125_050 }, chargeTotals),
      charges: askedChargeTable(listed, asked),
      chargeTotals,
    });
    const facts = {
      compose,
      context: {
        entity: { ...compose.entity, letterSettings: readLetterSettings({}), signaturePng: null },
        postalAddress: { street: '1 Quai', postalCode: '44000', city: 'Nantes', country: 'FR' },
      },
      ledger: { EUR: 115_050 },
    } as never;
    const letter = await letterInput(renderer, facts);
    if (!letter.ok) throw new Error(`${letter.code} ${JSON.stringify(letter.params)}`);
    expect(letter.value.annexes.map(({ title }) => title)).toEqual(enclosed);
    expect(letter.value.values['total_due']).toContain(
      formatMoney(115_050 + chargeTotals['EUR']!, 'EUR', 'en-GB'),
    );
    const tampered = { ...(facts as object), ledger: { EUR: 115_049 } } as never;
    expect(await letterInput(renderer, tampered)).toMatchObject({ code: 'total_mismatch' });
  });
});

describe('statements as PDF', () => {
  it('E-4 by choice a message carries the statement as PDF, in its language, with its total', async () => {
    const options = { attachments: ['statement_pdf' as const] };
    const made = await composeMessage(
      renderer,
      composeInput({ template: { ...template, options }, language: 'fr' }),
    );
    if (!made.ok) throw new Error(made.code);
    const [pdf, ...others] = made.value.attachments.filter(({ cid }) => cid === undefined);
    expect(others).toEqual([]);
    expect(pdf).toMatchObject({ contentType: 'application/pdf' });
    expect(pdf!.filename).toMatch(/^relevé.*\.pdf$/);
    const [page] = await readPages(pdf!.bytes);
    expect(page!.lines.join('\n')).toContain(messageWords.fr.total);
  });
});

describe('what they are computed from', () => {
  let api: TestApi;
  let mine: Seeded;
  beforeAll(async () => {
    api = await startTestApi();
    mine = await seedEntity(api.db, 'LATE');
  });
  afterAll(() => api.close());

  async function charged(html: string, more: object = {}) {
    await api.db.template.updateMany({ data: { body: bodyOf(html) as object } });
    const set = await api.db.templateSet.findFirstOrThrow({ where: { legalEntityId: mine.entityId } });
    const item = await api.db.openItem.findUniqueOrThrow({ where: { id: mine.itemIds[1]! } });
    const line = {
      ...item,
      openMinor: Number(item.openMinor),
      daysOverdue: 64,
      issuedOn: '2025-12-01',
      dueOn: '2026-01-05',
      ...more,
    };
    const context = await readMessageContext(api.db, {
      customerId: mine.customerId,
      templateKey: set.key,
      audience: 'customer',
      addresses: [],
      listed: [line],
    });
    const customer = { number: 'C', name: 'C', language: 'en', country: 'FR' };
    const facts = messageFactsOf(context, {
      position: { customer, case: { scenario: { steps: [] } } },
      action: { templateKey: set.key, edits: null, stepKey: 'friendly', request: null },
      content: { lines: [line], credits: [], totals: {}, grossTotals: {} },
      contact: { name: 'Anna', language: 'en' },
      today: '2026-03-10',
    } as never);
    if (!facts.ok) throw new Error(facts.code);
    return facts.value.compose.charges;
  }

  it('M-1 interest is asked for on what the message asks for: no disputed part; an instalment is named', async () => {
    const part = await charged('<p>#late_charges</p>', { openMinor: 10_000, instalment: 2 });
    expect(part?.lines).toMatchObject([{ name: expect.stringMatching(/\/2$/), principalMinor: 10_000 }]);
  });

  it('M-1 a text that does not ask for them costs nothing; one that does follows rates and waivers', async () => {
    expect(await charged('<p>#items_list</p>')).toBeNull();
    expect(await charged('<p>#late_charges</p>')).toMatchObject({
      lines: [{ days: 64, percent: '12.15' }],
      compensations: [{ count: 1, amountMinor: 4_000 }],
    });
    const createdBy = mine.users.administrator.id;
    await api.db.enteredRate.create({
      data: {
        legalEntityId: mine.entityId,
        rate: 'ecb_main_refinancing',
        fromOn: new Date('2026-01-01'),
        ratePpm: 50_000,
        source: 'x',
        createdBy,
      },
    });
    await api.db.chargeWaiver.create({
      data: {
        customerId: mine.customerId,
        itemId: mine.itemIds[1]!,
        charge: 'compensation',
        reason: 'x',
        createdBy,
      },
    });
    expect(await charged('<p>#late_charges</p>')).toMatchObject({
      lines: [{ percent: '15.00' }],
      compensations: [],
    });
  });
});
