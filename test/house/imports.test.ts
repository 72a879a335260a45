import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { cruise, type ICruiseOptions, type ICruiseResult } from 'dependency-cruiser';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { root } from './sources.ts';

interface RuleSet {
  forbidden: ICruiseOptions['ruleSet'] extends { forbidden?: infer F } | undefined ? F : never;
  options: ICruiseOptions;
}

/** An import that must be refused, and the rule that refuses it. */
const refused: [from: string, statement: string, rule: string][] = [
  [
    'domain/promise/a.ts',
    "import { readFileSync } from 'node:fs'; export const x = readFileSync;",
    'domain-does-no-io',
  ],
  [
    'domain/promise/b.ts',
    "import { x } from '../../prisma/client.ts'; export const y = x;",
    'domain-imports-domain-only',
  ],
  [
    'domain/promise/c.ts',
    "import { x } from '../model/m.ts'; export const y = x;",
    'rules-import-schemas-as-types',
  ],
  [
    'domain/model/d.ts',
    "import { ok } from '../promise/ok.ts'; export const y = ok;",
    'model-imports-vocabulary-only',
  ],
  [
    'domain/words/statement/en.ts',
    "import { ok } from '../../promise/ok.ts'; export const y = ok;",
    'words-import-lists-only',
  ],
  [
    'application/a.ts',
    "import { x } from '../activities/a.ts'; export const y = x;",
    'application-knows-rules-and-rows',
  ],
  [
    'application/b.ts',
    "import { x } from '../config/c.ts'; export const y = x;",
    'application-takes-configuration',
  ],
  [
    'application/c.ts',
    "import { x } from '../workflows/index.ts'; export const y = x;",
    'application-takes-workflow-names',
  ],
  [
    'api/f.ts',
    "import { x } from '../prisma/queries/promises/write.ts'; export const y = x;",
    'facts-change-in-application',
  ],
  [
    'activities/f.ts',
    "import { x } from '../prisma/queries/promises/write.ts'; export const y = x;",
    'facts-change-in-application',
  ],
  [
    'prisma/seed/a.ts',
    "import { x } from '../queries/promises/write.ts'; export const y = x;",
    'facts-change-in-application',
  ],
  [
    'prisma/queries/disputes/write.ts',
    "import { x } from '../promises/write.ts'; export const y = x;",
    'facts-change-in-application',
  ],
  [
    'application/d.ts',
    "import { x } from '../prisma/queries/facts/write.ts'; export const y = x;",
    'one-unit-of-work',
  ],
  [
    'application/f.ts',
    "import { x } from '../prisma/queries/notices/write.ts'; export const y = x;",
    'one-outbox',
  ],
  [
    'domain/mail-reading/a.ts',
    "import { createTransport } from 'nodemailer'; export const y = createTransport;",
    'domain-mail-reading-uses-readers-only',
  ],
  [
    'workflows/a.ts',
    "import { ok } from '../domain/promise/ok.ts'; export const y = ok;",
    'workflows-use-rules-as-types',
  ],
  [
    'workflows/b.ts',
    "import { x } from '../activities/a.ts'; export const y = x;",
    'workflows-use-activities-as-types',
  ],
  [
    'workflows/c.ts',
    "import { x } from '../prisma/client.ts'; export const y = x;",
    'workflows-know-no-other-layer',
  ],
  [
    'workflows/d.ts',
    "import { randomUUID } from 'node:crypto'; export const y = randomUUID;",
    'workflows-use-temporal-only',
  ],
  [
    'activities/b.ts',
    "import { x } from '../api/app.ts'; export const y = x;",
    'activities-do-not-know-the-door',
  ],
  [
    'activities/outbound/a.ts',
    "import type { x } from '../channels/registry.ts'; export type Y = typeof x;",
    'outbound-knows-no-channel',
  ],
  [
    'activities/case/a.ts',
    "import { x } from '../channels/email/form.ts'; export const y = x;",
    'channels-are-wired-in-one-place',
  ],
  [
    'activities/notices/a.ts',
    "import { x } from '../adapters/mail/mime.ts'; export const y = x;",
    'mail-only-in-its-channels',
  ],
  [
    'activities/c.ts',
    "import { x } from '../config/c.ts'; export const y = x;",
    'activities-take-configuration',
  ],
  ['api/b.ts', "import { x } from '../activities/a.ts'; export const y = x;", 'api-does-no-effects'],
  [
    'api/c.ts',
    "import { x } from '../workflows/index.ts'; export const y = x;",
    'api-starts-workflows-by-name',
  ],
  [
    'api/d.ts',
    "import { x } from '../activities/adapters/mail.ts'; export const y = x;",
    'adapters-only-in-activities',
  ],
  [
    'api/portal/a.ts',
    "import { x } from '../../prisma/queries/internal-page/read.ts'; export const y = x;",
    'customers-page-reads-its-own',
  ],
  ['web/src/a.ts', "import { x } from '../../prisma/client.ts'; export const y = x;", 'web-asks-the-api'],
  ['worker/a.ts', "import { x } from '../api/app.ts'; export const y = x;", 'worker-does-not-know-the-door'],
  ['prisma/queries/a.ts', "import { x } from '../../api/app.ts'; export const y = x;", 'prisma-is-a-leaf'],
  [
    'prisma/queries/promises/read.ts',
    "import { ok } from '../../../domain/promise/ok.ts'; export const y = ok;",
    'queries-hold-rows-only',
  ],
  [
    'prisma/queries/b.ts',
    "import { x } from '../generated/client.ts'; export const y = x;",
    'generated-client-has-one-door',
  ],
  ['config/a.ts', "import { x } from '../prisma/client.ts'; export const y = x;", 'config-is-a-leaf'],
  ['cli/a.ts', "import { x } from '../test/support.ts'; export const y = x;", 'nothing-imports-tests'],
  ['cli/loop-a.ts', "import { y } from './loop-b.ts'; export const x = () => y;", 'no-cycles'],
  [
    'api/e.ts',
    "import { createTransport } from 'nodemailer'; export const y = createTransport;",
    'mail-only-in-adapters',
  ],
  [
    'activities/d.ts',
    "import { Worker } from 'node:worker_threads'; export const y = Worker;",
    'threads-of-one-pool',
  ],
  ['cli/gone.ts', "import { x } from './nowhere.ts'; export const y = x;", 'nothing-unresolved'],
];

const allowed: [from: string, statement: string][] = [
  ['activities/case/sends.ts', "import { x } from '../channels/registry.ts'; export const y = x;"],
  ['application/e.ts', "import { x } from '../prisma/queries/promises/write.ts'; export const y = x;"],
  [
    'application/names.ts',
    "import { x } from '../workflows/messages/collection-case.ts'; export const y = x;",
  ],
  ['api/asks.ts', "import { x } from '../application/use.ts'; export const y = x;"],
  ['api/signs-in.ts', "import { x } from '../prisma/queries/sessions/write.ts'; export const y = x;"],
  ['activities/asks.ts', "import { x } from '../application/use.ts'; export const y = x;"],
  ['domain/promise/types.ts', "import type { x } from '../model/m.ts'; export type Y = typeof x;"],
  ['workflows/types.ts', "import type { x } from '../activities/a.ts'; export type Y = typeof x;"],
  ['api/names.ts', "import { x } from '../workflows/messages/collection-case.ts'; export const y = x;"],
  ['activities/sends.ts', "import { x } from './adapters/mail.ts'; export const y = x;"],
];

const targets: Record<string, string> = {
  'domain/promise/ok.ts': 'export const ok = 1;',
  'domain/model/m.ts': 'export const x = 1;',
  'prisma/client.ts': 'export const x = 1;',
  'prisma/generated/client.ts': 'export const x = 1;',
  'activities/a.ts': 'export const x = 1;',
  'activities/adapters/mail.ts': 'export const x = 1;',
  'activities/adapters/mail/mime.ts': 'export const x = 1;',
  'activities/channels/registry.ts': 'export const x = 1;',
  'activities/channels/email/form.ts': 'export const x = 1;',
  'api/app.ts': 'export const x = 1;',
  'config/c.ts': 'export const x = 1;',
  'application/use.ts': 'export const x = 1;',
  'prisma/queries/promises/write.ts': 'export const x = 1;',
  'prisma/queries/facts/write.ts': 'export const x = 1;',
  'prisma/queries/notices/write.ts': 'export const x = 1;',
  'prisma/queries/internal-page/read.ts': 'export const x = 1;',
  'prisma/queries/sessions/write.ts': 'export const x = 1;',
  'workflows/index.ts': 'export const x = 1;',
  'workflows/messages/collection-case.ts': 'export const x = 1;',
  'node_modules/nodemailer/package.json': '{ "name": "nodemailer", "main": "index.js" }',
  'node_modules/nodemailer/index.js': 'exports.createTransport = 1;',
  'test/support.ts': 'export const x = 1;',
  'cli/loop-b.ts': "import { x } from './loop-a.ts'; export const y = () => x;",
};

describe('import rules', () => {
  let folder: string;
  let violations: { from: string; rule: string }[];

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'relance-imports-'));
    const sources = {
      ...targets,
      ...Object.fromEntries([...refused, ...allowed].map(([file, code]) => [file, code])),
    };
    for (const [file, code] of Object.entries(sources)) {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      writeFileSync(join(folder, file), code);
    }
    violations = await cruiseFolder(folder);
  }, 60_000);

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test.each(refused)('%s must not: %s', (from, _statement, rule) => {
    expect(violations).toContainEqual({ from, rule });
  });

  test.each(allowed)('%s may: %s', (from) => {
    expect(violations.filter((violation) => violation.from === from)).toEqual([]);
  });

  test('every rule about layers is tried here', () => {
    const tried = new Set(refused.map(([, , rule]) => rule));
    const libraries = /libraries|-only$|development-packages|workflow-names/;
    const untried = ruleSet()
      .forbidden!.map((rule) => rule.name!)
      .filter((name) => !tried.has(name) && !libraries.test(name));
    expect(untried).toEqual([]);
  });
});

function ruleSet(): RuleSet {
  return createRequire(import.meta.url)(join(root, '.dependency-cruiser.cjs')) as RuleSet;
}

async function cruiseFolder(folder: string): Promise<{ from: string; rule: string }[]> {
  const { forbidden, options } = ruleSet();
  const { tsConfig: _ours, ...plain } = options;
  const { output } = await cruise(['.'], {
    ...plain,
    baseDir: folder,
    ruleSet: { forbidden },
    validate: true,
  });
  return (output as ICruiseResult).summary.violations.map((violation) => ({
    from: violation.from,
    rule: violation.rule.name,
  }));
}
