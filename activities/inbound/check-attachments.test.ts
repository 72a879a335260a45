import { ZipFile } from 'yazl';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startScriptedClamd, virus, type ScriptedClamd } from '../../test/support/scripted-clamd.ts';
import { createAttachmentCheck, type AttachmentCheck } from './check-attachments.ts';

let clamd: ScriptedClamd;
let attachments: AttachmentCheck;
beforeAll(async () => {
  clamd = await startScriptedClamd();
  attachments = createAttachmentCheck({ host: '127.0.0.1', port: clamd.port }, { silenceMs: 300 });
});
afterAll(async () => {
  await attachments?.close();
  await clamd?.close();
});

async function zipOf(parts: [string, Buffer][]): Promise<Buffer> {
  const zip = new ZipFile();
  for (const [name, content] of parts) zip.addBuffer(content, name);
  zip.end();
  const chunks: Buffer[] = [];
  for await (const chunk of zip.outputStream) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}

/** Marks every part as locked with a password, in both of its headers. */
function locked(zip: Buffer): Buffer {
  const bytes = Buffer.from(zip);
  for (const [mark, at] of [
    ['PK\x03\x04', 6],
    ['PK\x01\x02', 8],
  ] as const)
    for (
      let found = bytes.indexOf(mark, 0, 'latin1');
      found >= 0;
      found = bytes.indexOf(mark, found + 1, 'latin1')
    )
      bytes[found + at]! |= 1;
  return bytes;
}

function mailWith(files: [string, Buffer][]): Uint8Array {
  const parts = files.map(
    ([name, content]) =>
      `--b\r\nContent-Type: application/octet-stream\r\nContent-Disposition: attachment; filename="${name}"\r\n` +
      `Content-Transfer-Encoding: base64\r\n\r\n${content.toString('base64')}\r\n`,
  );
  return Buffer.from(`Content-Type: multipart/mixed; boundary=b\r\n\r\n${parts.join('')}--b--\r\n`);
}
const warningsOf = async (...files: [string, Buffer][]) =>
  (await attachments.check(mailWith(files))).warnings;

describe('R-9 E11 what attachments are and hold', () => {
  test('R-9 each by its own bytes; programs and locked parts in archives are found, three archives deep', async () => {
    const plain = await zipOf([['a.txt', Buffer.from('a')]]);
    const inner = await zipOf([['setup.exe', Buffer.from('MZ')]]);
    const nested = await zipOf([['inner.zip', inner]]);
    expect(
      await warningsOf(
        ['proof.pdf', Buffer.from('%PDF-1.7')],
        ['proof.pdf', Buffer.from('MZ')],
        ['plain.zip', plain],
        ['nested.zip', nested],
        ['locked.zip', locked(plain)],
        ['broken.zip', plain.subarray(0, plain.length - 30)],
      ),
    ).toEqual([[], ['program', 'other_content'], [], ['program'], ['encrypted'], ['not_opened']]);
  });

  test('R-9 a bomb is neither unpacked nor waited for: too deep, too many, too much', async () => {
    let deep = await zipOf([['a.txt', Buffer.from('a')]]);
    for (let level = 0; level < 5; level += 1) deep = await zipOf([['next.zip', deep]]);
    const many = await zipOf(Array.from({ length: 2_100 }, (_, n) => [`${n}.txt`, Buffer.from('x')]));
    const zeros = await zipOf([['zeros.bin', Buffer.alloc(60 * 1024 * 1024)]]);
    const much = await zipOf(Array.from({ length: 6 }, (_, n) => [`${n}.zip`, zeros]));
    const before = Date.now();
    expect(await warningsOf(['deep.zip', deep], ['much.zip', much])).toEqual([
      ['archive_too_large'],
      ['archive_too_large'],
    ]);
    expect(await warningsOf(['many.zip', many])).toEqual([['archive_too_large']]);
    expect(Date.now() - before).toBeLessThan(20_000);
  });
});

describe('R-8 R-9 a virus scanner', () => {
  const clean = mailWith([['a.txt', Buffer.from('hello')]]);

  test('R-9 says clean or infected of the whole mail, in pieces of any size', async () => {
    clamd.mood = 'honest';
    const large = mailWith([['a.bin', Buffer.alloc(300_000, 1)]]);
    expect(await attachments.check(large)).toMatchObject({ scan: 'clean', found: null });
    expect(clamd.received.equals(Buffer.from(large))).toBe(true);
    const infected = Buffer.concat([Buffer.from(clean), Buffer.from(virus)]);
    expect(await attachments.check(infected)).toMatchObject({ scan: 'infected', found: 'Test-Signature' });
  });

  test.each(['silent', 'breaks_off', 'too_small', 'talks_nonsense'] as const)(
    'R-9 that is %s is no verdict: not checked',
    async (mood) => {
      clamd.mood = mood;
      expect(await attachments.check(clean)).toMatchObject({ scan: 'not_checked', warnings: [[]] });
    },
  );

  test('R-9 that is not there is said as well; without one nothing is', async () => {
    const troubles: string[] = [];
    const onTrouble = (what: string, error: unknown) => troubles.push(`${what}: ${String(error)}`);
    const away = createAttachmentCheck({ path: '/nonexistent/clamd.ctl' }, { onTrouble });
    const none = createAttachmentCheck();
    expect(await away.check(clean)).toMatchObject({ scan: 'not_checked' });
    // Whoever operates it learns why.
    expect(troubles).toEqual([expect.stringMatching(/^virus scanner: .*ENOENT/)]);
    expect(await none.check(clean)).toMatchObject({ scan: null });
    await Promise.all([away.close(), none.close()]);
  });
});
