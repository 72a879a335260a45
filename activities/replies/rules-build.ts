/** Which rules read a reply: a name that changes with any of their files, so that readings can be told apart. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const rules = join(import.meta.dirname, '../../domain/understanding');
let build: string | undefined;

/** Twelve hexadecimal digits. */
export function rulesBuild(): string {
  build ??= hashOf(rules);
  return build;
}

function hashOf(folder: string): string {
  const hash = createHash('sha256');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .sort();
  for (const file of files) hash.update(file).update(readFileSync(join(folder, file)));
  return hash.digest('hex').slice(0, 12);
}
