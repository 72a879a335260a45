/**
 * Asks a virus scanner, ClamAV's clamd, about bytes: its command `INSTREAM` over TCP or a socket of this machine. The npm
 * clients for it start programs and keep files; the protocol is a length before each piece and one line as the answer.
 */
import { connect, type Socket } from 'node:net';
import type { ClamdPlace } from '../../config/capture.ts';

export type ScanVerdict = { result: 'clean' } | { result: 'infected'; name: string };

const pieceBytes = 64 * 1024;
const mostAnswerBytes = 4_096;

/**
 * Rejects where no verdict came: not reached, broken off, too large for the scanner, or nothing within `silenceMs` of the
 * last sign of life.
 */
export function scanWithClamd(
  place: ClamdPlace,
  bytes: Uint8Array,
  { silenceMs = 30_000 }: { silenceMs?: number } = {},
): Promise<ScanVerdict> {
  return new Promise((resolve, reject) => {
    const socket = connect(place);
    let answer = '';
    const end = (outcome: () => void) => {
      socket.destroy();
      outcome();
    };
    socket.setTimeout(silenceMs, () => end(() => reject(new Error('the scanner says nothing'))));
    socket.on('error', (error) => end(() => reject(error)));
    socket.on('connect', () => {
      void send(socket, bytes).catch(() => undefined);
    });
    socket.on('data', (piece: Buffer) => {
      answer += piece.toString('latin1');
      if (answer.length > mostAnswerBytes) end(() => reject(new Error('the scanner says too much')));
    });
    socket.on('close', () => {
      const verdict = verdictOf(answer);
      if (verdict === null)
        reject(new Error(`the scanner gave no verdict: ${answer.slice(0, 200) || 'it broke off'}`));
      else resolve(verdict);
    });
  });
}

async function send(socket: Socket, bytes: Uint8Array): Promise<void> {
  await write(socket, Buffer.from('zINSTREAM\0'));
  for (let at = 0; at < bytes.length; at += pieceBytes) {
    const piece = bytes.subarray(at, at + pieceBytes);
    const length = Buffer.alloc(4);
    length.writeUInt32BE(piece.length);
    await write(socket, length);
    await write(socket, piece);
  }
  await write(socket, Buffer.alloc(4));
}

/** A scanner that reads slowly is waited for; the memory of the socket is not filled. */
function write(socket: Socket, bytes: Uint8Array): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.write(bytes, (error) => (error ? reject(error) : resolve()));
  });
}

function verdictOf(answer: string): ScanVerdict | null {
  const line = answer.replace(/\0[^]*$/, '').trim();
  if (line === 'stream: OK') return { result: 'clean' };
  const found = /^stream: (.{1,200}) FOUND$/.exec(line)?.[1];
  return found === undefined ? null : { result: 'infected', name: found.replace(/[^\x20-\x7e]/g, '?') };
}
