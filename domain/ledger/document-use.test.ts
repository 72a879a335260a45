import { describe, expect, it } from 'vitest';
import { sameDocumentWhen, type DocumentFact } from './document-use.ts';

const isSame = (facts: DocumentFact[]) =>
  sameDocumentWhen.some((line) => line.every((fact) => facts.includes(fact)));

describe('D-5 D-12 a row and a document of one number are', () => {
  it.each<[string, DocumentFact[], boolean]>([
    ['one, with the same date', ['hasDate', 'hasItsDate', 'isCleared', 'isSameDay', 'isNearby'], true],
    ['one, with the date of an open one corrected', ['hasDate', 'isOpen', 'isNearby'], true],
    ['one, a few days from a cleared one', ['hasDate', 'isCleared', 'isSameDay', 'isNearby'], true],
    ['two, some weeks from a cleared one', ['hasDate', 'isCleared', 'isNearby'], false],
    ['two, with a year between the dates', ['hasDate', 'isOpen', 'isDueByClearing'], false],
    ['one, without a date while it is open', ['hasNoDate', 'isOpen'], true],
    ['one, due before it was cleared', ['hasNoDate', 'isCleared', 'isDueByClearing'], true],
    ['one, due about when it was', ['hasNoDate', 'isCleared', 'isDueAsBefore'], true],
    ['two, due long after a cleared one', ['hasNoDate', 'isCleared'], false],
  ])('%s', (_are, facts, same) => {
    expect(isSame(facts)).toBe(same);
  });
});
