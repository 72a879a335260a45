import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { clipboardHtml } from './clipboard.ts';

const item = (level: number, sign: string, text: string) =>
  `<p class=MsoListParagraphCxSpMiddle style='text-indent:-18.0pt;mso-list:l0 level${level} lfo1'>` +
  `<![if !supportLists]><span style='font-family:Symbol;mso-list:Ignore'>${sign}<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp; </span></span><![endif]>` +
  `${text}<o:p></o:p></p>`;

describe('E-1 what is pasted', () => {
  test.each([
    [
      'a paragraph of Word',
      `<html xmlns:o="urn:x"><head><style>p.MsoNormal{margin:0}</style></head><body lang=FR><!--StartFragment--><p class=MsoNormal style='text-align:center'><b><span style='font-size:14.0pt;color:#C00000;mso-fareast-language:EN-US'>Relance</span></b><o:p></o:p></p><!--EndFragment--></body></html>`,
      '<p data-align="center"><strong><span data-color="#c00000" data-size="large">Relance</span></strong></p>',
    ],
    [
      'lists of Word, one within the other',
      item(1, '·', 'one') + '\n' + item(2, 'o', 'inside') + item(1, '·', 'two') + '<p>after</p>',
      '<ul><li><p>one</p><ul><li><p>inside</p></li></ul></li><li><p>two</p></li></ul><p>after</p>',
    ],
    [
      'a numbered list of Outlook',
      item(1, '1.', 'first') + item(1, '2.', 'second'),
      '<ol><li><p>first</p></li><li><p>second</p></li></ol>',
    ],
    [
      'a table of Excel',
      '<table><col width=80><tr><td style="color:black">F-1</td><td align=right>12,00</td></tr><tr><td colspan=2>Total</td></tr></table>',
      '<table><tbody><tr><td><p>F-1</p></td><td><p data-align="end">12,00</p></td></tr><tr><td><p>Total</p></td><td></td></tr></tbody></table>',
    ],
    [
      'a table within a table',
      '<table><tr><td>a</td><td><table><tr><td>b</td><td>c</td></tr></table></td></tr></table>',
      '<table><tbody><tr><td><p>a</p></td><td><p>b</p><p>c</p></td></tr></tbody></table>',
    ],
    ['a frame of one cell', '<table><tr><td><p>framed</p></td></tr></table>', '<p>framed</p>'],
    [
      'scripts, handlers, pictures and addresses that are none',
      '<p onclick="x()">a<script>alert(1)</script><img src=x onerror=y>b <a href="javascript:alert(1)">c</a> <a href="https://x.example">d</a></p>',
      '<p>ab c <a href="https://x.example/">d</a></p>',
    ],
    [
      'what Google Docs wraps in a bold that is none',
      '<b style="font-weight:normal" id="docs-internal-guid-1"><p dir="ltr"><span style="font-weight:700">x</span></p></b>',
      '<p><strong>x</strong></p>',
    ],
    ['words in other directions and scripts', '<p dir=rtl>مرحبا</p><p>汉字</p>', '<p>مرحبا</p><p>汉字</p>'],
    ['what looks like a tag', '<p>#total_due {{x}}</p>', '<p>#total_due {{x}}</p>'],
    ['white words that nobody would see', '<p style="color:#fff">x</p>', '<p>x</p>'],
    ['what is hidden', '<p>a<span style="display:none">secret</span>b</p>', '<p>ab</p>'],
    ['deep markup', '<b>'.repeat(400) + 'deep', '<p>deep</p>'],
  ])('E-1 of %s stays what a text may hold', (_what, pasted, stays) => {
    expect(clipboardHtml(pasted)).toBe(stays);
  });

  test('E-1 whatever is pasted, only what the editor knows comes in', () => {
    const piece = fc.constantFrom(
      ...[
        '<p>',
        '</p>',
        '<b>',
        '</b>',
        '<script>',
        '</script>',
        '<table><tr><td>',
        '</table>',
        '<style>',
        'x',
      ],
      ...[
        '<li>',
        '<ul>',
        '</ul>',
        '<a href="javascript:x">',
        '<a href="https://x.example">',
        '</a>',
        '&lt;b&gt;',
      ],
      ...[
        '<img src=x onerror=alert(1)>',
        '<svg onload=x>',
        '<p style="mso-list:l0 level2 lfo1">',
        '<iframe src=x>',
      ],
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 25 }), (pieces) => {
        const cleaned = clipboardHtml(pieces.join(''));
        for (const [, name] of cleaned.matchAll(/<([a-z0-9]+)/g))
          expect([
            ...[
              'p',
              'h2',
              'h3',
              'ul',
              'ol',
              'li',
              'blockquote',
              'br',
              'hr',
              'table',
              'tbody',
              'tr',
              'td',
              'th',
            ],
            ...['a', 'strong', 'em', 'u', 'span'],
          ]).toContain(name);
        expect(cleaned).not.toMatch(/<[^>]*(?:on[a-z]+=|javascript:|style=)/i);
      }),
      { numRuns: 500 },
    );
  });
});
