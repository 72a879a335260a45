/** The capture address that a message names, made where none has been needed yet. */
import { randomBytes } from 'node:crypto';
import { captureToken } from '../../domain/capture/address.ts';
import type { OutgoingCapture } from '../../domain/capture/reply-address.ts';
import type { NewCaptureAddress } from '../../prisma/queries/inbound/outgoing.ts';

/** With the rows to be stored with the bytes that name it. Two messages at once may make two addresses: both are live. */
export function withToken(
  capture: OutgoingCapture | null,
  { customerId, at }: { customerId: string; at: Date },
): { capture: OutgoingCapture | null; addresses: NewCaptureAddress[] } {
  if (capture === null || capture.token !== null) return { capture, addresses: [] };
  const token = captureToken(randomBytes(10));
  return { capture: { ...capture, token }, addresses: [{ token, customerId, createdAt: at }] };
}
