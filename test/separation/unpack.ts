import { buffer } from 'node:stream/consumers';
import { simpleParser } from 'mailparser';
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

/** The same, and mails in any coding, with what is attached to them. */
export async function everythingIn(bytes: Buffer): Promise<string> {
  const plain = await readable(bytes);
  if (!/^[A-Za-z-]+: /.test(plain)) return plain;
  const { subject, text, html, attachments } = await simpleParser(bytes);
  const attached = await Promise.all(
    attachments.map(async ({ filename, content }) => `${filename}\n${await everythingIn(content)}`),
  );
  return [plain, subject, text, html || '', ...attached].join('\n');
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
