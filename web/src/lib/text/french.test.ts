import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { createFormat } from '../format.ts';

const here = import.meta.dirname;
const files = readdirSync(here, { recursive: true, encoding: 'utf8' })
  .filter((name) => path.basename(name) === 'fr.ts')
  .map((name) => path.join(here, name));

/** What stands between quotes, expressions of template literals left out. */
function sentences(source: string): string[] {
  const bare = source.replaceAll(String.raw`\u00a0`, ' ').replace(/\$\{(?:[^{}]|\{[^{}]*\})*\}/g, '§');
  return [...bare.matchAll(/'((?:[^'\\\n]|\\.)*)'|`([^`]*)`/g)].map(
    ([, plain, template]) => plain ?? template ?? '',
  );
}

const all = files.flatMap((file) =>
  sentences(readFileSync(file, 'utf8')).map((text) => ({ file: path.relative(here, file), text })),
);

/** One name for each thing: the word on the left is written as on the right. */
const oneName: [RegExp, string][] = [
  [/[Gg]estionnaire/, 'chargé de recouvrement'],
  [/\b[Cc]hargés?(?! de recouvrement)(?![\p{L}.])/u, 'chargé de recouvrement'],
  [/\bOngoing\b/, 'En cours'],
  [/[Rr]ésolveur/, 'responsable du litige'],
  [/\bCloses?\b|\bClore\b/, 'terminer'],
  [/^Annuler$/, 'Retour (fermer une fenêtre), ou le nom de ce qui est annulé'],
  [/soi-même|en est informé/, 'une phrase française'],
];

describe('E-4 French as it is written', () => {
  it('E-4 a space stands before colon, semicolon, question and exclamation mark', () => {
    const wrong = all.filter(
      ({ text }) => /[\p{L}\p{N}»)§][:;?!](?:\s|$)/u.test(text) && !/^https?:/.test(text),
    );
    expect(wrong).toEqual([]);
  });

  it.each(oneName)('E-4 %s is not written', (word, instead) => {
    const wrong = all.filter(({ text }) => word.test(text));
    expect(wrong, `write: ${instead}`).toEqual([]);
  });

  it('E-4 a label and its value', () => {
    expect(createFormat('fr').pair('Fichiers', 'a.pdf')).toBe('Fichiers\u00a0: a.pdf');
    expect(createFormat('en').pair('Files', 'a.pdf')).toBe('Files: a.pdf');
  });
});
