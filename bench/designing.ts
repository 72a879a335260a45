/** Somebody who designs a text: each save, and the preview on a customer that follows it. */
import { previewTemplate } from '../activities/messages/preview-template.ts';
import { createRenderer } from '../activities/adapters/render/renderer.ts';
import { createLetterRenderer } from '../activities/rendering/letter/renderer.ts';
import { documentFromHtml } from '../domain/document/from-template.ts';
import type { TemplateForm } from '../domain/vocabulary/scenarios.ts';
import { createPrismaClient } from '../prisma/client.ts';
import { openDatabase, type OpenDatabase } from '../test/support/database.ts';
import { letterDebtor, letterEntity } from '../test/support/letter-post.ts';
import { evaluateCase } from '../application/case/evaluate.ts';
import { latency, timed, type Latency } from './confirm.ts';
import { openApi, origin, type BenchApi } from './desk-api.ts';
import type { Stage } from './stage.ts';

const now = new Date('2034-06-06T09:00:00Z');

export class Designing {
  readonly #api: BenchApi;
  readonly #base: string;
  readonly #customerId: string;
  readonly #close: () => Promise<unknown>;
  #saved = 0;

  private constructor(parts: {
    api: BenchApi;
    base: string;
    customerId: string;
    close: () => Promise<unknown>;
  }) {
    this.#api = parts.api;
    this.#base = parts.base;
    this.#customerId = parts.customerId;
    this.#close = parts.close;
  }

  static async open(stage: Stage): Promise<Designing> {
    const databaseUrl = await stage.database('designing');
    const db: OpenDatabase = openDatabase(createPrismaClient({ url: databaseUrl, poolSize: 5 }));
    const entity = await letterEntity(db, { kind: 'standard' });
    await db.user.update({ where: { id: entity.collectorId }, data: { role: 'administrator' } });
    const { customerId } = await letterDebtor(db, entity, { dueOn: '2034-06-01' });
    await db.$transaction((tx) => evaluateCase(tx, customerId, now.getTime()));
    const renderer = createRenderer();
    const letters = createLetterRenderer();
    const api = await openApi(stage, { db, databaseUrl }, entity, () => now, {
      checkTemplate: (template, audience) => renderer.check(template, audience),
      previewTemplate: (input) =>
        previewTemplate({ prisma: db, renderer, letters, publicUrl: origin }, input),
    });
    const close = async () => {
      await api.close();
      await Promise.all([renderer.close(), letters.close(), db.$disconnect()]);
    };
    return new Designing({ api, base: `/api/entities/${entity.entityId}/templates`, customerId, close });
  }

  /** From the click on Save until the preview of the saved text is there. */
  async saveAndPreview(form: TemplateForm, count: number): Promise<Latency> {
    const times: number[] = [];
    for (let at = 0; at < count; at += 1) times.push(await timed(() => this.#once(form)));
    return latency(times);
  }

  async #once(form: TemplateForm): Promise<void> {
    this.#saved += 1;
    const text = { subject: `Relance ${this.#saved} #total_due`, body: bodyOf(this.#saved) };
    const shape = { form, audience: 'customer' };
    await this.#ask('PUT', `${this.#base}/${form === 'letter' ? 'bench_letter' : 'bench_mail'}/fr`, {
      ...{ name: 'Bench', ...shape, ...text },
    });
    const draft = { ...shape, ...text, language: 'fr', customerId: this.#customerId };
    await this.#ask('POST', `${this.#base}/preview`, draft);
  }

  async #ask(method: 'PUT' | 'POST', url: string, body: object): Promise<void> {
    const response = await this.#api.app.inject({
      method,
      url,
      headers: { origin, cookie: this.#api.cookie, 'content-type': 'application/json' },
      payload: JSON.stringify(body),
    });
    if (response.statusCode !== 200) throw new Error(`${url}: ${response.statusCode} ${response.body}`);
  }

  async close(): Promise<void> {
    await this.#close();
  }
}

function bodyOf(edition: number): object {
  const read = documentFromHtml(
    `<p>Bonjour #customer_name,</p><p>Merci de régler <b>#total_due</b> (édition ${edition}).</p>` +
      '<p>#items_list</p><p>#bank_details</p><p>Cordialement<br>#collector_name</p>',
  );
  if (!read.ok) throw new Error(read.code);
  return read.value;
}
