import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bodyOf } from '../../../../../test/support/document.ts';
import { normalise } from '../../../../../domain/document/normalise.ts';
import { documentLimits, parseDocument } from '../../../../../domain/model/document.ts';
import type { Document, DocumentBlock, DocumentInline } from '../../vocabulary.ts';
import { tagNames } from '../../vocabulary.ts';
import { fromEditor, mostColumns, subjectFromEditor, subjectToEditor, toEditor } from './document.ts';

const round = (document: Document) => fromEditor(toEditor(document));

describe('A-2 E-1 the text of a message in the editor', () => {
  it.each([
    '<p>Dear #contact_name,</p><p>#items_list</p>',
    '<h2>Reminder</h2><p>You owe <strong>#total_due</strong> since #oldest_due_date.</p>',
    '<ul><li>one</li><li>two <em>and</em> three</li></ul><ol><li>#items_count</li></ol>',
    '<p>See <a href="https://pay.example/">our page</a> or <a href="#payment_link">pay</a>.</p>',
    '<blockquote><p>quoted</p></blockquote><hr><p>line<br>next</p>',
    '<p>5 &lt; 6 &amp; &#35;total_due stays text, &#123;{ too</p>',
    '<p><a href="https://a.example/"><strong>all</strong> of it</a></p>',
    '<ul><li>a<ul><li>b</li></ul></li></ul>',
    '<p>مرحبا #customer_name</p><p>お支払い #total_due 汉字</p>',
  ])('comes back as it was: %s', (html) => {
    expect(round(bodyOf(html))).toEqual(bodyOf(html));
  });

  const word = fc
    .string({ maxLength: 12 })
    .map((text) => text.replace(/\s+/g, ' '))
    .filter((text) => text !== '');
  const marks = fc.record(
    {
      bold: fc.constant(true as const),
      italic: fc.constant(true as const),
      underline: fc.constant(true as const),
      color: fc.constantFrom('#b42318', '#1a56c4'),
      size: fc.constantFrom('small' as const, 'huge' as const),
      link: fc.constantFrom({ url: 'https://a.example/' }, { tag: 'payment_link' }),
    },
    { requiredKeys: [] },
  );
  const inline: fc.Arbitrary<DocumentInline> = fc.oneof(
    fc.record({ kind: fc.constant('text' as const), text: word, marks }),
    fc.record({
      kind: fc.constant('tag' as const),
      id: fc.stringMatching(/^[a-z]{8}$/),
      name: fc.constantFrom(...tagNames),
      marks,
    }),
    fc.constant({ kind: 'line_break' as const }),
  );
  const align = fc.constantFrom('center' as const, 'end' as const, 'justify' as const);
  const sentence = fc.array(inline, { minLength: 1, maxLength: 4 });
  const paragraph: fc.Arbitrary<DocumentBlock> = fc.oneof(
    fc.record({ kind: fc.constant('paragraph' as const), inlines: sentence }),
    fc.record({ kind: fc.constant('paragraph' as const), align, inlines: sentence }),
  );
  const cell = paragraph.map((block) => ({ blocks: [block] }));
  const table: fc.Arbitrary<DocumentBlock> = fc
    .record({ width: fc.integer({ min: 1, max: 4 }), height: fc.integer({ min: 2, max: 4 }) })
    .chain(({ width, height }) =>
      fc.record({
        kind: fc.constant('table' as const),
        columns: fc.array(
          fc.record({ width: fc.integer({ min: 1, max: 100 }), align }, { requiredKeys: [] }),
          { minLength: width, maxLength: width },
        ),
        headRows: fc.integer({ min: 0, max: 1 }),
        rows: fc.array(fc.record({ cells: fc.array(cell, { minLength: width, maxLength: width }) }), {
          minLength: height,
          maxLength: height,
        }),
      }),
    );
  const block: fc.Arbitrary<DocumentBlock> = fc.oneof(
    { weight: 4, arbitrary: paragraph },
    fc.record({
      kind: fc.constant('heading' as const),
      level: fc.constantFrom(2 as const, 3 as const),
      inlines: sentence,
    }),
    fc.record({
      kind: fc.constant('list' as const),
      ordered: fc.boolean(),
      items: fc.array(cell, { minLength: 1, maxLength: 3 }),
    }),
    fc.record({
      kind: fc.constant('quote' as const),
      blocks: fc.array(paragraph, { minLength: 1, maxLength: 2 }),
    }),
    table,
    fc.constant({ kind: 'rule' as const }),
    fc.constant({ kind: 'page_break' as const }),
  );

  it('E-1 every document goes to the editor and back unchanged, and is one that can be stored', () => {
    fc.assert(
      fc.property(fc.array(block, { minLength: 1, maxLength: 5 }), (blocks) => {
        const document = normalise({ version: 1, blocks });
        expect(round(document)).toEqual(document);
        expect(parseDocument(JSON.parse(JSON.stringify(round(document))))).toEqual({
          ok: true,
          value: document,
        });
      }),
      { numRuns: 300 },
    );
  });

  it('E-1 tables of uneven rows and tables within tables come back as tables that can be stored', () => {
    const cellOf = (content: object[]) => ({ type: 'tableCell', content });
    const text = (words: string) => ({ type: 'paragraph', content: [{ type: 'text', text: words }] });
    const inner = { type: 'table', content: [{ type: 'tableRow', content: [cellOf([text('in')])] }] };
    const { blocks } = fromEditor({
      type: 'doc',
      content: [
        {
          type: 'table',
          content: [
            { type: 'tableRow', content: [cellOf([text('a')])] },
            { type: 'tableRow', content: Array.from({ length: 15 }, () => cellOf([text('b'), inner])) },
          ],
        },
      ],
    });
    expect(mostColumns).toBe(documentLimits.columns);
    expect(blocks).toMatchObject([{ kind: 'table', headRows: 0 }]);
    expect(parseDocument(JSON.parse(JSON.stringify({ version: 1, blocks }))).ok).toBe(true);
    expect(JSON.stringify(blocks)).toContain('"text":"in"');
  });

  it('a subject is one line of words and tags; a letter after a tag does not join its name', () => {
    const subject = 'Reminder: #total_due, #customer_name';
    expect(subjectFromEditor(subjectToEditor(subject))).toBe(subject);
    const joined = subjectToEditor('#total_due');
    joined.content![0]!.content!.push({ type: 'text', text: 's' });
    expect(subjectFromEditor(joined)).toBe('#total_due s');
  });
});
