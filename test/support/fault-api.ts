/** The API with its real way to the cases, on a database and Temporal address of the test's choice. */
import { letterDesk } from './letter-desk.ts';
import { renderer } from './threads.ts';
import { visitorClient } from '../../prisma/visitors.ts';
import { tableXlsx } from '../../activities/adapters/render/table-xlsx.ts';
import { archiveParts } from '../../activities/adapters/spreadsheet/archive.ts';
import { previewAction, previewNext } from '../../activities/messages/preview.ts';
import { localConnections } from '../../api/connections/connections.ts';
import { noCarriers } from '../../api/connections/letter-carriers.ts';
import { buildApp } from '../../api/app.ts';
import { hashPassword } from '../../api/plugins/passwords.ts';
import { createCaseSignals } from '../../api/plugins/case-signals.ts';
import { openTemporal } from '../../api/plugins/temporal.ts';
import type { OpenDatabase } from './database.ts';
import type { TestEntity } from './ledger.ts';

const origin = 'http://relance.test';
const password = 'a long enough password';

export interface FaultApi {
  /** As the entity's collector, under /api/entities/<entity>. */
  post(path: string, body: unknown): Promise<{ status: number; body: Record<string, unknown> }>;
  close(): Promise<void>;
}

export async function startFaultApi(parts: {
  db: OpenDatabase;
  temporal: { address: string; namespace: string };
  entity: TestEntity;
}): Promise<FaultApi> {
  const { db, entity } = parts;
  const temporal = openTemporal(parts.temporal);
  const desk = letterDesk(db, renderer, origin);
  const app = await buildApp(
    {
      db,
      visitorDb: (scope) => visitorClient(db, scope),
      temporal,
      cases: createCaseSignals({ db, temporal: temporal.client }),
      preview: (input) => previewAction({ prisma: db, renderer, publicUrl: origin }, input),
      previewNext: (input) => previewNext({ prisma: db, renderer, publicUrl: origin }, input),
      previewTemplate: desk.previewTemplate,
      previewWritten: desk.previewWritten,
      letters: desk.letters,
      letterCodes: desk.letterCodes,
      sheetPages: desk.sheetPages,
      checkTemplate: (template, audience) => renderer.check(template, audience),
      workbook: tableXlsx,
      connections: localConnections(),
      carriers: noCarriers,
      archiveParts,
      settings: {
        publicUrl: origin,
        trustedProxies: [],
        secret: 'a secret of at least thirty-two characters',
        sessionHours: 1,
        undoSeconds: 0,
        localMailbox: false,
        version: 'test',
        requestsPerMinute: 10_000,
        maxUploadBytes: 1_000_000,
      },
      now: () => new Date(),
    },
    { log: false },
  );
  const passwordHash = await hashPassword(password);
  const { email } = await db.user.update({ where: { id: entity.collectorId }, data: { passwordHash } });
  const send = (url: string, body: unknown, cookie = '') =>
    app.inject({
      method: 'POST',
      url,
      headers: { origin, cookie, 'content-type': 'application/json' },
      payload: JSON.stringify(body),
    });
  const session = await send('/api/session', { email, password });
  if (session.statusCode !== 200) throw new Error(`sign-in failed: ${session.body}`);
  const cookie = session.cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
  return {
    async post(path, body) {
      const answer = await send(`/api/entities/${entity.entityId}${path}`, body, cookie);
      return { status: answer.statusCode, body: answer.json() };
    },
    async close() {
      await app.close();
      await temporal.close();
    },
  };
}
