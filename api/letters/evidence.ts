/** What proves a letter, in one file: its proofs, what was recorded with its hashes, and by what it can be checked. */
import { createHash, X509Certificate } from 'node:crypto';
import type { Readable } from 'node:stream';
import { ZipFile } from 'yazl';
import { evidenceRecord } from '../../domain/letter/evidence-record.ts';
import type { PrismaClient } from '../../prisma/client.ts';
import {
  proofFiles,
  trackedEvents,
  trackedFile,
  trackedLetter,
} from '../../prisma/queries/tracked-letters/read.ts';

const endings: Record<string, string> = { 'application/pdf': 'pdf', 'application/xml': 'xml' };

/** Of a letter that this installation carries. Null: there is no such letter, or it was not sent. */
export async function evidenceArchive(db: PrismaClient, letterId: string): Promise<Readable | null> {
  const [letter, file, events, proofs] = await Promise.all([
    trackedLetter(db, letterId),
    trackedFile(db, letterId),
    trackedEvents(db, letterId),
    proofFiles(db, letterId),
  ]);
  if (letter === null || file === null || letter.submittedAt === null) return null;
  const named = proofs
    .filter(({ type }) => type !== 'content')
    .map(({ type, contentType, bytes }) => ({ name: `${type}.${endings[contentType] ?? 'bin'}`, bytes }));
  const files = [{ name: 'letter.pdf', bytes: file.pdf }, ...named];
  const record = evidenceRecord(
    letter,
    events,
    files.map(({ name, bytes }) => ({ name, sha256: sha256(bytes) })),
  );
  const zip = new ZipFile();
  const mtime = letter.endedAt ?? letter.submittedAt;
  for (const { name, bytes } of files) zip.addBuffer(Buffer.from(bytes), name, { mtime, compress: false });
  zip.addBuffer(Buffer.from(`${JSON.stringify(record, null, 2)}\n`), 'evidence.json', { mtime });
  zip.addBuffer(Buffer.from(file.certificate), 'certificate.pem', { mtime });
  zip.addBuffer(Buffer.from(howToCheck(file.certificate)), 'README.txt', { mtime });
  zip.end();
  return zip.outputStream as Readable;
}

function howToCheck(certificate: string): string {
  const { subject, fingerprint256, validTo } = new X509Certificate(certificate);
  return [
    'letter.pdf and the evidence beside it carry a PAdES seal (ETSI EN 319 142-1).',
    'Any program that reads PDF signatures shows whether a byte was changed; so does "pdfsig letter.pdf".',
    'evidence.json: each event has the SHA-256 over the JSON array [hash of the event before or "", sequence,',
    'code, at, email, name, ip, userAgent, reason, pdfSha256].',
    '',
    `Certificate: ${subject.replaceAll('\n', ', ')}, valid until ${validTo}`,
    `SHA-256 of the certificate: ${fingerprint256}`,
    '',
  ].join('\r\n');
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
