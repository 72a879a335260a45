import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { documentLimits, parseDocument, type Document, type DocumentBlock } from '../model/document.ts';
import { parseTemplateHtml } from '../template/html.ts';
import { tagNames, type TagName } from '../template/tags.ts';
import type { TemplateElement, TemplateNode } from '../template/tree.ts';
import { documentFromTemplate } from './from-template.ts';
import { normalise } from './normalise.ts';
import { resolve } from './resolve.ts';
import { documentHtml } from './write-html.ts';
import { documentText } from './write-text.ts';

type Part = { html: string; text: string };
type TagValues = Partial<Record<TagName, string | Part>>;
const options = { language: 'en', audience: 'customer' } as const;

function nodesOf(html: string): TemplateNode[] {
  const parsed = parseTemplateHtml(html);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed));
  return parsed.value;
}

const documentOf = (html: string) => documentFromTemplate(nodesOf(html));

function print(document: Document, values: TagValues): Part {
  const resolved = resolve<Part>(document, values, options);
  if (!resolved.ok) throw new Error(resolved.code);
  return {
    html: documentHtml(resolved.value, (part) => part.html),
    text: documentText(resolved.value, (part) => part.text),
  };
}

const blockTags = [
  'items_list',
  'statement',
  'bank_details',
  'interactive_page_button',
  'overdue_items_list',
  'late_charges',
];
const values: TagValues = Object.fromEntries(
  tagNames
    .filter((name) => name !== 'company_logo')
    .map((name) => [
      name,
      blockTags.includes(name)
        ? { html: `<table><tr><td>${name}</td></tr></table>`, text: `${name}\n----` }
        : `«${name} & <b>»`,
    ]),
);

const folder = new URL('../../prisma/seed/templates/', import.meta.url);
const seeds = readdirSync(folder).filter((name) => name.endsWith('.html'));

/** Of what was sent when texts were stored as HTML; white space between elements left out. */
const sentBefore = JSON.parse(
  readFileSync(new URL('ready-made.expected.json', import.meta.url), 'utf8'),
) as Record<string, Record<'all' | 'few', Part>>;
const sha = (text: string) => createHash('sha256').update(text).digest('hex');

describe('E-1 templates that were HTML as documents', () => {
  test.each(seeds)('E-1 %s says byte for byte what it said, with and without its optional values', (name) => {
    const body = readFileSync(new URL(name, folder), 'utf8').replace(/^---[\s\S]*?\n---\n/, '');
    const few: TagValues = { ...values };
    for (const tag of ['bank_details', 'late_interest', 'fixed_compensation', 'collector_phone'] as const)
      delete few[tag];
    const document = documentOf(body);
    for (const [given, before] of [
      [values, sentBefore[name]!.all],
      [few, sentBefore[name]!.few],
    ] as const) {
      const { html, text } = print(document, given);
      expect(sha(html.replace(/>\s+</g, '><').trim())).toBe(before.html);
      expect(sha(text)).toBe(before.text);
    }
    expect(parseDocument(JSON.parse(JSON.stringify(document)))).toEqual({ ok: true, value: document });
  });

  const text = fc
    .stringMatching(/^[ab&<é\u00a0 ]{1,6}$/)
    .map((value): TemplateNode => ({ kind: 'text', text: value }));
  const tag = fc
    .constantFrom('total_due', 'customer_name', 'collector_phone', 'statement', 'contact_name')
    .map((name) => ({ kind: 'tag', name, line: 0, column: 0 }) as TemplateNode);
  const wrap = (name: TemplateElement['name'], inside: fc.Arbitrary<TemplateNode[]>) =>
    inside.map((children): TemplateNode => ({ kind: 'element', name, children }));
  const leaf = fc.oneof({ weight: 3, arbitrary: text }, tag);
  const marked = fc.oneof(
    leaf,
    ...(['strong', 'em', 'u'] as const).map((name) =>
      wrap(name, fc.array(leaf, { minLength: 1, maxLength: 3 })),
    ),
    // Of two links side by side to one address the words become one link.
    fc.tuple(fc.stringMatching(/^[ab]{1,3}$/), fc.nat()).map(([words, page]): TemplateNode => ({
      kind: 'element',
      name: 'a',
      href: { url: `https://pay.example/${page}` },
      children: [{ kind: 'text', text: words }],
    })),
  );
  const lineBreak = fc.constant<TemplateNode>({ kind: 'element', name: 'br', children: [] });
  const sentence = fc.array(fc.oneof({ weight: 6, arbitrary: marked }, lineBreak), {
    minLength: 1,
    maxLength: 5,
  });
  const blockNode = fc.letrec<{ block: TemplateNode; item: TemplateNode }>((tie) => ({
    item: wrap(
      'li',
      fc.oneof(
        sentence,
        fc.tuple(sentence, tie('block')).map(([words, block]) => [...words, block]),
      ),
    ),
    block: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      wrap('p', sentence),
      wrap('h2', sentence),
      wrap('h3', sentence),
      fc.constant<TemplateNode>({ kind: 'element', name: 'hr', children: [] }),
      wrap('ul', fc.array(tie('item'), { minLength: 1, maxLength: 3 })),
      wrap('ol', fc.array(tie('item'), { minLength: 1, maxLength: 3 })),
      wrap('blockquote', fc.array(tie('block'), { minLength: 1, maxLength: 3 })),
    ),
  })).block;
  const template = fc.array(fc.oneof({ weight: 4, arbitrary: blockNode }, leaf), { maxLength: 6 });

  test('E-1 anything that was read is a document that is stored and read unchanged', () => {
    fc.assert(
      fc.property(template, (nodes) => {
        const document = documentFromTemplate(nodes);
        expect(normalise(document)).toEqual(document);
        expect(parseDocument(JSON.parse(JSON.stringify(document)))).toEqual({ ok: true, value: document });
      }),
      { numRuns: 300 },
    );
  });
});

const paragraph = (...inlines: unknown[]) => ({ kind: 'paragraph', inlines }) as DocumentBlock;
const doc = (...blocks: DocumentBlock[]): Document => ({ version: 1, blocks });
const refused = (value: unknown) => {
  const outcome = parseDocument(value);
  return outcome.ok ? 'accepted' : outcome.params['reason'];
};

describe('E-1 documents at the door', () => {
  const cell = (block: DocumentBlock) => ({ blocks: [block] });
  const table = (inside: DocumentBlock): DocumentBlock => ({
    kind: 'table',
    columns: [{}],
    headRows: 0,
    rows: [{ cells: [cell(inside)] }],
  });
  const nested = (depth: number): unknown =>
    depth === 0 ? paragraph() : { kind: 'quote', blocks: [nested(depth - 1)] };

  test.each<[string, unknown, string]>([
    ['markup', { version: 1, blocks: [{ kind: 'html', html: '<script>' }] }, 'not_document'],
    ['text instead of a tree', '<p>x</p>', 'not_document'],
    ['nothing', null, 'not_document'],
    [
      'a style of one’s own',
      doc(paragraph({ kind: 'text', text: 'x', marks: { style: 'x' } })),
      'not_document',
    ],
    [
      'a colour that is none',
      doc(paragraph({ kind: 'text', text: 'x', marks: { color: 'red;x' } })),
      'not_document',
    ],
    [
      'a script as address',
      doc(paragraph({ kind: 'text', text: 'x', marks: { link: { url: 'javascript:alert(1)' } } })),
      'not_document',
    ],
    ['a table within a table', doc(table(table(paragraph()))), 'table_in_table'],
    [
      'a table within a list within a table',
      doc(table({ kind: 'list', ordered: false, items: [{ blocks: [table(paragraph())] }] })),
      'table_in_table',
    ],
    ['a page break within a table', doc(table({ kind: 'page_break' })), 'page_break_in_table'],
    [
      'one tag twice',
      doc(
        paragraph({ kind: 'tag', id: 'a', name: 'total_due' }, { kind: 'tag', id: 'a', name: 'total_due' }),
      ),
      'tag_id_twice',
    ],
    ['depth', { version: 1, blocks: [nested(documentLimits.depth)] }, 'too_deep'],
    ['endless depth', { version: 1, blocks: [nested(3000)] }, 'too_deep'],
    [
      'too many parts',
      doc(...Array.from({ length: documentLimits.nodes + 1 }, () => paragraph())),
      'too_many_parts',
    ],
    [
      'too much text',
      doc(paragraph({ kind: 'text', text: 'x'.repeat(documentLimits.bytes + 1) })),
      'too_long',
    ],
    ['a text of 200 kB', doc(paragraph({ kind: 'text', text: 'x'.repeat(200_000) })), 'accepted'],
  ])('E-1 %s', (_, value, reason) => expect(refused(value)).toBe(reason));

  test('E-1 a copied tag gets an id of its own, the first keeps its', () => {
    const tag = { kind: 'tag', id: 't1', name: 'total_due' } as const;
    const { blocks } = normalise(doc(paragraph(tag), paragraph(tag, { ...tag, id: 't2' })));
    expect(JSON.stringify(blocks).match(/"id":"[^"]+"/g)).toEqual(['"id":"t1"', '"id":"t3"', '"id":"t2"']);
  });

  test('E-1 neighbours of one style become one, spaces single', () => {
    const { blocks } = normalise(
      doc(
        paragraph(
          { kind: 'text', text: ' a\n ' },
          { kind: 'text', text: ' b', marks: {} },
          { kind: 'line_break' },
          { kind: 'text', text: ' c ', marks: { bold: true } },
        ),
      ),
    );
    expect(blocks).toEqual([
      paragraph(
        { kind: 'text', text: 'a b' },
        { kind: 'line_break' },
        { kind: 'text', text: 'c', marks: { bold: true } },
      ),
    ]);
  });
});

describe('E-1 what only a document can say', () => {
  const printed = (...blocks: DocumentBlock[]) => print(doc(...blocks), { total_due: '€12 <x>' });

  test('E-1 colours, sizes and alignment are printed; the values in them are data', () => {
    const { html, text } = printed({
      ...(paragraph({
        kind: 'tag',
        id: 'a',
        name: 'total_due',
        marks: { color: '#aa0000', size: 'large', bold: true },
      }) as object),
      align: 'end',
    } as DocumentBlock);
    expect(html).toBe(
      '<p style="margin:0 0 16px;text-align:right"><span style="color:#aa0000;font-size:18px"><strong>€12 &lt;x&gt;</strong></span></p>',
    );
    expect(text).toBe('€12 <x>');
  });

  test('E-4 a table has heads for readers of screens, and columns in plain text', () => {
    const cell = (value: string) => ({ blocks: [paragraph({ kind: 'text', text: value })] });
    const { html, text } = printed({
      kind: 'table',
      columns: [{ width: 70 }, { align: 'end' }],
      headRows: 1,
      rows: [{ cells: [cell('Date'), cell('Sum')] }, { cells: [cell('1 October'), cell('12')] }],
    });
    expect(html).toContain('<thead><tr><th scope="col" width="70%"');
    expect(html).toContain('text-align:right">12</td>');
    expect(text).toBe('Date       Sum\n1 October  12');
  });

  test('E-1 an unknown tag is refused by its name; a link to one too', () => {
    const unknown = doc(paragraph({ kind: 'tag', id: 'a', name: 'nobody' }));
    expect(resolve(unknown, {}, options)).toMatchObject({ code: 'unknown_tag', params: { tag: '#nobody' } });
    const link = doc(paragraph({ kind: 'text', text: 'x', marks: { link: { tag: 'nobody' } } }));
    expect(resolve(link, {}, options)).toMatchObject({ code: 'unknown_tag' });
  });
});

describe('E-4 text that runs from the right', () => {
  const printed = (html: string) => print(documentOf(html), values).html;
  test.each([
    ['<p>שלום, החשבונית</p>', '<p dir="rtl" style="margin:0 0 16px;text-align:right">'],
    [
      '<h2>تذكير</h2>',
      '<h2 dir="rtl" style="margin:24px 0 12px;font-size:18px;line-height:1.35;font-weight:600;text-align:right">',
    ],
    [
      '<ul><li>فاتورة</li></ul>',
      '<ul dir="rtl" style="margin:0 0 16px;padding-right:22px"><li dir="rtl" style="margin:0 0 6px;text-align:right">',
    ],
    [
      '<blockquote><p>שלום</p></blockquote>',
      '<blockquote dir="rtl" style="margin:0 0 16px;padding-right:14px;border-right:3px solid #c9d1dc">',
    ],
  ])('E-4 %s begins at the right', (html, expected) => expect(printed(html)).toContain(expected));

  test('E-4 a table of it has its first column at the right, and the end of a line is at the left', () => {
    const cell = (text: string) => ({
      blocks: [{ kind: 'paragraph' as const, inlines: [{ kind: 'text' as const, text }] }],
    });
    const table: Document = {
      version: 1,
      blocks: [
        {
          kind: 'table',
          columns: [{}, { align: 'end' }],
          headRows: 1,
          rows: [{ cells: [cell('חשבונית'), cell('סכום')] }, { cells: [cell('F-1'), cell('12')] }],
        },
      ],
    };
    const { html } = print(table, values);
    expect(html).toContain('<table dir="rtl"');
    expect(html).toContain('text-align:left">סכום');
    expect(html).toContain('text-align:right">חשבונית');
  });

  test('E-4 what begins at the left stays as it was', () =>
    expect(printed('<p>Dear שלום</p><ul><li>One</li></ul>')).not.toContain('rtl'));
});
