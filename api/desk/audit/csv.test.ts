import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { auditCsv } from './csv.ts';
import type { auditEntry } from './schema.ts';

const entry = (text: string): z.output<typeof auditEntry> => ({
  id: '1',
  kind: 'customer_changed',
  at: '2026-03-10T10:00:00.000Z',
  actor: { kind: 'user', name: text },
  customer: { id: crypto.randomUUID(), number: '1', name: text },
  data: { name: text, changed: { name: { from: text, to: { street: text } } } },
});
/** Cells as a spreadsheet may find them: by any sign that parts lists, with quotes kept or not. */
const cellsOf = (csv: string) =>
  csv
    .replace('\uFEFF', '')
    .split(/[;\t\r\n]/)
    .flatMap((piece) => [piece, ...piece.split(',').slice(0, 1)])
    .map((cell) => cell.replace(/^[\s"]+/, ''));

describe('J1 the log as CSV', () => {
  it.each([
    ['=1+1'],
    ['+1'],
    ['-1'],
    ['@SUM(1)'],
    [' =1+1'],
    ['\t=1+1'],
    ['\r=1+1'],
    ['\n=1+1'],
    ['＝1+1'],
    ['Borel;=HYPERLINK("http://evil.example")'],
    ['Borel; =1+1'],
    ['Borel\t=1+1'],
    ['Borel\n=1+1'],
    ['Borel";"=1+1'],
    ['Borel;@SUM(1);+1'],
    ['Borel\u2028=1+1'],
  ])('J1 %j begins no formula, regardless of what parts the cells', (text) => {
    const begun = cellsOf(auditCsv([entry(text)], {})).filter((cell) => /^[=+\-@＝＋－＠]/.test(cell));
    expect(begun).toEqual([]);
  });

  it('J1 no text begins one', () => {
    const signs = fc.constantFrom('=', '+', '-', '@', ';', ',', '"', "'", '\t', '\n', '\r', ' ', 'a', '＝');
    fc.assert(
      fc.property(fc.string({ unit: signs, maxLength: 12 }), (text) => {
        expect(cellsOf(auditCsv([entry(text)], {})).filter((cell) => /^[=+\-@＝]/.test(cell))).toEqual([]);
      }),
    );
  });

  it.each(['constructor', '__proto__', 'toString'])('J1 %j is the name of nobody', (text) => {
    expect(auditCsv([entry(text)], {})).toContain(`,name,${text},`);
  });

  it('J1 what is no formula is as it was', () => {
    const csv = auditCsv([entry('Smith, Jones & "Sons"; a-b = c')], {});
    expect(csv).toContain(',"Smith, Jones & ""Sons""; a-b = c",');
    expect(auditCsv([entry('Borel')], {})).toContain(',Borel,');
  });
});
