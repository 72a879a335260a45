/** Messages that an earlier version stored with their bytes open. */
import type { OutboundState } from '../../../domain/vocabulary/messages.ts';
import type { Db } from '../../client.ts';
import { pack, unpack } from '../../packing.ts';

const pageSize = 50;
/** Nothing of these is sent again as it is. */
const overStates: OutboundState[] = ['accepted', 'resolved_sent', 'refused', 'cancelled'];

export interface OpenMessage {
  id: string;
  dispatchKey: string;
  language: string;
  frozenBytes: Uint8Array;
  /** The very bytes may still be sent. */
  mayLeave: boolean;
  /** It carries a one-time code. */
  isCode: boolean;
}

/** The next ones in the order of their ids, without those that are sealed. */
export async function openMessagesAfter(db: Db, afterId: string | null): Promise<OpenMessage[]> {
  const rows = await db.outboundMessage.findMany({
    where: {
      sealedBytes: null,
      frozenBytes: { not: null },
      ...(afterId === null ? {} : { id: { gt: afterId } }),
    },
    orderBy: { id: 'asc' },
    take: pageSize,
    select: {
      id: true,
      dispatchKey: true,
      language: true,
      frozenBytes: true,
      state: true,
      notice: { select: { kind: true } },
    },
  });
  return rows.map(({ state, notice, frozenBytes, ...row }) => ({
    ...row,
    frozenBytes: unpack(frozenBytes!),
    mayLeave: !overStates.includes(state),
    isCode: notice?.kind === 'access_code',
  }));
}

export async function sealMessage(
  db: Db,
  id: string,
  { readable, sealed }: { readable: Uint8Array; sealed: Uint8Array | null },
): Promise<void> {
  await db.outboundMessage.update({
    where: { id },
    data: {
      frozenBytes: pack(readable),
      sealedBytes: sealed === null ? null : new Uint8Array(sealed),
    },
  });
}
