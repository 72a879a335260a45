import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, describe, expect, test } from 'vitest';
import { letterPart } from '../../activities/rendering/letter/letter-part.ts';
import { mergeLetters } from '../../activities/rendering/letter/merge-letters.ts';
import { renderLetter } from '../../activities/rendering/letter/render-letter.ts';
import { windowProfiles } from '../../domain/vocabulary/letters.ts';
import type { LetterInput } from '../../domain/model/letter.ts';
import { findVeraPdf } from '../../runtime/setup/places.mjs';
import { jpeg, picture } from './pictures.ts';
import { bodyOf as body } from '../support/document.ts';
import { sampleLetter, statement } from './sample.ts';

const veraPdf = findVeraPdf();
const folder = mkdtempSync(path.join(tmpdir(), 'letters-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** One of each: what a letter can hold, in every envelope. */
const kinds: Record<string, Partial<LetterInput>> = {
  ...Object.fromEntries(windowProfiles.map((window) => [window, { window }])),
  pictures: {
    logo: jpeg(''),
    signature: { name: 'Jan Kraft', picture: picture('png', 200, 80) },
  },
  scripts: {
    subject: 'דרישה',
    body: body('<p>Ελλάδα Україна سلام שלום 株式会社カナ 发票</p><p>#statement</p>'),
  },
  'both sides': { duplex: true, annexes: [{ title: 'Statement of account', part: statement(3) }] },
  styles: {
    body: body(
      '<h2>a</h2><h3>b</h3><p><a href="https://pay.example/">pay</a> <u>u</u> <em>e</em> <strong>s</strong></p>' +
        '<ul><li>x</li></ul><ol><li>y</li></ol><blockquote><p>q</p></blockquote><hr><p>#interactive_page_button</p>',
    ),
    values: {
      interactive_page_button: { kind: 'link', label: 'Answer', url: 'https://relance.example/p/x' },
    },
  },
};

describe('L-9 PDF/A', () => {
  // Where Java and Maven are missing, set-up says that this is left out.
  test.skipIf(veraPdf === undefined && process.env.CI === undefined)(
    'L-9 veraPDF passes every kind of letter as PDF/A-3b',
    async () => {
      const files: string[] = [];
      for (const [name, changes] of Object.entries({ ...kinds, pages: {} })) {
        const rendered = await renderLetter(sampleLetter(changes, name === 'pages' ? 80 : 4));
        if (!rendered.ok) throw new Error(`${name}: ${rendered.code}`);
        files.push(path.join(folder, `${name}.pdf`));
        writeFileSync(files.at(-1)!, rendered.value.bytes);
      }
      const one = await renderLetter(sampleLetter({ logo: picture('png', 20, 10) }, 60));
      const other = await renderLetter(
        sampleLetter({ window: 'french_right', annexes: kinds['both sides']!.annexes! }),
      );
      if (!one.ok || !other.ok) throw new Error('a letter to be merged');
      const merged = mergeLetters({
        letters: [one.value.bytes, other.value.bytes, one.value.bytes],
        duplex: true,
        partOf: letterPart,
      });
      const pieces: Uint8Array[] = [];
      for await (const piece of merged) pieces.push(piece);
      files.push(path.join(folder, 'merged.pdf'));
      writeFileSync(files.at(-1)!, Buffer.concat(pieces));
      const { stdout } = await promisify(execFile)(veraPdf!, ['-f', '3b', '--format', 'text', ...files]);
      expect(stdout.trim().split('\n').toSorted()).toEqual(files.map((file) => `PASS ${file} 3b`).toSorted());
    },
    120_000,
  );
});
