/** Asking the gate at the last moment, for carriers. */
import type { HandOver } from './channel.ts';

export interface GateQuestion extends Pick<HandOver, 'passing' | 'mayEndNow'> {
  gate: () => Promise<boolean>;
  /** An answer of the gate that is older than this is asked for again. */
  greatestGateAgeMs: number;
  /** Asked after the gate: the connection may have failed while the row was being committed. */
  mayEnd: () => boolean;
}

/** Many times what a commit and the way to the socket take; a payment answered before it stops the message. */
export const usualGateAgeMs = 500;

/** A machine on which an answer ages before it can be used, again and again, gives up: nothing has left. */
const roundsAtGate = 20;

/**
 * Between the answer of the gate and the last piece this process may be frozen, for as long as somebody likes: a payment
 * is answered meanwhile. So an answer counts for a moment only, from when it was asked for. `open`: the last piece is to
 * follow at once. `gone`: it cannot follow any more, regardless of what the gate said.
 */
export async function askGate(question: GateQuestion): Promise<'open' | 'closed' | 'gone'> {
  const { gate, passing, greatestGateAgeMs, mayEnd, mayEndNow } = question;
  for (let round = 0; round < roundsAtGate; round += 1) {
    const age = startAge();
    if (!(await gate())) return 'closed';
    await passing?.('gate_passed');
    if (!mayEnd()) return 'gone';
    if (mayEndNow?.() === false) return 'closed';
    if (age() <= greatestGateAgeMs) return 'open';
  }
  return 'closed';
}

/** Milliseconds since now by both clocks: one stands still while a machine sleeps, the other may be set back. */
function startAge(): () => number {
  const [steady, wall] = [performance.now(), Date.now()];
  return () => Math.max(performance.now() - steady, Date.now() - wall);
}
