/**
 * Prisma's schema engine as WebAssembly: migrations without the native engine, which is downloaded from a host
 * that many machines do not reach. It writes the usual `_prisma_migrations` table, so `prisma migrate deploy`
 * stays possible.
 */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { PrismaPg } from '@prisma/adapter-pg';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import * as binding from '@prisma/schema-engine-wasm/schema_engine_bg';
import pg from 'pg';
import { DatabaseSession } from '../../prisma/session.ts';
import type { MigrationList, SchemaEngine } from '@prisma/schema-engine-wasm';

export type { MigrationList, SchemaEngine };

interface WasmExports {
  __wbindgen_start(): void;
}
interface EngineBinding {
  __wbg_set_wasm(exports: WasmExports): void;
  SchemaEngine: typeof SchemaEngine;
}

/** What Node has of the browser's WebAssembly; the DOM types would bring the rest of a browser along. */
declare const WebAssembly: {
  instantiate(code: Uint8Array, imports: Record<string, object>): Promise<{ instance: { exports: unknown } }>;
};

let loading: Promise<typeof SchemaEngine> | undefined;

/** The package's own entry imports the .wasm file as a module, which Node does not do without a flag. */
function loadEngine(): Promise<typeof SchemaEngine> {
  loading ??= (async () => {
    const engine = binding as unknown as EngineBinding;
    const entry = createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm');
    const code = await readFile(path.join(path.dirname(entry), 'schema_engine_bg.wasm'));
    const { instance } = await WebAssembly.instantiate(code, { './schema_engine_bg.js': engine });
    const exports = instance.exports as WasmExports;
    engine.__wbg_set_wasm(exports);
    exports.__wbindgen_start();
    return engine.SchemaEngine;
  })();
  return loading;
}

/**
 * Works with an engine bound to the database at `url` and closes its connections after. Throws when the database
 * does not answer.
 */
export async function withSchemaEngine<T>(
  url: string,
  work: (engine: SchemaEngine) => Promise<T>,
): Promise<T> {
  const engineType = await loadEngine();
  const pool = new pg.Pool({
    Client: DatabaseSession,
    connectionString: url,
    max: 2,
    connectionTimeoutMillis: 10_000,
  });
  pool.on('error', () => undefined);
  try {
    const adapter = bindMigrationAwareSqlAdapterFactory(new PrismaPg(pool));
    const engine = await engineType.new({ datamodels: undefined }, () => undefined, adapter);
    try {
      return await work(engine);
    } finally {
      engine.free();
    }
  } finally {
    await pool.end();
  }
}

/** No table is managed by anyone else. */
export const everything = { externalTables: [], externalEnums: [] };
