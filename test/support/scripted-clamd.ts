/** Speaks clamd's INSTREAM on this machine, as well or as badly as a test asks. */
import { createServer, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';

export type ClamdMood = 'honest' | 'silent' | 'breaks_off' | 'too_small' | 'talks_nonsense';

export interface ScriptedClamd {
  port: number;
  mood: ClamdMood;
  /** Bytes of the last stream that came whole. */
  received: Buffer;
  close(): Promise<void>;
}

/** What it finds. */
export const virus = 'X5O!P%@AP-TEST-VIRUS';

export async function startScriptedClamd(): Promise<ScriptedClamd> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
    let bytes = Buffer.alloc(0);
    socket.on('data', (piece: Buffer) => {
      if (clamd.mood === 'breaks_off') return socket.destroy();
      bytes = Buffer.concat([bytes, piece]);
      const stream = streamIn(bytes);
      if (stream === null) return;
      clamd.received = stream;
      if (clamd.mood !== 'silent') socket.end(answerTo(stream, clamd.mood));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const clamd: ScriptedClamd = {
    port: (server.address() as AddressInfo).port,
    mood: 'honest',
    received: Buffer.alloc(0),
    close() {
      for (const socket of sockets) socket.destroy();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
  return clamd;
}

function answerTo(stream: Buffer, mood: ClamdMood): string {
  if (mood === 'too_small') return 'INSTREAM size limit exceeded. ERROR\0';
  if (mood === 'talks_nonsense') return 'x'.repeat(10_000);
  return stream.includes(virus) ? 'stream: Test-Signature FOUND\0' : 'stream: OK\0';
}

/** Null: it has not ended yet. */
function streamIn(bytes: Buffer): Buffer | null {
  const command = 'zINSTREAM\0';
  if (bytes.length < command.length) return null;
  if (bytes.toString('latin1', 0, command.length) !== command) throw new Error('no INSTREAM');
  const pieces: Buffer[] = [];
  for (let at = command.length; at + 4 <= bytes.length;) {
    const length = bytes.readUInt32BE(at);
    if (length === 0) return Buffer.concat(pieces);
    if (at + 4 + length > bytes.length) return null;
    pieces.push(bytes.subarray(at + 4, at + 4 + length));
    at += 4 + length;
  }
  return null;
}
