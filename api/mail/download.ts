import { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';
import { maskTokens } from '../../domain/links/masking.ts';

/** Bytes from outside, never shown by the browser as a page of ours: always a download, always of one type. */
export function sendDownload(
  reply: FastifyReply,
  { name, bytes }: { name: string; bytes: Uint8Array },
): FastifyReply {
  return reply
    .header('content-disposition', contentDisposition(name))
    .header('content-security-policy', "default-src 'none'; sandbox")
    .type('application/octet-stream')
    .send(Buffer.from(bytes));
}

/** A stored file in pieces, under the type that was found when it came; a download like the others. */
export function sendStored(
  reply: FastifyReply,
  file: {
    name: string;
    contentType: string;
    sizeBytes: number;
    content: AsyncIterable<Uint8Array> | Iterable<Uint8Array>;
  },
): FastifyReply {
  return reply
    .header('content-disposition', contentDisposition(file.name))
    .header('content-security-policy', "default-src 'none'; sandbox")
    .header('content-length', file.sizeBytes)
    .type(file.contentType)
    .send(Readable.from(file.content));
}

/**
 * A document of ours, shown by the browser's own reader where it has one. Nothing in it may load or run anything;
 * no `sandbox`, because readers refuse to open in one.
 */
export function sendPdf(
  reply: FastifyReply,
  { name, bytes }: { name: string; bytes: Uint8Array },
): FastifyReply {
  return asPdf(reply, name).send(Buffer.from(bytes));
}

/** The same of one that is too large to be held. */
export function sendPdfInPieces(
  reply: FastifyReply,
  { name, sizeBytes, content }: { name: string; sizeBytes: number; content: AsyncIterable<Uint8Array> },
): FastifyReply {
  return asPdf(reply, name).header('content-length', sizeBytes).send(Readable.from(content));
}

function asPdf(reply: FastifyReply, name: string): FastifyReply {
  return reply
    .header('content-disposition', contentDisposition(name).replace('attachment', 'inline'))
    .header(
      'content-security-policy',
      "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    )
    .type('application/pdf');
}

/** RFC 6266: a plain name for old programs and the real one beside it, without anything a header could break on. */
export function contentDisposition(name: string): string {
  const clean =
    maskTokens(name)
      .replaceAll(/[\p{Cc}\p{Cf}"\\/]/gu, '_')
      .slice(0, 150)
      .toWellFormed() || 'file';
  const plain = clean.replaceAll(/[^\x20-\x7e]/g, '_');
  const encoded = encodeURIComponent(clean).replaceAll(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`;
}
