/** Writes api/openapi.json from the routes; `--check` only compares and fails when it is stale. */
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { format } from 'prettier';
import { buildApp } from './app.ts';
import { describedDeps } from './described-deps.ts';

export const openApiFile = fileURLToPath(new URL('openapi.json', import.meta.url));

/** The contract as text, as the file has it. Needs no database and no Temporal server. */
export async function openApiText(): Promise<string> {
  const app = await buildApp(describedDeps(), { log: false });
  await app.ready();
  const text = JSON.stringify(app.swagger());
  await app.close();
  return format(text, { parser: 'json', printWidth: 120 });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const text = await openApiText();
  if (process.argv.includes('--check')) {
    if ((await readFile(openApiFile, 'utf8').catch(() => '')) !== text) {
      process.stderr.write('api/openapi.json is stale: run `node api/write-openapi.ts`\n');
      process.exitCode = 1;
    }
  } else {
    await writeFile(openApiFile, text);
  }
}
