/** The API on the database of a story, by the story's clock: what collectors do while days pass. */
import { letterDesk } from './letter-desk.ts';
import { renderer } from './threads.ts';
import { visitorClient } from '../../prisma/visitors.ts';
import { tableXlsx } from '../../activities/adapters/render/table-xlsx.ts';
import { archiveParts } from '../../activities/adapters/spreadsheet/archive.ts';
import { previewAction, previewNext } from '../../activities/messages/preview.ts';
import { localConnections } from '../../api/connections/connections.ts';
import { noCarriers, type LetterCarriers } from '../../api/connections/letter-carriers.ts';
import { buildApp } from '../../api/app.ts';
import { hashPassword } from '../../api/plugins/passwords.ts';
import { createCaseSignals } from '../../api/plugins/case-signals.ts';
import { cookieOf, origin, password } from '../api/support.ts';
import type { TestEntity } from './ledger.ts';
import type { Story } from './story.ts';

export interface StoryApi {
  /** Signs in a member of the entity, made for it where no id is given; answers the cookie. */
  signIn(entity: TestEntity, userId?: string): Promise<string>;
  get(url: string, as: string): Promise<StoryAnswer>;
  post(url: string, as: string, body?: object): Promise<StoryAnswer>;
  /** As a program that shows an Authorization header. */
  tell(url: string, authorization: string, body: object): Promise<number>;
  close(): Promise<void>;
}

export interface StoryAnswer {
  status: number;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- answers differ by route; tests look into them
  body: any;
}

export async function openStoryApi(
  story: Story,
  { undoSeconds = 0, carriers = noCarriers }: { undoSeconds?: number; carriers?: LetterCarriers } = {},
): Promise<StoryApi> {
  const desk = letterDesk(story.db, renderer, origin, carriers.providers);
  const temporal = {
    client: story.client,
    reachable: async () => true,
    prepared: async () => true,
    close: async () => undefined,
  };
  const cases = createCaseSignals({ db: story.db, temporal: story.client });
  let now = await story.now();
  const app = await buildApp(
    {
      db: story.db,
      visitorDb: (scope) => visitorClient(story.db, scope),
      temporal,
      cases,
      preview: (input) => previewAction({ prisma: story.db, renderer, publicUrl: origin }, input),
      previewNext: (input) => previewNext({ prisma: story.db, renderer, publicUrl: origin }, input),
      previewTemplate: desk.previewTemplate,
      previewWritten: desk.previewWritten,
      letters: desk.letters,
      letterCodes: desk.letterCodes,
      sheetPages: desk.sheetPages,
      checkTemplate: (template, audience) => renderer.check(template, audience),
      workbook: tableXlsx,
      connections: localConnections(),
      carriers,
      archiveParts,
      settings: {
        publicUrl: origin,
        trustedProxies: [],
        secret: 'a secret of at least thirty-two characters',
        sessionHours: 24 * 3650,
        undoSeconds,
        localMailbox: false,
        version: 'test',
        requestsPerMinute: 1_000_000,
        maxUploadBytes: 10_000_000,
      },
      now: () => new Date(now),
    },
    { log: false },
  );
  const ask = async (method: 'GET' | 'POST', url: string, as: string, body?: object) => {
    now = await story.now();
    const response = await app.inject({
      method,
      url,
      headers: { cookie: as, ...(method === 'POST' ? { origin, 'content-type': 'application/json' } : {}) },
      ...(method === 'POST' ? { payload: JSON.stringify(body ?? {}) } : {}),
    });
    // No day passes in between: as if the signal arrived at once.
    await cases.settled();
    return { status: response.statusCode, body: response.json(), response };
  };
  return {
    async signIn(entity, userId) {
      const passwordHash = await hashPassword(password);
      const email = `${crypto.randomUUID()}@acme-test.example`;
      const user =
        userId === undefined
          ? await story.db.user.create({
              data: {
                email,
                name: 'Jonas Junior',
                role: 'collector',
                passwordHash,
                memberships: { create: { legalEntityId: entity.entityId } },
              },
            })
          : await story.db.user.update({ where: { id: userId }, data: { passwordHash } });
      const { response } = await ask('POST', '/api/session', '', { email: user.email, password });
      return cookieOf(response);
    },
    get: (url, as) => ask('GET', url, as),
    post: (url, as, body) => ask('POST', url, as, body),
    async tell(url, authorization, body) {
      now = await story.now();
      const headers = { authorization, 'content-type': 'application/json' };
      const { statusCode } = await app.inject({
        method: 'POST',
        url,
        headers,
        payload: JSON.stringify(body),
      });
      return statusCode;
    },
    async close() {
      await app.close();
    },
  };
}
