/** Bytes that are kept for years are kept small: a mail with its attachment shrinks to a third. */
import { gunzipSync, gzipSync } from 'node:zlib';

export function pack(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return new Uint8Array(gzipSync(bytes));
}

/** Also what was stored before it was packed, as it is: no message begins like a packed one (RFC 1952). */
export function unpack(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const isPacked = bytes[0] === 0x1f && bytes[1] === 0x8b;
  return new Uint8Array(isPacked ? gunzipSync(bytes) : bytes);
}
