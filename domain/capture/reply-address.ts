/** Where answers to a message go: to the customer's capture address (R-2, E-5), or to the sender. */
import { captureAddress, type CaptureScheme } from './address.ts';

/** What is known when a message to a customer is made. */
export interface OutgoingCapture {
  scheme: CaptureScheme;
  /** The newest that is live; null: none has been needed yet. */
  token: string | null;
  /** Named in copy as well, so that an answer to all reaches it where a program disregards Reply-To. */
  inCopy: boolean;
}

/** In place of the token of an address that is made when the message leaves. */
const unmade = '…';

/** Undefined: answers go to the sender. */
export function replyAddress(capture: OutgoingCapture | null): string | undefined {
  return capture === null ? undefined : captureAddress(capture.scheme, capture.token ?? unmade);
}

/** The headers of a message to a customer. */
export function replyHeaders(
  capture: OutgoingCapture | null,
  sender: { name: string },
): { replyTo?: { name: string; address: string }; cc?: { name: string; address: string } } {
  const address = replyAddress(capture);
  if (capture === null || address === undefined) return {};
  const mailbox = { name: sender.name, address };
  return { replyTo: mailbox, ...(capture.inCopy && { cc: mailbox }) };
}
