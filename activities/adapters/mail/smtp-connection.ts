/** How a connection to the mail server is made: encrypted as the settings ask, signed in where they name an account. */
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import type { SmtpOptions } from './smtp-transport.ts';

type Reach = Pick<SmtpOptions, 'host' | 'port' | 'secure' | 'starttls' | 'name' | 'ca'>;

/** Times in milliseconds. Nothing is opened yet. */
export function newConnection(
  { host, port, secure = false, starttls = 'required', name, ca }: Reach,
  timeouts: { connectionTimeout: number; greetingTimeout: number; socketTimeout: number },
): SMTPConnection {
  return new SMTPConnection({
    host,
    port,
    secure,
    requireTLS: !secure && starttls === 'required',
    ignoreTLS: starttls === 'never',
    name: name?.replace(/[^A-Za-z0-9.-]/g, ''),
    tls: { minVersion: 'TLSv1.2', ...(ca && { ca }) },
    ...timeouts,
    // A broken-off transmission must not be ended politely: the connection is torn down at once.
    socketCloseTimeout: 0,
  });
}

/** Rejects with an error of the library, which `classifyFailure` reads. */
export function connect(connection: SMTPConnection, auth: SmtpOptions['auth']): Promise<void> {
  return new Promise((resolve, reject) => {
    connection.once('error', reject);
    connection.connect((error) => {
      if (error) return reject(error);
      if (!auth || !connection.allowsAuth) {
        if (auth) return reject(Object.assign(new Error('the server offers no sign-in'), { code: 'EAUTH' }));
        return resolve();
      }
      connection.login({ user: auth.user, pass: auth.pass }, (failed) =>
        failed ? reject(failed) : resolve(),
      );
    });
  });
}
