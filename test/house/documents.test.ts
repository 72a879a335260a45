import { existsSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, test } from 'vitest';
import { variableNames } from '../../config/settings.ts';
import { demoUsers } from '../../prisma/seed/demo.ts';
import { demoPassword } from '../../config/demo.ts';
import { files, read, readJson, root } from './sources.ts';

const documents = files(/\.md$/);
const scripts = readJson<{ scripts: Record<string, string> }>('package.json').scripts;

describe('documents', () => {
  test.each(documents)('%s has one title, at its top', (file) => {
    const lines = withoutCode(read(file)).split('\n');
    expect(lines[0]).toMatch(/^# \S/);
    expect(lines.filter((line) => /^# /.test(line))).toHaveLength(1);
  });

  test.each(documents)('links in %s lead somewhere', (file) => {
    const dead = linksOf(file).filter((target) => !existsSync(join(root, target)));
    expect(dead).toEqual([]);
  });

  test.each(documents)('commands in %s exist', (file) => {
    const commands = codeIn(read(file)).flatMap((code) =>
      [...code.matchAll(/\bnpm (?:run )?(?:-\S+ )*([a-z][\w:-]*)/g)].map((match) => match[1]!),
    );
    const npmItself = ['install', 'ci', 'audit', 'outdated', 'registry'];
    const missing = commands.filter((name) => !(name in scripts) && !npmItself.includes(name));
    expect(missing).toEqual([]);
  });

  test('D-4 a command that prints JSON has its shape in the documentation, and a test that reads it', () => {
    const commands = files(/^cli\/[\w-]+\.ts$/).flatMap((file) => {
      const code = read(file);
      const [, name] = /\.command\('([\w-]+)/.exec(code) ?? [];
      return name !== undefined && code.includes("'--json'") ? [name] : [];
    });
    expect(commands).toContain('import');
    const text = documents.map((file) => read(file)).join('\n');
    const tests = files(/\.test\.ts$/).map((file) => read(file));
    for (const name of commands) {
      expect(text).toContain(`relance ${name} --json`);
      expect(tests.some((code) => code.includes(`${name}ReportShape`))).toBe(true);
    }
  });

  test.each(documents)('files named in %s exist', (file) => {
    const folder =
      /^(domain|application|workflows|activities|worker|api|prisma|runtime|cli|config|test|docs|bench)\/[\w./-]+\.(ts|md|json|prisma|mjs)$/;
    const named = [...read(file).matchAll(/`([^`\s]+)`/g)]
      .map((match) => match[1]!)
      .filter((name) => folder.test(name));
    expect(named.filter((name) => !existsSync(join(root, name)))).toEqual([]);
  });

  test('the configuration page lists every variable that is read, and no other', () => {
    const listed = [...read('docs/configuration.md').matchAll(/^\| (`[A-Z_`, ]+`)/gm)].flatMap((row) =>
      row[1]!.match(/[A-Z_]{4,}/g)!,
    );
    expect(listed.toSorted()).toEqual(variableNames.toSorted());
  });

  test('the README tells how to sign in to the demo', () => {
    for (const word of [demoPassword, ...demoUsers.map((user) => user.email)])
      expect(read('README.md')).toContain(`\`${word}\``);
  });

  test('variables named in other documents are read', () => {
    const known = new Set<string>(variableNames);
    const named = documents.flatMap((file) =>
      [...read(file).matchAll(/\b((?:RELANCE|TEMPORAL|SMTP|DATABASE)_[A-Z_]+)\b/g)].map((match) => match[1]!),
    );
    expect(named.filter((name) => !known.has(name.replace(/_FILE$/, '')))).toEqual([]);
  });

  test('every decision record is numbered without a gap and says its reasons', () => {
    const records = files(/^docs\/adr\/.*\.md$/);
    expect(records.length).toBeGreaterThan(0);
    records.forEach((file, index) => {
      expect(file).toMatch(new RegExp(`/${String(index + 1).padStart(4, '0')}-[a-z0-9-]+\\.md$`));
      for (const heading of ['## Situation', '## Decision', '## Consequences'])
        expect(read(file)).toContain(heading);
    });
  });

  test('a file that the map, the rules or a story names exists', () => {
    const pages = ['ARCHITECTURE.md', 'CONTRIBUTING.md', ...files(/^docs\/(stories|adr)\/.*\.md$/)];
    const named = /^[a-z][\w-]*(?:\/[\w.-]+)*\/[\w.-]+\.(?:ts|mjs|svelte|sql|json|md)$/;
    const gone = pages.flatMap((page) =>
      codeIn(read(page))
        .filter((word) => named.test(word) && !existsSync(join(root, word)))
        .map((word) => `${page}: ${word}`),
    );
    expect(gone).toEqual([]);
  });
});

function withoutCode(text: string): string {
  return text.replaceAll(/^```[\s\S]*?^```/gm, '');
}

/** What stands in backticks or in a block of its own. */
function codeIn(text: string): string[] {
  const blocks = [...text.matchAll(/^```[^\n]*\n([\s\S]*?)^```/gm)].map((match) => match[1]!);
  const inline = [...withoutCode(text).matchAll(/`([^`\n]+)`/g)].map((match) => match[1]!);
  return [...blocks, ...inline];
}

/** Targets inside the repository, from its root, without anchors. */
function linksOf(file: string): string[] {
  return [...withoutCode(read(file)).matchAll(/\]\(([^)\s]+)\)/g)]
    .map((match) => match[1]!)
    .filter((target) => !/^(https?:|mailto:|#)/.test(target))
    .map((target) => normalize(join(dirname(file), target.split('#')[0]!)));
}
