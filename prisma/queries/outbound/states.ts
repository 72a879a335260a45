/**
 * The states of the dispatch protocol (S-9). Every move is one conditional statement whose row count must be one;
 * the attempt number is a fencing token: a worker that was asleep finds that its number is no longer the row's.
 *
 *   planned → frozen → claimed(n) → gate_passed(n) → accepted
 *   claimed(n) | gate_passed(n) → retry_wait | refused      a definite answer, or nothing handed over
 *   gate_passed(n) → in_doubt → resolved_sent | resolved_not_sent
 */
import type { OutboundState } from '../../../domain/vocabulary/messages.ts';
import { Prisma } from '../../client.ts';

/** States in which the carrier certainly does not hold the message. */
export const unsentStates: OutboundState[] = ['planned', 'frozen', 'retry_wait', 'resolved_not_sent'];

/**
 * States in which the bytes may be replaced: nothing of it can be with the carrier. A refused or withdrawn message
 * is sent again only when its action stands up again, by a person or because the facts came back.
 */
const replaceable: OutboundState[] = [...unsentStates, 'claimed', 'refused', 'cancelled'];

export function isReplaceable(state: OutboundState): boolean {
  return replaceable.includes(state);
}

export const replaceableStates = listed(replaceable);

/** Those in which a message can be withdrawn. */
export const withdrawableStates = listed([...unsentStates, 'claimed']);

/** Those after which nothing more is done by itself. */
export const atTheirEnd = listed(['accepted', 'refused', 'resolved_sent', 'cancelled']);

function listed(states: readonly OutboundState[]): Prisma.Sql {
  return Prisma.raw(states.map((state) => `'${state}'`).join(', '));
}
