/** The files of the repository, as the house tests read them. */
import { readFileSync, readdirSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';

export const root = resolve(import.meta.dirname, '../..');

const generated =
  /(^|\/)(node_modules|\.git|\.relance|\.svelte-kit|build|coverage)\/|^prisma\/generated\/|^worker\/bundle\/|schema\.d\.ts$/;

/** Paths from the root with forward slashes, sorted; nothing that is generated or installed. */
export function files(pattern: RegExp): string[] {
  return walk(root)
    .map((file) => relative(root, file).split(sep).join('/'))
    .filter((file) => pattern.test(file) && !generated.test(file))
    .sort();
}

function walk(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (!entry.isDirectory()) return [path];
    return generated.test(`${relative(root, path).split(sep).join('/')}/`) ? [] : walk(path);
  });
}

export function read(file: string): string {
  return readFileSync(join(root, file), 'utf8');
}

export function readJson<T>(file: string): T {
  return JSON.parse(read(file)) as T;
}

/** The schema of the database, all areas in one text. */
export function schema(): string {
  return files(/^prisma\/schema\/\w+\.prisma$/)
    .map(read)
    .join('\n');
}
