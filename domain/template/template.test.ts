import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseTemplateHtml, templateToHtml } from './html.ts';
import { documentFromHtml } from '../document/from-template.ts';
import { resolve } from '../document/resolve.ts';
import { documentHtml } from '../document/write-html.ts';
import { documentText } from '../document/write-text.ts';
import { tagDefinition, tagNames, type TagAudience, type TagName } from './tags.ts';
import { templateLimits } from './tree.ts';
import { checkTemplate } from './validate.ts';

type Part = { html: string; text: string };
type TagValues = Partial<Record<TagName, string | Part>>;

const checked = (subject: unknown, html: unknown, audience?: TagAudience) => {
  const read = documentFromHtml(html);
  return read.ok ? checkTemplate({ subject, body: read.value }, audience) : read;
};

/** What the reader understood, or what is refused. */
const body = (html: unknown) => {
  const outcome = checked('Subject', html);
  const parsed = parseTemplateHtml(html);
  return outcome.ok && parsed.ok ? templateToHtml(parsed.value).trim() : outcome;
};

function fill(
  html: string,
  values: TagValues,
  language: 'en' | 'de' = 'en',
  audience: TagAudience = 'customer',
) {
  const read = documentFromHtml(html);
  if (!read.ok) throw new Error(read.code);
  return resolve<Part>(read.value, values, { language, audience });
}

function print(html: string, values: TagValues, audience?: TagAudience): { html: string; text: string } {
  const filled = fill(html, values, 'en', audience);
  if (!filled.ok) throw new Error(filled.code);
  return {
    html: documentHtml(filled.value, (part) => part.html),
    text: documentText(filled.value, (part) => part.text),
  };
}

describe('E-1 templates at save', () => {
  test('E-1 an unknown tag is refused with its place', () => {
    expect(body('<p>Hello</p>\n<p>Dear #contact_nam,</p>')).toMatchObject({
      code: 'unknown_tag',
      params: { tag: '#contact_nam', line: 2, column: 9 },
    });
    expect(checked('Hi #nobody', '<p>x</p>')).toMatchObject({
      code: 'unknown_tag',
      params: { tag: '#nobody', field: 'subject', column: 4 },
    });
  });

  test.each([
    ['{{customer}}', 'mustache'],
    ['<p>{{{raw}}}</p>', 'mustache'],
    ['<a href=#payment_link>Pay</a>', 'unquoted_attribute'],
    ['<a href=https://example.com>x</a>', 'unquoted_attribute'],
    ['<a href="https://x.example/?n=#customer_name">x</a>', 'tag_in_attribute'],
    ['<p title="#customer_name">x</p>', 'tag_in_attribute'],
    ['<a href="javascript:alert(1)">x</a>', 'link_address'],
    ['<a href="java&#115;cript:alert(1)">x</a>', 'link_address'],
    ['<a href="data:text/html,x">x</a>', 'link_address'],
    ['<p>x ' + '<a '.repeat(60), 'unclosed_element'],
    ['<p>#payment_link</p><p>#interactive_page_button</p>', 'one_button'],
    ['<p>see <a HREF = #payment_link>x</a></p>', 'unquoted_attribute'],
    ['<a href="jav&#x09;ascript:alert(1)">x</a>', 'link_address'],
    ['<a href="javascript&colon;alert(1)">x</a>', 'link_address'],
    ['<a href="&#1;javascript:alert(1)">x</a>', 'link_address'],
    ['<a href="/relative">x</a>', 'link_address'],
    ['<p> </p>', 'empty'],
    ['<ul><li>'.repeat(30), 'too_deep'],
    ['x'.repeat(templateLimits.bodyChars + 1), 'too_long'],
    [{ type: 'Program', body: [] }, 'not_text'],
    [['<p>x</p>'], 'not_text'],
    [null, 'not_text'],
  ])('E-1 %j is refused: %s', (html, reason) => {
    expect(body(html)).toMatchObject({ code: 'template_invalid', params: { reason } });
  });

  test.each([
    ['<script>alert(1)</script><p>x</p>', '<p>x</p>'],
    ['<p onclick="x()" style="color:red">x</p>', '<p>x</p>'],
    ['<img src="https://t.example/pixel.gif"><p>x</p>', '<p>x</p>'],
    ['<p>a<svg><a href="javascript:x">b</a></svg>c</p>', '<p>ac</p>'],
    ['<div><b>x</b></div>', '<p><strong>x</strong></p>'],
    ['<p>1 &lt; 2 &amp; <i>x', '<p>1 &lt; 2 &amp; <em>x</em></p>'],
    ['<!-- #unknown --><p>x</p>', '<p>x</p>'],
    ['<p>Invoice &#35;42, &num;abc #1023</p>', '<p>Invoice #42, &#35;abc #1023</p>'],
    ['<p>a<p>b', '<p>a</p><p>b</p>'],
    ['<a href="#payment_link">Pay</a>', '<a href="#payment_link">Pay</a>'],
    ['<a href="https://x.example/#section">x</a>', '<a href="https://x.example/#section">x</a>'],
    ['<p>s&oelig;ur, &#339;uvre &#x153;, &OElig;</p>', '<p>sœur, œuvre œ, Œ</p>'],
    ['<p>&scaron; &zcaron; &Lstrok; &lstrok; &#128;</p>', '<p>š ž Ł ł €</p>'],
    ['<p>d&eacutej&agrave, 3 &lt 4 &amp 5 &copy 2026</p>', '<p>déjà, 3 &lt; 4 &amp; 5 © 2026</p>'],
    [
      '<p>&#35total_due &#x23;total_due &#0035;total_due</p>',
      '<p>&#35;total_due &#35;total_due &#35;total_due</p>',
    ],
    ['<p>R&D, &unknown; &; &#; &#x;</p>', '<p>R&amp;D, &amp;unknown; &amp;; &amp;#; &amp;&#35;x;</p>'],
    [
      '<p>order #ABC12, #A12, #INV-2024, #abc12 and #po-77</p>',
      '<p>order &#35;ABC12, &#35;A12, &#35;INV-2024, &#35;abc12 and &#35;po-77</p>',
    ],
    [
      '<p>C#sharp https://x.example/page#terms www.x.example/#part_two</p>',
      '<p>C&#35;sharp https://x.example/page&#35;terms www.x.example/&#35;part_two</p>',
    ],
    [
      '<p>#total_due&#115; #total_due&#x5f;x #total_due&lowbar;x</p>',
      '<p>#total_due&#115; #total_due&#95;x #total_due&#95;x</p>',
    ],
    ['<p>a<!-- x > y -->b<!-->c<!--->d</p>', '<p>abcd</p>'],
    ['<!doctype html><html><head><title>t</title><style>p{}</style></head><body><p>x', '<p>x</p>'],
    ['<p>1 < 2 and <3, a<b', '<p>1 &lt; 2 and &lt;3, a&lt;b</p>'],
    ['<p>x <y and <z then <em>pay</em> <! <', '<p>x &lt;y and &lt;z then <em>pay</em> &lt;! &lt;</p>'],
    ['<ul><li>a<li>b</ul>c', '<ul><li>a</li><li>b</li></ul>c'],
    ['<p><b>a<p>b', '<p><strong>a</strong></p><p><strong>b</strong></p>'],
    ['<b><p>a</p><p>b</p></b>', '<p><strong>a</strong></p><p><strong>b</strong></p>'],
    ['<div>a<div>b<p>c</p>d</div></div>', '<p>a</p><p>b</p><p>c</p><p>d</p>'],
    ['<p>a<i>b<b>c</i>d</b>', '<p>a<em>b<strong>c</strong></em><strong>d</strong></p>'],
    ['<p>a</p></p></div></b>b', '<p>a</p>b'],
    ['<table><tr><td>a<td>b<tr><td>c</table>', '<p>a b</p><p>c</p>'],
    ['<p>a<o:p></o:p><!--[if mso]>x<![endif]--><st1:place>b</st1:place></p>', '<p>ab</p>'],
    ['<p>a<svg><text>x</text></svg>b<math><mi>c</mi></math></p>', '<p>ab</p>'],
    ['<h2>a<p>b</p>c</h2>', '<h2>a</h2><p>b</p><h2>c</h2>'],
    [
      '<a href="https://a.example">x<a href="https://b.example">y</a>',
      '<a href="https://a.example/">x</a><a href="https://b.example/">y</a>',
    ],
    [
      "<A HREF='HTTPS://a.example/?x=1&amp;y=2&copy=3' target=_blank disabled>x</A>",
      '<a href="https://a.example/?x=1&amp;y=2&amp;copy=3">x</a>',
    ],
    ['<noembed><p>a</p></noembed><noframes>b</noframes><p>c</p>', '<p>c</p>'],
    ['<p>a\r\nb\rc</p>', '<p>a\nb\nc</p>'],
    ['<p>\ufdd0#total_due \ufdd2b\ufdd1</p>', '<p>\ufffd#total_due \ufffdb\ufffd</p>'],
  ])('E-1 of %s only this is stored: %s', (given, stored) => expect(body(given)).toBe(stored));

  test('E-1 what is stored is stored unchanged when saved again', () => {
    const piece = fc.constantFrom(
      '<p>',
      '</p>',
      '<b>',
      '</b>',
      '<ul>',
      '<li>',
      '#total_due',
      '#',
      '{',
      '&#35;',
      '&amp;',
      'a',
      '_',
      '<br>',
      '<!-- x -->',
      '<a href="https://x.example">',
      '</a>',
      '"',
      '<',
      '\n',
      '<script>',
      '</script>',
      '<div>',
      '</div>',
      '<h2>',
      '<blockquote>',
      '</ul>',
      '</li>',
      '<td>',
      '<table>',
      '<i>',
      '</i>',
      '<hr>',
      '&#115;',
      '&oelig',
      '<a href="#payment_link">',
      '#ABC12',
      '\r\n',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const once = parseTemplateHtml(pieces.join(''));
        if (!once.ok) return;
        const stored = templateToHtml(once.value);
        const twice = parseTemplateHtml(stored);
        expect(twice.ok && templateToHtml(twice.value)).toBe(stored);
        expect(stored).not.toMatch(/<script|onclick|<!--/);
      }),
      { numRuns: 3000 },
    );
  });
});

describe('E-1 values in templates', () => {
  test.each([
    '#total_due',
    '{{secret}}',
    '{{{x}}}',
    '<b>bold</b>',
    '&lt;',
    '$&',
    '#customer_name #customer_name',
    '"\'>',
  ])('E-1 a customer called %j is printed as that, once', (name) => {
    const { html, text } = print('<p>#customer_name / #customer_number</p>', {
      customer_name: name,
      customer_number: 'C-1',
    });
    expect(text).toBe(`${name} / C-1`);
    expect(html).toContain('/ C-1');
    expect(html).not.toContain('<b>');
  });

  test('E-1 a missing value blocks, stands in or hides its line, by the policy of the tag', () => {
    for (const name of tagNames) {
      const definition = tagDefinition(name);
      const filled = fill(`<p>before</p><p>x #${name} y</p><p>after</p>`, {});
      if (definition.missing === 'block') {
        expect(filled).toMatchObject({ ok: false, code: 'tag_value_missing', params: { tag: `#${name}` } });
        continue;
      }
      const text = filled.ok ? documentText(filled.value, (part) => part.text) : '';
      if (definition.missing === 'hide') expect(text).toBe('before\n\nafter');
      else expect(text).toBe(`before\n\nx ${definition.placeholder?.en} y\n\nafter`);
      expect(text).not.toContain('#');
    }
  });

  test('E-1 in a block of lines only the line of the missing value goes', () => {
    const html = '<p>#collector_name<br>#collector_phone<br>Acme</p>';
    expect(print(html, { collector_name: 'Claire' }).text).toBe('Claire\nAcme');
    expect(print('<p>a</p><p>#collector_name<br>#collector_phone</p>', {}).text).toBe('a');
    expect(print('<ul><li>a #late_interest</li><li>b</li></ul>', {}).text).toBe('- b');
    expect(print('<p>x</p><ul><li>#late_interest</li></ul>', {}).text).toBe('x');
  });

  test('E-1 tags for customers do not reach colleagues', () => {
    const values = { bank_details: { html: 'IBAN', text: 'IBAN' } };
    expect(print('<p>a</p><p>#bank_details</p>', values, 'colleague').text).toBe('a');
  });

  test('E-2 every tag of the specification is in the catalogue', () => {
    const asked = [
      'items_list',
      'overdue_items_list',
      'statement',
      'total_due',
      'total_overdue',
      'oldest_due_date',
      'days_overdue',
      'customer_name',
      'customer_number',
      'contact_name',
      'collector_name',
      'collector_email',
      'collector_phone',
      'company_name',
      'company_address',
      'company_logo',
      'bank_details',
      'late_interest',
      'fixed_compensation',
      'late_charges',
      'interactive_page_button',
      'client_account_email',
      'payment_link',
    ];
    expect(tagNames).toEqual(expect.arrayContaining(asked));
  });
});
