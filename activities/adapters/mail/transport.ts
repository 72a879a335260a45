/** What the dispatch protocol needs of a way to send. An adapter never retries by itself once a gate was asked. */

/** Who waits for it: nobody in particular; somebody who asked or was asked; somebody in front of a page. */
export const urgencies = ['reminder', 'notice', 'code'] as const;
export type Urgency = (typeof urgencies)[number];

export interface SendRequest {
  /** The more urgent goes first where a connection is waited for; a code has one of its own. */
  urgency?: Urgency;
  envelope: { from: string; to: string; journal?: string };
  bytes: Uint8Array;
  /**
   * Asked when everything but the end of data is with the server, and again when its answer has aged before the end
   * could follow. True: the end may follow now. Whoever answers true has made it durable that from now on the server
   * may hold the message. `journaled`: the server took the journal address too.
   */
  gate: (taken: { journaled: boolean }) => Promise<boolean>;
  /** Asked without waiting, right before the end of data: false breaks off as a closed gate does. */
  mayEndNow?: () => boolean;
  /** Named points of the transmission, for fault tests. */
  passing?: (point: TransmissionPoint) => Promise<void> | void;
}

export const transmissionPoints = ['data_accepted', 'body_begun', 'gate_passed'] as const;
export type TransmissionPoint = (typeof transmissionPoints)[number];

export interface ServerReply {
  code?: number;
  text?: string;
  /** Our own word for what happened, for people: `connect`, `tls`, `auth`, `timeout`, `closed`, `refused` … */
  reason: string;
}

export type SendResult =
  | ({ kind: 'accepted' } & ServerReply)
  /** The server does not hold the message; it may be tried again later. */
  | ({ kind: 'not_sent' } & ServerReply)
  /** The server said no for good. */
  | ({ kind: 'refused' } & ServerReply)
  /** The gate did not open, or closed again; the transmission was broken off before the end of data. */
  | { kind: 'gate_closed' }
  /** The end of data left us and no whole answer came: the server may or may not hold it. */
  | ({ kind: 'in_doubt' } & ServerReply);

export interface MailTransport {
  send(request: SendRequest): Promise<SendResult>;
  /**
   * Asked before a message is claimed: a full rate limit or a server that was just unreachable makes the message
   * wait without an attempt. Answers 0 when it may go now; waits itself for short gaps of the rate limit. What is
   * urgent does not wait for the rate limit; the reminders after it do.
   */
  admit(urgency?: Urgency): Promise<{ retryAfterMs: number; reason: string }>;
  /** How long an answer to the end of data is waited for; evidence of absence must be younger than this. */
  finalReplyTimeoutMs: number;
  close(): Promise<void>;
}
