import { join } from 'node:path';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { read, root } from './sources.ts';

const held = [
  ['D-3 payloads survive JSON and amounts keep their currency', 'test/house/payloads.types.ts'],
  [
    'S-8 a fact is changed in a unit of work that leaves version, history and outbox',
    'test/house/facts.types.ts',
  ],
] as const;
const marker = /^\/\/ @ts-expect-error .*$/gm;

describe('what the compiler holds', { timeout: 60_000 }, () => {
  test.each(held)('%s', (_what, file) => {
    expect(errorsOf(file, read(file))).toEqual([]);
  });

  test.each(held)('%s: each expectation stands for a real error', (_what, file) => {
    const source = read(file);
    const expectations = source.match(marker)!.length;
    expect(expectations).toBeGreaterThan(5);
    expect(errorsOf(file, source.replaceAll(marker, '//'))).toHaveLength(expectations);
  });
});

/** Compiles the one file, with the settings of the project, as if it had this text. */
function errorsOf(file: string, source: string): string[] {
  const { options } = ts.parseJsonConfigFileContent(
    ts.readConfigFile(join(root, 'tsconfig.json'), ts.sys.readFile).config,
    ts.sys,
    root,
  );
  const path = join(root, file);
  const host = ts.createCompilerHost({ ...options, incremental: false });
  const readFile = host.readFile.bind(host);
  const getSourceFile = host.getSourceFile.bind(host);
  host.readFile = (name) => (name === path ? source : readFile(name));
  host.getSourceFile = (name, language, onError, create) =>
    name === path
      ? ts.createSourceFile(name, source, language)
      : getSourceFile(name, language, onError, create);
  const program = ts.createProgram(
    [path],
    { ...options, incremental: false, tsBuildInfoFile: undefined },
    host,
  );
  return ts
    .getPreEmitDiagnostics(program, program.getSourceFile(path))
    .map((diagnostic) => ts.flattenDiagnosticMessageText(diagnostic.messageText, '\n'));
}
