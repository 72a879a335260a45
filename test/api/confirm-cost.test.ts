import { afterAll, beforeAll, expect, it } from 'vitest';
import { countStatements } from '../support/statements.ts';
import { proposeSeeded } from './standing-action.ts';
import { seedEntity, startTestApi, type Seeded, type TestApi } from './support.ts';

let api: TestApi;
let mine: Seeded;
let cookie: string;
beforeAll(async () => {
  api = await startTestApi({ undoSeconds: 20 });
  mine = await seedEntity(api.db, 'MINE');
  cookie = await api.signIn(mine.users.collector.email);
});
afterAll(() => api.close());

/** The first words of each, in the order of how often they were sent. */
const shortly = (text: string) =>
  text.replace('/* prepared */', '').trim().replaceAll(/\s+/g, ' ').slice(0, 60);

it('A-2 a confirmation costs the database six statements, the session one of them, and one commit', async () => {
  const { positionHash } = await proposeSeeded(api, mine);
  await api.app.ready();
  const statements = countStatements();
  const response = await api.ask({
    method: 'POST',
    url: `/api/entities/${mine.entityId}/actions/${mine.actionId}/confirm`,
    as: cookie,
    body: { key: crypto.randomUUID(), positionHash },
  });
  const [count, texts] = [statements.count(), statements.texts()];
  statements.stop();
  expect(response.statusCode, response.body).toBe(200);
  expect(count, texts.map(([text, times]) => `${times} ${shortly(text)}`).join('\n')).toBe(6);
  expect(texts.filter(([text]) => text.includes('"Session"'))).toMatchObject([[expect.anything(), 1]]);
  expect(texts.filter(([text]) => text === 'COMMIT')).toEqual([['COMMIT', 1]]);
});
