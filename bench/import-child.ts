/** Imports one file in a process of its own, so that its memory can be measured: database URL, entity, file, day. */
import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import { readImport } from '../activities/imports/read-import.ts';
import { createPrismaClient } from '../prisma/client.ts';
import { storeFile } from '../prisma/queries/files/write.ts';
import { importRun } from '../prisma/queries/imports/read.ts';
import { receiveImport } from '../application/imports/receive.ts';
import { applyImport } from '../application/imports/apply.ts';

/** Printed as one line of JSON. */
export interface ImportFigures {
  storeMs: number;
  readMs: number;
  applyMs: number;
  /** Of the whole process, Node.js itself included. */
  peakRssMb: number;
  counts: Record<string, number>;
}

async function main([url, legalEntityId, file, asOf]: string[]): Promise<ImportFigures> {
  if (!url || !legalEntityId || !file || !asOf) throw new Error('database URL, entity, file, day');
  const db = createPrismaClient({ url, poolSize: 2 });
  try {
    await db.$queryRaw`select 1`;
    const laps = [performance.now()];
    const lap = () => laps.push(performance.now());
    const name = basename(file);
    const stored = await storeFile(db, { name, content: createReadStream(file), maxBytes: 1 << 30 });
    lap();
    const importId = await receiveImport(db, {
      legalEntityId,
      sourceName: 'bench',
      kind: 'items',
      mode: 'full',
      asOf,
      fileId: stored.id,
      fileName: name,
      fileSha256: stored.sha256,
      reading: {},
      createdBy: null,
      readBy: 'caller',
    });
    const state = await readImport({ db }, importId);
    lap();
    if (state !== 'review') throw new Error(`the file cannot be applied: ${state}`);
    await applyImport(db, importId, { userId: null }, new Date());
    lap();
    const run = await importRun(db, importId);
    const [storeMs, readMs, applyMs] = laps.slice(1).map((at, nth) => at - laps[nth]!) as [
      number,
      number,
      number,
    ];
    return {
      storeMs,
      readMs,
      applyMs,
      peakRssMb: process.resourceUsage().maxRSS / 1024,
      counts: run?.counts ?? {},
    };
  } finally {
    await db.$disconnect();
  }
}

process.stdout.write(`${JSON.stringify(await main(process.argv.slice(2)))}\n`);
