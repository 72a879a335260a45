import { join } from 'node:path';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { read, root } from './sources.ts';

const file = 'test/house/payloads.types.ts';
const marker = /^\/\/ @ts-expect-error .*$/gm;

describe('what the compiler holds', { timeout: 60_000 }, () => {
  test('D-3 payloads survive JSON and amounts keep their currency', () => {
    expect(errorsOf(read(file))).toEqual([]);
  });

  test('D-3 each expectation stands for a real error', () => {
    const source = read(file);
    const expectations = source.match(marker)!.length;
    expect(expectations).toBeGreaterThan(5);
    expect(errorsOf(source.replaceAll(marker, '//'))).toHaveLength(expectations);
  });
});

/** Compiles the one file, with the settings of the project, as if it had this text. */
function errorsOf(source: string): string[] {
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
