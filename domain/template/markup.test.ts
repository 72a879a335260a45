import fc from 'fast-check';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { parseTemplateHtml } from './html.ts';
import { MarkupScanner } from './markup.ts';

function* found(source: string) {
  const scanner = new MarkupScanner(source);
  for (let one = scanner.next(0); one; one = scanner.next(one.end)) yield one;
}

function steps(source: string): number {
  const scanner = new MarkupScanner(source);
  for (let one = scanner.next(0); one; one = scanner.next(one.end));
  return scanner.steps;
}

describe('H5 elements of a template', () => {
  test('H5 are found as a pattern that reads them again from each place would', () => {
    const pattern =
      /<!--[\s\S]*?(?:-->|$)|<!(?:[^>]*)>|<(\/?)([a-zA-Z][a-zA-Z0-9]*)((?:"[^"]*"|'[^']*'|[^"'<>])*)>/g;
    const piece = fc.constantFrom(
      ...[
        '<',
        '>',
        '"',
        "'",
        '<a ',
        '</p>',
        '<b',
        '<!--',
        '-->',
        '<!',
        'href=',
        ' ',
        'x',
        '/',
        '<a href="x">',
      ],
    );
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 25 }).map((pieces) => pieces.join('')),
        (source) => {
          const expected = [...source.matchAll(pattern)].map((match) => ({
            index: match.index,
            end: match.index + match[0].length,
            isClosing: match[1] === '/',
            attributes: match[3] ?? '',
            ...(match[2] === undefined ? {} : { name: match[2] }),
          }));
          expect([...found(source)]).toEqual(expected);
        },
      ),
      { numRuns: 5000 },
    );
  });

  test.each([
    ['unclosed quotes', '<a "'],
    ['unclosed quotes of both kinds', `<a "<b '`],
    ['unclosed elements', '<a b'],
    ['declarations', '<!x'],
    ['signs', '<'],
    ['closed elements', '<b>x</b>'],
  ])('H5 %s cost as much again for twice the text', (_what, piece) => {
    for (const end of ['', '>', '">']) {
      const cost = (times: number) => steps(piece.repeat(times) + end);
      expect(cost(8000)).toBeLessThanOrEqual(2.1 * cost(4000));
      expect(cost(8000)).toBeLessThanOrEqual(4 * 8000 * piece.length);
    }
  });
});

describe('H5 a template with very many tags, lines or dropped elements', () => {
  afterEach(() => {
    vi.restoreAllMocks();
  });

  /** Characters that were copied or split while reading: work that a clock would show on a slow machine only. */
  function charactersHandled(source: string): number {
    let count = 0;
    for (const name of ['slice', 'split', 'toLowerCase', 'substring'] as const) {
      const original = String.prototype[name] as (this: string, ...args: unknown[]) => unknown;
      vi.spyOn(String.prototype, name).mockImplementation(function (this: string, ...args: unknown[]) {
        const result = original.apply(this, args);
        count += typeof result === 'string' ? result.length : this.length;
        return result as never;
      });
    }
    parseTemplateHtml(source);
    vi.restoreAllMocks();
    return count;
  }

  test.each([
    ['tags', (times: number) => '#customer_name\n'.repeat(times)],
    ['dropped elements', (times: number) => '<style></style>'.repeat(times)],
    ['links', (times: number) => '<a href="#interactive_page_link">x</a> '.repeat(times)],
  ])('H5 %s: twice as many are twice the work', (_what, make) => {
    expect(charactersHandled(make(1200))).toBeLessThanOrEqual(2.2 * charactersHandled(make(600)) + 1000);
  });
});
