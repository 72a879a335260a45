import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { archiveOf, archiveParts, type ArchivePart } from './archive.ts';

async function read(archive: Buffer, most = 10_000_000) {
  const parts = [];
  for await (const part of archiveParts(archive, most)) parts.push(part);
  return parts;
}

const mtime = new Date('2026-11-23T10:20:30Z');
const part = (name: string, bytes: Buffer): ArchivePart => ({ name, mtime, bytes });

describe('archives in memory', () => {
  test('E-4 what is packed is read again: names in any script, empty parts, what packs badly', async () => {
    const names = fc.uniqueArray(fc.stringMatching(/^[a-zàéœłß€漢0-9]{1,12}\.xml$/), { maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(names, fc.uint8Array({ maxLength: 3_000 }), async (all, bytes) => {
        const parts = all.map((name, at) => part(name, Buffer.from(bytes.subarray(0, at * 700))));
        const again = await read(archiveOf(parts));
        expect(again.map(({ name, bytes: found }) => [name, found])).toEqual(
          parts.map(({ name, bytes: given }) => [name, given]),
        );
      }),
      { numRuns: 50 },
    );
  });

  test('E-4 the same parts give the same bytes', () => {
    const parts = [part('a.xml', Buffer.from('<a/>'))];
    expect(archiveOf(parts).equals(archiveOf(parts))).toBe(true);
  });

  test('B4 the part with which the bound is reached is cut and said to be', async () => {
    const long = Buffer.alloc(2 * 1024 * 1024, 'x');
    const archive = archiveOf([part('short', Buffer.from('abc')), part('long', long), part('last', long)]);
    for (const most of [5, 1_000_000, 2_000_000]) {
      const parts = await read(archive, most);
      expect(parts.map(({ name, isCut }) => [name, isCut])).toEqual([
        ['short', false],
        ['long', true],
      ]);
      expect(parts[0]!.bytes.length + parts[1]!.bytes.length).toBe(most);
    }
    expect((await read(archive)).map(({ isCut }) => isCut)).toEqual([false, false, false]);
  });

  test('B4 a part that holds more or less than it says is refused, whether it is short or long', async () => {
    for (const size of [2_000, 2 * 1024 * 1024]) {
      const archive = archiveOf([part('a', Buffer.alloc(size, 'x'))]);
      for (const said of [size - 1, size + 1]) {
        const lying = Buffer.from(archive);
        lying.writeUInt32LE(said, lying.indexOf('PK\x01\x02') + 24);
        await expect(read(lying)).rejects.toThrow();
      }
    }
  });
});
