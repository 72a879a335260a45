import { readFile } from 'node:fs/promises';
import { beforeAll, describe, expect, test } from 'vitest';
import { workflowBundle } from '../../worker/bundle.ts';
import { searchAttributes } from '../../workflows/messages/search-attributes.ts';

describe('what a workflow is made of', () => {
  let code: string;

  beforeAll(async () => {
    code = await readFile((await workflowBundle()).codePath, 'utf8');
  }, 120_000);

  test('the bundle stays under 2 MB', () => {
    expect(Buffer.byteLength(code)).toBeLessThan(2_000_000);
  });

  test('no schema library, rule or data access is bundled', () => {
    // module paths, as the bundler writes them
    expect(code).not.toMatch(/node_modules\/zod\//);
    expect(code).not.toMatch(/\.\/(domain|application|activities|prisma|config|api)\/[\w/-]+\.ts/);
    expect(code).toContain('./workflows/collection-case.ts');
  });
});

describe('search attributes', () => {
  const types = Object.values(searchAttributes).map((attribute) => attribute.type);

  test('stay within what every backend grants', () => {
    expect(types.length).toBeLessThanOrEqual(6);
    for (const type of new Set(types)) {
      expect(types.filter((other) => other === type).length).toBeLessThanOrEqual(type === 'KEYWORD' ? 10 : 3);
    }
  });

  test('carry no personal data in their names', () => {
    for (const { name } of Object.values(searchAttributes))
      expect(name).not.toMatch(/name|mail|phone|address/i);
  });
});
