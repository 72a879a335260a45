import { buffer } from 'node:stream/consumers';
import { fromBuffer, type Entry, type ZipFile } from 'yauzl';

/** An answer as text: archives and workbooks are opened, also those inside them; names of their parts count. */
export async function readable(bytes: Buffer): Promise<string> {
  const plain = bytes.toString('utf8');
  if (bytes.subarray(0, 2).toString('latin1') !== 'PK') return plain;
  const parts = [...(await partsOf(bytes))];
  const texts = await Promise.all(
    parts.map(async ({ name, content }) => `${name}\n${await readable(content)}`),
  );
  return texts.join('\n');
}

async function partsOf(bytes: Buffer): Promise<{ name: string; content: Buffer }[]> {
  const archive = await new Promise<ZipFile>((resolve, reject) =>
    fromBuffer(bytes, { lazyEntries: true }, (error, zip) => (error ? reject(error) : resolve(zip))),
  );
  const parts: { name: string; content: Buffer }[] = [];
  await new Promise<void>((resolve, reject) => {
    archive.on('error', reject);
    archive.on('end', resolve);
    archive.on('entry', (entry: Entry) => {
      archive.openReadStream(entry, (error, stream) => {
        if (error) return reject(error);
        buffer(stream).then((content) => {
          parts.push({ name: entry.fileName, content });
          archive.readEntry();
        }, reject);
      });
    });
    archive.readEntry();
  });
  return parts;
}
