/** The API process: listens, and stops on a signal without cutting anybody off. */
import { flushCompileCache } from 'node:module';
import { hostname } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { createQualifier } from '../activities/adapters/qualifier/openai-compatible.ts';
import { createRenderer } from '../activities/adapters/render/renderer.ts';
import { tableXlsx } from '../activities/adapters/render/table-xlsx.ts';
import { archiveParts } from '../activities/adapters/spreadsheet/archive.ts';
import { keepLetter, keepUnprinted, previewLetter } from '../activities/case/letters.ts';
import { enterLetterCode, requestLetterCode } from '../activities/letters/by-code.ts';
import { createLetterRenderer } from '../activities/rendering/letter/renderer.ts';
import { previewWritten } from '../activities/case/preview-written.ts';
import { previewAction, previewNext } from '../activities/messages/preview.ts';
import { previewTemplate } from '../activities/messages/preview-template.ts';
import { readConnectedSettings, type ConnectedSettings } from '../config/settings.ts';
import { ConfigRefused } from '../config/environment.ts';
import { isReachable } from '../config/production.ts';
import { createPrismaClient, statementTimeoutsMs, type PrismaClient } from '../prisma/client.ts';
import { createVisitorDatabase } from '../prisma/visitors.ts';
import { createReplayer } from '../runtime/temporal/replayer.ts';
import { buildApp } from './app.ts';
import { createConnections } from './connections/connections.ts';
import { createLetterCarriers, type LetterCarriers } from './connections/letter-carriers.ts';
import { createPaymentTakers } from './connections/payment-connectors.ts';
import type { App, AppDeps, AppSettings } from './context.ts';
import { createDocumentStore, type DocumentStore } from '../activities/adapters/document-store.ts';
import { loggerOptions } from './plugins/logging.ts';
import { createCaseSignals } from './plugins/case-signals.ts';
import { openTemporal, type TemporalAccess } from './plugins/temporal.ts';
import { openCaptureDoor } from './inbound/capture-door.ts';

/** Open requests get this long to end before their connections are closed. */
const stopWithinMs = 15_000;
const root = path.resolve(import.meta.dirname, '..');

export interface RunningApi {
  /** Where it listens, `http://127.0.0.1:3000`. */
  address: string;
  stop(): Promise<void>;
}

/**
 * Starts listening. The database and Temporal may be away: requests that need them get 503 until they are back.
 * Rejects when the port is taken.
 */
export async function startApi(settings: ConnectedSettings): Promise<RunningApi> {
  const { databaseUrl, databasePoolSize, publicUrl } = settings;
  const db = createPrismaClient({
    url: databaseUrl,
    poolSize: databasePoolSize,
    statementTimeoutMs: statementTimeoutsMs.page,
  });
  const visitors = createVisitorDatabase({
    url: settings.visitorDatabaseUrl,
    poolSize: visitorPoolSize(databasePoolSize),
    statementTimeoutMs: statementTimeoutsMs.page,
  });
  const temporal = openTemporal(settings.temporal);
  const documentStore = settings.documentStore && createDocumentStore(settings.documentStore);
  const carriers = createLetterCarriers(settings.letterAccounts);
  const texts = messageTexts(db, settings, { documents: documentStore, carriers });
  const app = await buildApp(
    {
      db,
      visitorDb: visitors.as,
      databaseUrl,
      temporal,
      cases: createCaseSignals({ db, temporal: temporal.client }),
      ...texts.deps,
      replayer: createReplayer(),
      workbook: tableXlsx,
      archiveParts,
      connections: createConnections(settings),
      carriers,
      takers: createPaymentTakers(settings.paymentAccounts),
      ...(documentStore && { documentStore }),
      ...captureFacts(settings),
      qualifier: settings.qualifier && createQualifier(settings.qualifier),
      settings: appSettings(settings),
      now: () => new Date(),
    },
    { log: { ...loggerOptions, level: settings.logLevel } },
  );
  const captureDoor = captureDoorOf(settings, db, app);
  const stop = async () => {
    const forced = setTimeout(() => app.server.closeAllConnections(), stopWithinMs);
    await Promise.all([app.close(), captureDoor?.close()]);
    clearTimeout(forced);
    await Promise.all([texts.close(), temporal.close(), db.$disconnect(), visitors.close()]);
  };
  try {
    const address = await app.listen({ host: settings.host, port: settings.port ?? defaultPort(publicUrl) });
    await warnUnprepared(app, temporal, settings.temporal.namespace);
    return { address, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Mail to capture addresses, where it comes to this process. */
function captureDoorOf({ captureSmtp, captureLimits }: ConnectedSettings, db: PrismaClient, app: App) {
  return (
    captureSmtp &&
    openCaptureDoor({
      db,
      ...captureSmtp,
      limits: captureLimits,
      now: () => new Date(),
      onTrouble: (error) => app.log.error({ err: error }, 'mail to capture addresses'),
    })
  );
}

/** What pages say of the door for captured mail. */
function captureFacts({
  captureSmtp,
  captureLimits,
}: ConnectedSettings): Pick<AppDeps, 'captureSmtp' | 'captureLimits'> {
  if (captureSmtp === undefined) return { captureLimits };
  const { host, port, tls } = captureSmtp;
  return { captureLimits, captureSmtp: { host, port, startTls: tls !== undefined } };
}

function appSettings(settings: ConnectedSettings): AppSettings {
  const { publicUrl, trustedProxies, sessionHours, undoSeconds } = settings;
  return {
    publicUrl,
    trustedProxies,
    secret: settings.secret,
    sessionHours,
    undoSeconds,
    localMailbox: settings.mailboxPages,
    ...(settings.captureSmtp && { mailListener: { port: settings.captureSmtp.port } }),
    webBuildFolder: path.join(root, 'web', 'build'),
    version: '0.1.0',
    ...(settings.temporal.pagesUrl && { temporalPages: settings.temporal.pagesUrl }),
    requestsPerMinute: settings.requestsPerMinute,
    maxUploadBytes: settings.maxUploadBytes,
    ...(settings.qualifier && { qualifier: shownQualifier(settings.qualifier) }),
    refusesDemoPassword: settings.production || isReachable(settings.host, publicUrl),
  };
}

function shownQualifier({ url, model, dayCap, dayCalls }: NonNullable<ConnectedSettings['qualifier']>) {
  const capMicros = dayCap === null ? null : Math.round(dayCap * 1_000_000);
  return { endpoint: new URL(url).origin, model, capMicros, mostCallsADay: dayCalls };
}

type MessageTexts = Pick<
  AppDeps,
  | 'preview'
  | 'previewNext'
  | 'previewTemplate'
  | 'previewWritten'
  | 'letters'
  | 'letterCodes'
  | 'checkTemplate'
  | 'sheetPages'
>;

/** What is shown of messages before they leave: each on a thread that can be ended. */
function messageTexts(
  prisma: PrismaClient,
  { publicUrl, secret }: ConnectedSettings,
  { documents, carriers }: { documents: DocumentStore | undefined; carriers: LetterCarriers },
): { deps: MessageTexts; close: () => Promise<unknown> } {
  const renderer = createRenderer();
  const letters = createLetterRenderer();
  const previewDeps = { prisma, renderer, publicUrl, documents };
  const letterDeps = { ...previewDeps, letters, secret };
  const priced = { ...letterDeps, providers: carriers.providers };
  const worker = `api/${hostname()}/${process.pid}`;
  const byCode = { prisma, letters, providers: carriers.providers, secret, publicUrl, worker };
  return {
    deps: {
      preview: (input) => previewAction(previewDeps, input),
      previewNext: (input) => previewNext(previewDeps, input),
      previewTemplate: (input) => previewTemplate({ ...previewDeps, letters }, input),
      previewWritten: (input) => previewWritten(priced, input),
      letters: {
        preview: (input) => previewLetter(priced, input),
        keep: (input) => keepLetter(letterDeps, input),
        keepUnprinted: (input) => keepUnprinted(letterDeps, input),
        bothSides: (pdf) => letters.bothSides(pdf),
      },
      letterCodes: {
        request: (by) => requestLetterCode(byCode, by),
        enter: (by) => enterLetterCode(byCode, by),
      },
      checkTemplate: (template, audience) => renderer.check(template, audience),
      sheetPages: (pages) => letters.sheet(pages),
    },
    close: () => Promise.all([renderer.close(), letters.close()]),
  };
}

/** The pages work without, so that the server starts all the same; cases would hang. */
async function warnUnprepared(app: App, temporal: TemporalAccess, namespace: string): Promise<void> {
  if (!(await temporal.reachable()) || (await temporal.prepared())) return;
  app.log.error(
    `Temporal's namespace ${namespace} is not prepared: search attributes are missing, and no case can be followed. ` +
      'Run "node runtime/prepare.ts" with the settings of this process.',
  );
}

/** Visitors have fewer connections, and their own. */
function visitorPoolSize(databasePoolSize: number): number {
  return Math.max(2, Math.ceil(databasePoolSize / 2));
}

/** The port that links name, where nothing else is set. */
function defaultPort(publicUrl: string): number {
  const { port, protocol } = new URL(publicUrl);
  if (port !== '') return Number(port);
  return protocol === 'https:' ? 443 : 80;
}

async function main(): Promise<void> {
  const api = await startApi(readConnectedSettings());
  process.send?.({ ready: api.address });
  flushCompileCache();
  let stopping: Promise<void> | undefined;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      stopping ??= api.stop().then(() => process.exit(0));
    });
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  main().catch((error: unknown) => {
    const refused = error instanceof ConfigRefused || (error as { code?: string }).code === 'EADDRINUSE';
    process.stderr.write(
      `${error instanceof Error ? (refused ? error.message : error.stack) : String(error)}\n`,
    );
    process.exitCode = 1;
  });
}
