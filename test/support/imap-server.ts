/** A real IMAP server on this machine, in memory: one account, one folder, into which a test puts copies. */
import type { Server, Socket } from 'node:net';
import { createRequire } from 'node:module';

interface Hoodiecrow {
  server: Server;
  listen(port: number, host: string, done: () => void): void;
  appendMessage(folder: string, flags: string[], date: Date, raw: string): void;
}
const require = createRequire(import.meta.url);
const hoodiecrow = require('hoodiecrow-imap') as (options: object) => Hoodiecrow;

export interface ImapServer {
  port: number;
  /** Connections that were opened so far. */
  connections(): number;
  /** What an SMTP server delivers into the mailbox. */
  deliver(raw: string): void;
  /** Cuts every connection. */
  cut(): void;
  close(): Promise<void>;
}

export const imapAccount = { user: 'journal', password: 'right' };

/** Listens on a free port, or on the given one. */
export async function startImapServer(port = 0): Promise<ImapServer> {
  const imap = hoodiecrow({
    users: { [imapAccount.user]: { password: imapAccount.password } },
    storage: { INBOX: {}, '': {} },
  });
  const sockets = new Set<Socket>();
  let opened = 0;
  imap.server.on('connection', (socket) => {
    opened += 1;
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => undefined);
  });
  await new Promise<void>((resolve) => imap.listen(port, '127.0.0.1', resolve));
  const cut = () => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    port: (imap.server.address() as { port: number }).port,
    connections: () => opened,
    deliver: (raw) => imap.appendMessage('INBOX', [], new Date(), raw),
    cut,
    async close() {
      cut();
      await new Promise<void>((resolve) => imap.server.close(() => resolve()));
    },
  };
}
