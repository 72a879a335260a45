import { afterEach, describe, expect, test } from 'vitest';
import { createRenderer, type Renderer } from '../../activities/adapters/render/renderer.ts';
import type { RenderJob } from '../../activities/adapters/render/job.ts';
import { composeInput, line } from './compose-input.ts';
import { bodyOf } from '../support/document.ts';
import type { Document } from '../../domain/model/document.ts';

let renderer: Renderer;
afterEach(() => renderer.close());

function job(more: Partial<RenderJob>): RenderJob {
  return {
    ...composeInput(),
    // As many as there are: what is tried here is what stops a renderer.
    lineLimit: Number.MAX_SAFE_INTEGER,
    locale: 'en-GB',
    audience: 'customer',
    subject: 'x',
    body: bodyOf('<p>x</p>'),
    ...more,
  };
}

describe('E-1 rendering has a budget', () => {
  test('E-1 a thread that overruns its time is killed, and the next message is rendered', async () => {
    renderer = createRenderer({ budgetMs: 600, heapMb: 1024 });
    await renderer.render(job({}));
    const many = Array.from({ length: 150_000 }, (_, n) => line(`F-${n}`, 100));
    const overrun = renderer.render(
      job({ lines: many, credits: [], body: bodyOf('<p>#statement</p>'.repeat(40)) }),
    );
    const next = renderer.render(job({}));
    expect(await overrun).toMatchObject({ ok: false, code: 'render_budget_exceeded' });
    expect(await next).toMatchObject({ ok: true });
  });

  test('E-1 a thread that overruns its memory is replaced', async () => {
    renderer = createRenderer({ budgetMs: 30_000, heapMb: 16 });
    const many = Array.from({ length: 60_000 }, (_, n) => line(`F-${n}`, 100));
    expect(
      await renderer.render(job({ lines: many, credits: [], body: bodyOf('<p>#statement</p>'.repeat(40)) })),
    ).toMatchObject({
      ok: false,
      code: 'render_budget_exceeded',
    });
    expect(await renderer.render(job({}))).toMatchObject({ ok: true });
  });

  test('E-1 more than a megabyte is refused', async () => {
    renderer = createRenderer({ budgetMs: 20_000 });
    const outcome = await renderer.render(
      job({
        customer: { number: 'C-1', name: 'x'.repeat(1_000) },
        body: bodyOf('<p>#customer_name</p>'.repeat(600)),
      }),
    );
    expect(outcome).toMatchObject({ ok: false, code: 'render_budget_exceeded' });
  });

  test('E-1 E-2 a text full of tables lists fewer lines rather than leave nobody written to', async () => {
    renderer = createRenderer({ budgetMs: 20_000 });
    const lines = Array.from({ length: 400 }, (_, n) => line(`F-${n}`, 100));
    const outcome = await renderer.render(
      job({ lines, credits: [], totals: { EUR: 40_000 }, body: bodyOf('<p>#statement</p>'.repeat(20)) }),
    );
    if (!outcome.ok) throw new Error(outcome.code);
    expect(outcome.value.isCut).toBe(true);
    expect(outcome.value.html.length + outcome.value.text.length).toBeLessThanOrEqual(1_000_000);
  });

  test.each([
    ['deep nesting', '<ul><li>'.repeat(5_000)],
    ['many open brackets', '<a '.repeat(16_000)],
    ['many open quotes', '<a href="'.repeat(5_000)],
    ['loops of another language', '{{#each items}}'.repeat(4) + '{{/each}}'.repeat(4)],
    ['many tags', '#customer_name '.repeat(3_300)],
    ['unclosed comments', '<!--'.repeat(12_000)],
    ['declarations that never end', '<!a'.repeat(16_000)],
    ['what is dropped, thousands of times', '<script></script>'.repeat(2_900)],
    ['tags after many lines', `${'\n'.repeat(40_000)}${'#customer_name '.repeat(600)}`],
  ])('E-1 a hostile template (%s) is answered within the budget', async (_title, html) => {
    renderer = createRenderer();
    const saved = await renderer.check({ subject: 'x', body: { html } }, 'customer');
    const outcome = saved.ok ? await renderer.render(job({ body: saved.value.body })) : saved;
    for (const answer of [outcome, saved])
      if (!answer.ok) expect(['template_invalid', 'render_budget_exceeded']).toContain(answer.code);
  });

  test.each([{ type: 'Program', body: [] }, ['<p>x</p>'], 42, null])(
    'E-1 %j is not a template',
    async (body) => {
      renderer = createRenderer();
      expect(await renderer.render(job({ body: body as unknown as Document }))).toMatchObject({
        ok: false,
        code: 'template_invalid',
      });
    },
  );
});
