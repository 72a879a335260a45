/**
 * The bytes of a message as it leaves carry links and codes that open pages. They are kept under a key that stands
 * in no table, from freezing until it is known that the server has them; only sending opens them.
 */
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { pack, unpack } from '../../prisma/packing.ts';

/** 2: packed before it was sealed, since nothing packs what is sealed. */
const version = 2;
const unpackedVersion = 1;
const ivBytes = 12;
const tagBytes = 16;

/** @param secret the installation's, from which the key is derived */
export function sealBytes(secret: string, dispatchKey: string, bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const iv = randomBytes(ivBytes);
  const cipher = createCipheriv('aes-256-gcm', keyOf(secret), iv);
  cipher.setAAD(Buffer.from(dispatchKey));
  const sealed = Buffer.concat([cipher.update(pack(bytes)), cipher.final()]);
  return new Uint8Array(Buffer.concat([Buffer.from([version]), iv, cipher.getAuthTag(), sealed]));
}

/** Null: not sealed by us for this key of dispatch, or under another secret. */
export function openSealed(secret: string, dispatchKey: string, sealed: Uint8Array): Uint8Array | null {
  const bytes = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength);
  if ((bytes[0] !== version && bytes[0] !== unpackedVersion) || bytes.length < 1 + ivBytes + tagBytes)
    return null;
  const decipher = createDecipheriv('aes-256-gcm', keyOf(secret), bytes.subarray(1, 1 + ivBytes));
  decipher.setAAD(Buffer.from(dispatchKey));
  decipher.setAuthTag(bytes.subarray(1 + ivBytes, 1 + ivBytes + tagBytes));
  try {
    return unpack(Buffer.concat([decipher.update(bytes.subarray(1 + ivBytes + tagBytes)), decipher.final()]));
  } catch {
    return null;
  }
}

function keyOf(secret: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, '', 'relance/message-bytes', 32));
}
