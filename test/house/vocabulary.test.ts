import { join } from 'node:path';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { errorCodes } from '../../domain/errors.ts';
import { files, read, root, schema } from './sources.ts';

type Lists = Record<string, readonly string[]>;

const areas = await Promise.all(
  files(/^domain\/vocabulary\/.*\.ts$/).map((file) => import(join(root, file)) as Promise<Lists>),
);
const lists: Lists = Object.assign({}, ...areas) as Lists;

/** `DisputeReason` is kept in `disputeReasons`. */
function listName(enumName: string): string {
  return `${enumName[0]!.toLowerCase()}${enumName.slice(1)}${enumName.endsWith('s') ? 'es' : 's'}`;
}

function prismaEnums(): [string, string[]][] {
  return [...schema().matchAll(/^enum (\w+) \{([^}]*)\}/gm)].map(([, name, body]) => [
    name!,
    body!
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '' && !line.startsWith('//')),
  ]);
}

describe('closed lists', () => {
  test.each(prismaEnums())(
    'the database enum %s holds the values of the vocabulary, in its order',
    (name, values) => {
      expect(values).toEqual(lists[listName(name)]);
    },
  );

  test.each(Object.entries(lists))('%s names each value once', (_name, values) => {
    expect(new Set(values).size).toBe(values.length);
  });

  test('every refusal code is named once', () => {
    expect(new Set(errorCodes).size).toBe(errorCodes.length);
  });

  test('no list of values is written a second time', () => {
    const known = new Map(Object.entries(lists).map(([name, values]) => [key(values), name]));
    const repeats = files(/\.(ts|svelte)$/)
      .filter(
        (file) =>
          !file.startsWith('domain/vocabulary/') && !file.startsWith('test/') && !file.includes('.test.'),
      )
      .flatMap((file) => writtenLists(file).map((values) => ({ file, list: known.get(key(values)) })))
      .filter((repeat) => repeat.list !== undefined);
    expect(repeats).toEqual([]);
  });

  test('no list that a file gives to others is given by a second file', () => {
    const given = files(/\.ts$/)
      .filter((file) => !file.startsWith('test/') && !file.includes('.test.'))
      .flatMap((file) => exportedLists(file).map((values) => ({ file, list: key(values) })));
    const twice = [...Map.groupBy(given, ({ list }) => list).values()].filter(
      (places) => new Set(places.map(({ file }) => file)).size > 1,
    );
    expect(twice).toEqual([]);
  });
});

function key(values: readonly string[]): string {
  return [...values].sort().join('|');
}

/** Lists of at least three strings that are exported under a name. */
function exportedLists(file: string): string[][] {
  return [...read(file).matchAll(/^export const \w+ = \[([^\]]*)\] as const/gm)]
    .map(([, values = '']) => [...values.matchAll(/'([^']*)'/g)].map(([, value = '']) => value))
    .filter((values) => values.length >= 3);
}

/** Array literals and unions of at least three strings. */
function writtenLists(file: string): string[][] {
  const text = file.endsWith('.svelte') ? scriptOf(read(file)) : read(file);
  const found: string[][] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isArrayLiteralExpression(node))
      keep(node.elements.map((element) => (ts.isStringLiteral(element) ? element.text : undefined)));
    if (ts.isUnionTypeNode(node)) {
      keep(
        node.types.map((type) =>
          ts.isLiteralTypeNode(type) && ts.isStringLiteral(type.literal) ? type.literal.text : undefined,
        ),
      );
    }
    ts.forEachChild(node, visit);
  };
  const keep = (values: (string | undefined)[]): void => {
    if (values.length >= 3 && values.every((value) => value !== undefined)) found.push(values);
  };
  visit(ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true));
  return found;
}

function scriptOf(component: string): string {
  return [...component.matchAll(/<script[^>]*>([\s\S]*?)<\/script>/g)].map((match) => match[1]).join('\n');
}
