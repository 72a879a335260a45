import { refuse } from '../domain/errors.ts';
import { createPrismaClient } from '../prisma/client.ts';
import { localConnections } from './connections/connections.ts';
import { noCarriers } from './connections/letter-carriers.ts';
import type { AppDeps } from './context.ts';
import { createCaseSignals } from './plugins/case-signals.ts';
import { openTemporal } from './plugins/temporal.ts';

/** Enough to build the routes and describe them: every connection is lazy and none is opened. */
export function describedDeps(): AppDeps {
  const temporal = openTemporal({ address: '127.0.0.1:7233', namespace: 'default' });
  const db = createPrismaClient({ url: 'postgresql://localhost/none' });
  return {
    db,
    visitorDb: () => db,
    temporal,
    cases: createCaseSignals({ db, temporal: temporal.client }),
    preview: async () => refuse('service_unavailable'),
    previewNext: async () => refuse('service_unavailable'),
    previewTemplate: async () => refuse('service_unavailable'),
    previewWritten: async () => refuse('service_unavailable'),
    letters: {
      preview: async () => refuse('service_unavailable'),
      keep: async () => refuse('service_unavailable'),
      keepUnprinted: async () => refuse('service_unavailable'),
      bothSides: async () => refuse('service_unavailable'),
    },
    letterCodes: {
      request: async () => refuse('service_unavailable'),
      enter: async () => refuse('service_unavailable'),
    },
    workbook: async () => new Uint8Array(),
    sheetPages: async () => refuse('service_unavailable'),
    archiveParts: async () => [],
    connections: localConnections(),
    carriers: noCarriers,
    checkTemplate: async () => refuse('service_unavailable'),
    settings: {
      publicUrl: 'http://localhost:8080',
      trustedProxies: [],
      secret: '',
      sessionHours: 12,
      undoSeconds: 0,
      localMailbox: true,
      version: '0',
      requestsPerMinute: 600,
      maxUploadBytes: 1,
    },
    now: () => new Date(),
  };
}
