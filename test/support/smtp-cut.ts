/** Stands before a real mail server and, when asked to, lets the end of a message through but not its answer. */
import { connect, createServer, type Socket } from 'node:net';
import { listening, tie } from './line.ts';

export interface SmtpCut {
  port: number;
  /** From now on no answer to an end of data comes back; the connections stay open. */
  swallow(on: boolean): void;
  /** Answers swallowed so far: so many messages are with the server without their sender knowing. */
  swallowed(): number;
  close(): Promise<void>;
}

const endOfData = '\r\n.\r\n';

export async function startSmtpCut(serverPort: number): Promise<SmtpCut> {
  let swallowing = false;
  let swallowed = 0;
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    const upstream = connect(serverPort, '127.0.0.1');
    let tail = '';
    let ended = false;
    tie(client, upstream, sockets);
    client.on('data', (chunk: Buffer) => {
      tail = (tail + chunk.toString('latin1')).slice(-endOfData.length);
      ended ||= swallowing && tail === endOfData;
      upstream.write(chunk);
    });
    upstream.on('data', (chunk: Buffer) => {
      if (ended) swallowed += 1;
      else client.write(chunk);
    });
  });
  return {
    port: await listening(server),
    swallow: (on) => void (swallowing = on),
    swallowed: () => swallowed,
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
