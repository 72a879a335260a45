import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { customerCriteria } from '../model/customer-search.ts';
import { readSentence, type SentenceContext } from './sentence.ts';

const context: SentenceContext = {
  language: 'en',
  currency: 'EUR',
  collectors: [{ id: '018f0000-0000-7000-8000-000000000001', name: 'Anna Roth' }],
  scenarios: [{ id: '018f0000-0000-7000-8000-000000000002', name: 'Key accounts' }],
  attributes: ['segment'],
};
const en = (text: string) => readSentence(text, context);
const fr = (text: string) => readSentence(text, { ...context, language: 'fr' });

describe('A-8 criteria typed as a sentence', () => {
  test('A-8 the whole example becomes a filter', () => {
    expect(en('France customers over 10,000 EUR overdue more than 30 days without collector')).toEqual({
      criteria: {
        country: ['FR'],
        currency: 'EUR',
        overdueFromMinor: 1_000_000,
        daysLateFrom: 31,
        collector: ['none'],
      },
      notUnderstood: [],
    });
  });

  test('A-8 the same in French', () => {
    expect(
      fr('clients en France de plus de 10 000 € en retard depuis plus de 30 jours sans gestionnaire'),
    ).toEqual({
      criteria: {
        country: ['FR'],
        currency: 'EUR',
        overdueFromMinor: 1_000_000,
        daysLateFrom: 31,
        collector: ['none'],
      },
      notUnderstood: [],
    });
  });

  test.each([
    [
      'balance between 100 and 2.500,50',
      { currency: 'EUR', balanceFromMinor: 10_000, balanceToMinor: 250_050 },
    ],
    ['balance under 5k USD', { currency: 'USD', balanceToMinor: 500_000 }],
    ['at least 60 days overdue', { daysLateFrom: 60 }],
    ['between 31 and 60 days late', { daysLateFrom: 31, daysLateTo: 60 }],
    ['overdue customers in Germany and United Kingdom', { overdueOnly: true, country: ['DE', 'GB'] }],
    ['segment = "large accounts"', { attribute: ['segment=large accounts'] }],
    [
      'collector Anna Roth, scenario Key accounts',
      { collector: [context.collectors[0]!.id], scenario: [context.scenarios[0]!.id] },
    ],
    ['without interactive pages, with e-mail', { pages: false, email: true }],
    ['disputed or on hold', { itemStatus: ['disputed', 'held'] }],
    ['not excluded, created since 2026-01-01', { excluded: false, createdSince: '2026-01-01' }],
    ['speaking German', { language: ['de'] }],
    ['without reply capture', { capture: false }],
    ['customers with reply capture', { capture: true }],
  ])('A-8 %s', (text, criteria) => {
    expect(en(text).criteria).toEqual(criteria);
  });

  test('A-8 what is not understood is named as it was written', () => {
    expect(en('friendly customers in France whose boss is called Bob')).toEqual({
      criteria: { country: ['FR'] },
      notUnderstood: ['friendly', 'whose boss is called Bob'],
    });
    expect(en('collector Nobody Known')).toEqual({ criteria: {}, notUnderstood: ['collector Nobody Known'] });
  });

  test('A-8 an amount with a sign of several currencies is not guessed', () => {
    expect(en('over 100 $').criteria).toEqual({});
    expect(en('over 100 $').notUnderstood).toEqual(['over 100 $']);
  });

  test('A-8 any text gives a filter that can be searched by', () => {
    const words = fc.constantFrom(
      'France', 'over', '10,000', 'EUR', 'overdue', 'more than', '30', 'days', 'between', 'and', 'segment =', '(', '*', '$', 'balance', 'US',
    ); // prettier-ignore
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(words, { maxLength: 12 }).map((some) => some.join(' ')),
    );
    fc.assert(
      fc.property(text, fc.constantFrom('en' as const, 'fr' as const), (typed, language) => {
        const { criteria } = readSentence(typed, { ...context, language });
        expect(customerCriteria.safeParse(criteria).success).toBe(true);
      }),
    );
  });
});
