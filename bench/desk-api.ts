/** The API of a bench, on the product's database, with a collector who has signed in. */
import { localConnections } from '../api/connections/connections.ts';
import { noCarriers } from '../api/connections/letter-carriers.ts';
import { buildApp } from '../api/app.ts';
import type { App, AppDeps } from '../api/context.ts';
import { hashPassword } from '../api/plugins/passwords.ts';
import { createCaseSignals } from '../api/plugins/case-signals.ts';
import { openTemporal } from '../api/plugins/temporal.ts';
import { createVisitorDatabase } from '../prisma/visitors.ts';
import type { TestEntity } from '../test/support/ledger.ts';
import type { Product } from './product.ts';
import type { Stage } from './stage.ts';

export const origin = 'http://relance.test';
const password = 'a long enough password';

export interface BenchApi {
  app: App;
  /** Session of the entity's collector. */
  cookie: string;
  close(): Promise<void>;
}

export async function openApi(
  stage: Pick<Stage, 'address'>,
  { db, databaseUrl }: Pick<Product, 'db' | 'databaseUrl'>,
  entity: TestEntity,
  now: () => Date = () => new Date(),
  parts: Partial<AppDeps> = {},
): Promise<BenchApi> {
  const temporal = openTemporal({ address: stage.address, namespace: 'cases' });
  const visitors = createVisitorDatabase({ url: databaseUrl, poolSize: 5 });
  const app = await buildApp(
    {
      db,
      visitorDb: visitors.as,
      databaseUrl,
      temporal,
      cases: createCaseSignals({ db, temporal: temporal.client }),
      preview: () => Promise.reject(new Error('nobody asks for a preview here')),
      letters: {
        preview: () => Promise.reject(new Error('nobody asks for a letter here')),
        keep: () => Promise.reject(new Error('nobody asks for a letter here')),
        keepUnprinted: () => Promise.reject(new Error('nobody asks for a letter here')),
        bothSides: () => Promise.reject(new Error('nobody asks for a letter here')),
      },
      letterCodes: {
        request: () => Promise.reject(new Error('nobody asks for a code here')),
        enter: () => Promise.reject(new Error('nobody types a code here')),
      },
      previewNext: () => Promise.reject(new Error('nobody asks for a preview here')),
      previewTemplate: () => Promise.reject(new Error('nobody asks for a preview here')),
      previewWritten: () => Promise.reject(new Error('nobody asks for a preview here')),
      checkTemplate: () => Promise.reject(new Error('nobody saves a template here')),
      workbook: () => Promise.reject(new Error('nobody asks for a workbook here')),
      sheetPages: () => Promise.reject(new Error('nobody asks for a statement here')),
      connections: localConnections(),
      carriers: noCarriers,
      archiveParts: () => Promise.reject(new Error('nobody uploads here')),
      settings: {
        publicUrl: origin,
        trustedProxies: [],
        secret: 'a secret of at least thirty-two characters',
        // the person who signed in today is there on the calendar of a bench, too
        sessionHours: 24 * 36_500,
        undoSeconds: 0,
        localMailbox: false,
        version: 'bench',
        requestsPerMinute: 1_000_000,
        maxUploadBytes: 10_000_000,
      },
      now,
      ...parts,
    },
    { log: false },
  );
  return {
    app,
    cookie: await signIn(app, db, entity),
    async close() {
      await app.close();
      await temporal.close();
      await visitors.close();
    },
  };
}

async function signIn(app: App, db: Product['db'], { collectorId }: TestEntity): Promise<string> {
  const { email } = await db.user.update({
    where: { id: collectorId },
    data: { passwordHash: await hashPassword(password) },
    select: { email: true },
  });
  // The clocks of a bench are years apart: what one counted, another would wait for.
  await db.signInFailure.deleteMany();
  const response = await app.inject({
    method: 'POST',
    url: '/api/session',
    headers: { origin, 'content-type': 'application/json' },
    payload: JSON.stringify({ email, password }),
  });
  if (response.statusCode !== 200) throw new Error(`sign-in failed: ${response.body}`);
  return response.cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
}
