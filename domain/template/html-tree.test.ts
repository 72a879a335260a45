import { defaultTreeAdapter } from 'parse5';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { parseTemplateHtml } from './html.ts';

/** Nodes that were made or moved while reading: work that a clock would show on a slow machine only. */
function work(source: string): number {
  let count = 0;
  for (const name of ['createElement', 'appendChild', 'insertBefore', 'insertText', 'detachNode'] as const) {
    const original = defaultTreeAdapter[name] as (...args: unknown[]) => unknown;
    vi.spyOn(defaultTreeAdapter, name).mockImplementation(((...args: unknown[]) => {
      count += 1;
      return original(...args);
    }) as never);
  }
  parseTemplateHtml(source);
  vi.restoreAllMocks();
  return count;
}

describe('H5 markup that is mended', () => {
  afterEach(() => {
    vi.restoreAllMocks();
  });

  test.each([
    ['unclosed quotes', '<a "'],
    ['unclosed quotes of both kinds', `<a "<b '`],
    ['unclosed elements', '<a b'],
    ['declarations', '<!x'],
    ['signs', '<'],
    ['closed elements', '<b>x</b>'],
    ['styles left open', '<b><p>'],
    ['styles that differ left open', '<b class=#><p>'],
    ['links within links', '<a href="https://x.example"><p>'],
    ['styles closed in another order', '<b><i></b>'],
    ['tables within tables', '<table><td>'],
    ['text beside tables', '<table>x'],
    ['lists within lists', '<ul><li>'],
    ['unknown elements', '<x-y>'],
  ])('H5 %s cost no more than twice as much for twice the text', (_what, piece) => {
    for (const end of ['', '>', '">']) {
      const cost = (times: number) =>
        work(Array.from({ length: times }, (_, at) => piece.replace('#', String(at))).join('') + end);
      expect(cost(4000)).toBeLessThanOrEqual(2.1 * cost(2000) + 1000);
      expect(cost(4000)).toBeLessThanOrEqual(100_000);
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
