import { describe, expect, test } from 'vitest';
import { claimIntents } from '../vocabulary/replies.ts';
import { answerKinds } from '../vocabulary/answers.ts';
import { pageLanguages } from '../vocabulary/languages.ts';
import { pageLocale } from '../template/format.ts';
import { answerWords } from '../words/answer/words.ts';
import { draftAnswer, joinedDrafts, type AnsweredItem, type DraftFacts } from './draft.ts';

const item = (number: string, fields: Partial<AnsweredItem> = {}): AnsweredItem => ({
  id: `id-${number}`,
  number,
  isSettled: false,
  paidOn: null,
  hasDocument: true,
  ...fields,
});
const facts = (
  claim: Partial<DraftFacts['claim']> & Pick<DraftFacts['claim'], 'intent'>,
  more: Partial<Omit<DraftFacts, 'claim' | 'items'>> & { items?: AnsweredItem[] } = {},
): DraftFacts => {
  const { items = [item('F-1'), item('F-2')], ...rest } = more;
  return {
    claim: { items: ['F-1'], amountMinor: null, currency: null, date: null, ...claim },
    items: new Map(items.map((one) => [one.number, one])),
    language: 'en',
    locale: 'en-GB',
    inCharge: 'Anna Roth',
    named: null,
    hasPage: true,
    mayEnclose: true,
    ...rest,
  };
};

describe('R-10 the answer is drafted', () => {
  test.each([
    [
      'a copy is attached, with the way to the page',
      facts({ intent: 'copy_request' }),
      {
        text: 'F-1\nYou will find the documents you asked for attached. They are also on your page, behind the button below.',
        documents: ['id-F-1'],
      },
    ],
    [
      'without a page nothing is said of one',
      facts({ intent: 'copy_request' }, { hasPage: false }),
      { text: 'F-1\nYou will find the documents you asked for attached.' },
    ],
    [
      'what has no file is said to follow',
      facts(
        { intent: 'copy_request', items: ['F-1', 'F-2'] },
        { items: [item('F-1'), item('F-2', { hasDocument: false })], hasPage: false },
      ),
      {
        text: 'F-1, F-2\nYou will find the documents you asked for attached. We do not have the file of F-2 at hand yet and will send it separately.',
        documents: ['id-F-1'],
        missing: ['id-F-2'],
      },
    ],
    [
      'papers do not go to somebody who is not on file',
      facts({ intent: 'copy_request' }, { mayEnclose: false }),
      {
        text: 'F-1\nWe send documents to contacts on file only, and will send them there.',
        documents: [],
      },
    ],
    [
      'copies of everything are those of all that is open',
      facts(
        { intent: 'copy_request', items: [] },
        { items: [item('F-1'), item('F-2', { isSettled: true })] },
      ),
      { documents: ['id-F-1'] },
    ],
    [
      'nothing open: it is asked what is meant',
      facts({ intent: 'copy_request', items: [] }, { items: [] }),
      { text: 'Which documents may we send you? Please give us their numbers.', documents: [] },
    ],
    [
      'paid and not there: day and reference are asked for',
      facts({ intent: 'paid' }),
      { text: expect.stringContaining('on which day was it made, and under which bank reference?') },
    ],
    [
      'paid on a day that was named: only the reference is asked for',
      facts({ intent: 'paid', date: '2026-12-01' }),
      { text: expect.stringContaining('you paid on 1 December 2026') },
    ],
    [
      'paid and there: thanks, with the day it came',
      facts(
        { intent: 'paid', items: ['F-1', 'F-2'] },
        {
          items: [
            item('F-1', { isSettled: true, paidOn: '2026-12-01' }),
            item('F-2', { isSettled: true, paidOn: '2026-12-03' }),
          ],
        },
      ),
      { text: 'F-1, F-2\nThank you: your payment reached us on 3 December 2026.' },
    ],
    [
      'half of it there is not there',
      facts(
        { intent: 'paid', items: ['F-1', 'F-2'] },
        { items: [item('F-1', { isSettled: true, paidOn: '2026-12-01' }), item('F-2')] },
      ),
      { text: expect.stringContaining('We do not see the payment') },
    ],
    [
      'a changed contact is prepared',
      facts(
        { intent: 'contact_change', items: [] },
        { named: { name: 'Eva Lind', address: 'eva@customer.example', phone: null } },
      ),
      {
        text: 'Thank you. From now on we will write to Eva Lind (eva@customer.example).',
        contact: { name: 'Eva Lind', address: 'eva@customer.example', phone: null },
      },
    ],
    [
      'a contact that nobody named is asked for',
      facts({ intent: 'contact_change', items: [] }),
      { text: expect.stringContaining('To whom may we write from now on?'), contact: null },
    ],
    [
      'a dispute names whoever looks into it',
      facts({ intent: 'dispute' }),
      {
        text: 'F-1\nThank you for telling us. Anna Roth is looking into it and will come back to you.',
      },
    ],
    [
      'a dispute that nobody is in charge of names nobody',
      facts({ intent: 'dispute' }, { inCharge: null }),
      { text: 'F-1\nThank you for telling us. We are looking into it and will come back to you.' },
    ],
    [
      'a promise is confirmed with amount and day',
      facts({ intent: 'promise', amountMinor: 60000, currency: 'EUR', date: '2026-12-11' }),
      { text: 'F-1\nThank you. We have noted that you will pay €600.00 by 11 December 2026.' },
    ],
    [
      'a promise without a day asks for it',
      facts({ intent: 'promise' }),
      { text: 'F-1\nThank you. On which day may we expect your payment?' },
    ],
    [
      'a number that is not on the account is not repeated',
      facts({ intent: 'promise', items: ['F-99'], date: '2026-12-11' }),
      { text: 'Thank you. We have noted that you will pay by 11 December 2026.' },
    ],
  ])('R-10 %s', (_name, given, drafted) => {
    expect(draftAnswer(given)).toMatchObject(drafted);
  });

  test('R-10 what only a person can answer has no draft', () => {
    const without = claimIntents.filter((intent) => draftAnswer(facts({ intent })) === null);
    expect(without).toEqual(['bank_details', 'refusal', 'insolvency', 'question']);
  });

  test('R-10 every kind is complete in every language that mails have', () => {
    for (const language of pageLanguages) {
      const names = Object.keys(answerWords.en);
      expect(Object.keys(answerWords[language]).toSorted()).toEqual(names.toSorted());
      for (const intent of answerKinds) {
        const given = facts(
          { intent, amountMinor: 100, currency: 'EUR', date: '2026-12-11' },
          {
            language,
            locale: pageLocale(language, 'FR'),
            named: { name: 'A', address: 'a@b.example', phone: null },
          },
        );
        const { text } = draftAnswer(given)!;
        expect(text).not.toMatch(/[{}]/);
      }
    }
  });

  test('R-10 several claims make one answer, and nothing is said twice', () => {
    const promise = draftAnswer(facts({ intent: 'promise', date: '2026-12-11' }))!;
    const copy = draftAnswer(facts({ intent: 'copy_request', items: ['F-2'] }))!;
    const all = joinedDrafts([promise, copy, promise]);
    expect(all.text.split('\n\n')).toHaveLength(2);
    expect(all.documents).toEqual(['id-F-2']);
  });
});
