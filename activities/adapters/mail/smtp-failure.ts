import { maskTokens } from '../../../domain/links/masking.ts';
import { storable } from '../../../domain/text/storable.ts';
import type { CarrierAnswer, HandOverResult } from '../../outbound/channel.ts';

/** Errors as the mail library makes them. */
export interface MailError extends Error {
  code?: string;
  command?: string;
  responseCode?: number;
  response?: string;
  /** Code of the system's own error, where the library's replaced it. */
  originalCode?: string;
}

type Failure = Extract<HandOverResult, { kind: 'not_sent' | 'refused' | 'in_doubt' }>;

/**
 * Tells sent from not sent, which the library's errors do not: a connection lost before the message and one lost
 * after its acceptance look the same (`ECONNECTION`, command `CONN`). What decides is whether the end of data had
 * left, and whether a whole reply to it was read.
 */
export function classifyFailure(error: MailError, endOfDataLeft: boolean): Failure {
  const answer: CarrierAnswer = {
    ...(error.responseCode && { code: error.responseCode }),
    // A filter may quote the address that it does not like.
    ...((error.response ?? error.message) && {
      text: storable(maskTokens(error.response ?? error.message).slice(0, 1000)),
    }),
    reason: reasonOf(error),
    ...(isGreylisting(error) && { leastRetryMs: greylistMs }),
  };
  const permanent = error.responseCode !== undefined && error.responseCode >= 500 && error.responseCode < 600;
  if (endOfDataLeft) {
    // Only a whole reply to the end of data is an answer; a fragment before a close is not (`CONN`).
    const definite =
      error.code === 'EMESSAGE' && error.command === 'DATA' && error.responseCode !== undefined;
    if (!definite || error.responseCode! < 400) return { kind: 'in_doubt', ...answer };
    return { kind: permanent ? 'refused' : 'not_sent', ...answer };
  }
  if (error.code === 'EMESSAGE' && error.command === 'MAIL FROM' && error.responseCode === undefined) {
    return { kind: 'refused', ...answer, reason: 'too_large' };
  }
  const aboutMessage = error.code === 'EENVELOPE' || (error.code === 'EMESSAGE' && error.command === 'DATA');
  // 530 and its like speak of our sign-in, not of this message.
  const aboutUs = error.responseCode === 530 || error.responseCode === 535 || error.responseCode === 538;
  return { kind: permanent && aboutMessage && !aboutUs ? 'refused' : 'not_sent', ...answer };
}

/** Greylisting lets the sender in after a few minutes; earlier attempts only cost. */
const greylistMs = 5 * 60_000;

function isGreylisting({ responseCode }: MailError): boolean {
  return responseCode === 450 || responseCode === 451;
}

function reasonOf(error: MailError): string {
  if (/CERT|SELF_SIGNED|TLS|SSL/.test(error.originalCode ?? '')) return 'tls';
  switch (error.code) {
    case 'ETIMEDOUT':
      return 'timeout';
    case 'ETLS':
      return 'tls';
    case 'EAUTH':
      return 'sign_in';
    case 'EDNS':
      return 'name_not_found';
    case 'EENVELOPE':
      return error.command === 'RCPT TO' ? 'recipient_refused' : 'message_refused';
    case 'EMESSAGE':
      return 'message_refused';
    case 'ESOCKET':
    case 'ECONNECTION':
      return 'connection';
    default:
      return 'unclear';
  }
}
