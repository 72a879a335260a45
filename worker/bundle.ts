/**
 * The workflow bundle: built once per change of its sources, loaded by every worker and by the replay tests, so
 * that what is replayed is what runs.
 */
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleWorkflowCode } from '@temporalio/worker';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const bundleFolder = path.join(root, 'worker', 'bundle');

export interface WorkflowBundle {
  codePath: string;
  /** Hash of sources and SDK version: logged by the worker, shown beside a replay's verdict. */
  hash: string;
}

/** Builds the bundle where none stands for today's sources; safe when two processes do so at once. */
export async function workflowBundle(): Promise<WorkflowBundle> {
  const hash = await sourcesHash();
  const codePath = path.join(bundleFolder, `workflows-${hash}.js`);
  if (await readable(codePath)) return { codePath, hash };
  const { code } = await bundleWorkflowCode({
    workflowsPath: path.join(root, 'workflows', 'index.ts'),
    logger: { log() {}, trace() {}, debug() {}, info() {}, warn: console.warn, error: console.error },
  });
  await mkdir(bundleFolder, { recursive: true });
  const partial = `${codePath}.${process.pid}`;
  await writeFile(partial, code);
  await rename(partial, codePath);
  return { codePath, hash };
}

async function sourcesHash(): Promise<string> {
  const hash = createHash('sha256');
  const sdk = createRequire(import.meta.url)('@temporalio/worker/package.json') as { version: string };
  hash.update(sdk.version);
  const folder = path.join(root, 'workflows');
  const files = (await readdir(folder, { recursive: true }))
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .sort();
  for (const file of files) hash.update(file).update(await readFile(path.join(folder, file)));
  return hash.digest('hex').slice(0, 16);
}

async function readable(file: string): Promise<boolean> {
  try {
    await readFile(file);
    return true;
  } catch {
    return false;
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { codePath } = await workflowBundle();
  process.stdout.write(`${path.relative(root, codePath)}\n`);
}
