import type { JSONContent } from '@tiptap/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseTemplateHtml, templateToHtml } from '../../../../../domain/template/html.ts';
import { tagNames } from '../../vocabulary.ts';
import {
  bodyToDocument,
  documentToBody,
  documentToSubject,
  fromClipboard,
  subjectToDocument,
} from './document.ts';

const wordsOf = (document: JSONContent): string =>
  [document.text ?? '', ...(document.content ?? []).map(wordsOf)].join('');

const round = (html: string) => documentToBody(bodyToDocument(html));

describe('A-2 the text of a message in the editor', () => {
  it.each([
    '<p>Dear #contact_name,</p><p>#items_list</p>',
    '<h2>Reminder</h2><p>You owe <strong>#total_due</strong> since #oldest_due_date.</p>',
    '<ul><li>one</li><li>two <em>and</em> three</li></ul><ol><li>#items_count</li></ol>',
    '<p>See <a href="https://pay.example/">our page</a> or <a href="#payment_link">pay</a>.</p>',
    '<blockquote><p>quoted</p></blockquote><hr><p>line<br>next</p>',
    '<p>5 &lt; 6 &amp; &#35;total_due stays text, &#123;{ too</p>',
    '<p><a href="https://a.example/"><strong>all</strong> of it</a></p>',
  ])('comes back as it was: %s', (html) => {
    expect(round(html)).toBe(html);
  });

  it('a typed # or {{ is text and no tag; what follows a tag does not join its name', () => {
    const document = {
      type: 'doc',
      content: [
        {
          type: 'paragraph',
          content: [
            { type: 'text', text: 'Order #A12 {{x}} ' },
            { type: 'tag', attrs: { name: 'total_due' } },
            { type: 'text', text: 's' },
          ],
        },
      ],
    };
    const html = documentToBody(document);
    expect(html).toBe('<p>Order &#35;A12 &#123;{x}} #total_due&#115;</p>');
    expect(bodyToDocument(html)).toEqual(document);
  });

  it('what the reader does not know is not in the document: scripts, handlers, styles, other addresses', () => {
    expect(
      round('<p onclick="x()" style="color:red">a<script>alert(1)</script><img src=x onerror=y>b</p>'),
    ).toBe('<p>ab</p>');
  });

  it.each([
    ['<a href="terms.html">terms</a> and <a href=#top>top</a>', 'terms and top'],
    [
      '<a href="file:///C:/a.xlsx">a</a> <a href="https://x.example">b</a>',
      'a <a href="https://x.example/">b</a>',
    ],
    [
      '<p class=MsoNormal>c&oelig;ur<o:p></o:p></p><p>#total_due {{x}}',
      '<p>cœur</p><p>&#35;total_due &#123;{x}}</p>',
    ],
    [
      '<html><head><style>p{}</style></head><body><!--StartFragment--><b>x</b><!--EndFragment--></body></html>',
      '<strong>x</strong>',
    ],
    ['<table><tr><td>F-1</td><td>12,00</td></tr><tr><td>F-2</td></tr></table>', '<p>F-1 12,00</p><p>F-2</p>'],
    [
      '<p data-pm-slice="0 0 []"><span data-tag="total_due">12</span></p>',
      '<p data-pm-slice="0 0 []"><span data-tag="total_due">12</span></p>',
    ],
    ['<b>'.repeat(400) + 'deep', 'deep'],
  ])('of what is pasted stays what a message may hold: %s', (copied, stays) => {
    expect(fromClipboard(copied)).toBe(stays);
  });

  it('a subject is one line of words and tags', () => {
    const subject = 'Reminder: #total_due, #customer_name';
    expect(documentToSubject(subjectToDocument(subject))).toBe(subject);
  });

  it('whatever is written is read back by the server’s own reader, and stays the same', () => {
    const word = fc.string({ maxLength: 12 }).map((text) => text.replace(/\s+/g, ' '));
    const inline = fc.oneof(
      word
        .filter((text) => text !== '')
        .map((text) => ({ type: 'text', text, marks: undefined as { type: string }[] | undefined })),
      fc.constantFrom(...tagNames).map((name) => ({ type: 'tag', attrs: { name } })),
    );
    const block = fc.array(inline, { minLength: 1, maxLength: 5 }).map((content) => ({
      type: 'paragraph',
      content,
    }));
    fc.assert(
      fc.property(fc.array(block, { minLength: 1, maxLength: 4 }), (content) => {
        const html = documentToBody({ type: 'doc', content });
        const read = parseTemplateHtml(html);
        expect(read.ok).toBe(true);
        const stored = read.ok ? templateToHtml(read.value) : '';
        const again = parseTemplateHtml(stored);
        expect(again.ok && templateToHtml(again.value)).toBe(stored);
        expect(wordsOf(bodyToDocument(stored))).toBe(wordsOf(bodyToDocument(html)));
      }),
    );
  });
});
