/** A transfer that trickles holds a place and a connection for as long as it likes: it is ended. */
import type { FastifyRequest } from 'fastify';

export interface TransferRate {
  windowMs: number;
  /** Least that arrives within a window. */
  leastBytes: number;
}

/** A kilobyte a second: a tenth of what the slowest mobile network gives. */
export const slowestTransferRate: TransferRate = { windowMs: 20_000, leastBytes: 20_000 };

/** Ends the connection of a request whose body comes too slowly. Answers how to stop watching. */
export function watchTransferRate(
  { raw }: Pick<FastifyRequest, 'raw'>,
  { windowMs, leastBytes }: TransferRate,
): () => void {
  const { socket } = raw;
  let before = socket.bytesRead;
  const timer = setInterval(() => {
    if (raw.complete) return clearInterval(timer);
    const arrived = socket.bytesRead - before;
    before = socket.bytesRead;
    if (arrived < leastBytes) socket.destroy();
  }, windowMs);
  timer.unref();
  return () => clearInterval(timer);
}
