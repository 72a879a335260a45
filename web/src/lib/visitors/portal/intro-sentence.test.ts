import { describe, expect, it } from 'vitest';
import { pageLanguages } from '../../../../../domain/vocabulary/languages.ts';
import { loadPagesText } from '../../text/visitors/shared/load.ts';
import { introSentence, type Counted } from './intro-sentence.ts';

/** A statement as the sentence reads it. */
function statementOf(open: number, overdue: number, type: 'invoice' | 'debit_note' = 'invoice'): Counted {
  return {
    totals: { EUR: { openCount: open, overdueCount: overdue } },
    items: Array.from({ length: open }, () => ({ type })),
    pages: 1,
  };
}

describe('the first sentence of the page', () => {
  it('P-1 says of a single invoice that it is overdue, without counting twice', async () => {
    const en = await loadPagesText('en');
    expect(introSentence(en, statementOf(1, 1))).toBe('You have 1 open invoice; it is overdue.');
    expect(introSentence(en, statementOf(1, 1, 'debit_note'))).toBe('You have 1 open item; it is overdue.');
    expect(introSentence(en, statementOf(1, 0))).toBe('You have 1 open invoice, nothing is overdue.');
    expect(introSentence(en, statementOf(3, 1))).toBe('You have 3 open invoices, 1 is overdue.');
    expect(introSentence(en, statementOf(0, 0))).toBe('You have no open items. Thank you!');
  });

  it.each(pageLanguages)('P-12 names the single invoice once in %s', async (language) => {
    const sentence = introSentence(await loadPagesText(language), statementOf(1, 1));
    expect(sentence.match(/1/g)).toHaveLength(1);
    expect(sentence).toMatch(/; .+\.$/);
  });
});
