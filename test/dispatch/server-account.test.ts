import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { afterEach, describe, expect, test } from 'vitest';
import { createSmtpTransport, type SmtpOptions } from '../../activities/adapters/mail/smtp-transport.ts';
import type { Carrier } from '../../activities/outbound/channel.ts';

let server: SMTPServer;
let transport: Carrier;
let received: string[] = [];
let signedIn: string[] = [];

afterEach(async () => {
  await transport.close();
  await new Promise<void>((resolve) => server.close(() => resolve()));
});

async function serve(options: SMTPServerOptions): Promise<number> {
  received = [];
  signedIn = [];
  server = new SMTPServer({
    onAuth({ username, password }, _session, done) {
      signedIn.push(username ?? '');
      if (password === 'right') done(null, { user: username });
      else done(new Error('no such account'));
    },
    onData(stream, _session, done) {
      stream.setEncoding('utf8');
      let raw = '';
      stream.on('data', (chunk: string) => (raw += chunk));
      stream.on('end', () => {
        received.push(raw);
        done();
      });
    },
    ...options,
  });
  server.on('error', () => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.server.address() as { port: number }).port;
}

async function send(options: Omit<SmtpOptions, 'host'>) {
  transport = createSmtpTransport({
    host: '127.0.0.1',
    commandTimeoutMs: 3_000,
    finalReplyTimeoutMs: 3_000,
    ...options,
  });
  return transport.handOver({
    sender: 'a@acme-test.example',
    recipient: 'b@customer.example',
    reference: '<x@acme-test.example>',
    bytes: new TextEncoder().encode('Subject: x\r\n\r\nhello\r\n.hidden dot\r\n'),
    gate: async () => true,
  });
}

describe('E-5 the mail server and our account there', () => {
  test('E-5 signs in and sends; a line that begins with a dot arrives as it is', async () => {
    const port = await serve({ allowInsecureAuth: true, disabledCommands: ['STARTTLS'] });
    const result = await send({ port, starttls: 'never', auth: { user: 'me', pass: 'right' } });
    expect(result).toMatchObject({ kind: 'accepted', code: 250 });
    expect(signedIn).toEqual(['me']);
    expect(received[0]).toContain('\r\n.hidden dot');
  });

  test('E-5 a wrong password is our trouble, not the end of the message', async () => {
    const port = await serve({ allowInsecureAuth: true, disabledCommands: ['STARTTLS'] });
    const result = await send({ port, starttls: 'never', auth: { user: 'me', pass: 'wrong' } });
    expect(result).toMatchObject({ kind: 'not_sent', reason: 'sign_in' });
    expect(received).toEqual([]);
  });

  test('E-5 without the encryption that is required nothing is sent and no password is shown', async () => {
    const port = await serve({ allowInsecureAuth: true, disabledCommands: ['STARTTLS'] });
    const result = await send({ port, starttls: 'required', auth: { user: 'me', pass: 'right' } });
    expect(result.kind).toBe('not_sent');
    expect([signedIn, received]).toEqual([[], []]);
  });

  test.each(['required', 'optional'] as const)(
    'E-5 a certificate that nobody vouches for is refused (%s)',
    async (starttls) => {
      const port = await serve({ authOptional: true });
      const result = await send({ port, starttls });
      expect(result).toMatchObject({ kind: 'not_sent', reason: 'tls' });
      expect(received).toEqual([]);
    },
  );

  test('E-5 so is one of a server that speaks TLS from the start', async () => {
    const port = await serve({ secure: true, authOptional: true });
    const result = await send({ port, secure: true });
    expect(result.kind).toBe('not_sent');
    expect(received).toEqual([]);
  });
});
